using System.Globalization;
using System.Text.Json;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>
/// Takes an earlier value of a field up again from the history, by the rules of typing it: a major change asks for day and source, a value no longer
/// valid is refused with the reason. The trail gets an entry of its own that says which value of when it was; nothing in it is changed (D13-3.4.1c).
/// </summary>
[Allow(Permission.CustomersWrite), LooksAgain]
sealed class RestoreValue(GuijuContext db, CurrentActor actor, FactChange change, CustomerRuleBook ruleBook, ClassifiedRegister register, Tell tell)
{
    /// <summary>Which value.</summary>
    public sealed record Input
    {
        /// <summary>The file.</summary>
        public Guid Id { get; init; }

        /// <summary>Number of the entry of the trail that replaced the value.</summary>
        public long Entry { get; init; }

        /// <summary>The file itself or a person of it.</summary>
        public Guid PartId { get; init; }

        /// <summary>Field in camel case.</summary>
        public string Field { get; init; } = "";

        /// <summary>Day a major change happened at the customer.</summary>
        public DateOnly? HappenedOn { get; init; }

        /// <summary>How we know of it; the reason of a move in the register.</summary>
        public string? ChangeSource { get; init; }
    }

    /// <summary>What the field says again.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Value">Its value; masked where the reader may not see it.</param>
    public sealed record Restored(string Field, string? Value);

    /// <summary>Fields of the file itself whose earlier values can be taken up again.</summary>
    public static bool Can(string part, string field) => part switch
    {
        "customer" => FactText.Fields.Contains(field) || field is "ownerId" or "secondOwnerId" or "categoryId" or "tags",
        "contactPerson" => ContactFacts.Fields.Contains(field),
        _ => false,
    };

    /// <summary>Takes it up again, or says why not.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.1c")]
    public async Task<Outcome<Restored>> Handle(Input input, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, input.Id, ct);
        if (!found.Done) return found.Refuse<Restored>();
        var file = found.Value;
        var entry = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.UnitId == file.UnitId && e.Number == input.Entry && e.SubjectId == file.Id).Select(e => new { e.At, e.Changes }).SingleOrDefaultAsync(ct);
        var changes = entry is null ? [] : ChangesText.Read(entry.Changes).Where(c => c.PartId == input.PartId).ToList();
        if (changes.FirstOrDefault(c => c.Field == input.Field && Can(c.Part, c.Field)) is not { } old)
            return Outcome<Restored>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (string.IsNullOrEmpty(old.Before) || old.Before == "[]") return new Finding("customers.history.empty", input.Field);
        // What he may not read he may not move either: he could not know what he does.
        if (old.Field is "phone" or "mobile" && !actor.Value.SeesPhones(file.OwnerId, file.SecondOwnerId)) return Outcome<Restored>.Refused(Refusal.Forbidden, new Finding("customers.history.masked", input.Field));
        db.Remark = new FieldChange(old.Part, old.PartId, "restoredFrom", null, entry!.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        return old.Part == "contactPerson" ? OfPerson(file, old)
            : FactText.Fields.Contains(old.Field) ? await OfFact(file, old, changes, input, ct)
            : old.Field == "tags" ? OfTags(file, old)
            : old.Field == "categoryId" ? await OfCategory(file, old, input, ct)
            : await OfOwner(file, old, ct);
    }

    async Task<Outcome<Restored>> OfFact(Customer file, FieldChange old, List<FieldChange> changes, Input input, CancellationToken ct)
    {
        var value = old.Before!;
        if (old.Field == "registeredCapital")
            value = FactText.Capital(decimal.Parse(value, CultureInfo.InvariantCulture), changes.FirstOrDefault(c => c.Field == "capitalCurrency")?.Before ?? file.CapitalCurrency)!;
        if (FactText.Of(file, old.Field) == value) return Same(old.Field);
        var done = await change.Do(new() { Id = file.Id, Facts = FactText.Only(old.Field, value), HappenedOn = input.HappenedOn, ChangeSource = input.ChangeSource }, ct);
        return done.Map(_ => new Restored(old.Field, value));
    }

    Outcome<Restored> OfPerson(Customer file, FieldChange old)
    {
        if (file.Contacts.SingleOrDefault(p => p.Id == old.PartId) is not { } person) return new Finding("customers.history.person-gone", old.Field);
        if (ContactFacts.Of(person, old.Field) == old.Before) return Same(old.Field);
        List<Finding> findings = [];
        var describe = ContactFacts.Single(old.Field, old.Before!).Read("", findings);
        if (findings.Refuse()) return findings;
        describe(person);
        file.Judge(ruleBook.For(file.UnitId));
        return Outcome<Restored>.Success(new(old.Field, old.Before), findings);
    }

    static Outcome<Restored> OfTags(Customer file, FieldChange old)
    {
        var tags = JsonSerializer.Deserialize<List<string>>(old.Before!, AuditTrail.Json)!;
        if (file.Tags.SequenceEqual(tags)) return Same("tags");
        file.Tag(tags);
        return new Restored("tags", string.Join(' ', tags));
    }

    async Task<Outcome<Restored>> OfCategory(Customer file, FieldChange old, Input input, CancellationToken ct)
    {
        var id = Guid.Parse(old.Before!);
        if (file.CategoryId == id) return Same("categoryId");
        if (await db.Set<RegisterCategory>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.UnitId == file.UnitId, ct) is not { } category) return new Finding("customers.history.category-gone", "categoryId", "D01-1.3e");
        var findings = await register.Move(file, id, input.ChangeSource, ct);
        return findings.Refuse() ? findings.ToList() : Outcome<Restored>.Success(new("categoryId", category.Name), findings);
    }

    async Task<Outcome<Restored>> OfOwner(Customer file, FieldChange old, CancellationToken ct)
    {
        if (!actor.Value.May(Permission.CustomersAssign)) return Outcome<Restored>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.CustomersAssign}"));
        var id = Guid.Parse(old.Before!);
        if ((old.Field == "ownerId" ? file.OwnerId : file.SecondOwnerId) == id) return Same(old.Field);
        if (await Owners.Find(db, id, file.UnitId, ct) is not { } person) return new Finding("customers.history.person-left", old.Field);
        if ((old.Field == "ownerId" ? file.SecondOwnerId : file.OwnerId) == id) return new Finding("customers.owner.twice", "secondOwnerId");
        if (old.Field == "ownerId") file.AssignTo(id, person.DepartmentId);
        else file.SetSecondOwner(id);
        tell.Person(id, old.Field == "ownerId" ? "customers.notice.assigned" : "customers.notice.second", $"/customers/{file.Id}", null, actor.Value.Name, file.Name);
        file.Judge(ruleBook.For(file.UnitId));
        return new Restored(old.Field, person.Name);
    }

    static Finding Same(string field) => new("customers.history.same", field);
}
