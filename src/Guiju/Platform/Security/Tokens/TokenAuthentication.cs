using System.Security.Claims;
using System.Text.Encodings.Web;
using Guiju.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guiju.Platform.Security;

/// <summary>Knows who calls the API with <c>Authorization: Bearer gj_…</c>; on no other path. What the token may do is cut down anew at each use.</summary>
sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, GuijuContext db, KnownCallers callers, KnownActors actors, CompanyClock clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme_ = "Guiju.Token";

    const string Bearer = "Bearer ";
    static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(5);

    /// <summary>Whether this request is the token's business.</summary>
    public static bool Concerns(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") && request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Concerns(Request)) return AuthenticateResult.NoResult();
        var text = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        if (!text.StartsWith(AccessToken.Prefix, StringComparison.Ordinal) || text.Length > 100) return AuthenticateResult.Fail("No token of ours.");
        var (hash, now, ct) = (AccessToken.HashOf(text), clock.Now, Context.RequestAborted);
        var token = await callers.Token(db, hash, now, ct);
        if (token is null) return AuthenticateResult.Fail("Unknown, revoked or expired.");
        if (await actors.Find(token.AccountId, token.Stamp, ct) is not { } owner) return AuthenticateResult.Fail("Its owner left.");
        if (token.LastUsedAt is not { } used || now - used > UsedEvery)
            await StorageTrouble.Try(() => db.Set<AccessToken>().Where(t => t.Id == token.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedAt, now), ct));
        var granted = token.Permissions.Where(p => !MakeToken.Never.Contains(p) && owner.Permissions.Contains(p)).ToHashSet();
        Context.RequestServices.GetRequiredService<CurrentActor>().Set(owner with { Door = Door.Api, SessionId = null, Permissions = granted });
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, token.AccountId.ToString())], Scheme_);
        return AuthenticateResult.Success(new(new(identity), Scheme_));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Unauthorized.Write(Context);
    }
}

/// <summary>The answer of the API to those it does not know: RFC 9457, in their language.</summary>
static class Unauthorized
{
    public static Task Write(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        var texts = Ui.Texts.All;
        return http.Response.WriteAsJsonAsync(new { type = "https://tools.ietf.org/html/rfc9110#section-15.5.2", title = texts["security.unauthorized"], status = 401, detail = texts["security.unauthorized.detail"] },
            (System.Text.Json.JsonSerializerOptions?)null, "application/problem+json", http.RequestAborted);
    }
}
