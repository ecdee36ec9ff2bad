using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Shell.Today.Digest;

static class DigestRoutes
{
    /// <summary>Whether one's day comes by mail.</summary>
    public sealed record DigestBody(bool On);

    public static IServiceCollection AddDigest(this IServiceCollection services) => services.AddSingleton<DigestRound>().AddSingleton<IRound>(s => s.GetRequiredService<DigestRound>());

    public static void MapDigest(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("digest");
        api.MapGet("", async (UseCase<ShowDigest> show, CancellationToken ct) => (await show.Ask(u => u.Handle(ct), ct)).ToOk());
        api.MapPut("", async (DigestBody body, UseCase<KeepDigest> keep, CancellationToken ct) => (await keep.Run(u => u.Handle(body.On, ct), ct)).ToNoContent());
        var pages = routes.MapGroup("today/digest").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", (UseCase<ShowDigest> show, CancellationToken ct) => Page(show, [], ct));
        pages.MapPost("", async (HttpContext http, UseCase<KeepDigest> keep, UseCase<ShowDigest> show, CancellationToken ct) =>
        {
            var on = (await http.Request.ReadFormAsync(ct))["on"] == "true";
            var kept = await keep.Run(u => u.Handle(on, ct), ct);
            if (kept.Refusal is Refusal.Forbidden) return Results.StatusCode(StatusCodes.Status403Forbidden);
            if (!kept.Done) return await Page(show, kept.Findings, ct);
            http.Flash(Texts.All[on ? "digest.began" : "digest.ended"]);
            return http.Go("/today/digest");
        });
    }

    static async Task<IResult> Page(UseCase<ShowDigest> show, IReadOnlyList<Finding> findings, CancellationToken ct) => await show.Ask(u => u.Handle(ct), ct) is { Done: true } state
        ? new RazorComponentResult<DigestPage>(new { State = state.Value, Findings = findings }) { StatusCode = findings.Count > 0 ? 422 : 200 } : Results.StatusCode(StatusCodes.Status403Forbidden);
}
