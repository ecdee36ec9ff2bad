using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Publishing.Pages;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Publishing.Access;

/// <summary>Stands in front of every page and route: whoever has to read first is led to what he has to read. Closed is all that is not on the list.</summary>
static class GateKeeper
{
    /// <summary>What is open to whoever has to read first: regulations and clauses, his own account, breaches he may answer. None of it holds a customer.</summary>
    static readonly string[] open = ["/regulations", "/policies", "/violations", "/account", "/sign-in", "/sign-out", "/ui", "/api/v1/regulations", "/api/v1/clauses", "/api/v1/violations", "/api/docs", "/openapi"];

    public static IServiceCollection AddAccessGate(this IServiceCollection services) => services
        .AddSingleton<FreePassage>().AddScoped<AccessGate>().AddScoped<IBanner>(s => s.GetRequiredService<AccessGate>());

    /// <summary>Call it once it is known who calls.</summary>
    public static IApplicationBuilder UseAccessGate(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.RequestServices.GetRequiredService<CurrentActor>().OrNull?.PersonId is null || http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || Array.Exists(open, p => http.Request.Path.StartsWithSegments(p)))
        {
            await next(http);
            return;
        }
        var answer = await http.RequestServices.GetRequiredService<AccessGate>().Check(http.RequestAborted);
        if (answer.State is GateState.Open or GateState.Grace) await next(http);
        else await Refuse(http, answer).ExecuteAsync(http);
    });

    static IResult Refuse(HttpContext http, GateAnswer answer)
    {
        var finding = answer.State == GateState.Suspended
            ? new Finding("publishing.gate.suspended", null, "D10-5.4") { Link = $"/violations/{answer.ViolationId}" }
            : new Finding("publishing.gate.closed", null, "D10-0.2") { Link = $"/regulations/versions/{answer.VersionId}" }.With(answer.Title);
        if (http.Request.Path.StartsWithSegments("/api") || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.Request.IsHtmx())) return Outcome<int>.Refused(Refusal.Forbidden, finding).ToProblem();
        return http.Go("/regulations/access");
    }

    /// <summary>What is in the reader's way: the text he has to read, or why he is suspended.</summary>
    public static void MapAccessGate(this IEndpointRouteBuilder regulations) => regulations.MapGet("access", async (HttpContext http, AccessGate gate, UseCase<ShowRegulation> show, CancellationToken ct) =>
    {
        var answer = await gate.Check(ct);
        return answer.State switch
        {
            GateState.Open => http.Go("/"),
            GateState.Suspended => new RazorComponentResult<SuspendedPage>(new { ViolationId = answer.ViolationId }),
            _ => await PublishingRoutes.ReadingPageOf(answer.RegulationId!.Value, answer.VersionId!.Value, null, show, ct),
        };
    });
}
