using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Pages;

/// <summary>Facts edited in place; without script, on a page of their own.</summary>
static class FactPages
{
    public static void MapFacts(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("{id:guid}/facts/{field}", (Guid id, string field, UseCase<ShowCustomer> show, CancellationToken ct) =>
            Known(field) ? CustomerPages.With(show, id, v => CustomerPages.Page<FactRow>(new { View = v, Field = field, May = true }), ct) : Task.FromResult(Results.NotFound()));
        pages.MapGet("{id:guid}/facts/{field}/edit", (Guid id, string field, HttpContext http, CustomerRuleBook rules, UseCase<ShowCustomer> show, CancellationToken ct) =>
            Known(field) ? CustomerPages.With(show, id, v => Form(http, v, field, rules, [], null, 200), ct) : Task.FromResult(Results.NotFound()));
        pages.MapGet("{id:guid}/facts/{field}/history", async (Guid id, string field, UseCase<ShowHistory> history, CancellationToken ct) =>
            Known(field) && await history.Ask(u => u.Handle(id, field, null, 20, ct), ct) is { Done: true, Value: var page } ? CustomerPages.Page<HistoryPop>(new { CustomerId = id, Field = field, Rows = page.Items }) : Results.NotFound());
        pages.MapPost("{id:guid}/facts/{field}", Save);
    }

    static async Task<IResult> Save(Guid id, string field, HttpContext http, CustomerRuleBook rules, UseCase<ShowCustomer> show, UseCase<ChangeCustomer> change, UseCase<SetAbsent> absent, CancellationToken ct)
    {
        if (!Known(field)) return Results.NotFound();
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var before = await show.Ask(u => u.Handle(id, ct), ct);
        if (!before.Done) return Results.StatusCode(OutcomeHttp.StatusOf(before.Refusal));
        // Keeping the other's value is leaving the form, with or without script.
        if (p.Text("theirs") is not null) return http.Request.IsHtmx() ? CustomerPages.Page<FactSaved>(new { View = before.Value, Field = field }) : http.Go($"/customers/{id}");
        // Whose number is hidden from him leaves it as it is by leaving the field empty.
        var hidden = field == "phone" && before.Value is { PhonesMasked: true, Facts.Phone: not null };
        Refusal refusal;
        IReadOnlyList<Finding> findings;
        if (p.Text(field) is null && FileCompleteness.MayBeAbsent(field) && FactText.Said(before.Value.Facts, field) is null && (p.Text("absentReason") is not null || before.Value.Absent.ContainsKey(field)))
        {
            var marked = await absent.Run(u => u.Handle(id, field, p.Text("absentReason"), ct), ct);
            (refusal, findings) = (marked.Refusal, marked.Findings);
        }
        else
        {
            var outcome = await change.Run(u => u.Handle(new()
            {
                Id = id,
                Version = p.Number("version"),
                Facts = hidden && p.Text(field) is null ? new() : FactText.Only(field, p[field]),
                Seen = new Dictionary<string, string?> { [field] = p["seen"] },
                HappenedOn = p.Date("happenedOn"),
                ChangeSource = p.Text("changeSource"),
            }, ct), ct);
            (refusal, findings) = (outcome.Refusal, outcome.Findings);
        }
        if (refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(refusal));
        if (refusal != Refusal.None) return await CustomerPages.With(show, id, v => Form(http, v, field, rules, findings, p, OutcomeHttp.StatusOf(refusal)), ct);
        foreach (var warning in findings) http.Toast(Texts.All.Say(warning), Tone.Warn);
        return http.Request.IsHtmx()
            ? await CustomerPages.With(show, id, v => CustomerPages.Page<FactSaved>(new { View = v, Field = field }), ct)
            : http.Go($"/customers/{id}");
    }

    static IResult Form(HttpContext http, CustomerView view, string field, CustomerRuleBook rules, IReadOnlyList<Finding> findings, Posted? posted, int status)
    {
        var major = view.Status != FileStatus.Draft && FactText.Said(view.Facts, field) is not null && MajorChanges.Of(field, rules.For(view.UnitId).ChangeTypes) is not null;
        return http.Request.IsHtmx()
            ? CustomerPages.Page<FactEdit>(new { View = view, Field = field, Major = major, Findings = findings, Said = (object?)posted }, status)
            : CustomerPages.Page<EditPage>(new { Kind = "fact", View = view, Field = (string?)field, Major = major, Findings = findings, Said = (object?)posted }, status);
    }

    static bool Known(string field) => FactText.Fields.Contains(field);
}
