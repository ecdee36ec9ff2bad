using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>Ends sessions; within the transaction of the caller.</summary>
public sealed class SessionEnds(GuijuContext db, CompanyClock clock)
{
    /// <summary>Ends all sessions of an account but one; answers how many.</summary>
    public Task<int> Others(Guid accountId, Guid? but, CancellationToken ct) =>
        db.Set<SignInSession>().Where(s => s.AccountId == accountId && s.EndedAt == null && s.Id != but)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, clock.Now), ct);

    /// <summary>Ends one session of an account; false where it has no such session.</summary>
    public async Task<bool> One(Guid accountId, Guid id, CancellationToken ct) =>
        await db.Set<SignInSession>().Where(s => s.AccountId == accountId && s.Id == id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, clock.Now), ct) == 1;

    /// <summary>Ends all sessions and tokens of somebody who left or whose account was reset.</summary>
    public async Task Everything(Guid accountId, CancellationToken ct)
    {
        await Others(accountId, null, ct);
        foreach (var token in await db.Set<AccessToken>().Where(t => t.AccountId == accountId && t.RevokedAt == null).ToListAsync(ct))
            token.Revoke(clock.Now);
    }
}
