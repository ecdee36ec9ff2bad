using Guiju.Customers.Contracts;
using Guiju.Customers.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;

namespace Guiju.Customers.BasicData;

/// <summary>Basic data told to departments: panel, page, API.</summary>
static class BasicDataRoutes
{
    public static IServiceCollection AddBasicData(this IServiceCollection services) => services
        .AddMergesWithCustomer<DataReceipt>()
        .AddSingleton<DepartmentRound>().AddSingleton<IRound>(s => s.GetRequiredService<DepartmentRound>())
        .AddSingleton(new CustomerPanel(typeof(ReceiptsPanel), PanelZone.Right, 500));

    /// <summary>Departments that were told.</summary>
    public sealed record Told(IReadOnlyList<string> Departments, IReadOnlyList<FindingAnswer> Warnings);

    public static void MapBasicData(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("customers");
        api.AddEndpointFilter<RouteGroupBuilder, LeadToKept>();
        api.MapGet("{id:guid}/receipts", async (Guid id, UseCase<ListReceipts> list, CancellationToken ct) => (await list.Ask(u => u.Handle(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/receipts", async (Guid id, UseCase<NotifyDepartments> notify, HttpContext http, CancellationToken ct) =>
            await notify.Once(http, u => u.Handle(id, ct), o => !o.Done ? o.ToProblem() : Results.Ok(new Told(o.Value, [.. o.Findings.Select(OutcomeHttp.Answer)])), ct)).Produces<Told>();
        var basic = routes.MapApi("basic-data");
        basic.MapGet("{receipt:guid}", async (Guid receipt, UseCase<ReadBasicData> read, CancellationToken ct) => (await read.Ask(u => u.Handle(receipt, ct), ct)).ToOk());
        basic.MapPost("{receipt:guid}/confirmation", async (Guid receipt, UseCase<ConfirmBasicData> confirm, CancellationToken ct) => (await confirm.Run(u => u.Handle(receipt, ct), ct)).ToNoContent());

        var pages = routes.MapGroup("").RequireAuthorization().ExcludeFromDescription();
        pages.MapPost("customers/{id:guid}/receipts", async (Guid id, HttpContext http, UseCase<NotifyDepartments> notify, RecordPage record, CancellationToken ct) =>
        {
            var done = await notify.Run(u => u.Handle(id, ct), ct);
            if (done.Refusal is Rulebook.Findings.Refusal.NotFound or Rulebook.Findings.Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
            if (!done.Done) return await record.Show(id, done.Findings, ct);
            http.Flash(CustomerPages.Words(done, Texts.All["basic.told", [string.Join(Texts.English ? ", " : "、", done.Value)]]), done.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go($"/customers/{id}");
        });
        pages.MapGet("basic-data/{receipt:guid}", async (Guid receipt, UseCase<ReadBasicData> read, CancellationToken ct) =>
            await read.Ask(u => u.Handle(receipt, ct), ct) is var found && found.Done ? CustomerPages.Page<BasicDataPage>(new { View = found.Value }) : Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal)));
        pages.MapPost("basic-data/{receipt:guid}/confirmation", async (Guid receipt, HttpContext http, UseCase<ConfirmBasicData> confirm, CancellationToken ct) =>
        {
            var done = await confirm.Run(u => u.Handle(receipt, ct), ct);
            if (done.Refusal is Rulebook.Findings.Refusal.NotFound or Rulebook.Findings.Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
            http.Flash(done.Done ? Texts.All["basic.confirmed"] : string.Join(" ", done.Findings.Select(Texts.All.Say)), done.Done ? Tone.Ok : Tone.Warn);
            return http.Go($"/basic-data/{receipt}");
        });
    }
}
