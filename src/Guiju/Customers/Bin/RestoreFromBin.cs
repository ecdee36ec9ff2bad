using Guiju.Customers.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Customers.Import;
using Guiju.Customers.Search;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bin;

/// <summary>Takes something back out of the bin: a file with everything that hung on it, row for row, or a part of a file.</summary>
[Allow(Permission.CustomersWrite)]
sealed class RestoreFromBin(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, IEnumerable<IComesBack> comers, BinnedDuties duties)
{
    /// <summary>What came back.</summary>
    /// <param name="CustomerId">The file it is, or hangs on.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">What it is called.</param>
    public sealed record Restored(Guid CustomerId, BinKind Kind, string Name);

    /// <summary>Takes it back, or says what stands in the way and how it is got round.</summary>
    /// <param name="id">Its id in the bin.</param>
    /// <param name="withoutCode">Whether a file comes back without its credit code where another file has that by now.</param>
    /// <param name="ct">Ends the act.</param>
    [Clause("D13-2.1b"), Clause("D02-4.6.1")]
    public async Task<Outcome<Restored>> Handle(Guid id, bool withoutCode, CancellationToken ct)
    {
        var me = actor.Value;
        var item = await db.Set<BinItem>().VisibleTo(db, me).Include(i => i.Files).SingleOrDefaultAsync(i => i.Id == id, ct);
        if (item is null) return Outcome<Restored>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (!me.MayRestore(item.Kind, item.DeletedById)) return Outcome<Restored>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersDelete}"));
        var rows = BinContent.Read(db.Model, item.Content);
        var findings = item.Kind == BinKind.Customer ? await File(rows, withoutCode, ct) : await Part(item, rows.Single(), ct);
        if (findings.Refuse()) return findings;
        db.Remove(item);
        return Outcome<Restored>.Success(new(item.CustomerId, item.Kind, item.Name), findings);
    }

    async Task<List<Finding>> File(List<object> rows, bool withoutCode, CancellationToken ct)
    {
        List<Finding> findings = [];
        var file = rows.OfType<Customer>().Single();
        var taken = file.CreditCode is { } code ? await db.Set<Customer>().AsNoTracking().SingleOrDefaultAsync(c => c.UnitId == file.UnitId && c.CreditCode == code, ct) : null;
        if (taken is not null && !withoutCode)
            return [actor.Value.Sees(taken) ? new Finding("customers.bin.code-taken", "withoutCode", "D13-2.1b") { Link = $"/customers/{taken.Id}" }.With(file.CreditCode, $"{taken.Code} {taken.Name}")
                : new Finding("customers.bin.code-taken-hidden", "withoutCode", "D13-2.1b").With(file.CreditCode)];
        if (taken is not null)
        {
            findings.Add(new Finding("customers.bin.without-code", "creditCode", "D13-2.1b").AsWarning().With(file.CreditCode));
            file.SetCreditCode(null);
        }
        // What it refers to and what is no more by now.
        if (file.CategoryId is { } category && !await db.Set<RegisterCategory>().AnyAsync(c => c.Id == category, ct)) file.PutInCategory(null);
        if (file.DepartmentId is { } department && !await db.Set<Department>().AnyAsync(d => d.Id == department, ct)) file.AssignTo(file.OwnerId, null);
        if (file.OwnerId is { } owner && await db.Set<Person>().AsNoTracking().Where(p => p.Id == owner).Select(p => new { p.Name, p.Active }).SingleOrDefaultAsync(ct) is { Active: false } left)
            findings.Add(new Finding("customers.bin.owner-left", "ownerId").AsWarning().With(left.Name));
        await Drop<DuplicatePair, Customer>(rows, p => p.FirstId == file.Id ? p.SecondId : p.FirstId, ct);
        await Drop<ImportedRow, ImportJob>(rows, r => r.JobId, ct);
        await BulkInsert.Write(db, rows, ct);
        await SearchIndex.Write(db, await SearchIndex.Read(db, c => c.Id == file.Id, 1, ct), fresh: false, ct);

        var there = await db.Set<Customer>().Include(c => c.Contacts).Include(c => c.Roles).AsSingleQuery().SingleAsync(c => c.Id == file.Id, ct);
        if (taken is not null)
        {
            there.Judge(ruleBook.For(there.UnitId));
            there.Refresh(clock.Now);
        }
        await duties.Back(there, ct);
        // Whatever was opened meanwhile and may be the same entity stands in the work list at once.
        await FindPairs.For(db, there.UnitId, [there], ruleBook.For(there.UnitId).DuplicateKeys, ct);
        if (await db.Set<Customer>().AsNoTracking().Where(c => c.UnitId == there.UnitId && c.NameKey == there.NameKey && c.Id != there.Id && c.MergedIntoId == null).FirstOrDefaultAsync(ct) is { } twin && there.NameKey.Length > 0)
            findings.Add(actor.Value.Sees(twin) ? new Finding("customers.bin.twin", "name", "D01-1.2c", Weight.Warning) { Link = $"/customers/{twin.Id}" }.With($"{twin.Code} {twin.Name}") : new("customers.bin.twin-hidden", "name", "D01-1.2c", Weight.Warning));
        return findings;
    }

    async Task<List<Finding>> Part(BinItem item, object row, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, item.CustomerId, ct);
        if (!found.Done) return [.. found.Findings];
        var file = found.Value;
        // Its file may have been merged into another meanwhile: the item has followed, the row follows here.
        var entry = db.Entry(row);
        entry.Property("CustomerId").CurrentValue = file.Id;
        List<Finding> findings = [];
        if (row is ContactPerson person)
        {
            if (person.Primary && file.Contacts.SingleOrDefault(p => p.Primary) is { } main)
            {
                person.SetPrimary(false);
                findings.Add(new Finding("customers.bin.main-contact", null, "D13-3.4.1a").AsWarning().With(main.Name));
            }
            if (file.Contacts.Count == 0) person.SetPrimary(true);
            file.Contacts.Add(person);
        }
        db.Add(row);
        file.Judge(ruleBook.For(file.UnitId));
        foreach (var comer in comers.Where(c => c.Entity == row.GetType())) findings.AddRange(await comer.Back(row, file.Header(), ct));
        return findings;
    }

    // Rows that name something else, which is no more by now, have nothing to come back to.
    async Task Drop<T, TOther>(List<object> rows, Func<T, Guid> other, CancellationToken ct) where T : class where TOther : Entity
    {
        var ids = rows.OfType<T>().Select(other).Distinct().ToList();
        if (ids.Count == 0) return;
        var there = (await db.Set<TOther>().Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(ct)).ToHashSet();
        rows.RemoveAll(r => r is T row && !there.Contains(other(row)));
    }
}
