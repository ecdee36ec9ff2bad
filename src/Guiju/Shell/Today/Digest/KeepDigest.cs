using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Mail;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Today.Digest;

/// <summary>Whether somebody gets his day by mail.</summary>
/// <param name="On">Whether he does.</param>
/// <param name="Address">The address it goes to; null where none is known of him.</param>
public sealed record DigestState(bool On, string? Address);

/// <summary>Tells whether the reader gets his day by mail.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ShowDigest(GuijuContext db, CurrentActor actor)
{
    /// <summary>Tells it.</summary>
    public async Task<Outcome<DigestState>> Handle(CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        var address = await db.Set<Person>().Where(p => p.Id == me).Select(p => p.Email).SingleOrDefaultAsync(ct);
        return new DigestState(await db.Set<DigestChoice>().AnyAsync(c => c.PersonId == me, ct), address is not null && MailAddress.Is(address) ? address : null);
    }
}

/// <summary>Begins or stops sending one's day by mail.</summary>
[Allow(Permission.CustomersRead)]
public sealed class KeepDigest(GuijuContext db, CurrentActor actor)
{
    /// <summary>Begins it, where an address is known, or stops it; what is so already stays.</summary>
    public async Task<Outcome<bool>> Handle(bool on, CancellationToken ct)
    {
        if (actor.Value.PersonId is not { } me) return Outcome<bool>.Refused(Refusal.Forbidden, new Finding("digest.person"));
        var choice = await db.Set<DigestChoice>().SingleOrDefaultAsync(c => c.PersonId == me, ct);
        if (!on)
        {
            if (choice is not null) db.Remove(choice);
            return false;
        }
        if (await db.Set<Person>().Where(p => p.Id == me).Select(p => p.Email).SingleOrDefaultAsync(ct) is not { } address || !MailAddress.Is(address)) return new Finding("digest.no-address", "on");
        if (choice is null) db.Add(new DigestChoice(actor.Value.UnitId, me, actor.Value.Name));
        return true;
    }
}
