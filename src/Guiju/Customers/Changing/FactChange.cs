using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Changes facts of a file, a major change only together with its record (D13-3.4.1a): the step of changing one and of changing many.</summary>
sealed class FactChange(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, Duplicates duplicates)
{
    /// <summary>Changes a tracked file; refused, it must not be saved. The answer says how many facts are new.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.2a")]
    public async Task<Outcome<int>> Change(Customer c, CustomerFacts facts, DateOnly? happenedOn, string? source, CancellationToken ct)
    {
        var rules = ruleBook.For(c.UnitId);
        List<Finding> findings = [];
        if (facts.Name is not null && string.IsNullOrWhiteSpace(facts.Name)) findings.Add(new("customers.name.required", "name", "D13-3.3.2a"));
        var entry = FactEntry.Read(facts, rules, findings);
        if (findings.Refuse()) return findings;

        var before = FactText.Fields.ToDictionary(f => f, f => FactText.Of(c, f));
        entry.ApplyTo(c);
        var changed = FactText.Fields.Where(f => FactText.Of(c, f) != before[f]).ToList();
        if (changed.Contains("creditCode") && await duplicates.OfEntity(c.UnitId, c.CreditCode, [], c.Id, ct) is { } same) findings.Add(same);
        if ((changed.Contains("name") || changed.Contains("phone")) && await duplicates.OfNameAndPhone(c.UnitId, c.Name, c.PhoneKey is null ? [] : [c.PhoneKey], c.Id, ct) is { } twin) findings.Add(twin);
        findings.AddRange(Record(c, changed, before, happenedOn, source, rules));
        if (findings.Refuse()) return findings;

        foreach (var field in changed.Where(f => FactText.Of(c, f) is not null)) c.MarkAbsent(field, null);
        var status = c.Status;
        c.Judge(rules);
        if (status != c.Status) findings.Add(new Finding("customers.status.demoted", null, "D10-1.1b").AsWarning());
        if (changed.Count > 0) c.Refresh(clock.Now);
        return Outcome<int>.Success(changed.Count, findings);
    }

    /// <summary>Enters the major changes among these into the change register, once each; what a first entry fills in is no change.</summary>
    List<Finding> Record(Customer c, List<string> changed, Dictionary<string, string?> before, DateOnly? happenedOn, string? source, CustomerRules rules)
    {
        if (c.Status == FileStatus.Draft) return [];
        var kinds = changed.Where(f => before[f] is not null).Select(f => (Field: f, Kind: MajorChanges.Of(f, rules.ChangeTypes))).Where(f => f.Kind is not null)
            .GroupBy(f => f.Kind!.Value).ToList();
        if (kinds.Count == 0) return [];
        List<Finding> findings = [.. MajorChanges.Check(happenedOn, source, clock.Today, kinds[0].Key)];
        if (EntryText.Check(source, "changeSource", 200) is { } finding) findings.Add(finding);
        if (findings.Count > 0) return findings;
        foreach (var kind in kinds)
        {
            string? Text(Func<string, string?> of) => Customer.Cut(string.Join(" ", kind.Select(f => Words.Fact(f.Field, of(f.Field))).Where(t => !string.IsNullOrEmpty(t))), 2000) is { Length: > 0 } text ? text : null;
            db.Add(new MajorChange(c, kind.Key, Text(f => before[f]), Text(f => FactText.Of(c, f)), happenedOn!.Value, source!, clock.Now, actor.Value.PersonId, actor.Value.Name));
        }
        return [];
    }
}
