using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Customers.Exports;
using Guiju.Customers.Pages;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Access;

/// <summary>Reading of files outside one's scope, and the log of opened files: requests, pages, API.</summary>
static class AccessRoutes
{
    public static IServiceCollection AddFileAccess(this IServiceCollection services) => services
        .AddMergesWithCustomer<FileGrant>().AddBinsWithCustomer<FileGrant>()
        .AddSingleton<AccessLog>().AddHostedService(s => s.GetRequiredService<AccessLog>()).AddSingleton<ISweep, ForgetAccesses>()
        .AddSingleton(new ApprovalKind(AskAccess.Kind, AskAccess.Clause, Permission.CustomersReadLog, id => $"/customers/{id}", (parameters, day) => [StepRule.Holder(parameters.Get<string>(AskAccess.Clause, "approver_role", day))]))
        .AddScoped<IApprovalOutcome, GrantAccess>()
        .AddSingleton(new NavItem("access.log", "/customers/access", "fingerprint", 935, Permission.CustomersReadLog))
        .AddSingleton(new QuickAction("access.ask", "/customers/access/new", "key", 60, Permission.CustomersRead));

    public static void MapFileAccess(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("customers");
        api.MapPost("access-requests", async (AskAccess.Input input, HttpContext http, UseCase<AskAccess> ask, CancellationToken ct) =>
            await ask.Once(http, u => u.Handle(input, ct), o => o.Done ? Results.Created($"{Api.Base}/approvals/{o.Value.Id}", o.Value) : o.ToProblem(), ct)).Produces<AskedRequest>(StatusCodes.Status201Created);
        api.MapGet("{id:guid}/granted", async (Guid id, FilePart? part, UseCase<ReadGranted> read, CancellationToken ct) => (await read.Ask(u => u.Handle(id, part, false, ct), ct)).ToOk())
            .WithSummary("The parts of a file outside one's scope that an approved request opens");
        api.MapGet("{id:guid}/granted/export", (Guid id, UseCase<ReadGranted> read, IExportLimit limit, CompanyClock clock, CancellationToken ct) => Take(id, read, limit, clock, ct));
        api.MapGet("accesses", async ([AsParameters] AccessQuery query, UseCase<ListAccesses> list, CancellationToken ct) => (await list.Ask(u => u.Handle(query, ct), ct)).ToOk())
            .WithName("ListFileAccesses").WithSummary("Who opened which file by which right, page by page");

        var pages = routes.MapGroup("/customers").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("access", async Task<IResult> ([AsParameters] AccessQuery query, UseCase<ListAccesses> list, CancellationToken ct) =>
            await list.Ask(u => u.Handle(query, ct), ct) is var page && page.Done ? CustomerPages.Page<AccessesPage>(new { Query = query, Page = page.Value }) : page.ToProblem());
        pages.MapGet("access/new", (string? number, CurrentActor actor, CompanyClock clock) => actor.Value.May(Permission.CustomersRead) ? Form(new() { FileNumber = number, From = clock.Today, Parts = [FilePart.Basic] }, [], 200) : Results.StatusCode(403));
        pages.MapPost("access/new", Ask);
        pages.MapGet("{id:guid}/granted/export", (Guid id, UseCase<ReadGranted> read, IExportLimit limit, CompanyClock clock, CancellationToken ct) => Take(id, read, limit, clock, ct));
    }

    /// <summary>The page of a file outside the reader's scope: what a request opens of it, or nothing.</summary>
    public static async Task<IResult> Show(Guid id, string? part, UseCase<ReadGranted> read, CancellationToken ct)
    {
        var one = Enum.TryParse<FilePart>(part, true, out var named) && Enum.IsDefined(named) ? named : (FilePart?)null;
        var found = await read.Ask(u => u.Handle(id, one, false, ct), ct);
        return found.Done ? CustomerPages.Page<GrantedPage>(new { File = found.Value, Part = one }) : found.ToProblem();
    }

    static async Task<IResult> Ask(HttpContext http, UseCase<AskAccess> ask, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        List<Finding> findings = [];
        var input = new AskAccess.Input
        {
            FileNumber = form["fileNumber"],
            Parts = [.. form["parts"].Select(p => Enum.TryParse<FilePart>(p, out var one) && Enum.IsDefined(one) ? one : (FilePart?)null).OfType<FilePart>()],
            Export = form["export"] == "true",
            From = Day("from"),
            Until = Day("until"),
            Reason = form["reason"],
        };
        if (findings.Count > 0) return Form(input, findings, StatusCodes.Status422UnprocessableEntity);
        var asked = await ask.Run(u => u.Handle(input, ct), ct);
        if (asked.Refusal == Refusal.Forbidden) return asked.ToProblem();
        if (!asked.Done) return Form(input, asked.Findings, OutcomeHttp.StatusOf(asked.Refusal));
        http.Flash(ExportRegistration.Said(asked.Value));
        return http.Go($"/approvals/{asked.Value.Id}");

        DateOnly? Day(string field)
        {
            if (string.IsNullOrWhiteSpace(form[field])) return null;
            if (DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            findings.Add(new("policies.setting.day", field));
            return null;
        }
    }

    static IResult Form(AskAccess.Input said, IReadOnlyList<Finding> findings, int status) => CustomerPages.Page<AskAccessPage>(new { Said = said, Findings = findings }, status);

    static async Task<IResult> Take(Guid id, UseCase<ReadGranted> read, IExportLimit limit, CompanyClock clock, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Handle(id, null, true, ct), ct);
        if (!found.Done) return found.ToProblem();
        var (file, texts) = (found.Value, Texts.All);
        var shape = new TableShape(file.Code, [new(texts["access.column.part"], Width: 12), new(texts["access.column.field"], Width: 20), new(texts["access.column.value"], Width: 60)]) { Mark = limit.Mark() };
        return Results.Stream(to => TableWriter.Xlsx(to, shape, Rows(), ct), TableWriter.XlsxType, $"{file.Code}-{clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.xlsx");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await Task.CompletedTask;
            foreach (var fact in file.Basic ?? []) yield return [texts.Of(FilePart.Basic), texts[$"customers.{fact.Field}"], fact.Value];
            foreach (var item in file.Dealings ?? []) yield return [texts.Of(FilePart.Dealings), clock.Local(item.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), $"{item.Title} {item.Body}"];
            if (file.Account is { } account) yield return [texts.Of(FilePart.Finance), texts["access.account"], account];
            foreach (var p in file.Contacts ?? []) yield return [texts.Of(FilePart.Contacts), p.Name, string.Join(" ", new[] { p.Post, p.Mobile, p.Phone, p.Email }.OfType<string>())];
        }
    }
}
