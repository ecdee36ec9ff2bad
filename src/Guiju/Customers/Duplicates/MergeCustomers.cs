using Guiju.Customers.Contracts;
using Guiju.Customers.Search;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Makes one file of two: everything of both hangs on the one kept, and the other's number leads to it (D13-3.1b, D02-4.6.1).</summary>
[Allow(Permission.CustomersMerge)]
sealed class MergeCustomers(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, IEnumerable<IMergesWithCustomer> tables, Tell tell)
{
    /// <summary>What is merged.</summary>
    public sealed record Input
    {
        /// <summary>The file kept.</summary>
        public Guid KeptId { get; init; }

        /// <summary>The file that is merged into it.</summary>
        public Guid GoneId { get; init; }

        /// <summary>Version of the kept file the caller saw; null takes what is there.</summary>
        public int? KeptVersion { get; init; }

        /// <summary>Version of the other the caller saw.</summary>
        public int? GoneVersion { get; init; }

        /// <summary>Fields whose value is taken from the file that goes; null: those the kept file lacks.</summary>
        public IReadOnlyList<string>? Take { get; init; }
    }

    /// <summary>What was done.</summary>
    /// <param name="Id">The merge, to take it back by.</param>
    /// <param name="KeptId">The file kept.</param>
    /// <param name="Moved">Rows moved, by what they are.</param>
    public sealed record Merged(Guid Id, Guid KeptId, IReadOnlyDictionary<string, int> Moved);

    /// <summary>Merges, or says why not.</summary>
    [Clause("D13-3.1b"), Clause("D02-4.6.1")]
    public async Task<Outcome<Merged>> Handle(Input input, CancellationToken ct)
    {
        if (input.KeptId == input.GoneId) return new Finding("customers.merge.self", null, "D13-3.1b");
        var me = actor.Value;
        var there = await db.Set<Customer>().AsNoTracking().VisibleTo(me).Where(c => c.Id == input.KeptId || c.Id == input.GoneId).ToListAsync(ct);
        if (there.SingleOrDefault(c => c.Id == input.KeptId) is not { } keptThen || there.SingleOrDefault(c => c.Id == input.GoneId) is not { } goneThen)
            return Outcome<Merged>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if ((input.KeptVersion ?? keptThen.Version) != keptThen.Version || (input.GoneVersion ?? goneThen.Version) != goneThen.Version)
            return Outcome<Merged>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        if (Against(keptThen, goneThen, input.Take) is { Count: > 0 } against) return against;

        // Rows first, by the database alone; what is then read of the kept file has everything.
        List<(string Entity, IReadOnlyList<Guid> Rows)> moved = [];
        foreach (var table in tables) moved.Add((table.Entity.Name, await table.Move(goneThen.Id, keptThen.Id, null, ct)));
        var gone = await db.Set<Customer>().SingleAsync(c => c.Id == input.GoneId, ct);
        var kept = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).AsSingleQuery().SingleAsync(c => c.Id == input.KeptId, ct);
        var merge = new CustomerMerge(kept, gone, me.PersonId, me.Name, clock.Now);
        // The code is free before the kept file takes it: a company has each once.
        gone.MergeInto(kept.Id, clock.Now);
        await db.SaveChangesAsync(ct);

        var (rules, before) = (ruleBook.For(kept.UnitId), MergeFields.Of(kept));
        var take = input.Take ?? [.. MergeFields.Chosen.Where(f => before.GetValueOrDefault(f) is null)];
        var findings = MergeFields.Take(kept, gone, take, merge.GoneCreditCode, rules);
        if (findings.Refuse()) return findings.ToList();
        foreach (var field in FactText.Fields.Where(f => FactText.Of(kept, f) is not null && kept.Absent.ContainsKey(f))) kept.MarkAbsent(field, null);
        var primary = OnePrimary(kept, moved);
        await OnePlan(kept.Id, ct);
        kept.Judge(rules);
        kept.Refresh(clock.Now);
        var after = MergeFields.Of(kept);
        merge.Did(after.Where(f => f.Value != before[f.Key]).Select(f => new MergedField(f.Key, before[f.Key], f.Value)), moved.Sum(m => m.Rows.Count), primary);
        db.Add(merge);
        db.AddRange(moved.SelectMany(m => m.Rows.Select(row => new MergeMove(merge.Id, m.Entity, row))));
        foreach (var owner in new[] { keptThen.OwnerId, goneThen.OwnerId }.Distinct())
            tell.Person(owner, "customers.notice.merged", $"/customers/{kept.Id}", "D13-3.1b", me.Name, $"{goneThen.Code} {goneThen.Name}", $"{kept.Code} {kept.Name}");
        await db.SaveChangesAsync(ct);
        await SearchIndex.Remove(db, [gone.Serial], ct);
        await RecordIndex.Move(db, gone.Id, kept.Id, ct);
        await SearchIndex.Write(db, await SearchIndex.Read(db, c => c.Id == kept.Id, 1, ct), fresh: false, ct);
        return Outcome<Merged>.Success(new(merge.Id, kept.Id, moved.Where(m => m.Rows.Count > 0).ToDictionary(m => m.Entity, m => m.Rows.Count)), findings);
    }

    static List<Finding> Against(Customer kept, Customer gone, IReadOnlyList<string>? take)
    {
        List<Finding> findings = [];
        if (kept.UnitId != gone.UnitId) findings.Add(new("customers.merge.units", null, "D13-3.1b"));
        foreach (var file in new[] { kept, gone }.Where(f => f.ArchivedAt is not null)) findings.Add(new Finding("customers.merge.archived", null, "D13-3.1b") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name));
        // Two codes are two entities; where one is a mistake it is put right first (D13-2.1b).
        if (kept.CreditCode is { } code && gone.CreditCode is { } other && code != other)
            findings.Add(new Finding("customers.merge.codes", "creditCode", "D13-2.1b") { Link = $"/customers/{gone.Id}/facts/creditCode/edit" }.With(code, other));
        foreach (var field in (take ?? []).Except(MergeFields.Chosen)) findings.Add(new Finding("customers.merge.field", "take").With(field));
        return findings;
    }

    /// <summary>One main contact: that of the kept file, where it has one.</summary>
    static Guid? OnePrimary(Customer kept, List<(string Entity, IReadOnlyList<Guid> Rows)> moved)
    {
        var came = moved.Single(m => m.Entity == nameof(ContactPerson)).Rows;
        if (!kept.Contacts.Any(p => p.Primary && !came.Contains(p.Id))) return null;
        if (kept.Contacts.FirstOrDefault(p => p.Primary && came.Contains(p.Id)) is not { } second) return null;
        second.SetPrimary(false);
        return second.Id;
    }

    /// <summary>One plan that waits for the supervisor: the newest.</summary>
    async Task OnePlan(Guid keptId, CancellationToken ct)
    {
        foreach (var plan in (await db.Set<ContactPlan>().Where(p => p.CustomerId == keptId && p.State == PlanState.Pending).OrderByDescending(p => p.Id).ToListAsync(ct)).Skip(1))
            plan.Decide(PlanState.Replaced, actor.Value.PersonId, actor.Value.Name, clock.Now);
    }
}
