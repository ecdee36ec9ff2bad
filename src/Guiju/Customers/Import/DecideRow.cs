using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>What becomes of a row and which file it concerns.</summary>
/// <param name="Fate">What becomes of it.</param>
/// <param name="File">File on record it belongs to.</param>
/// <param name="Seen">Earlier row of the same import that opens that file.</param>
sealed record Decision(RowFate Fate, Customer? File = null, SeenRows.Seen? Seen = null);

/// <summary>Decides what becomes of rows; the check and the run ask the same questions.</summary>
sealed class DecideRow(ImportPlan plan, Actor actor, DecideRow.Staff staff)
{
    /// <summary>People who can take charge.</summary>
    public sealed record Staff(ILookup<string, Staff.Member> ByName, IReadOnlyDictionary<Guid, Staff.Member> ById)
    {
        /// <summary>Somebody of the company.</summary>
        public sealed record Member(Guid Id, string Name, Guid? DepartmentId);

        /// <summary>The people of a company who work there.</summary>
        public static async Task<Staff> Of(GuijuContext db, Guid unit, CancellationToken ct)
        {
            var people = await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unit && p.Active).Select(p => new Member(p.Id, p.Name, p.DepartmentId)).ToListAsync(ct);
            return new(people.ToLookup(p => Plain(p.Name)), people.ToDictionary(p => p.Id));
        }

        /// <summary>Names without blanks: 张 伟 is 张伟.</summary>
        public static string Plain(string name) => ImportField.Plain(name);
    }

    /// <summary>
    /// Who takes charge of a row's customer. Giving one to somebody else needs the permission to; a clerk's customers go to the
    /// supervisor's pool, as when he registers them by hand.
    /// </summary>
    public Staff.Member? Owner(RowEntry entry)
    {
        if (entry.Owner is { } name)
        {
            var named = staff.ByName[Staff.Plain(name)].ToList();
            if (named.Count == 1 && (named[0].Id == actor.PersonId || actor.May(Permission.CustomersAssign))) return named[0];
            entry.Findings.Add(named.Count switch
            {
                0 => new Finding("imports.owner.unknown", "owner").With(Customer.Cut(name, 60)),
                1 => new Finding("imports.owner.assign", "owner").With(named[0].Name),
                _ => new Finding("imports.owner.several", "owner").With(named.Count, name),
            });
            return null;
        }
        return plan.Owner switch
        {
            DefaultOwner.Person => plan.OwnerId is { } id ? staff.ById.GetValueOrDefault(id) : null,
            DefaultOwner.Uploader => actor.PersonId is { } me && actor.May(Permission.FollowUpWrite) ? staff.ById.GetValueOrDefault(me) : null,
            DefaultOwner.Pool or _ => null,
        };
    }

    /// <summary>Decides; what there is to say goes to the entry's findings.</summary>
    [Clause("D13-2.1b"), Clause("D01-1.2c")]
    public Decision Decide(RowEntry entry, KnownFiles known, SeenRows seen)
    {
        if (entry.LeftOut) return LeftOut(entry);
        if (entry.Refused) return new(RowFate.Faulty);
        if (seen.Find(entry) is (var earlier, var sure) && !earlier.OnFile) return OfFile(entry, earlier, sure);
        var code = entry.Entry.CreditCode;
        if (known.WithCode(code) is { } same) return Known(entry, same, true);
        var named = known.Named(entry.NameKey);
        var phone = named.Where(c => Shares(c, entry)).ToList();
        var candidates = (phone.Count > 0 ? phone : named).Where(c => code is null || c.CreditCode is null).ToList();
        if (candidates.Count == 0)
            // Same name and phone under another credit code: registering by hand refuses that too.
            return phone.Count > 0 ? Refuse(entry, OnFile(phone[0], "customers.duplicate.name-phone", "name", "D01-1.2c"), phone[0]) : new(RowFate.Create);
        return candidates.Count > 1 && entry.Duplicates is OnDuplicate.Fill or OnDuplicate.Overwrite
            ? Refuse(entry, new Finding("imports.duplicate.several", "name", "D01-1.2c").With(candidates.Count), null)
            : Known(entry, candidates.FirstOrDefault(actor.Sees) ?? candidates[0], phone.Count > 0);
    }

    // Whatever is wrong with it: it is not taken, by choice.
    static Decision LeftOut(RowEntry entry)
    {
        entry.Findings.Clear();
        entry.Findings.Add(new("imports.left-out", Weight: Weight.Warning));
        return new(RowFate.Skip);
    }

    static Decision OfFile(RowEntry entry, SeenRows.Seen earlier, bool sure)
    {
        var finding = new Finding("imports.duplicate.row", sure && earlier.Code is not null && earlier.Code == entry.Entry.CreditCode ? "creditCode" : "name", sure ? "D13-2.1b" : "D01-1.2c").With(earlier.Row);
        switch (entry.Duplicates)
        {
            case OnDuplicate.Skip:
                entry.Findings.Add(finding.AsWarning());
                return new(RowFate.Skip, Seen: earlier);
            case OnDuplicate.Create when !sure:
                entry.Findings.Add(finding.AsWarning());
                return new(RowFate.Create, Seen: earlier);
            case OnDuplicate.Create:
                return Refuse(entry, finding, null);
            case OnDuplicate.Fill or OnDuplicate.Overwrite or _:
                if (!sure && earlier.Code is not null && entry.Entry.CreditCode is not null) return Refuse(entry, finding, null);
                return new(RowFate.Update, Seen: earlier);
        }
    }

    Decision Known(RowEntry entry, Customer file, bool sure)
    {
        var byCode = file.CreditCode is not null && file.CreditCode == entry.Entry.CreditCode;
        var clause = byCode ? "D13-2.1b" : "D01-1.2c";
        var field = byCode ? "creditCode" : "name";
        switch (entry.Duplicates)
        {
            case OnDuplicate.Skip:
                entry.Findings.Add(OnFile(file, "imports.duplicate.skipped", field, clause).AsWarning());
                return new(RowFate.Skip, file);
            case OnDuplicate.Create when !sure:
                entry.Findings.Add(OnFile(file, "customers.duplicate.hint", field, clause).AsWarning());
                return new(RowFate.Create);
            case OnDuplicate.Create:
                return Refuse(entry, OnFile(file, byCode ? "customers.duplicate.entity" : "customers.duplicate.name-phone", field, clause), file);
            case OnDuplicate.Fill or OnDuplicate.Overwrite or _:
                if (!actor.Sees(file)) return Refuse(entry, OnFile(file, "", field, clause), file);
                return file.ArchivedAt is null ? new(RowFate.Update, file) : Refuse(entry, new("customers.archived", field), file);
        }
    }

    // What lies outside the uploader's scope is said to exist and nothing more.
    Finding OnFile(Customer file, string key, string field, string clause) => actor.Sees(file)
        ? new Finding(key, field, clause) { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)
        : new("customers.duplicate.hidden", field, clause);

    static Decision Refuse(RowEntry entry, Finding finding, Customer? file)
    {
        entry.Findings.Add(finding);
        return new(RowFate.Faulty, file);
    }

    static bool Shares(Customer c, RowEntry entry) =>
        entry.PhoneKeys.Any(k => k == c.PhoneKey || c.Contacts.Any(p => p.MobileKey == k));
}
