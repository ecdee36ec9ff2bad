using System.Globalization;
using Guiju.Customers.Bulk.Pages;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Bulk;

/// <summary>The pages of bulk changes: what is asked for, preview, progress, result.</summary>
public static class BulkRoutes
{
    /// <summary>So long a page waits for a small preview before it shows progress instead.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Registers what bulk changes need beside their use cases.</summary>
    public static IServiceCollection AddCustomerBulk(this IServiceCollection services) => services
        .AddScoped<ApplyChange>().AddScoped<CheckOrder>().AddSingleton<RunBulk>().AddSingleton<BulkWorker>().AddHostedService(s => s.GetRequiredService<BulkWorker>())
        .AddSingleton<Platform.Jobs.ISweep, ForgetBulk>();

    /// <summary>Maps pages and API.</summary>
    public static IEndpointRouteBuilder MapCustomerBulk(this IEndpointRouteBuilder routes)
    {
        routes.MapBulkApi();
        var pages = routes.MapGroup("/customers/bulk").ExcludeFromDescription();
        pages.MapGet("", List);
        pages.MapPost("order", Order);
        pages.MapPost("", Open);
        pages.MapPost("export", Take);
        pages.MapGet("{id:guid}", (Guid id, HttpContext http, UseCase<ReadBulk> read, RowResult? result, string? reason, int? after, CancellationToken ct) => Page(id, http, read, result, reason, after ?? 0, [], ct));
        pages.MapGet("{id:guid}/progress", Progress);
        pages.MapGet("{id:guid}/result.xlsx", ResultWorkbook.Send);
        pages.MapPost("{id:guid}/run", (Guid id, HttpContext http, UseCase<MoveBulk> move, UseCase<ReadBulk> read, BulkWorker worker, CancellationToken ct) => Move(id, http, move, read, u => u.Run(id, ct), worker, ct));
        pages.MapPost("{id:guid}/cancel", (Guid id, HttpContext http, UseCase<MoveBulk> move, UseCase<ReadBulk> read, CancellationToken ct) => Move(id, http, move, read, u => u.Cancel(id, ct), null, ct));
        pages.MapPost("{id:guid}/undo", (Guid id, HttpContext http, UseCase<MoveBulk> move, UseCase<ReadBulk> read, BulkWorker worker, CancellationToken ct) => Move(id, http, move, read, u => u.Undo(id, ct), worker, ct));
        return routes;
    }

    static async Task<IResult> List(UseCase<ReadBulk> read, Guid? before, CancellationToken ct)
    {
        var jobs = await read.Ask(u => u.Newest(before, BulkListPage.PageSize + 1, ct), ct);
        return jobs.Done ? new RazorComponentResult<BulkListPage>(new { Jobs = jobs.Value, Before = before }) : jobs.ToProblem();
    }

    // What takes no further word is previewed at once.
    static async Task<IResult> Order(HttpContext http, UseCase<MoveBulk> move, UseCase<ShowChoices> show, CurrentActor actor, BulkWorker worker, CancellationToken ct)
    {
        var order = BulkOrder.Read(await http.Request.ReadFormAsync(ct));
        if (order.Change.Kind is BulkKind.Archive or BulkKind.Restore) return await Open(http, move, show, actor, worker, ct);
        return await Ask(http, order, show, actor, [], ct);
    }

    static async Task<IResult> Ask(HttpContext http, BulkOrder order, UseCase<ShowChoices> show, CurrentActor actor, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var choices = await show.Ask(u => u.Handle(ct), ct);
        if (!choices.Done) return choices.ToProblem();
        if (!actor.Value.May(order.Change.Permission)) return Outcome<int>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{order.Change.Permission}")).ToProblem();
        if (findings.Count > 0) http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return new RazorComponentResult<BulkOrderPage>(new { Order = order, Choices = choices.Value, Findings = findings });
    }

    static async Task<IResult> Open(HttpContext http, UseCase<MoveBulk> move, UseCase<ShowChoices> show, CurrentActor actor, BulkWorker worker, CancellationToken ct)
    {
        var order = BulkOrder.Read(await http.Request.ReadFormAsync(ct));
        if (order.Findings.Count > 0) return await Ask(http, order, show, actor, order.Findings, ct);
        var opened = await move.Run(u => u.Open(order.Change, order.All ? order.Conditions : null, order.Ids, ct), ct);
        if (opened.Refusal == Refusal.Invalid) return await Ask(http, order, show, actor, opened.Findings, ct);
        if (!opened.Done) return opened.ToProblem();
        await Task.WhenAny(worker.Worked(opened.Value), Task.Delay(patience, ct));
        return http.Go($"/customers/bulk/{opened.Value}");
    }

    // Taking rows out changes nothing: it is the list's own export, of the rows ticked or of all.
    static async Task<IResult> Take(HttpContext http, Export export, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var order = BulkOrder.Read(form);
        List<KeyValuePair<string, StringValues>> asked = order.All ? [.. QueryHelpers.ParseQuery(order.Conditions)] : [new("id", new([.. order.Ids.Select(i => i.ToString())]))];
        if (form["sort"].ToString() is { Length: > 0 } sort && !asked.Any(a => a.Key == "sort")) asked.Add(new("sort", sort));
        return await export.Send(http, asked, ct);
    }

    static async Task<IResult> Page(Guid id, HttpContext http, UseCase<ReadBulk> read, RowResult? result, string? reason, int after, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        var rows = found.Value.Busy ? null : await read.Ask(u => u.Rows(id, result, reason, after, BulkPage.PageSize, ct), ct);
        if (findings.Count > 0) http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return new RazorComponentResult<BulkPage>(new { Job = found.Value, Rows = rows?.Value, Result = result, Reason = reason, After = after, Findings = findings });
    }

    // Once it is over the whole page is fetched, which shows the outcome.
    static async Task<IResult> Progress(Guid id, HttpContext http, UseCase<ReadBulk> read, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done) return found.ToProblem();
        if (!found.Value.Busy) http.Response.Headers["HX-Refresh"] = "true";
        return new RazorComponentResult<BulkProgress>(new { Job = found.Value });
    }

    static async Task<IResult> Move(Guid id, HttpContext http, UseCase<MoveBulk> move, UseCase<ReadBulk> read, Func<MoveBulk, Task<Outcome<Guid>>> step, BulkWorker? worker, CancellationToken ct)
    {
        var outcome = await move.Run(step, ct);
        if (!outcome.Done) return outcome.Refusal == Refusal.Invalid ? await Page(id, http, read, null, null, 0, outcome.Findings, ct) : outcome.ToProblem();
        if (worker is not null) await Task.WhenAny(worker.Worked(id), Task.Delay(patience, ct));
        return http.Go($"/customers/bulk/{id}");
    }
}

/// <summary>What a form asks for.</summary>
/// <param name="Change">The change.</param>
/// <param name="All">Whether all the list finds are meant, in place of the rows ticked.</param>
/// <param name="Conditions">The list's conditions, as its address has them.</param>
/// <param name="Ids">The rows ticked.</param>
/// <param name="Count">How many are meant, in words.</param>
/// <param name="Said">Dates as they were typed.</param>
/// <param name="Findings">What could not be read.</param>
public sealed record BulkOrder(BulkChange Change, bool All, string Conditions, IReadOnlyList<Guid> Ids, string Count, IReadOnlyDictionary<string, string> Said, IReadOnlyList<Finding> Findings)
{
    /// <summary>Reads a form.</summary>
    public static BulkOrder Read(IFormCollection form)
    {
        List<Finding> findings = [];
        Dictionary<string, string> said = [];
        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
        Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;
        DateOnly? Day(string name)
        {
            if (Text(name)?.Trim() is not { Length: > 0 } typed) return null;
            if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            said[name] = typed;
            findings.Add(new Finding("lists.parameter.unreadable", name).With(name, Customer.Cut(typed, 40)));
            return null;
        }
        if (!Enum.TryParse<BulkKind>(Text("kind"), out var kind) || !Enum.IsDefined(kind)) findings.Add(new("bulk.kind", "kind"));
        if (kind is BulkKind.Owner && Text("person") is null) findings.Add(new("bulk.person.none", "person"));
        if (Text("person") is not (null or "pool") && Id("person") is null) findings.Add(new("customers.owner.unknown", "person"));
        if (Text("category") is not null && Id("category") is null) findings.Add(new("customers.category.unknown", "category"));
        var change = new BulkChange
        {
            Kind = kind,
            Person = Id("person"),
            Tags = [.. (Text("tags") ?? "").Split([',', '，', '、', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Field = Text("field"),
            Value = Text("field") == "regionCode" ? Text("regionCode") : Text("value"),
            HappenedOn = Day("happenedOn"),
            ChangeSource = Text("changeSource"),
            Stage = Enum.TryParse<Stage>(Text("stage"), out var stage) ? stage : null,
            NextContactOn = Day("nextContactOn"),
            NextStep = Text("nextStep"),
            Category = Id("category"),
            Reason = Text("reason"),
        };
        var all = Text("all") == "true";
        Guid[] ids = all ? [] : [.. form["id"].Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(i => i != Guid.Empty)];
        return new(change, all, Text("conditions") ?? "", ids, all ? Text("total") ?? "" : ids.Length.ToString("#,##0", CultureInfo.InvariantCulture), said, findings);
    }
}
