using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>Takes the people of one batch.</summary>
/// <param name="db">The database.</param>
/// <param name="actor">In whose name.</param>
/// <param name="clock">The company's clock.</param>
/// <param name="rules">Rules of customer files in force.</param>
/// <param name="batch">The batch.</param>
sealed class PeopleRows(GuijuContext db, Actor actor, CompanyClock clock, CustomerRules rules, ImportedBatch batch) : IImportRows
{
    readonly HashSet<Guid> made = [];

    public Taken Take(ImportedFacts row)
    {
        var (said, file) = ((ToldPerson)row.Facts, row.File.File);
        var person = PersonOnFile.Find(file, said.MobileKey, said.Said.Name);
        if (person is null && row.Earlier is null)
        {
            var main = file.Contacts.Find(p => p.Primary);
            person = PersonOnFile.Add(file, said.Describe);
            made.Add(person.Id);
            if (said.Primary) MakePrimary(file, main, person, row);
            return new(RowFate.Create, person.Id);
        }
        if (row.Duplicates == OnDuplicate.Skip)
        {
            row.Findings.Add((row.Earlier is { } earlier ? new Finding("imports.people.row", "contact.name").With(earlier)
                : new Finding("imports.people.skipped", "contact.name") { Link = $"/customers/{file.Id}" }.With(file.Name, person!.Name)).AsWarning());
            return new(RowFate.Skip);
        }
        // Checked alone, the person of an earlier row is not there yet.
        if (person is null) return new(RowFate.Update);
        var changed = PersonOnFile.Change(person, said.Said, said.Describe, row.Duplicates == OnDuplicate.Overwrite);
        if (said.Primary && !person.Primary) changed |= MakePrimary(file, file.Contacts.Find(p => p.Primary), person, row);
        return changed || row.Earlier is not null ? new(RowFate.Update, person.Id) : new(RowFate.Skip);
    }

    // Who is the main contact is a major change where there was one before this file came (D13-3.4.1a).
    [Clause("D13-3.4.1a")]
    bool MakePrimary(Customer file, ContactPerson? main, ContactPerson person, ImportedFacts row)
    {
        if (main is not null && !made.Contains(main.Id) && file.Status != FileStatus.Draft && MajorChanges.Of("mainContact", rules.ChangeTypes) is { } change)
        {
            var plan = batch.Plan;
            if (row.Duplicates != OnDuplicate.Overwrite || MajorChanges.Check(plan.HappenedOn, plan.ChangeSource, clock.Today, change).Any())
            {
                row.Findings.Add(new Finding("imports.people.primary", "contact.primary", "D13-3.4.1a", Weight.Warning).With(main.Name));
                return false;
            }
            if (batch.Writes)
                db.AddFresh(new MajorChange(file, change, main.Name, person.Name, plan.HappenedOn!.Value, plan.ChangeSource!, clock.Now, actor.PersonId, actor.Name));
        }
        foreach (var other in file.Contacts) other.SetPrimary(other == person);
        return true;
    }
}
