using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Security;

/// <summary>Changes one's own password; every other session of his ends.</summary>
[Allow(Permission.Self)]
sealed class ChangePassword(GuijuContext db, CurrentActor actor, Proof proof, Passwords passwords, SessionEnds ends)
{
    /// <summary>Present password and the new one twice.</summary>
    public sealed record Input(string? Current, string? Password, string? Again);

    /// <summary>Changes it; answers how many other sessions ended.</summary>
    public async Task<Outcome<int>> Handle(Input input, CancellationToken ct)
    {
        var (account, wrong) = await proof.Own(input.Current);
        if (wrong is not null) return wrong;
        if (await passwords.Set(account, input.Password, input.Again) is { Count: > 0 } findings) return findings;
        await db.SaveChangesAsync(ct);
        var me = actor.Value;
        await db.Note(me, me.UnitId, account, "password", null, "changed", ct);
        return await ends.Others(account.Id, me.SessionId, ct);
    }
}
