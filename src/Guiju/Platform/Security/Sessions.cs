using System.Collections.Concurrent;
using System.Security.Claims;
using Guiju.Platform.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>Actors by person, remembered until anything about people, roles or departments changes.</summary>
sealed class RememberedActors
{
    readonly ConcurrentDictionary<Guid, (long Stamp, Actor Actor)> actors = new();

    public Actor? Find(Guid personId, long stamp) => actors.TryGetValue(personId, out var known) && known.Stamp == stamp ? known.Actor : null;

    public void Remember(Guid personId, long stamp, Actor actor) => actors[personId] = (stamp, actor);
}

/// <summary>The actor of a person, made anew only when people, roles or departments have changed.</summary>
sealed class KnownActors(IActors actors, RememberedActors remembered, GuijuContext db, IConfiguration settings)
{
    /// <summary>The actor under this count of changes, or null where he left, or where the account is the demo's and this is none.</summary>
    public async Task<Actor?> Find(Guid personId, long stamp, CancellationToken ct)
    {
        if (remembered.Find(personId, stamp) is { } known) return known;
        if (await actors.Find(personId, ct) is not { } actor) return null;
        // A session or token from the demo is worth nothing once the demo is over.
        if (!settings.GetValue<bool>("Guiju:Demo") && await db.Set<Account>().AnyAsync(a => a.Id == personId && a.Demo, ct)) return null;
        actor = actor with { AccessStamp = stamp };
        remembered.Remember(personId, stamp, actor);
        return actor;
    }
}

/// <summary>Opens a session when somebody signs in, however he did, and knows it again at every request.</summary>
sealed class Sessions(GuijuContext db, KnownCallers callers, KnownActors actors, CompanyClock clock) : CookieAuthenticationEvents
{
    /// <summary>Claim that carries the id of the session.</summary>
    public const string Claim = "guiju:session";

    /// <summary>A session unused for so long ends, and so does one that old however much it is used.</summary>
    public static readonly TimeSpan IdleFor = TimeSpan.FromDays(7), OldestFor = TimeSpan.FromDays(30);

    static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var http = context.HttpContext;
        await EndCurrent(http);
        var account = Guid.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var session = new SignInSession(account, http.Connection.RemoteIpAddress?.ToString() ?? "", http.Request.Headers.UserAgent.ToString(), clock.Now);
        db.Add(session);
        await db.SaveChangesAsync(http.RequestAborted);
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new(Claim, session.Id.ToString()));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var actor = Guid.TryParse(context.Principal?.FindFirstValue(Claim), out var id) ? await Find(id, context.HttpContext.RequestAborted) : null;
        if (actor is null)
        {
            context.RejectPrincipal();
            return;
        }
        context.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Set(actor with { Door = context.HttpContext.Request.Path.StartsWithSegments("/api") ? Door.Api : Door.Page });
    }

    public override Task SigningOut(CookieSigningOutContext context) => EndCurrent(context.HttpContext);

    async Task EndCurrent(HttpContext http)
    {
        if (Guid.TryParse(http.User.FindFirstValue(Claim), out var id))
            await db.Set<SignInSession>().Where(s => s.Id == id && s.EndedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, clock.Now), http.RequestAborted);
    }

    public override Task RedirectToLogin(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api")) return Unauthorized.Write(context.HttpContext);
        if (context.Request.Headers.ContainsKey("HX-Request"))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    async Task<Actor?> Find(Guid sessionId, CancellationToken ct)
    {
        var (idle, oldest) = (clock.Now - IdleFor, clock.Now - OldestFor);
        var known = await callers.Session(db, sessionId, idle, oldest, ct);
        if (known is null) return null;
        if (clock.Now - known.LastSeenAt > SeenEvery)
            await StorageTrouble.Try(() => db.Set<SignInSession>().Where(s => s.Id == sessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, clock.Now), ct));
        return await actors.Find(known.AccountId, known.Stamp, ct) is { } actor ? actor with { SessionId = sessionId } : null;
    }
}
