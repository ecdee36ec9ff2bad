using Guiju.Customers.Contracts;
using Guiju.Customers.Search;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Takes a merge back: what was moved goes back, fields nobody touched since say what they said, and what cannot be put back is told.</summary>
[Allow(Permission.CustomersMerge)]
sealed class UndoMerge(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, IEnumerable<IMergesWithCustomer> tables)
{
    /// <summary>Takes it back; warnings say what could not be.</summary>
    /// <returns>Id of the file that is one of its own again.</returns>
    [Clause("D13-3.1b")]
    public async Task<Outcome<Guid>> Handle(Guid id, CancellationToken ct)
    {
        var merge = await db.Set<CustomerMerge>().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (merge is null) return NotThere;
        if (merge.UndoneAt is not null) return new Finding("customers.merge.undone", null, "D13-3.1b");
        var visible = await db.Set<Customer>().VisibleTo(actor.Value).AnyAsync(c => c.Id == merge.KeptId, ct);
        if (!visible)
        {
            // Merged on since: the later merge is taken back first.
            var later = await db.Set<Customer>().AsNoTracking().Where(c => c.Id == merge.KeptId && c.MergedIntoId != null).Select(c => c.MergedIntoId!.Value).SingleOrDefaultAsync(ct);
            return later != Guid.Empty && await db.HasCustomer(actor.Value, later, ct) ? new Finding("customers.merge.later", null, "D13-3.1b") { Link = "/customers/duplicates/merged" }.With(merge.KeptName) : NotThere;
        }

        List<Finding> findings = [];
        var rows = (await db.Set<MergeMove>().AsNoTracking().Where(m => m.MergeId == id).ToListAsync(ct)).ToLookup(m => m.Entity, m => m.RowId);
        foreach (var table in tables)
        {
            var wanted = rows[table.Entity.Name].ToList();
            if (wanted.Count == 0) continue;
            var back = await table.Move(merge.KeptId, merge.GoneId, wanted, ct);
            if (back.Count < wanted.Count) findings.Add(Told("rows", $"audit.part.{char.ToLowerInvariant(table.Entity.Name[0])}{table.Entity.Name[1..]}", wanted.Count - back.Count));
        }

        var kept = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).AsSingleQuery().SingleAsync(c => c.Id == merge.KeptId, ct);
        var rules = ruleBook.For(kept.UnitId);
        foreach (var field in merge.Fields)
            if (!MergeFields.GiveBack(kept, field, rules)) findings.Add(Told("field", $"customers.{field.Field}"));
        // A file whose last class or main contact went back is judged and led as what it has now.
        if (kept.Contacts.Count > 0 && !kept.Contacts.Any(p => p.Primary)) kept.Contacts.OrderBy(p => p.Id).First().SetPrimary(true);
        kept.Judge(rules);
        kept.Refresh(clock.Now);
        await db.SaveChangesAsync(ct);

        var gone = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).AsSingleQuery().SingleAsync(c => c.Id == merge.GoneId, ct);
        var taken = merge.GoneCreditCode is { } code && await db.Set<Customer>().AnyAsync(c => c.UnitId == merge.UnitId && c.CreditCode == code, ct);
        if (taken) findings.Add(Told("code", merge.GoneCreditCode));
        gone.ComeBack(taken ? null : merge.GoneCreditCode);
        if (merge.PrimaryId is { } primary && gone.Contacts.FirstOrDefault(p => p.Id == primary) is { } main) main.SetPrimary(true);
        gone.Judge(rules);
        merge.Undo(actor.Value.Name, clock.Now);
        await db.SaveChangesAsync(ct);
        await RecordIndex.MoveBack(db, merge.Id, gone.Id, ct);
        await SearchIndex.Write(db, await SearchIndex.Read(db, c => c.Id == kept.Id || c.Id == gone.Id, 2, ct), fresh: false, ct);
        return Outcome<Guid>.Success(gone.Id, findings);
    }

    static Outcome<Guid> NotThere => Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    static Finding Told(string what, params object?[] values) => new Finding($"customers.merge.not-back.{what}", null, "D13-3.1b", Weight.Warning).With(values);
}

/// <summary>A merge as it is listed.</summary>
public sealed record MergeRow(Guid Id, Guid KeptId, string KeptName, string GoneCode, string GoneName, int Rows, string By, DateTime At, DateTime? UndoneAt, string? UndoneBy);

/// <summary>Lists merges and says where a merged file's visitor is led to.</summary>
[Allow(Permission.CustomersMerge)]
sealed class ReadMerges(GuijuContext db, CurrentActor actor)
{
    /// <summary>Merges of a page.</summary>
    public const int PageSize = 50;

    /// <summary>The newest first.</summary>
    [Clause("D13-3.1b")]
    public async Task<Outcome<PageOf<MergeRow>>> Handle(Guid? after, CancellationToken ct)
    {
        var me = actor.Value;
        var all = db.Set<CustomerMerge>().AsNoTracking().Where(m => me.Scope == DataScope.Group || m.UnitId == me.UnitId);
        if (after is { } last) all = all.Where(m => m.Id.CompareTo(last) < 0);
        // Within one's scope is what one may see the kept file of, wherever that has come to by now.
        var files = db.Set<Customer>().VisibleTo(me);
        var rows = await all.Where(m => files.Any(c => c.Id == m.KeptId || db.Set<Customer>().Any(s => s.Id == m.KeptId && s.MergedIntoId == c.Id)))
            .OrderByDescending(m => m.Id).Take(PageSize + 1)
            .Select(m => new MergeRow(m.Id, m.KeptId, m.KeptName, m.GoneCode, m.GoneName, m.Rows, m.ByName, m.At, m.UndoneAt, m.UndoneByName)).ToListAsync(ct);
        return new PageOf<MergeRow>([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id.ToString() : null);
    }
}

/// <summary>Finds the file that a merged one leads to.</summary>
[Allow(Permission.CustomersRead)]
sealed class FollowMerge(GuijuContext db, CurrentActor actor)
{
    /// <summary>The file kept, where the reader may see it; else not found.</summary>
    [Clause("D02-4.6.1")]
    public async Task<Outcome<Guid>> Handle(Guid id, CancellationToken ct) =>
        await db.Set<Customer>().AsNoTracking().Where(c => c.Id == id).Select(c => c.MergedIntoId).SingleOrDefaultAsync(ct) is { } kept && await db.HasCustomer(actor.Value, kept, ct)
            ? kept : Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
}
