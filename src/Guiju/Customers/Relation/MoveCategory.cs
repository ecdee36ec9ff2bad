using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Moves a customer to a category of the classified register, or out of it (D01-1.3c, D01-1.3e).</summary>
[Allow(Permission.CustomersWrite)]
sealed class MoveCategory(GuijuContext db, CurrentActor actor, ClassifiedRegister register, NextContacts contacts)
{
    /// <summary>Moves it; the day of the next contact may be given along.</summary>
    [Clause("D01-1.3c"), Clause("D01-1.3e")]
    public async Task<Outcome<Guid?>> Handle(Guid id, Guid? categoryId, string? reason, DateOnly? nextContactOn, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<Guid?>();
        List<Finding> findings = [.. nextContactOn is null ? [] : await contacts.Plan(found.Value, nextContactOn, found.Value.NextStep, ct)];
        findings.AddRange(await register.Move(found.Value, categoryId, reason, ct));
        return findings.Refuse() ? findings : Outcome<Guid?>.Success(categoryId, findings);
    }
}

/// <summary>Adds a category to the register of one's company, behind the others, or renames one; records that stand in others stay as they are (D01-1.3e).</summary>
[Allow(Permission.PoliciesWrite)]
sealed class ChangeCategories(GuijuContext db, CurrentActor actor, ClassifiedRegister register)
{
    /// <summary>Adds a category.</summary>
    [Clause("D01-1.3e")]
    public async Task<Outcome<Guid>> Add(string? name, CancellationToken ct)
    {
        var categories = await register.Categories(actor.Value.UnitId, ct);
        if (Check(name, categories, null) is { } finding) return finding;
        var category = new RegisterCategory(actor.Value.UnitId, categories.Max(c => c.Order) + 1, name!.Trim());
        db.Add(category);
        return category.Id;
    }

    /// <summary>Renames a category.</summary>
    public async Task<Outcome<Guid>> Rename(Guid id, string? name, CancellationToken ct)
    {
        var categories = await register.Categories(actor.Value.UnitId, ct);
        if (categories.SingleOrDefault(c => c.Id == id) is not { } category) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (Check(name, categories, id) is { } finding) return finding;
        category.Rename(name!.Trim());
        // Its name is remembered beside those of people.
        await db.ChangeAccess(ct);
        return id;
    }

    static Finding? Check(string? name, IReadOnlyList<RegisterCategory> categories, Guid? except) =>
        string.IsNullOrWhiteSpace(name) ? new("customers.category.name", "name", "D01-1.3e")
        : EntryText.Check(name, "name", 40) is { } finding ? finding
        : categories.Any(c => c.Id != except && c.Name == name.Trim()) ? new Finding("customers.category.taken", "name", "D01-1.3e").With(name.Trim())
        : null;
}
