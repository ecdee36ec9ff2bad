using Guiju.Customers.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Customers.Search;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bin;

/// <summary>
/// Deletes a file that was opened by mistake: it goes into the bin with everything that hangs on it. What the clauses keep is refused and
/// archived instead: a file that is or was formal (D10-6.1), dealings (D13-3.4.1b), merges (D13-3.1b). The number is never given again (D02-4.6.1).
/// </summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class DeleteCustomer(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, IEnumerable<IBinsWithCustomer> tables, IEnumerable<IKeepsCustomer> keepers, BinnedDuties duties, Tell tell)
{
    /// <summary>A file that was deleted.</summary>
    /// <param name="BinId">Its id in the bin, to take it back by.</param>
    /// <param name="Code">Its number.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Deleted(Guid BinId, string Code, string Name);

    /// <summary>Deletes it, or says why not. Asks for the permission to delete, except of a draft one opened oneself.</summary>
    /// <param name="id">The file.</param>
    /// <param name="reason">Why, up to 200 characters; needed.</param>
    /// <param name="version">Version the caller saw; null takes what is there.</param>
    /// <param name="ct">Ends the act.</param>
    [Clause("D10-6.1"), Clause("D13-3.4.1b"), Clause("D02-4.6.1")]
    public async Task<Outcome<Deleted>> Handle(Guid id, string? reason, int? version, CancellationToken ct)
    {
        var me = actor.Value;
        var seen = await db.Set<Customer>().AsNoTracking().VisibleTo(me).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (seen is null) return Outcome<Deleted>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (!me.MayDelete(seen)) return Outcome<Deleted>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersDelete}"));
        // Whoever is about to hang something on it waits here, and then finds it gone.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM customers WHERE id = {id} FOR UPDATE", ct);
        if (await db.Set<Customer>().AsNoTracking().VisibleTo(me).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } file)
            return Outcome<Deleted>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (version is { } then && then != file.Version) return Outcome<Deleted>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(reason)) findings.Add(new("customers.bin.reason", "reason"));
        if (EntryText.Check(reason, "reason", 200) is { } text) findings.Add(text);
        findings.AddRange(await Against(file, ct));
        if (findings.Count > 0) return findings;

        await duties.Away(id, ct);
        List<object> rows = [file];
        List<string> places = [$"/customers/{id}"];
        foreach (var table in tables)
        {
            var taken = await table.Take(id, ct);
            rows.AddRange(taken);
            places.AddRange(taken.Select(table.PlaceOf).OfType<string>());
        }
        rows.AddRange(await Take(db.Set<DuplicatePair>().Where(p => p.FirstId == id), ct));
        rows.AddRange(await Take(db.Set<DuplicatePair>().Where(p => p.SecondId == id), ct));
        // What others were told of it would name it still.
        rows.AddRange(await Take(db.Set<Notice>().Where(n => EF.Parameter(places).Contains(n.Link)), ct));
        await db.Set<Customer>().Where(c => c.Id == id).ExecuteDeleteAsync(ct);
        await SearchIndex.Remove(db, [file.Serial], ct);

        var item = new BinItem(BinKind.Customer, file.Header(), file.Name, reason, BinContent.Write(db.Model, rows), me.PersonId, me.Name, clock.Now).InCharge(file);
        item.Names(rows.OfType<Attachment>().Select(a => a.Hash));
        db.Add(item);
        foreach (var person in new[] { file.OwnerId, file.SecondOwnerId }.Distinct()) tell.Person(person, "customers.notice.binned", "/customers/bin", null, me.Name, $"{file.Code} {file.Name}", reason!.Trim());
        return new Deleted(item.Id, file.Code, file.Name);
    }

    /// <summary>What speaks against deleting a file.</summary>
    async Task<List<Finding>> Against(Customer file, CancellationToken ct)
    {
        List<Finding> findings = [];
        var years = ruleBook.For(file.UnitId).RetentionYears;
        if (file.ArchivedAt is not null) findings.Add(new Finding("customers.bin.archived", null, "D10-6.1").With(years));
        else if (file.Status == FileStatus.Formal || await WasFormal(file.Id, ct)) findings.Add(new Finding("customers.bin.formal", null, "D10-6.1").With(years));
        if (await db.Set<Customer>().AnyAsync(c => c.MergedIntoId == file.Id, ct) || await db.Set<CustomerMerge>().AnyAsync(m => m.KeptId == file.Id || m.GoneId == file.Id, ct))
            findings.Add(new("customers.bin.merged", null, "D13-3.1b"));
        if (file.Stage >= Stage.Won) findings.Add(new("customers.bin.won", null, "D13-3.4.1b"));
        foreach (var keeper in keepers)
            if (await keeper.Why(file.Id, ct) is { } why) findings.Add(why);
        return findings;
    }

    // A file that lost a mandatory field has been filed all the same: emptying a field is no way around its retention.
    async Task<bool> WasFormal(Guid id, CancellationToken ct) =>
        (await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == id && e.Changes.Contains("\"Formal\"")).Select(e => e.Changes).ToListAsync(ct))
            .Any(changes => ChangesText.Read(changes).Any(c => c is { Part: "customer", Field: "status", After: nameof(FileStatus.Formal) }));

    static async Task<IReadOnlyList<object>> Take<T>(IQueryable<T> there, CancellationToken ct) where T : class
    {
        var rows = await there.AsNoTracking().ToListAsync(ct);
        if (rows.Count > 0) await there.ExecuteDeleteAsync(ct);
        return rows;
    }
}

/// <summary>Who may delete a file.</summary>
static class Deleting
{
    /// <summary>Whoever has the permission; a draft also who opened it.</summary>
    public static bool MayDelete(this Actor actor, FileStatus status, Guid? openedBy) =>
        actor.May(Permission.CustomersDelete) || (status == FileStatus.Draft && actor.PersonId is { } me && openedBy == me);

    /// <summary>The same of a file at hand.</summary>
    public static bool MayDelete(this Actor actor, Customer file) => actor.MayDelete(file.Status, file.CreatedBy);
}
