using System.Globalization;
using Guiju.Customers.Access;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Customers.Papers;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Pages;

/// <summary>Pages of one customer: the record with its fragments, a new file, the card.</summary>
static partial class CustomerPages
{
    public static void MapCustomerPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/customers").RequireAuthorization().ExcludeFromDescription();
        pages.AddEndpointFilter<RouteGroupBuilder, LeadToKept>().AddEndpointFilter<RouteGroupBuilder, TellOfBin>();
        pages.MapGet("{id:guid}", (Guid id, RecordPage page, CancellationToken ct) => page.Show(id, [], ct));
        pages.MapGet("{id:guid}/card", async (Guid id, UseCase<ShowCustomer> show, AccessLog log, CurrentActor actor, CancellationToken ct) =>
        {
            var found = await show.Ask(u => u.Handle(id, ct), ct);
            if (found.Done) await log.Opened(found.Value, actor.Value, ct);
            return found.Done ? Page<CardPage>(new { View = found.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        });
        pages.MapGet("new", (HttpContext http, CurrentActor actor) => actor.Value.May(Permission.CustomersWrite) ? Page<NewCustomerPage>(new { Said = new Posted(new FormCollection(http.Request.Query.ToDictionary(q => q.Key, q => q.Value))) }) : Results.StatusCode(403));
        pages.MapPost("new", Register);
        pages.MapGet("hints", async (string? name, string? creditCode, string? phone, [FromQuery(Name = "contact.mobile")] string? mobile, UseCase<HintDuplicates> hints, CancellationToken ct) =>
            (await hints.Ask(u => u.Handle(new(name, creditCode, [phone, mobile]), ct), ct)) is { Done: true, Value: var found } ? Page<Hints>(new { Found = found }) : Results.NoContent());
        pages.MapPost("together/{id:guid}", async (Guid id, HttpContext http, UseCase<AskToWorkTogether> ask, CancellationToken ct) =>
        {
            var p = new Posted(await http.Request.ReadFormAsync(ct));
            var asked = await ask.Run(u => u.Handle(id, new(p.Text("name"), p.Text("creditCode"), [p.Text("phone"), p.Text("contact.mobile")]), ct), ct);
            return Page<Asked>(new { Name = asked.Done ? asked.Value : null, asked.Findings }, asked.Done ? 200 : OutcomeHttp.StatusOf(asked.Refusal));
        });
        pages.MapDuplicatePages();
        pages.MapBinPages();
        pages.MapHistoryPages();
        pages.MapFacts();
        pages.MapPeople();
        pages.MapRelation();
        pages.MapCategories();
        pages.MapFiles();
    }

    static async Task<IResult> Register(HttpContext http, UseCase<RegisterCustomer> register, CancellationToken ct)
    {
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var contact = new[] { "contact.name", "contact.post", "contact.mobile", "contact.email" }.Any(f => p.Text(f) is not null);
        var outcome = await register.Run(u => u.Handle(new()
        {
            Name = p.Text("name"),
            CreditCode = p.Text("creditCode"),
            Phone = p.Text("phone"),
            RegionCode = p.Text("regionCode"),
            Address = p.Text("address"),
            Industry = p.Text("industry"),
            Source = p.Text("source"),
            Demand = p.Text("demand"),
            Roles = p.All<RoleKind>("roles"),
            Special = p.Of<SpecialKind>("special"),
            Status = p.Of<FileStatus>("status") ?? FileStatus.Incomplete,
            Contact = contact ? new() { Name = p.Text("contact.name"), Post = p.Text("contact.post"), Mobile = p.Text("contact.mobile"), Email = p.Text("contact.email") } : null,
        }, ct), ct);
        if (!outcome.Done) return Page<NewCustomerPage>(new { outcome.Findings, Said = p }, OutcomeHttp.StatusOf(outcome.Refusal));
        http.Flash(Words(outcome, Texts.All["customers.new.done", [outcome.Value.Code]]), outcome.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go($"/customers/{outcome.Value.Id}");
    }

    /// <summary>What was done, with the warnings that go with it.</summary>
    internal static string Words<T>(Outcome<T> outcome, string done) => string.Join(" ", outcome.Findings.Select(Texts.All.Say).Prepend(done));

    internal static RazorComponentResult<T> Page<T>(object parameters, int status = 200) where T : IComponent => new(parameters) { StatusCode = status };

    internal static async Task<IResult> With(UseCase<ShowCustomer> show, Guid id, Func<CustomerView, IResult> answer, CancellationToken ct)
    {
        var found = await show.Ask(u => u.Handle(id, ct), ct);
        return found.Done ? answer(found.Value) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
    }

    /// <summary>After an act: back to the record with a word about it, or the panel with what was found.</summary>
    internal static async Task<IResult> After<T>(HttpContext http, Guid id, Outcome<T> outcome, string done, Func<CustomerView, int, IResult> panel, CancellationToken ct)
    {
        if (outcome.Done)
        {
            http.Flash(Words(outcome, Texts.All[done]), outcome.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go(RecordPlace.Before(http.Request, id) is { } place ? place.Record(id, place.At) : $"/customers/{id}");
        }
        if (outcome.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal));
        if (!http.Request.IsHtmx()) return await http.RequestServices.GetRequiredService<RecordPage>().Show(id, outcome.Findings, ct);
        return await With(http.RequestServices.GetRequiredService<UseCase<ShowCustomer>>(), id, v => panel(v, OutcomeHttp.StatusOf(outcome.Refusal)), ct);
    }
}

/// <summary>Puts the record together.</summary>
sealed class RecordPage(IHttpContextAccessor access, CurrentActor actor, CustomerRuleBook rules, IEnumerable<CustomerPanel> panels, Upload upload,
    UseCase<ShowCustomer> show, UseCase<ShowRelation> relation, UseCase<ShowHistory> history, UseCase<ReadAttachments> files, UseCase<ShowPapers> papers, DocumentKinds kinds, UseCase<FindNeighbours> neighbours, UseCase<ReadGranted> granted, AccessLog log)
{
    /// <summary>The record, with findings about what was tried.</summary>
    public async Task<IResult> Show(Guid id, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var query = access.HttpContext!.Request.Query;
        var found = await show.Ask(u => u.Handle(id, ct), ct);
        // Outside his scope a request may have opened parts of it.
        if (found.Refusal == Refusal.NotFound) return await AccessRoutes.Show(id, query["part"], granted, ct);
        if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        if (HttpMethods.IsGet(access.HttpContext.Request.Method)) await log.Opened(found.Value, actor.Value, ct);
        var tab = query["tab"].ToString() switch { "changes" => "changes", "files" => "files", _ => "timeline" };
        DateTime? before = DateTime.TryParse(query["before"], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var at) ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;
        var items = tab == "timeline" ? (await relation.Ask(u => u.Timeline(id, before, 30, ct), ct)).Value : [];
        var place = RecordPlace.Read(query);
        var near = place is null ? null : await neighbours.Ask(u => u.Handle(place, id, ct), ct);
        var me = actor.Value;
        var writes = me.May(Permission.CustomersWrite) && found.Value.ArchivedAt is null;
        return CustomerPages.Page<CustomerPage>(new
        {
            Model = new RecordModel
            {
                View = found.Value,
                Tab = tab,
                May = writes,
                MayAssign = me.May(Permission.CustomersAssign) && found.Value.ArchivedAt is null,
                MayArchive = me.May(Permission.CustomersArchive),
                MayDelete = me.May(Permission.CustomersWrite) && me.MayDelete(found.Value.Status, found.Value.OpenedById),
                StaleAfter = rules.Today.StaleAfter,
                Categories = (await relation.Ask(u => u.Categories(ct), ct)).Value,
                Panels = [.. panels],
                Files = (await files.Ask(u => u.List(id, ct), ct)).Value,
                MostMegabytes = upload.Most / 1024 / 1024,
                Timeline = items,
                Older = items.Count == 30 ? items[^1].At.ToString("O", CultureInfo.InvariantCulture) : null,
                History = tab == "changes" ? (await history.Ask(u => u.Handle(id, Field(query["field"]), long.TryParse(query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null, 50, ct), ct)).Value : null,
                Papers = tab == "files" ? (await papers.Ask(u => u.Handle(id, ct), ct)).Value : null,
                Kinds = tab == "files" ? kinds.All(found.Value.UnitId) : [],
                OfferedKind = query["kind"],
                Findings = findings,
                Place = near?.Done == true ? place : null,
                Near = near?.Done == true ? near.Value : null,
            },
        }, findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    static string? Field(string? name) => name is not null && FactText.Fields.Contains(name) ? name : null;
}
