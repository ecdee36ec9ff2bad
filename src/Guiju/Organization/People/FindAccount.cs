using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Finds whose account a user name is, however it is capitalised.</summary>
[Allow(Permission.OrganizationRead)]
public sealed class FindAccount(GuijuContext db, CurrentActor actor, ILookupNormalizer normalizer)
{
    /// <summary>Whose it is.</summary>
    /// <param name="Id">Id of the person and his account.</param>
    /// <param name="UserName">User name as it is kept.</param>
    /// <param name="Name">Name of the person.</param>
    /// <param name="Active">Whether he still works here.</param>
    /// <param name="Demo">Whether the account works in the demo alone.</param>
    public sealed record Found(Guid Id, string UserName, string Name, bool Active, bool Demo);

    /// <summary>Looks it up among the people the actor sees.</summary>
    public async Task<Outcome<Found>> Handle(string? userName, CancellationToken ct)
    {
        if (PersonInput.Text(userName) is not { } asked) return new Finding("organization.user-name.required", "userName");
        var normal = normalizer.NormalizeName(asked);
        var found = await db.Set<Account>().AsNoTracking().Where(a => a.NormalizedUserName == normal)
            .Join(db.Set<Person>().VisibleTo(actor.Value), a => a.Id, p => p.Id, (a, p) => new Found(p.Id, a.UserName!, p.Name, p.Active, a.Demo)).SingleOrDefaultAsync(ct);
        return found is not null ? found : Outcome<Found>.Refused(Refusal.NotFound, new Finding("organization.user-name.unknown", "userName").With(asked));
    }
}
