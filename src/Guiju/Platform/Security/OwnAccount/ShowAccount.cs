using System.Buffers.Text;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>What one sees of one's own account.</summary>
[Allow(Permission.Self)]
public sealed class ShowAccount(GuijuContext db, CurrentActor actor, CompanyClock clock, Proof proof, UserManager<Account> accounts)
{
    /// <summary>The account.</summary>
    public sealed record Facts(string UserName, DateTime? SecondFactorSince, int RecoveryCodesLeft,
        IReadOnlyList<PasskeyFacts> Passkeys, IReadOnlyList<SessionFacts> Sessions, IReadOnlyList<TokenFacts> Tokens);

    /// <summary>A passkey.</summary>
    public sealed record PasskeyFacts(string Id, string Name, DateTime CreatedAt);

    /// <summary>A living session; the present one is marked.</summary>
    public sealed record SessionFacts(Guid Id, string Address, string Browser, DateTime SignedInAt, DateTime LastSeenAt, bool Present);

    /// <summary>A token, without its text.</summary>
    public sealed record TokenFacts(Guid Id, string Name, IReadOnlyList<string> Permissions, DateTime CreatedAt, DateTime ExpiresAt, DateTime? LastUsedAt, bool Expired);

    /// <summary>Reads it.</summary>
    public async Task<Outcome<Facts>> Handle(CancellationToken ct)
    {
        var me = actor.Value;
        var account = await proof.Own();
        var (now, idle, oldest) = (clock.Now, clock.Now - Sessions.IdleFor, clock.Now - Sessions.OldestFor);
        var passkeys = await accounts.GetPasskeysAsync(account);
        var sessions = await db.Set<SignInSession>().AsNoTracking()
            .Where(s => s.AccountId == account.Id && s.EndedAt == null && s.LastSeenAt > idle && s.CreatedAt > oldest)
            .OrderByDescending(s => s.LastSeenAt).Take(50).ToListAsync(ct);
        var tokens = await db.Set<AccessToken>().AsNoTracking().Where(t => t.AccountId == account.Id && t.RevokedAt == null)
            .OrderByDescending(t => t.Id).Take(100).ToListAsync(ct);
        return new Facts(account.UserName ?? "", account.TotpSince, await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == account.Id, ct),
            [.. passkeys.Select(p => new PasskeyFacts(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt.UtcDateTime)).OrderBy(p => p.CreatedAt)],
            [.. sessions.OrderByDescending(s => s.Id == me.SessionId).Select(s => new SessionFacts(s.Id, s.Address, BrowserName.Of(s.Agent), s.CreatedAt, s.LastSeenAt, s.Id == me.SessionId))],
            [.. tokens.Select(t => new TokenFacts(t.Id, t.Name, t.Permissions, t.CreatedAt, t.ExpiresAt, t.LastUsedAt, t.ExpiresAt <= now))]);
    }
}

/// <summary>What a browser is called, from what it says of itself; only for its owner to know it again.</summary>
static class BrowserName
{
    static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger/", "微信"), ("Edg/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"), ("QQBrowser/", "QQ"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    static readonly (string Mark, string Name)[] Systems =
        [("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Such as "Edge · Windows"; the first words where nothing is known.</summary>
    public static string Of(string agent)
    {
        string?[] parts = [Find(Browsers), Find(Systems)];
        var known = string.Join(" · ", parts.Where(p => p is not null));
        return known.Length > 0 ? known : agent.Length > 40 ? agent[..40] : agent;

        string? Find((string Mark, string Name)[] table) => table.FirstOrDefault(t => agent.Contains(t.Mark, StringComparison.Ordinal)).Name;
    }
}
