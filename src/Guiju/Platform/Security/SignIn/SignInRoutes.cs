using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Platform.Security;

/// <summary>Routes of signing in and out; the only ones besides first run, health and assets that ask for no session.</summary>
static class SignInRoutes
{
    const string CodePath = "/sign-in/code", NewPasswordPath = "/sign-in/new-password";

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sign-in").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("", (HttpContext http, string? back, string? notice) => SignIn(http, back ?? "", "", notice == "out" ? "security.signed-out" : null, []));
        group.MapPost("", Password);
        group.MapGet("/code", (Delegate)((HttpContext http) => Step(http, () => CodeAsked(http, []))));
        group.MapPost("/code", (HttpContext http, SignInSteps steps, CancellationToken ct) => Code(http, steps, ct));
        group.MapGet("/new-password", (Delegate)((HttpContext http) => Step(http, () => PasswordAsked(http, []))));
        group.MapPost("/new-password", (HttpContext http, SignInSteps steps, CancellationToken ct) => NewPassword(http, steps, ct));
        group.MapPost("/passkey/options", async (SignInManager<Account> passkeys) =>
            Results.Content(await passkeys.MakePasskeyRequestOptionsAsync(null), "application/json"));
        group.MapPost("/passkey", Passkey);
        routes.MapPost("/sign-out", (Delegate)SignOut).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    static async Task<IResult> Password(HttpContext http, SignInSteps steps, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (back, userName) = (form["back"].ToString(), form["userName"].ToString());
        var state = await steps.Password(http, userName, form["password"].ToString(), back, form["stay"] == "true", ct);
        return state.Stage switch
        {
            SignInStage.Refused or SignInStage.Slow => SignIn(http, back, userName.Length > 256 ? "" : userName, null, state.Findings, Status(http, state.Stage)),
            _ => Next(http, state.Stage, back),
        };
    }

    static async Task<IResult> Code(HttpContext http, SignInSteps steps, CancellationToken ct)
    {
        if (await PendingSignIn.Read(http) is not { } pending) return See(http, "/sign-in");
        var form = await http.Request.ReadFormAsync(ct);
        var state = await steps.Code(http, pending, form["code"].ToString(), ct);
        return state.Stage is SignInStage.Refused or SignInStage.Slow ? CodeAsked(http, state.Findings, Status(http, state.Stage)) : Next(http, state.Stage, pending.Back);
    }

    static async Task<IResult> NewPassword(HttpContext http, SignInSteps steps, CancellationToken ct)
    {
        if (await PendingSignIn.Read(http) is not { } pending) return See(http, "/sign-in");
        var form = await http.Request.ReadFormAsync(ct);
        var state = await steps.NewPassword(http, pending, form["password"].ToString(), form["again"].ToString(), ct);
        return state.Stage == SignInStage.Refused ? PasswordAsked(http, state.Findings, StatusCodes.Status422UnprocessableEntity) : Next(http, state.Stage, pending.Back);
    }

    static async Task<IResult> Passkey(HttpContext http, SignInSteps steps, SignInManager<Account> passkeys, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var credential = form["credential"].ToString();
        PasskeyAssertionResult<Account>? result = null;
        try
        {
            if (credential.Length is > 0 and < 20_000) result = await passkeys.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nobody asked for options before: the same as a wrong passkey.
        }
        var state = result is { Succeeded: true } ? await steps.Passkey(http, result.User, result.Passkey, form["back"].ToString(), ct) : null;
        // Asked by script: it follows the address itself.
        return state?.Stage switch
        {
            SignInStage.Done => Results.Json(new { go = Toasts.IsLocal(form["back"]) ? form["back"].ToString() : "/" }),
            SignInStage.NewPassword => Results.Json(new { go = NewPasswordPath }),
            _ => Results.StatusCode(StatusCodes.Status401Unauthorized),
        };
    }

    static async Task<IResult> SignOut(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return See(http, "/sign-in?notice=out");
    }

    static IResult Next(HttpContext http, SignInStage stage, string back) =>
        See(http, stage switch { SignInStage.Code => CodePath, SignInStage.NewPassword => NewPasswordPath, _ => back });

    static async Task<IResult> Step(HttpContext http, Func<IResult> page) => await PendingSignIn.Read(http) is null ? See(http, "/sign-in") : page();

    static RazorComponentResult<SignInPage> SignIn(HttpContext http, string back, string userName, string? notice, IReadOnlyList<Finding> findings, int status = 200) =>
        NoStore(http, new RazorComponentResult<SignInPage>(new { Back = Toasts.IsLocal(back) ? back : "", UserName = userName, Notice = notice, Findings = findings }) { StatusCode = status });

    static RazorComponentResult<CodePage> CodeAsked(HttpContext http, IReadOnlyList<Finding> findings, int status = 200) =>
        NoStore(http, new RazorComponentResult<CodePage>(new { Findings = findings }) { StatusCode = status });

    static RazorComponentResult<NewPasswordPage> PasswordAsked(HttpContext http, IReadOnlyList<Finding> findings, int status = 200) =>
        NoStore(http, new RazorComponentResult<NewPasswordPage>(new { Findings = findings }) { StatusCode = status });

    static T NoStore<T>(HttpContext http, T page)
    {
        http.Response.Headers.CacheControl = "no-store";
        return page;
    }

    static int Status(HttpContext http, SignInStage stage)
    {
        if (stage != SignInStage.Slow) return StatusCodes.Status401Unauthorized;
        http.Response.Headers.RetryAfter = "60";
        return StatusCodes.Status429TooManyRequests;
    }

    static IResult See(HttpContext http, string path) => http.Go(path);
}
