using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Changes facts of a file. A major change is done only together with its record (D13-3.4.1a).</summary>
[Allow(Permission.CustomersWrite)]
sealed class ChangeCustomer(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, Duplicates duplicates)
{
    /// <summary>What is changed.</summary>
    public sealed record Input
    {
        /// <summary>The file.</summary>
        public Guid Id { get; init; }

        /// <summary>Version the caller last saw; null takes what is there.</summary>
        public int? Version { get; init; }

        /// <summary>What is said anew.</summary>
        public CustomerFacts Facts { get; init; } = new();

        /// <summary>What the caller saw in the fields he changes; with it, others' changes of other fields do not stand in his way.</summary>
        public IReadOnlyDictionary<string, string?>? Seen { get; init; }

        /// <summary>Day a major change happened at the customer.</summary>
        public DateOnly? HappenedOn { get; init; }

        /// <summary>How we know of it.</summary>
        public string? ChangeSource { get; init; }
    }

    /// <summary>The file after the change.</summary>
    public sealed record Changed(Guid Id, int Version, FileStatus Status, decimal Completeness);

    /// <summary>Changes it, or says why not; of a conflict both versions are told.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.2a")]
    public async Task<Outcome<Changed>> Handle(Input input, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, input.Id, ct);
        if (!found.Done) return found.Refuse<Changed>();
        var c = found.Value;
        if (input.Version is { } seen && seen != c.Version && await Conflicts(c, input, ct) is { Count: > 0 } conflicts)
            return Outcome<Changed>.Refused(Refusal.Conflict, conflicts);

        var rules = ruleBook.For(c.UnitId);
        List<Finding> findings = [];
        if (input.Facts.Name is not null && string.IsNullOrWhiteSpace(input.Facts.Name)) findings.Add(new("customers.name.required", "name", "D13-3.3.2a"));
        var entry = FactEntry.Read(input.Facts, rules, findings);
        if (findings.Refuse()) return findings;

        var before = FactText.Fields.ToDictionary(f => f, f => FactText.Of(c, f));
        entry.ApplyTo(c);
        var changed = FactText.Fields.Where(f => FactText.Of(c, f) != before[f]).ToList();
        if (changed.Contains("creditCode") && await duplicates.OfEntity(c.UnitId, c.CreditCode, [], c.Id, ct) is { } same) findings.Add(same);
        if ((changed.Contains("name") || changed.Contains("phone")) && await duplicates.OfNameAndPhone(c.UnitId, c.Name, c.PhoneKey is null ? [] : [c.PhoneKey], c.Id, ct) is { } twin) findings.Add(twin);
        findings.AddRange(Record(c, changed, before, input, rules));
        if (findings.Refuse()) return findings;

        foreach (var field in changed.Where(f => FactText.Of(c, f) is not null)) c.MarkAbsent(field, null);
        var status = c.Status;
        c.Judge(rules);
        if (status != c.Status) findings.Add(new Finding("customers.status.demoted", null, "D10-1.1b").AsWarning());
        if (changed.Count > 0) c.Refresh(clock.Now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            var code = c.CreditCode;
            db.ChangeTracker.Clear();
            if (await duplicates.OfEntity(c.UnitId, code, [], c.Id, ct) is { } first) return first;
            throw;
        }
        return Outcome<Changed>.Success(new(c.Id, c.Version, c.Status, c.Completeness), findings);
    }

    /// <summary>Enters the major changes among these into the change register, once each; what a first entry fills in is no change.</summary>
    List<Finding> Record(Customer c, List<string> changed, Dictionary<string, string?> before, Input input, CustomerRules rules)
    {
        if (c.Status == FileStatus.Draft) return [];
        var kinds = changed.Where(f => before[f] is not null).Select(f => (Field: f, Kind: MajorChanges.Of(f, rules.ChangeTypes))).Where(f => f.Kind is not null)
            .GroupBy(f => f.Kind!.Value).ToList();
        if (kinds.Count == 0) return [];
        List<Finding> findings = [.. MajorChanges.Check(input.HappenedOn, input.ChangeSource, clock.Today, kinds[0].Key)];
        if (EntryText.Check(input.ChangeSource, "changeSource", 200) is { } finding) findings.Add(finding);
        if (findings.Count > 0) return findings;
        foreach (var kind in kinds)
        {
            string? Text(Func<string, string?> of) => Customer.Cut(string.Join(" ", kind.Select(f => Words.Fact(f.Field, of(f.Field))).Where(t => !string.IsNullOrEmpty(t))), 2000) is { Length: > 0 } text ? text : null;
            db.Add(new MajorChange(c, kind.Key, Text(f => before[f]), Text(f => FactText.Of(c, f)), input.HappenedOn!.Value, input.ChangeSource!, clock.Now, actor.Value.PersonId, actor.Value.Name));
        }
        return [];
    }

    async Task<List<Finding>> Conflicts(Customer c, Input input, CancellationToken ct)
    {
        var masked = !actor.Value.SeesPhones(c.OwnerId, c.SecondOwnerId);
        var who = c.ChangedBy is { } person ? await db.Set<Organization.Person>().Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(ct) : null;
        return [.. from field in FactText.Fields
                   let said = FactText.Said(input.Facts, field)?.Trim()
                   let now = FactText.Of(c, field)
                   where said is not null && said != (now ?? "")
                   where input.Seen is null || (input.Seen.TryGetValue(field, out var saw) && (saw ?? "") != (now ?? ""))
                   select new Finding("customers.conflict", field).With($"customers.{field}",
                       Words.Fact(field, field == "phone" && masked ? PhoneNumber.Mask(now) : now) ?? "—", Words.Fact(field, said) ?? "—", who ?? "Guiju")];
    }
}
