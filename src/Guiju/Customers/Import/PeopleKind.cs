using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>People at customers already there, by the rules of adding them by hand.</summary>
sealed class PeopleKind(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook) : IImportKind
{
    static readonly HashSet<Type> no = [];

    /// <summary>What columns can mean.</summary>
    internal static readonly ImportShape OfPeople = new("people", Permission.CustomersWrite,
    [
        .. CustomerKeyFields.With("客户电话", "公司电话", "单位电话", "总机", "公司总机", "company phone", "company main phone", "account phone"),
        new("contact.primary", "imports.field.contactPrimary", false, "是否主联系人", "是否主要联系人", "是否首要联系人", "是否首选联系人", "是否关键联系人", "主联系人标记", "is primary", "primary contact", "primary"),
        Of("contact.name"), Of("contact.familyName"), Of("contact.givenName"), Of("contact.post"), Of("contact.mobile"),
        Of("contact.phone", "电话", "联系电话", "固定电话", "座机", "办公电话", "电话号码", "business phone", "work phone", "phone number", "phone", "telephone", "tel"),
        Of("contact.email"), Of("contact.weChat"), Of("contact.note"),
    ])
    {
        Needs = [CustomerKeyFields.Needed, ["contact.name", "contact.familyName"]],
        Signs = ["所属客户", "关联客户", "是否主联系人", "是否主要联系人", "是否首要联系人", "is primary"],
        Titles = ["联系人", "contacts", "people"],
        Changes = true,
    };

    /// <inheritdoc/>
    public ImportShape Shape => OfPeople;

    /// <inheritdoc/>
    public object Read(ImportedCells row)
    {
        var said = PersonCells.Read(row);
        if (said is null)
        {
            if (!row.Findings.Refuse()) row.Findings.Add(new("customers.contact.name", "contact.name"));
            said = new();
        }
        var primary = row.Said("contact.primary") is { } word && CellWords.IsYes(word);
        return new ToldPerson(said, said.Read("contact.", row.Findings), PersonCells.KeyOf(said.Mobile), primary);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Keys(object facts, ImportTarget file)
    {
        var person = (ToldPerson)facts;
        if (person.MobileKey is { } mobile) yield return $"{file.Id} {mobile}";
        if (person.Said.Name is { } name) yield return $"{file.Id} {name.Trim()}";
    }

    /// <inheritdoc/>
    public Task<IImportRows> Begin(ImportedBatch batch, CancellationToken ct) => Task.FromResult<IImportRows>(new PeopleRows(db, actor.Value, clock, ruleBook.For(batch.UnitId), batch));

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> TakeBack(Guid importId, DateTime since, IReadOnlyList<MadeThing> things, CancellationToken ct)
    {
        var made = things.Where(t => t.Made).ToList();
        var stay = await Touched(importId, since, [.. made.Select(t => t.File.Id).Distinct()], ct);
        stay.UnionWith(await Referring.To(db, "ContactPersonId", [.. made.Select(t => t.Id)], no, ct));
        var ids = made.Select(t => t.Id).ToList();
        var homes = await db.Set<ContactPerson>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.CustomerId, ct);
        // Who went over to another file in a merge stays there.
        stay.UnionWith(made.Where(t => homes.TryGetValue(t.Id, out var home) && home != t.File.Id).Select(t => t.Id));
        // What was only changed is given back column by column, whoever else changed it.
        stay.IntersectWith(ids);
        foreach (var thing in made.Where(t => !stay.Contains(t.Id)))
        {
            var people = thing.File.File.Contacts;
            if (people.Find(p => p.Id == thing.Id) is not { } person) continue;
            people.Remove(person);
            db.Remove(person);
            if (person.Primary) people.MinBy(p => p.Id)?.SetPrimary(true);
        }
        return stay;
    }

    // People somebody else did something to: their part stands in an entry that is not of this import.
    async Task<HashSet<Guid>> Touched(Guid import, DateTime since, List<Guid> files, CancellationToken ct)
    {
        var mine = import.ToString();
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => files.Contains(e.SubjectId) && e.At >= since && e.Act != nameof(UndoImportRows)).Select(e => e.Changes).ToListAsync(ct);
        return [.. entries.Select(ChangesText.Read).Where(e => !e.Any(c => c.Part == "importedRow" && c.Field == "jobId" && (c.After ?? c.Before) == mine)).SelectMany(e => e).Where(c => c.Part == "contactPerson").Select(c => c.PartId)];
    }

    static ImportField Of(string key, params string[] more)
    {
        var field = CustomerFields.Shape.Find(key)!;
        return field with { Names = [.. more, .. field.Names] };
    }
}

/// <summary>A person as a row tells of him.</summary>
/// <param name="Said">What is said of him.</param>
/// <param name="Describe">Puts it into a person.</param>
/// <param name="MobileKey">Key of his mobile.</param>
/// <param name="Primary">Whether he is said to be the main contact.</param>
sealed record ToldPerson(ContactFacts Said, Action<ContactPerson> Describe, string? MobileKey, bool Primary);
