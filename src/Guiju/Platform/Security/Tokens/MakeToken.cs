using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>Makes a personal access token.</summary>
[Allow(Permission.Self)]
public sealed class MakeToken(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Days a token works at most, and where nothing is said.</summary>
    public const int MostDays = 366, UsualDays = 90;

    /// <summary>Living tokens of one person at most.</summary>
    public const int Most = 20;

    /// <summary>What no token may do: one's own account and other people's access, so that a token can never make itself or others stronger.</summary>
    public static readonly IReadOnlySet<string> Never = new HashSet<string> { Permission.Self, Permission.OrganizationWrite };

    /// <summary>What may be said of a token.</summary>
    /// <param name="Name">What it is for.</param>
    /// <param name="Permissions">Values of <see cref="Permission"/>, all among the owner's own.</param>
    /// <param name="Days">Days it works, 1 to 366.</param>
    public sealed record Input(string? Name, IReadOnlyList<string> Permissions, int? Days);

    /// <summary>The token's text, shown this once.</summary>
    public sealed record Made(Guid Id, string Text, DateTime ExpiresAt);

    /// <summary>Makes it.</summary>
    public async Task<Outcome<Made>> Handle(Input input, CancellationToken ct)
    {
        var me = actor.Value;
        if (me.PersonId is not { } owner || me.SessionId is null) return Outcome<Made>.Refused(Refusal.Forbidden, new Finding("security.token.by-person"));
        var name = input.Name?.Trim() ?? "";
        var days = input.Days ?? UsualDays;
        List<Finding> findings = [];
        if (name.Length == 0) findings.Add(new("security.token.name.required", "name"));
        if (name.Length > AccessToken.NameLength) findings.Add(new Finding("security.name.too-long", "name").With(AccessToken.NameLength));
        if (days is < 1 or > MostDays) findings.Add(new Finding("security.token.days", "days").With(MostDays));
        if (input.Permissions.Count == 0) findings.Add(new("security.token.permissions.required", "permissions"));
        if (input.Permissions.FirstOrDefault(p => Never.Contains(p) || !me.May(p)) is { } beyond) findings.Add(new Finding("security.token.beyond", "permissions").With($"permission.{beyond}"));
        var now = clock.Now;
        if (await db.Set<AccessToken>().CountAsync(t => t.AccountId == owner && t.RevokedAt == null && t.ExpiresAt > now, ct) >= Most) findings.Add(new Finding("security.token.too-many").With(Most));
        if (findings.Count > 0) return findings;

        var text = AccessToken.NewText();
        var token = new AccessToken(me.UnitId, owner, name, AccessToken.HashOf(text), input.Permissions.Distinct(), now.AddDays(days));
        db.Add(token);
        return new Made(token.Id, text, token.ExpiresAt);
    }
}

/// <summary>Revokes one of one's own tokens; it stops working at once.</summary>
[Allow(Permission.Self)]
sealed class RevokeToken(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Revokes it; other people's are not found.</summary>
    public async Task<Outcome<string>> Handle(Guid id, CancellationToken ct)
    {
        var owner = actor.Value.PersonId;
        var token = await db.Set<AccessToken>().SingleOrDefaultAsync(t => t.Id == id && t.AccountId == owner && t.RevokedAt == null, ct);
        if (token is null) return Outcome<string>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        token.Revoke(clock.Now);
        return token.Name;
    }
}
