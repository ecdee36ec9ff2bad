using System.Security.Cryptography;
using System.Text;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Organization;

/// <summary>The first-run page: company and administrator. Open while there is no company, gone afterwards.</summary>
static class SetUpRoutes
{
    const string Path = "/set-up";

    /// <summary>Leads everything to the first-run page while there is no company; call it before authentication.</summary>
    public static WebApplication UseFirstRun(this WebApplication app)
    {
        var first = app.Services.GetRequiredService<FirstRun>();
        var announced = 0;
        app.Use(async (http, next) =>
        {
            if (Open(http.Request.Path) || await first.Founded(http.RequestAborted))
            {
                await next(http);
                return;
            }
            if (Interlocked.Exchange(ref announced, 1) == 0) first.Announce();
            if (http.Request.Path.StartsWithSegments("/api")) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            else http.Response.Redirect(Path);
        });
        return app;

        // The page itself, its language and assets (all have an ending), and the probes.
        static bool Open(PathString path) => path.StartsWithSegments(Path) || path.StartsWithSegments("/ui") || path.StartsWithSegments("/health") || System.IO.Path.HasExtension(path.Value);
    }

    public static IEndpointRouteBuilder MapSetUp(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        group.MapGet("", async (HttpContext http, FirstRun first, CancellationToken ct) => await first.Founded(ct) ? Results.NotFound() : Show(http, new(null, null, null, null), []));
        group.MapPost("", Found);
        return routes;
    }

    static async Task<IResult> Found(HttpContext http, FirstRun first, FailedAttempts failed, IServiceScopeFactory scopes, CancellationToken ct)
    {
        if (await first.Founded(ct)) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(ct);
        var input = new FoundCompany.Input(form["company"], form["administratorName"], form["userName"], form["password"]);
        if (FirstRun.NeedsCode(http))
        {
            var address = SignInSteps.AddressOf(http);
            var right = failed.MayTry(address) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["code"].ToString().Trim()), Encoding.UTF8.GetBytes(first.Code));
            if (!right)
            {
                failed.Count(address);
                return Show(http, input, [new("organization.set-up.code.wrong", "code")]);
            }
        }
        if (form["password"] != form["again"]) return Show(http, input, [new("security.password.differs", "again")]);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Page));
        var outcome = await scope.ServiceProvider.GetRequiredService<UseCase<FoundCompany>>().Run(u => u.Handle(input, ct), ct);
        if (!outcome.Done) return Show(http, input, outcome.Findings);
        http.Flash(Texts.All["organization.set-up.done"]);
        return http.Go("/sign-in");
    }

    static RazorComponentResult<SetUpPage> Show(HttpContext http, FoundCompany.Input input, IReadOnlyList<Finding> findings)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(new { Input = input with { Password = null }, Findings = findings, NeedsCode = FirstRun.NeedsCode(http) }) { StatusCode = findings.Count > 0 ? 422 : 200 };
    }
}
