using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Mail;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>Who gets the weekly plans of a company: whoever holds a role the clause names, or has a post of that name, there or else in the group.</summary>
[Clause("D01-3.1c")]
sealed class PlanRecipients(GuijuContext db, IClauseParameters parameters)
{
    const string Clause = "D01-3.1c";

    /// <summary>Somebody who gets it.</summary>
    public sealed record Recipient(Guid PersonId, string Name, string Address, string Role);

    /// <summary>Who gets it and who a copy, and what is missing for that.</summary>
    public sealed record Answer(IReadOnlyList<Recipient> To, IReadOnlyList<Recipient> Cc, IReadOnlyList<Finding> Findings);

    /// <summary>Finds them.</summary>
    /// <param name="unitId">Company.</param>
    /// <param name="on">Day whose setting counts.</param>
    /// <param name="ct">Stops looking.</param>
    public async Task<Answer> Of(Guid unitId, DateOnly on, CancellationToken ct)
    {
        var (to, cc) = (parameters.Get<List<string>>(Clause, "to", on), parameters.Get<List<string>>(Clause, "cc", on));
        var wanted = to.Concat(cc).Distinct().ToList();
        var roles = await db.Set<Role>().AsNoTracking().Where(r => wanted.Contains(r.Name)).Select(r => new { r.Id, r.Name }).ToListAsync(ct);
        var ids = roles.Select(r => r.Id).ToList();
        var group = await db.Set<Unit>().Where(u => u.ParentId == null).Select(u => u.Id).FirstOrDefaultAsync(ct);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active && (p.UnitId == unitId || p.UnitId == group) && (wanted.Contains(p.Post!) || p.Roles.Any(r => ids.Contains(r.RoleId)))).OrderBy(p => p.SortKey)
            .Select(p => new { p.Id, p.UnitId, p.Name, p.Post, p.Email, Roles = p.Roles.Select(r => r.RoleId).ToList() }).ToListAsync(ct);
        List<Finding> findings = [];
        return new(All(to), All(cc), findings);

        List<Recipient> All(List<string> names)
        {
            List<Recipient> found = [];
            foreach (var name in names)
            {
                var holders = people.Where(p => p.Post == name || p.Roles.Any(r => roles.Any(known => known.Id == r && known.Name == name))).ToList();
                // Where the company has nobody of its own, the group's is asked.
                if (holders.Exists(p => p.UnitId == unitId)) holders.RemoveAll(p => p.UnitId != unitId);
                var reached = holders.Where(p => MailAddress.Is(p.Email)).ToList();
                if (holders.Count == 0) findings.Add(new Finding("weekly.role.nobody", null, Clause).With(name));
                else if (reached.Count == 0) findings.Add(new Finding("weekly.role.no-address", null, Clause).With(name, string.Join("、", holders.Select(p => p.Name))));
                found.AddRange(reached.Select(p => new Recipient(p.Id, p.Name, p.Email!, name)));
            }
            return found;
        }
    }
}
