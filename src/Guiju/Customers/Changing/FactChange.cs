using System.Globalization;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>The one way facts of a file are changed: typed anew, taken from its history, or many at once; a major change only together with its record (D13-3.4.1a).</summary>
sealed class FactChange(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, Duplicates duplicates)
{
    /// <summary>Changes it, or says why not; of a conflict both versions are told.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.2a")]
    public async Task<Outcome<ChangeCustomer.Changed>> Do(ChangeCustomer.Input input, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, input.Id, ct);
        if (!found.Done) return found.Refuse<ChangeCustomer.Changed>();
        var c = found.Value;
        if (input.Version is { } seen && seen != c.Version && await Conflicts(c, input, ct) is { Count: > 0 } conflicts)
            return Outcome<ChangeCustomer.Changed>.Refused(Refusal.Conflict, conflicts);

        var changed = await Change(c, input.Facts, input.HappenedOn, input.ChangeSource, ct);
        if (!changed.Done) return Outcome<ChangeCustomer.Changed>.Refused(changed.Refusal, changed.Findings);
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
        return Outcome<ChangeCustomer.Changed>.Success(new(c.Id, c.Version, c.Status, c.Completeness), changed.Findings);
    }

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

    /// <summary>
    /// The fields two people changed. Who says what he saw of a field conflicts only where that is something else now; who goes by the version alone
    /// (API) is told each field that he would change.
    /// </summary>
    async Task<List<Finding>> Conflicts(Customer c, ChangeCustomer.Input input, CancellationToken ct)
    {
        var masked = !actor.Value.SeesPhones(c.OwnerId, c.SecondOwnerId);
        string? Shown(string field, string? value) => field == "phone" && masked ? PhoneNumber.Mask(value) : value;
        List<(string Field, string? Now, string Said, string? Saw)> found = [];
        foreach (var field in FactText.Fields)
        {
            var (said, now) = (FactText.Said(input.Facts, field)?.Trim(), FactText.Of(c, field));
            if (said is null || said == (now ?? "")) continue;
            string? saw = null;
            if (input.Seen is not null && (!input.Seen.TryGetValue(field, out saw) || (saw ?? "").Trim() == (Shown(field, now) ?? ""))) continue;
            found.Add((field, now, said, saw));
        }
        if (found.Count == 0) return [];
        var since = await ChangesSince.Of(db, c.Id, c.Id, input.Version!.Value, ct);
        var who = c.ChangedBy is { } person ? await db.Set<Organization.Person>().Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(ct) : null;
        return [.. found.Select(f =>
        {
            var change = f.Field == "registeredCapital" ? since.GetValueOrDefault(f.Field) ?? since.GetValueOrDefault("capitalCurrency") : since.GetValueOrDefault(f.Field);
            var (saw, now) = (Shown(f.Field, input.Seen is not null ? f.Saw : change is null ? f.Now : Then(f.Field, change, since, c)), Shown(f.Field, f.Now));
            return new Finding("customers.conflict", f.Field) { Conflict = new($"customers.{f.Field}", saw, now, f.Said, change?.By, change?.At) { Words = v => Words.Fact(f.Field, v) } }
                .With($"customers.{f.Field}", Words.Fact(f.Field, now) ?? "—", Words.Fact(f.Field, f.Said) ?? "—", change?.By ?? who ?? "Guiju");
        })];
    }

    // The trail keeps a capital as amount and currency, people write it as one.
    static string? Then(string field, ChangeSince change, IReadOnlyDictionary<string, ChangeSince> since, Customer c) => field != "registeredCapital" ? change.Seen
        : FactText.Capital(since.TryGetValue("registeredCapital", out var amount) ? decimal.TryParse(amount.Seen, NumberStyles.Number, CultureInfo.InvariantCulture, out var then) ? then : null : c.RegisteredCapital,
            since.TryGetValue("capitalCurrency", out var currency) ? currency.Seen : c.CapitalCurrency);
}
