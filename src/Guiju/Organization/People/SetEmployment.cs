using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Organization;

/// <summary>Notes that somebody left, which ends his sessions and tokens at once, or came back; his records stay.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class SetEmployment(GuijuContext db, SessionEnds ends, CurrentActor actor, Administration administration)
{
    /// <summary>Notes it.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, bool active, CancellationToken ct)
    {
        await administration.Lock(ct);
        var (person, finding, refusal) = await administration.Find(id, ct);
        if (person is null) return Outcome<Guid>.Refused(refusal, finding!);
        if (!active && id == actor.Value.PersonId) return new Finding("organization.leave.own");
        person.SetActive(active);
        if (!active) await ends.Everything(id, ct);
        await db.SaveChangesAsync(ct);
        return !active && await administration.LastAdministrator(ct) is { } last ? last : id;
    }
}
