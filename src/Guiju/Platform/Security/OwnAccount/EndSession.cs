using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Security;

/// <summary>Ends one of one's own sessions, or all but the present one; takes effect at their next request.</summary>
[Allow(Permission.Self)]
sealed class EndSession(GuijuContext db, CurrentActor actor, Proof proof, SessionEnds ends)
{
    /// <summary>Ends the session with this id, or all others for null; other people's are not found.</summary>
    public async Task<Outcome<int>> Handle(Guid? id, CancellationToken ct)
    {
        var me = actor.Value;
        var account = await proof.Own();
        var ended = id is { } one ? await ends.One(account.Id, one, ct) ? 1 : 0 : await ends.Others(account.Id, me.SessionId, ct);
        if (id is not null && ended == 0) return Outcome<int>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (ended > 0) await db.Note(me, me.UnitId, account, "session", id?.ToString() ?? "others", "ended", ct);
        return ended;
    }
}
