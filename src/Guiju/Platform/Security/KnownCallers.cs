using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>
/// Looks up who calls, at every request and so with queries that are translated once: translating this one cost more than asking it. One of these
/// an application, since a translated query belongs to one engine.
/// </summary>
sealed class KnownCallers
{
    /// <summary>A session that holds.</summary>
    public sealed record OpenSession(Guid AccountId, DateTime LastSeenAt, long Stamp);

    /// <summary>A token that holds.</summary>
    public sealed record ValidToken(Guid Id, Guid AccountId, List<string> Permissions, DateTime? LastUsedAt, long Stamp);

    /// <summary>The session of this id that was used after the first instant and opened after the second, with the count of changes of people and roles; null where there is none.</summary>
    public Func<GuijuContext, Guid, DateTime, DateTime, CancellationToken, Task<OpenSession?>> Session { get; } =
        EF.CompileAsyncQuery((GuijuContext db, Guid id, DateTime idle, DateTime oldest, CancellationToken _) => db.Set<SignInSession>().AsNoTracking()
            .Where(s => s.Id == id && s.EndedAt == null && s.LastSeenAt > idle && s.CreatedAt > oldest)
            .Select(s => new OpenSession(s.AccountId, s.LastSeenAt, db.Set<AccessStamp>().Select(a => a.Value).Single())).SingleOrDefault());

    /// <summary>The token of this hash that is neither revoked nor over at an instant; null where there is none.</summary>
    public Func<GuijuContext, byte[], DateTime, CancellationToken, Task<ValidToken?>> Token { get; } =
        EF.CompileAsyncQuery((GuijuContext db, byte[] hash, DateTime now, CancellationToken _) => db.Set<AccessToken>().AsNoTracking()
            .Where(t => t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now)
            .Select(t => new ValidToken(t.Id, t.AccountId, t.Permissions, t.LastUsedAt, db.Set<AccessStamp>().Select(a => a.Value).Single())).SingleOrDefault());
}
