using Guiju.Leads.Pages;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Leads;

static class LeadRoutes
{
    public static IEndpointRouteBuilder MapLeads(this IEndpointRouteBuilder routes)
    {
        routes.MapLeadApi();
        var pages = routes.MapGroup("/leads").ExcludeFromDescription();
        pages.MapGet("", async (string? view, string? after, UseCase<LeadList> list, LeadParameters parameters, CurrentActor actor, CancellationToken ct) =>
        {
            // A supervisor comes to see his people's leads, a salesperson his own.
            var part = view is null && actor.Value.Scope != DataScope.Own ? LeadView.Team : View(view);
            var page = await list.Ask(q => q.Handle(new(part, After: after), ct), ct);
            if (!page.Done) return Results.StatusCode(OutcomeHttp.StatusOf(page.Refusal));
            var counts = await list.Ask(q => q.Counts(ct), ct);
            return new RazorComponentResult<LeadsPage>(new { View = part, Page = page.Value, Counts = counts.Value, Least = parameters.LeastScore });
        });
        pages.MapGet("form", async (string? view, UseCase<LeadList> list, CancellationToken ct) =>
            await list.Ask(q => q.Handle(new(View(view), Size: 1000), ct), ct) is { Done: true } page
                ? new RazorComponentResult<LeadFormPage>(new { View = View(view), Rows = page.Value.Items }) : Results.StatusCode(StatusCodes.Status403Forbidden));
        pages.MapGet("form.xlsx", async (string? view, UseCase<LeadList> list, Texts texts, CompanyClock clock, CancellationToken ct) =>
        {
            var page = await list.Ask(q => q.Handle(new(View(view), Size: 1000), ct), ct);
            if (!page.Done) return Results.StatusCode(OutcomeHttp.StatusOf(page.Refusal));
            var file = new MemoryStream();
            new FormSheet
            {
                Title = texts["reports.leads"],
                Head = [texts["leads.form.view", [texts.Of(View(view))]], texts["leads.form.count", [page.Value.Items.Count]]],
                Columns = [.. LeadColumns.All.Select(c => new FormColumn(texts[c.Key], c.Width * 1.5, c.Left))],
                Sections = [new(null, [.. page.Value.Items.Select(r => Cells(r, texts, clock))])],
                Notes = [texts["leads.form.note"]],
            }.Write(file);
            return Results.File(file.ToArray(), TableWriter.XlsxType, $"{texts["reports.leads"]} {Show.Date(clock.Today)}.xlsx");
        });
        pages.MapGet("register.xlsx", Export);
        pages.MapGet("new", (string? channel, string? region, UseCase<TerritoryList> territories, LeadParameters parameters, CancellationToken ct) =>
            Form(LeadDraft.With(channel, region), [], territories, parameters, ct));
        pages.MapPost("new", Register);
        pages.MapGet("sources", async (string? from, string? until, UseCase<SourceReport> report, CompanyClock clock, CancellationToken ct) =>
            await report.Ask(q => q.Handle(Day(from) ?? new(clock.Today.Year, clock.Today.Month, 1), Day(until) ?? clock.Today, ct), ct) is { Done: true } answer
                ? new RazorComponentResult<SourcesPage>(new { Report = answer.Value }) : Results.Redirect("/leads/sources"));
        pages.MapGet("{id:guid}", (Guid id, UseCase<LeadList> list, UseCase<TerritoryList> people, CancellationToken ct) => One(id, [], false, null, null, list, people, ct));
        pages.MapPost("{id:guid}/evaluation", async (Guid id, HttpContext http, UseCase<EvaluateLead> evaluate, UseCase<LeadList> list, UseCase<TerritoryList> people, Texts texts, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            Customers.Contracts.LeadClass? found = Enum.TryParse<Customers.Contracts.LeadClass>(form["leadClass"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
            var done = await evaluate.Run(u => u.Handle(id, new(found, form["grounds"]), ct), ct);
            if (!done.Done) return await One(id, done.Findings, false, form["leadClass"], form["grounds"], list, people, ct);
            http.Flash(done.Findings.Count > 0 ? string.Join(' ', done.Findings.Select(texts.Say)) : texts["leads.evaluated", [texts.Of(found!.Value)]], done.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go($"/leads/{id}");
        });
        pages.MapPost("{id:guid}/owner", async (Guid id, HttpContext http, UseCase<AssignLead> assign, UseCase<LeadList> list, UseCase<TerritoryList> people, Texts texts, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var done = await assign.Run(u => u.Handle(id, Guid.TryParse(form["ownerId"], out var owner) ? owner : null, ct), ct);
            if (!done.Done) return await One(id, done.Findings, true, null, null, list, people, ct);
            http.Flash(texts["leads.assigned"]);
            return http.Go("/leads?view=Pool");
        });
        pages.MapPost("{id:guid}/delete", async (Guid id, HttpContext http, UseCase<DeleteLead> delete, UseCase<LeadList> list, UseCase<TerritoryList> people, Texts texts, CancellationToken ct) =>
        {
            var reason = (await http.Request.ReadFormAsync(ct))["reason"].ToString();
            var gone = await delete.Run(u => u.Handle(id, reason, ct), ct);
            if (gone.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(gone.Refusal));
            if (!gone.Done) return await One(id, gone.Findings, false, null, null, list, people, ct, reason);
            http.Flash(texts["leads.deleted", [gone.Value.Number]], undo: $"/customers/bin/{gone.Value.BinId}/restore");
            return http.Go("/leads");
        });
        pages.MapPost("{id:guid}/family", async (Guid id, HttpContext http, UseCase<DecideFamily> decide, Texts texts, CancellationToken ct) =>
        {
            var done = await decide.Run(async u => await u.Handle(id, (await http.Request.ReadFormAsync(ct))["same"] == "true", ct), ct);
            if (done.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
            http.Flash(done.Done ? texts.Of(done.Value) : string.Join(' ', done.Findings.Select(texts.Say)), done.Done ? Tone.Ok : Tone.Warn);
            return http.Go($"/leads/{id}");
        });
        pages.MapTerritories();
        return routes;
    }

    static LeadView View(string? text) => Enum.TryParse<LeadView>(text, ignoreCase: true, out var view) && Enum.IsDefined(view) ? view : LeadView.Mine;

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;

    static IReadOnlyList<object?> Cells(LeadRow row, Texts texts, CompanyClock clock) => [.. LeadColumns.All.Select(c => (object?)c.Text(row, texts, clock))];

    static async Task<IResult> Export(string? view, HttpContext http, UseCase<LeadList> list, Texts texts, CompanyClock clock, CancellationToken ct)
    {
        var first = await list.Ask(q => q.Handle(new(View(view), Size: 500), ct), ct);
        if (!first.Done) return Results.StatusCode(OutcomeHttp.StatusOf(first.Refusal));
        var taken = await list.Run(q => q.Take(View(view), ct), ct);
        if (!taken.Done) return taken.Refused(http);
        var shape = new TableShape(texts["reports.leads"], [.. LeadColumns.All.Select(c => new TableColumn(texts[c.Key], Width: c.Width * 2.2))]) { Mark = taken.Value };
        return Results.Stream(to => TableWriter.Xlsx(to, shape, Rows(), ct), TableWriter.XlsxType, $"{texts.Of(View(view))} {Show.Date(clock.Today)}.xlsx");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var page = first.Value; ; page = (await list.Ask(q => q.Handle(new(View(view), After: page.Next, Size: 500), ct), ct)).Value)
            {
                foreach (var row in page.Items) yield return Cells(row, texts, clock);
                if (page.Next is null) yield break;
            }
        }
    }

    static async Task<IResult> Form(LeadDraft draft, IReadOnlyList<Finding> findings, UseCase<TerritoryList> territories, LeadParameters parameters, CancellationToken ct)
    {
        var drawn = await territories.Ask(q => q.Handle(ct), ct);
        if (!drawn.Done) return Results.StatusCode(OutcomeHttp.StatusOf(drawn.Refusal));
        return new RazorComponentResult<NewLeadPage>(new
        {
            Draft = draft,
            Findings = findings,
            parameters.Channels,
            Fields = (IReadOnlyList<string>)[.. drawn.Value.Where(t => t.Active).SelectMany(t => t.Fields).Distinct()],
            Divided = drawn.Value.Any(t => t.Active),
            Hours = parameters.RegisterWithinHours,
        })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    static async Task<IResult> Register(HttpContext http, UseCase<RegisterLead> register, UseCase<TerritoryList> territories, LeadParameters parameters, CompanyClock clock, Texts texts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var draft = LeadDraft.Of(form);
        List<Finding> findings = [];
        var input = draft.Read(clock, findings);
        if (findings.Count > 0) return await Form(draft, findings, territories, parameters, ct);
        var done = await register.Run(u => u.Handle(input, ct), ct);
        if (!done.Done) return await Form(draft, done.Findings, territories, parameters, ct);
        var lead = done.Value;
        var warned = done.Findings.Count > 0;
        http.Flash(warned ? string.Join(' ', done.Findings.Select(texts.Say)) : texts["leads.registered", [lead.Number]], warned ? Tone.Warn : Tone.Ok);
        return http.Go(form["again"] == "true" ? $"/leads/new?channel={Uri.EscapeDataString(input.Channel ?? "")}&region={Uri.EscapeDataString(input.RegionCode ?? "")}" : $"/leads/{lead.Id}");
    }

    static async Task<IResult> One(Guid id, IReadOnlyList<Finding> findings, bool assigning, string? leadClass, string? grounds, UseCase<LeadList> list, UseCase<TerritoryList> people, CancellationToken ct, string? deleting = null)
    {
        var row = await list.Ask(q => q.Find(id, ct), ct);
        if (!row.Done) return Results.StatusCode(OutcomeHttp.StatusOf(row.Refusal));
        var waits = await list.Ask(q => q.InPool(id, ct), ct);
        var candidates = waits is { Done: true, Value: true } ? (await people.Ask(q => q.Candidates(ct), ct)).Value : [];
        return new RazorComponentResult<LeadPage>(new { Row = row.Value, Candidates = candidates, Findings = findings, Assigning = assigning, LeadClass = leadClass, Grounds = grounds, Deleting = deleting })
        { StatusCode = findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }
}
