using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Approvals.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Approvals;

/// <summary>The pages beside the requests: routes, delegations, decisions of guards, exceptions of duties.</summary>
static class ApprovalSettings
{
    public static void MapApprovalSettings(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("decisions", async Task<IResult> ([AsParameters] DecisionQuery query, UseCase<ListDecisions> list, CancellationToken ct) =>
            await list.Ask(u => u.Handle(query, ct), ct) is var page && page.Done ? new RazorComponentResult<DecisionsPage>(new { Query = query, Page = page.Value }) : page.ToProblem());
        pages.MapGet("routes", async Task<IResult> (UseCase<ListRoutes> list, CancellationToken ct) =>
        {
            var found = await list.Ask(u => u.Handle(ct), ct);
            var people = await list.Ask(u => u.People(ct), ct);
            return found.Done ? new RazorComponentResult<RoutesPage>(new { Routes = found.Value, People = people.Value }) : found.ToProblem();
        });
        pages.MapGet("routes/{kind}", (string kind, UseCase<ListRoutes> list, UseCase<SetRoute> set, CancellationToken ct) => Route(kind, null, [], list, ct));
        pages.MapPost("routes/{kind}", async (string kind, HttpContext http, UseCase<ListRoutes> list, UseCase<SetRoute> set, CancellationToken ct) =>
        {
            var form = RouteForm.Of(await http.Request.ReadFormAsync(ct));
            List<Finding> findings = [];
            var steps = form.Read(findings);
            if (findings.Count == 0 || form.Clause)
            {
                var done = await set.Run(u => u.Handle(kind, new() { Steps = form.Clause ? null : steps, Reason = form.Reason }, ct), ct);
                if (done.Refusal is Refusal.Forbidden or Refusal.NotFound) return done.ToProblem();
                if (done.Done)
                {
                    http.Flash(Texts.All["approvals.route.saved"]);
                    return http.Go("/approvals/routes");
                }
                findings.AddRange(done.Findings);
            }
            return await Route(kind, form, findings, list, ct);
        });
        pages.MapGet("delegations", (UseCase<ListDelegations> list, CancellationToken ct) => Delegations(new(null, null, null), [], list, ct));
        pages.MapPost("delegations", async (HttpContext http, UseCase<ListDelegations> list, UseCase<GiveDelegation> give, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var said = new DelegationsPage.Typed(form["toId"], form["first"], form["last"]);
            List<Finding> findings = [];
            var input = new GiveDelegation.Input { ToId = Guid.TryParse(said.To, out var to) ? to : null, First = Day(said.First, "first", findings), Last = Day(said.Last, "last", findings) };
            if (findings.Count == 0)
            {
                var done = await give.Run(u => u.Handle(input, ct), ct);
                if (done.Done)
                {
                    http.Flash(Texts.All["approvals.delegation.given"]);
                    return http.Go("/approvals/delegations");
                }
                findings.AddRange(done.Findings);
            }
            return await Delegations(said, findings, list, ct);
        });
        pages.MapPost("delegations/{id:guid}/end", async (Guid id, HttpContext http, UseCase<GiveDelegation> give, CancellationToken ct) =>
        {
            var done = await give.Run(u => u.End(id, ct), ct);
            return done.Done ? http.Go("/approvals/delegations") : done.ToProblem();
        });
        pages.MapGet("exceptions/new", (Guid duty, UseCase<AskException> ask, CancellationToken ct) => Exception(duty, null, null, [], ask, ct));
        pages.MapPost("exceptions/new", async (HttpContext http, UseCase<AskException> ask, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            List<Finding> findings = [];
            var input = new AskException.Input { DutyId = Guid.TryParse(form["dutyId"], out var duty) ? duty : Guid.Empty, Until = Day(form["until"], "until", findings), Reason = form["reason"] };
            if (findings.Count == 0)
            {
                var asked = await ask.Run(u => u.Handle(input, ct), ct);
                if (asked.Refusal is Refusal.Forbidden or Refusal.NotFound) return asked.ToProblem();
                if (asked.Done)
                {
                    http.Flash(Asked(asked.Value));
                    return http.Go($"/approvals/{asked.Value.Id}");
                }
                findings.AddRange(asked.Findings);
            }
            return await Exception(input.DutyId, form["until"], form["reason"], findings, ask, ct);
        });
    }

    /// <summary>What is said when a request was asked.</summary>
    public static string Asked(AskedRequest asked) => asked.Deciders.Count == 0 ? Texts.All["approvals.said.nobody", [asked.Number]] : Texts.All["approvals.said.asked", [asked.Number, string.Join('、', asked.Deciders.Take(5))]];

    static DateOnly? Day(string? text, string field, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        findings.Add(new("policies.setting.day", field));
        return null;
    }

    static async Task<IResult> Route(string kind, RouteForm? form, IReadOnlyList<Finding> findings, UseCase<ListRoutes> list, CancellationToken ct)
    {
        var found = await list.Ask(u => u.Handle(ct), ct);
        if (!found.Done) return found.ToProblem();
        if (found.Value.SingleOrDefault(r => r.Kind == kind) is not { } route) return Results.NotFound();
        var people = await list.Ask(u => u.People(ct), ct);
        return new RazorComponentResult<RoutePage>(new { Kind = kind, route.Clause, Steps = form?.Steps ?? RouteForm.Of(route.Steps), form?.Reason, People = people.Value, Findings = findings })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> Delegations(DelegationsPage.Typed said, IReadOnlyList<Finding> findings, UseCase<ListDelegations> list, CancellationToken ct)
    {
        var items = await list.Ask(u => u.Handle(ct), ct);
        var colleagues = await list.Ask(u => u.Colleagues(ct), ct);
        return new RazorComponentResult<DelegationsPage>(new { Items = items.Value, Colleagues = colleagues.Value, Said = said, Findings = findings })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> Exception(Guid duty, string? until, string? reason, IReadOnlyList<Finding> findings, UseCase<AskException> ask, CancellationToken ct)
    {
        var found = await ask.Ask(u => u.Compose(duty, ct), ct);
        return found.Done ? new RazorComponentResult<ExceptionPage>(new { Duty = found.Value, Until = until, Reason = reason, Findings = findings }) { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK } : found.ToProblem();
    }
}
