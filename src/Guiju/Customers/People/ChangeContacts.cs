using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Adds, changes and removes people at a customer; who is the main contact is a major change (D13-3.4.1a).</summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class ChangeContacts(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, IBin bin)
{
    /// <summary>When and how a change of the main contact became known.</summary>
    public sealed record ChangeRecord(DateOnly? HappenedOn, string? ChangeSource);

    /// <summary>Adds a person; the first becomes the main contact.</summary>
    public async Task<Outcome<Guid>> Add(Guid customerId, ContactFacts facts, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<Guid>();
        List<Finding> findings = [];
        var describe = facts.Read("", findings);
        if (facts.Name is null) findings.Add(new("customers.contact.name", "name"));
        if (findings.Refuse()) return findings;
        var person = new ContactPerson(found.Value, "");
        describe(person);
        person.SetPrimary(found.Value.Contacts.Count == 0);
        found.Value.Contacts.Add(person);
        db.Add(person);
        found.Value.Judge(ruleBook.For(found.Value.UnitId));
        return Outcome<Guid>.Success(person.Id, findings);
    }

    /// <summary>Changes what is said of a person; of a conflict each field is told.</summary>
    /// <param name="customerId">The file.</param>
    /// <param name="personId">The person.</param>
    /// <param name="version">Version the caller saw; null takes what is there.</param>
    /// <param name="facts">What is said anew.</param>
    /// <param name="seen">What the caller saw of each field: what he left as it was is not written, so that others' changes stay. Null goes by the version alone.</param>
    /// <param name="ct">Ends the act.</param>
    public async Task<Outcome<Guid>> Change(Guid customerId, Guid personId, int? version, ContactFacts facts, IReadOnlyDictionary<string, string?>? seen, CancellationToken ct)
    {
        var found = await Find(customerId, personId, ct);
        if (!found.Done) return Outcome<Guid>.Refused(found.Refusal, found.Findings);
        var (customer, person) = found.Value;
        if (seen is not null) facts = facts.Only(f => !seen.TryGetValue(f, out var saw) || (facts.Said(f) ?? "").Trim() != (saw ?? "").Trim());
        if (version is { } then && then != person.Version && await Conflicts(customer, person, then, facts, seen, ct) is var conflicts && (seen is null || conflicts.Count > 0))
            return Outcome<Guid>.Refused(Refusal.Conflict, conflicts.Count > 0 ? conflicts : [new Finding("platform.conflict")]);
        List<Finding> findings = [];
        var describe = facts.Read("", findings);
        if (findings.Refuse()) return findings;
        describe(person);
        customer.Judge(ruleBook.For(customer.UnitId));
        return Outcome<Guid>.Success(person.Id, findings);
    }

    /// <summary>Makes a person the main contact.</summary>
    [Clause("D13-3.4.1a")]
    public async Task<Outcome<Guid>> MakePrimary(Guid customerId, Guid personId, ChangeRecord record, CancellationToken ct)
    {
        var found = await Find(customerId, personId, ct);
        if (!found.Done) return Outcome<Guid>.Refused(found.Refusal, found.Findings);
        var (customer, person) = found.Value;
        if (person.Primary) return person.Id;
        if (Record(customer, person.Name, record) is { Count: > 0 } findings) return findings;
        foreach (var other in customer.Contacts) other.SetPrimary(other == person);
        return person.Id;
    }

    /// <summary>Puts a person into the bin. The next becomes the main contact where he was it.</summary>
    /// <returns>His id in the bin, to take him back by.</returns>
    public async Task<Outcome<Guid>> Remove(Guid customerId, Guid personId, ChangeRecord record, CancellationToken ct)
    {
        var found = await Find(customerId, personId, ct);
        if (!found.Done) return Outcome<Guid>.Refused(found.Refusal, found.Findings);
        var (customer, person) = found.Value;
        var next = customer.Contacts.Where(p => p != person).OrderBy(p => p.Id).FirstOrDefault();
        if (person.Primary && Record(customer, next?.Name, record) is { Count: > 0 } findings) return findings;
        var binned = bin.Put(BinKind.ContactPerson, customer.Header(), person.Name, null, person);
        if (person.Primary) next?.SetPrimary(true);
        customer.Contacts.Remove(person);
        db.Remove(person);
        customer.Judge(ruleBook.For(customer.UnitId));
        return binned;
    }

    async Task<List<Finding>> Conflicts(Customer customer, ContactPerson person, int version, ContactFacts facts, IReadOnlyDictionary<string, string?>? seen, CancellationToken ct)
    {
        var masked = !actor.Value.SeesPhones(customer.OwnerId, customer.SecondOwnerId);
        string? Shown(string field, string? value) => masked && field is "mobile" or "phone" && value is not null ? PhoneNumber.Mask(value) : value;
        var since = await ChangesSince.Of(db, customer.Id, person.Id, version, ct);
        List<Finding> findings = [];
        foreach (var field in ContactFacts.Fields)
        {
            var (said, now, change) = (facts.Said(field)?.Trim(), ContactFacts.Of(person, field), since.GetValueOrDefault(field));
            if (said is null || said == (now ?? "")) continue;
            string? saw = null;
            if (seen is not null && seen.TryGetValue(field, out saw) && (saw ?? "").Trim() == (Shown(field, now) ?? "")) continue;
            saw = seen is not null ? saw : Shown(field, change is null ? now : change.Seen);
            findings.Add(new Finding("customers.conflict", field) { Conflict = new(ContactFacts.LabelOf(field), saw, Shown(field, now), said, change?.By, change?.At) }
                .With(ContactFacts.LabelOf(field), Shown(field, now) ?? "—", said, change?.By ?? "Guiju"));
        }
        return findings;
    }

    List<Finding> Record(Customer c, string? next, ChangeRecord record)
    {
        var before = c.Contacts.SingleOrDefault(p => p.Primary)?.Name;
        if (before is null || c.Status == FileStatus.Draft || MajorChanges.Of("mainContact", ruleBook.For(c.UnitId).ChangeTypes) is not { } kind) return [];
        List<Finding> findings = [.. MajorChanges.Check(record.HappenedOn, record.ChangeSource, clock.Today, kind)];
        if (EntryText.Check(record.ChangeSource, "changeSource", 200) is { } finding) findings.Add(finding);
        if (findings.Count == 0) db.Add(new MajorChange(c, kind, before, next, record.HappenedOn!.Value, record.ChangeSource!, clock.Now, actor.Value.PersonId, actor.Value.Name));
        return findings;
    }

    async Task<Outcome<(Customer, ContactPerson)>> Find(Guid customerId, Guid personId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<(Customer, ContactPerson)>();
        return found.Value.Contacts.SingleOrDefault(p => p.Id == personId) is { } person ? (found.Value, person)
            : Outcome<(Customer, ContactPerson)>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
    }
}
