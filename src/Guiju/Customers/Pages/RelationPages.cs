using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Pages;

/// <summary>The panels of the record that change how things stand, and the forms behind its menu.</summary>
static class RelationPages
{
    public static void MapRelation(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("{id:guid}/status", (Guid id, HttpContext http, UseCase<SetFileStatus> door, CancellationToken ct) => Do(id, http, p => door.Run(u => u.Handle(id, p.Of<FileStatus>("status") ?? FileStatus.Formal, ct), ct), "customers.done.status",
            (v, f, _, s) => CustomerPages.Page<StatusPanel>(new { View = v, Findings = f }, s), ct));
        pages.MapPost("{id:guid}/next-contact", (Guid id, HttpContext http, UseCase<PlanNextContact> door, CancellationToken ct) => Do(id, http, p => door.Run(u => u.Handle(id, p.Date("nextContactOn"), p.Text("nextStep"), ct, p.Seen(["nextContactOn", "nextStep"]) is null ? null : new(p.Date("seen.nextContactOn"), p.Text("seen.nextStep")), p.Number("version")), ct), "customers.done.next",
            (v, f, p, s) => CustomerPages.Page<NextPanel>(new { View = v, May = true, Findings = f, Said = (object)p }, s), ct));
        pages.MapPost("{id:guid}/plans/{plan:guid}", (Guid id, Guid plan, HttpContext http, UseCase<DecideContactPlan> door, CancellationToken ct) => Do(id, http, p => door.Run(u => u.Handle(plan, p["confirm"] == "true", ct), ct), "customers.done.plan",
            (v, f, p, s) => CustomerPages.Page<NextPanel>(new { View = v, May = true, Findings = f }, s), ct));
        pages.MapPost("{id:guid}/stage", (Guid id, HttpContext http, CustomerRuleBook rules, UseCase<MoveStage> door, CancellationToken ct) => Do(id, http,
            p => p.Of<Stage>("stage") is { } stage ? door.Run(u => u.Handle(id, stage, p.Text("note"), ct), ct) : Task.FromResult<Outcome<Stage>>(new Finding("customers.choose", "stage")), "customers.done.stage",
            (v, f, p, s) => CustomerPages.Page<StagePanel>(new { View = v, May = true, rules.Today.StaleAfter, Findings = f, Said = (object)p }, s), ct));
        pages.MapPost("{id:guid}/tags", (Guid id, HttpContext http, UseCase<TagCustomer> door, CancellationToken ct) => Do(id, http,
            p => door.Run(u => u.Handle(id, p["tags"].Split([' ', ',', '，', '、', ';', '；', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), ct), ct), "customers.done.tags",
            (v, f, p, s) => CustomerPages.Page<TagsPanel>(new { View = v, May = true, Findings = f, Text = p["tags"] }, s), ct));
        pages.MapPost("{id:guid}/evaluation", async (Guid id, HttpContext http, UseCase<EvaluateCustomer> door, UseCase<ShowRelation> relation, CancellationToken ct) =>
        {
            var categories = (await relation.Ask(u => u.Categories(ct), ct)) is { Done: true, Value: var known } ? known : [];
            return await Do(id, http, p => p.Of<LeadClass>("leadClass") is { } found ? door.Run(u => u.Handle(id, found, p.Text("grounds"), p.Date("nextContactOn"), null, ct), ct) : Task.FromResult<Outcome<LeadClass>>(new Finding("customers.choose", "leadClass", "D01-1.3b")), "customers.done.evaluation",
                (v, f, p, s) => CustomerPages.Page<RegisterPanel>(new { View = v, May = true, Categories = categories, Form = "evaluation", Findings = f, Said = (object)p }, s), ct);
        });
        pages.MapPost("{id:guid}/category", async (Guid id, HttpContext http, UseCase<MoveCategory> door, UseCase<ShowRelation> relation, CancellationToken ct) =>
        {
            var categories = (await relation.Ask(u => u.Categories(ct), ct)) is { Done: true, Value: var known } ? known : [];
            return await Do(id, http, p => door.Run(u => u.Handle(id, p.Id("categoryId"), p.Text("reason"), p.Date("nextContactOn"), ct), ct), "customers.done.category",
                (v, f, p, s) => CustomerPages.Page<RegisterPanel>(new { View = v, May = true, Categories = categories, Form = "category", Findings = f, Said = (object)p }, s), ct);
        });
        pages.MapPost("{id:guid}/archived", (Guid id, HttpContext http, UseCase<ArchiveCustomer> door, CancellationToken ct) => Do(id, http, p => door.Run(u => u.Handle(id, p["archived"] == "true", ct), ct), "customers.done.archived",
            (v, f, _, s) => CustomerPages.Page<FactsPanel>(new { View = v }, s), ct));

        pages.MapGet("{id:guid}/roles", (Guid id, string? add, UseCase<ShowCustomer> show, CancellationToken ct) =>
            CustomerPages.With(show, id, v => Form("roles", v, offered: [.. (add ?? "").Split(',').Select(a => Enum.TryParse<RoleKind>(a, out var role) && Enum.IsDefined(role) ? role : (RoleKind?)null).OfType<RoleKind>()]), ct));
        pages.MapPost("{id:guid}/roles", (Guid id, HttpContext http, UseCase<ChangeRoles> door, CancellationToken ct) =>
            DoForm("roles", id, http, p => door.Run(u => u.Add(id, p.All<RoleKind>("roles"), p.Of<SpecialKind>("special"), ct), ct), "customers.done.roles", ct));
        pages.MapPost("{id:guid}/roles/drop", (Guid id, HttpContext http, UseCase<ChangeRoles> door, CancellationToken ct) =>
            DoForm("roles", id, http, p => p.Of<RoleKind>("role") is { } role ? door.Run(u => u.Drop(id, role, ct), ct) : Task.FromResult<Outcome<IReadOnlyList<RoleKind>>>(new Finding("customers.choose", "role")), "customers.done.roles", ct));
        pages.MapGet("{id:guid}/owner", async (Guid id, GuijuContext db, CurrentActor actor, UseCase<ShowCustomer> show, CancellationToken ct) =>
        {
            if (!actor.Value.May(Permission.CustomersAssign)) return Results.StatusCode(403);
            var found = await show.Ask(u => u.Handle(id, ct), ct);
            return found.Done ? Form("owner", found.Value, people: await People(db, found.Value.UnitId, ct)) : Results.NotFound();
        });
        pages.MapPost("{id:guid}/owner", (Guid id, HttpContext http, UseCase<AssignCustomer> door, CancellationToken ct) =>
            DoForm("owner", id, http, p => door.Run(u => u.Handle(id, p.Id("ownerId"), p.Id("secondOwnerId"), ct, p.Seen(["ownerId", "secondOwnerId"]) is null ? null : new(p.Id("seen.ownerId"), p.Id("seen.secondOwnerId")), p.Number("version")), ct), "customers.done.owner", ct));
        pages.MapGet("{id:guid}/major-change", (Guid id, UseCase<ShowCustomer> show, CancellationToken ct) => CustomerPages.With(show, id, v => Form("change", v), ct));
        pages.MapPost("{id:guid}/major-change", (Guid id, HttpContext http, UseCase<RecordMajorChange> door, CancellationToken ct) =>
            DoForm("change", id, http, p => p.Of<MajorChangeKind>("kind") is { } kind
                ? door.Run(u => u.Handle(new(id, kind, p.Text("before"), p.Text("after"), p.Date("happenedOn"), p.Text("changeSource")), ct), ct)
                : Task.FromResult<Outcome<Guid>>(new Finding("customers.choose", "kind", "D13-3.4.1a")), "customers.done.change", ct));
    }

    public static void MapFiles(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("{id:guid}/attachments", async (Guid id, HttpContext http, Upload upload, RecordPage page, CancellationToken ct) =>
        {
            var taken = await PartsApi.Receive(id, http.Request, upload, ct);
            if (taken.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(taken.Refusal));
            if (!taken.Done) return await page.Show(id, taken.Findings, ct);
            http.Flash(Texts.All["customers.done.attached"]);
            return http.Go($"/customers/{id}?tab=files");
        });
        pages.MapGet("{id:guid}/attachments/{attachment:guid}", PartsApi.Send);
        pages.MapPost("{id:guid}/attachments/{attachment:guid}/remove", async (Guid id, Guid attachment, HttpContext http, UseCase<ChangeAttachments> door, CancellationToken ct) =>
        {
            var removed = await door.Run(u => u.Remove(id, attachment, ct), ct);
            if (!removed.Done) return Results.StatusCode(OutcomeHttp.StatusOf(removed.Refusal));
            http.Flash(Texts.All["customers.bin.done"], undo: $"/customers/bin/{removed.Value}/restore");
            return http.Go($"/customers/{id}?tab=files");
        });
    }

    static async Task<IResult> Do<T>(Guid id, HttpContext http, Func<Posted, Task<Outcome<T>>> act, string done, Func<CustomerView, IReadOnlyList<Finding>, Posted, int, IResult> panel, CancellationToken ct)
    {
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var outcome = await act(p);
        return await CustomerPages.After(http, id, outcome, done, (v, status) => panel(v, outcome.Findings, p, status), ct);
    }

    static async Task<IResult> DoForm<T>(string kind, Guid id, HttpContext http, Func<Posted, Task<Outcome<T>>> act, string done, CancellationToken ct)
    {
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var outcome = await act(p);
        if (outcome.Done)
        {
            http.Flash(CustomerPages.Words(outcome, Texts.All[done]));
            return http.Go($"/customers/{id}");
        }
        if (outcome.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal));
        var show = http.RequestServices.GetRequiredService<UseCase<ShowCustomer>>();
        var found = await show.Ask(u => u.Handle(id, ct), ct);
        if (!found.Done) return Results.NotFound();
        IReadOnlyList<Choice> people = kind == "owner" ? await People(http.RequestServices.GetRequiredService<GuijuContext>(), found.Value.UnitId, ct) : [];
        return Form(kind, found.Value, outcome.Findings, p, people, status: OutcomeHttp.StatusOf(outcome.Refusal));
    }

    static IResult Form(string kind, CustomerView view, IReadOnlyList<Finding>? findings = null, Posted? posted = null, IReadOnlyList<Choice>? people = null, IReadOnlyList<RoleKind>? offered = null, int status = 200) =>
        CustomerPages.Page<EditPage>(new { Kind = kind, View = view, Findings = findings ?? [], Said = (object?)posted, People = people ?? [], Offered = offered ?? [] }, status);

    static async Task<IReadOnlyList<Choice>> People(GuijuContext db, Guid unit, CancellationToken ct) =>
        [.. (await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unit && p.Active).OrderBy(p => p.Name).Take(1000).Select(p => new { p.Id, p.Name, p.Post }).ToListAsync(ct)).Select(p => new Choice(p.Id.ToString(), p.Post is null ? p.Name : $"{p.Name}（{p.Post}）"))];
}
