using Guiju.Customers.Contracts;
using Guiju.Customers.Pages;
using Guiju.Customers.Papers;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Review;

/// <summary>Reviews of information: panel on the record, 信息审查记录, API.</summary>
static class ReviewRoutes
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddMergesWithCustomer<ReviewLine>()
        .AddSingleton(new CustomerPanel(typeof(ReviewPanel), PanelZone.Right, 510));

    /// <summary>A review; without findings it says that nothing is wrong.</summary>
    public sealed record ReviewBody(IReadOnlyList<Found>? Found);

    /// <summary>What was done about a finding.</summary>
    public sealed record CorrectionBody(string? Correction);

    public static void MapReview(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("customers");
        api.AddEndpointFilter<RouteGroupBuilder, LeadToKept>();
        api.MapGet("reviews", async (bool? open, Guid? after, int? size, UseCase<ListReviews> list, CancellationToken ct) => (await list.Ask(u => u.Handle(open ?? false, null, after, size ?? 50, ct), ct)).ToOk());
        api.MapGet("{id:guid}/reviews", async (Guid id, Guid? after, int? size, UseCase<ListReviews> list, CancellationToken ct) => (await list.Ask(u => u.Handle(false, id, after, size ?? 50, ct), ct)).ToOk());
        api.MapPost("{id:guid}/reviews", (Guid id, ReviewBody body, UseCase<ReviewInformation> review, HttpContext http, CancellationToken ct) =>
            review.Once(http, u => u.Handle(id, body.Found ?? [], ct), o => o.ToCreated(_ => $"{Api.Base}/customers/{id}/reviews"), ct));
        api.MapPost("reviews/{line:guid}/correction", async (Guid line, CorrectionBody body, UseCase<CorrectFinding> correct, CancellationToken ct) =>
        {
            var o = await correct.Run(u => u.Handle(line, body.Correction, ct), ct);
            return !o.Done ? (IResult)o.ToProblem() : Results.Ok(new CustomersApi.Done<Guid>(o.Value, [.. o.Findings.Select(OutcomeHttp.Answer)]));
        }).Produces<CustomersApi.Done<Guid>>();

        var pages = routes.MapGroup("/customers").RequireAuthorization().ExcludeFromDescription();
        pages.AddEndpointFilter<RouteGroupBuilder, LeadToKept>();
        pages.MapGet("reviews", async (string? open, Guid? after, bool? print, UseCase<ListReviews> list, CancellationToken ct) =>
            await list.Ask(u => u.Handle(open == "true", null, after, print == true ? ListReviews.MostPrinted : ListReviews.PageSize, ct), ct) is var page && page.Done
                ? CustomerPages.Page<ReviewsPage>(new { Page = page.Value, Open = open == "true" }) : Results.StatusCode(OutcomeHttp.StatusOf(page.Refusal)));
        pages.MapGet("reviews.xlsx", async (string? open, UseCase<ListReviews> list, CurrentActor actor, Texts texts, CompanyClock clock, CancellationToken ct) =>
            await list.Ask(u => u.Handle(open == "true", null, null, ListReviews.MostPrinted, ct), ct) is var page && page.Done
                ? PaperRoutes.Send(ReviewForm.Sheet(page.Value, actor.Value, texts, clock), texts["review.form"], Show.Date(clock.Today)) : Results.StatusCode(OutcomeHttp.StatusOf(page.Refusal)));
        pages.MapPost("{id:guid}/reviews", async (Guid id, HttpContext http, UseCase<ReviewInformation> review, RecordPage record, CancellationToken ct) =>
        {
            var p = new Posted(await http.Request.ReadFormAsync(ct));
            IReadOnlyList<Found> found = p["nothing"] == "true" ? [] : [new(p.Text("field"), p.Text("problem"))];
            return await After(id, await review.Run(u => u.Handle(id, found, ct), ct), "review.recorded", http, record, ct);
        });
        pages.MapPost("{id:guid}/reviews/{line:guid}/correction", async (Guid id, Guid line, HttpContext http, UseCase<CorrectFinding> correct, RecordPage record, CancellationToken ct) =>
        {
            var p = new Posted(await http.Request.ReadFormAsync(ct));
            return await After(id, await correct.Run(u => u.Handle(line, p.Text("correction"), ct), ct), "review.corrected", http, record, ct);
        });
    }

    static async Task<IResult> After<T>(Guid id, Outcome<T> done, string word, HttpContext http, RecordPage record, CancellationToken ct)
    {
        if (done.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(done.Refusal));
        if (!done.Done) return await record.Show(id, done.Findings, ct);
        http.Flash(CustomerPages.Words(done, Texts.All[word]), done.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
        return http.Go($"/customers/{id}");
    }
}
