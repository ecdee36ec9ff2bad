using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Platform.Security;

/// <summary>Routes of signing in and out; the only ones besides first run and health that ask for no session.</summary>
static class SignInRoutes
{
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sign-in").AllowAnonymous().ExcludeFromDescription();
        group.MapPost("", Password);
        routes.MapPost("/sign-out", (Delegate)SignOut).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    static async Task<IResult> Password(HttpContext http, SignInSteps steps, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var back = form["back"].ToString();
        var state = await steps.Password(http, form["userName"].ToString(), form["password"].ToString(), back, form["stay"] == "true", ct);
        return Next(http, state, back);
    }

    static IResult Next(HttpContext http, SignInState state, string back) => state.Stage switch
    {
        SignInStage.Done => See(http, back),
        SignInStage.Code => See(http, "/sign-in/code"),
        SignInStage.NewPassword => See(http, "/sign-in/new-password"),
        SignInStage.Slow => Results.StatusCode(StatusCodes.Status429TooManyRequests),
        SignInStage.Refused => Results.StatusCode(StatusCodes.Status401Unauthorized),
    };

    static async Task<IResult> SignOut(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return See(http, "/sign-in");
    }

    static IResult See(HttpContext http, string path)
    {
        http.Response.Headers.Location = path is ['/', ..] && (path.Length == 1 || path[1] is not ('/' or '\\')) ? path : "/";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
