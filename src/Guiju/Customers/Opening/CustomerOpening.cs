using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>What opening a file starts from.</summary>
/// <param name="Facts">What is known of the entity.</param>
/// <param name="Roles">Its classes.</param>
/// <param name="Special">Kind of the special class.</param>
/// <param name="Status">Status asked for; a draft needs a name alone.</param>
/// <param name="Contact">First person there.</param>
/// <param name="Absent">Standard fields said not to exist, with the reason.</param>
/// <param name="OwnerId">Who takes charge, null for the supervisor's pool.</param>
sealed record Opening(CustomerFacts Facts, IReadOnlyList<RoleKind> Roles, SpecialKind? Special, FileStatus Status, ContactFacts? Contact,
    IReadOnlyDictionary<string, string>? Absent, Guid? OwnerId);

/// <summary>Opens files: the one step behind registering by hand, the API, imports and other features (D13-3.2a).</summary>
sealed class CustomerOpening(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, Duplicates duplicates, ClassifiedRegister register)
{
    /// <summary>Opens a file, or says everything that speaks against it.</summary>
    [Clause("D13-3.2a"), Clause("D13-3.3.2a"), Clause("D10-1.1b"), Clause("D13-2.1b")]
    public async Task<Outcome<Customer>> Open(Opening input, CancellationToken ct)
    {
        var (unit, rules) = (actor.Value.UnitId, ruleBook.Today);
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(input.Facts.Name)) findings.Add(new("customers.name.required", "name", "D13-3.3.2a"));
        var entry = FactEntry.Read(input.Facts, rules, findings);
        if (input.Status != FileStatus.Draft || input.Roles.Count > 0) findings.AddRange(CustomerClasses.Check(input.Roles, input.Special));
        List<Finding> aboutContact = [];
        var describe = input.Contact?.Read("contact.", aboutContact);
        if (input.Contact is { Name: null }) aboutContact.Add(new("customers.contact.name", "contact.name"));
        findings.AddRange(aboutContact);
        foreach (var (field, reason) in input.Absent ?? new Dictionary<string, string>()) findings.AddRange(Absence.Check(field, reason));
        if (input.OwnerId is { } owner && await Owners.Find(db, owner, unit, ct) is null) findings.Add(new("customers.owner.unknown", "ownerId"));
        if (findings.Refuse()) return findings;

        // The running number is taken first: its row stays locked until the end, so that of two who open a file for the same
        // entity at once the second looks for duplicates only after the first is there. A refused act gives its number back.
        var serial = await db.Take("customer.serial", 1, ct);
        var person = input.Contact is null ? null : new ContactPersonDraft(describe!);
        if (await duplicates.OfEntity(unit, entry.CreditCode, input.Roles, null, ct) is { } same) return same;
        // Looked up without the credit code: the same name and phone under another code is refused too.
        var keys = new FileKeys(CompanyName.Read(input.Facts.Name), null, Phones(entry, input.Contact).ToHashSet(), new HashSet<(string, string)>());
        var alike = await Alike.To(db, unit, keys, null, ct);
        if (duplicates.Twin(alike, keys) is { } twin) return twin;
        var hints = (await duplicates.Hints([.. alike.Where(a => entry.CreditCode is null || a.File.CreditCode is null)], keys, ct)).Select(h => h.Say);

        var customer = new Customer(unit, serial, await Number(input.Roles, unit, rules, ct), input.Facts.Name!, input.OwnerId,
            input.OwnerId is { } charge ? (await Owners.Find(db, charge, unit, ct))!.DepartmentId : null, clock.Today);
        entry.ApplyTo(customer);
        foreach (var role in input.Roles) customer.TakeRole(role, role == RoleKind.Special ? input.Special : null);
        foreach (var (field, reason) in input.Absent ?? new Dictionary<string, string>()) customer.MarkAbsent(field, reason);
        person?.AddTo(customer);
        customer.Refresh(clock.Now);
        customer.Judge(rules);
        findings.AddRange(customer.Raise(input.Status, rules));
        if (findings.Refuse()) return findings;
        await register.Categories(unit, ct);
        db.Add(customer);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            if (await duplicates.OfEntity(unit, entry.CreditCode, input.Roles, null, ct) is { } first) return first;
            throw;
        }
        return Outcome<Customer>.Success(customer, [.. findings, .. hints]);
    }

    async Task<string> Number(IReadOnlyList<RoleKind> roles, Guid unit, CustomerRules rules, CancellationToken ct)
    {
        var letter = FileNumber.Letter(roles);
        var number = await db.Take($"customer.code/{unit}/{FileNumber.Series(rules.NumberRule, letter, clock.Today.Year)}", 1, ct);
        return FileNumber.Write(rules.NumberRule, letter, clock.Today.Year, number);
    }

    static string[] Phones(FactEntry entry, ContactFacts? contact) =>
        [.. new[] { entry.PhoneKey, string.IsNullOrWhiteSpace(contact?.Mobile) ? null : PhoneNumber.Read(contact.Mobile).Value.Key }.OfType<string>()];

    sealed record ContactPersonDraft(Action<ContactPerson> Describe)
    {
        public void AddTo(Customer customer)
        {
            var person = new ContactPerson(customer, "");
            Describe(person);
            person.SetPrimary(true);
            customer.Contacts.Add(person);
        }
    }
}
