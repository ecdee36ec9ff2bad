using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Guiju.Platform.Security;

/// <summary>
/// Somebody between password and session: a short-lived cookie of its own, so that nobody who still owes a code or a new password holds a session.
/// </summary>
/// <param name="AccountId">Whose password was right.</param>
/// <param name="Proved">Whether the second factor was given as well.</param>
/// <param name="Back">Local path he wanted to go to.</param>
/// <param name="Stay">Whether the session outlives the browser.</param>
sealed record PendingSignIn(Guid AccountId, bool Proved, string Back, bool Stay)
{
    const string Scheme = "Guiju.Pending", WhoClaim = "guiju:pending", ProvedClaim = "guiju:proved", BackClaim = "guiju:back", StayClaim = "guiju:stay";

    /// <summary>Cookie of its own; five minutes.</summary>
    public static AuthenticationBuilder AddTo(AuthenticationBuilder authentication) => authentication.AddCookie(Scheme, o =>
    {
        o.Cookie.Name = "guiju.pending";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.Cookie.Path = "/sign-in";
        o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        o.SlidingExpiration = false;
    });

    /// <summary>What the cookie says, or null.</summary>
    public static async Task<PendingSignIn?> Read(HttpContext http)
    {
        var ticket = await http.AuthenticateAsync(Scheme);
        return Guid.TryParse(ticket.Principal?.FindFirstValue(WhoClaim), out var id)
            ? new(id, ticket.Principal!.HasClaim(ProvedClaim, "yes"), ticket.Principal!.FindFirstValue(BackClaim) ?? "/", ticket.Principal!.HasClaim(StayClaim, "yes"))
            : null;
    }

    /// <summary>Writes the cookie.</summary>
    public Task Write(HttpContext http)
    {
        var identity = new ClaimsIdentity([new(WhoClaim, AccountId.ToString()), new(ProvedClaim, Proved ? "yes" : "no"), new(BackClaim, Back), new(StayClaim, Stay ? "yes" : "no")], Scheme);
        return http.SignInAsync(Scheme, new(identity));
    }

    /// <summary>Removes the cookie.</summary>
    public static Task Forget(HttpContext http) => http.SignOutAsync(Scheme);
}
