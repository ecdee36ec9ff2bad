using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>The classified register (销售客户分类登记表): which category a customer stands in, and how it came there.</summary>
sealed class ClassifiedRegister(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook)
{
    readonly Dictionary<Guid, IReadOnlyList<RegisterCategory>> asked = [];

    /// <summary>Categories of a company in their order; the first use makes those of the clause.</summary>
    [Clause("D01-1.3e")]
    public async Task<IReadOnlyList<RegisterCategory>> Categories(Guid unit, CancellationToken ct)
    {
        var known = await db.Set<RegisterCategory>().Where(c => c.UnitId == unit).OrderBy(c => c.Order).ToListAsync(ct);
        if (known.Count > 0) return known;
        var made = ruleBook.For(unit).Categories.Select((name, i) => new RegisterCategory(unit, i + 1, name)).ToList();
        db.AddRange(made);
        return made;
    }

    /// <summary>An evaluation: kept in the history, and the register follows where it can. What keeps a target or potential customer out comes back as a warning.</summary>
    [Clause("D01-1.3b"), Clause("D01-1.3c")]
    public async Task<IReadOnlyList<Finding>> Evaluate(Customer c, LeadClass leadClass, string? grounds, CancellationToken ct)
    {
        List<Finding> findings = [.. new[] { LeadEvaluation.Check(grounds), EntryText.Check(grounds, "grounds", 500, lines: true) }.OfType<Finding>()];
        if (findings.Count > 0) return findings;
        var now = clock.Now;
        db.Add(new Evaluation(c, leadClass, string.IsNullOrWhiteSpace(grounds) ? null : grounds.Trim(), now, actor.Value.PersonId, actor.Value.Name));
        c.Classify(leadClass, grounds, now);
        var categories = await Categories(c.UnitId, ct);
        var current = categories.SingleOrDefault(k => k.Id == c.CategoryId);
        if (!LeadEvaluation.EntersRegister(leadClass))
        {
            // Who bought already stays among the won whatever a new evaluation says.
            if (current?.Order == 1) Put(c, null, grounds);
            return findings;
        }
        if (current is not null) return findings;
        if (LeadEvaluation.CheckTransfer(c.NextContactOn) is { } missing) findings.Add(missing.AsWarning());
        else Put(c, categories[0], null);
        return findings;
    }

    /// <summary>Moves a customer to a category, or out; refuses an entry without next contact and a way back without reason.</summary>
    [Clause("D01-1.3c"), Clause("D01-1.3e")]
    public async Task<IReadOnlyList<Finding>> Move(Customer c, Guid? categoryId, string? reason, CancellationToken ct)
    {
        var categories = await Asked(c.UnitId, ct);
        var to = categories.SingleOrDefault(k => k.Id == categoryId);
        if (categoryId is not null && to is null) return [new("customers.category.unknown", "categoryId", "D01-1.3e")];
        var from = categories.SingleOrDefault(k => k.Id == c.CategoryId);
        if (from == to) return [new Finding("customers.category.same", "categoryId", "D01-1.3e")];
        List<Finding> findings = [.. new[] { LeadEvaluation.CheckMove(from?.Order, to?.Order, reason), EntryText.Check(reason, "reason", 300) }.OfType<Finding>()];
        if (to is not null && from is null && LeadEvaluation.CheckTransfer(c.NextContactOn) is { } missing) findings.Add(missing);
        if (to?.Order == 1 && c.LeadClass is LeadClass.TemporarilyInvalid) findings.Add(new("customers.category.invalid-class", "categoryId", "D01-1.3c"));
        if (findings.Count == 0) Put(c, to, reason);
        return findings;
    }

    /// <summary>The first deal took effect: to category two, whatever category it is in before it; or it was cancelled: back to category one, with the reason.</summary>
    [Clause("D01-1.3e")]
    public async Task<IReadOnlyList<Finding>> FollowDeal(Customer c, bool won, string? reason, CancellationToken ct)
    {
        var categories = await Categories(c.UnitId, ct);
        var current = categories.SingleOrDefault(k => k.Id == c.CategoryId)?.Order ?? 0;
        if (won)
        {
            if (current < 2 && categories.Count > 1) Put(c, categories[1], reason);
            return [];
        }
        if (current < 2) return [];
        if (LeadEvaluation.CheckMove(current, 1, reason) is { } finding) return [finding];
        Put(c, categories[0], reason);
        return [];
    }

    // Where many customers move in one act, their company's categories are asked for once.
    async Task<IReadOnlyList<RegisterCategory>> Asked(Guid unit, CancellationToken ct) =>
        asked.TryGetValue(unit, out var categories) ? categories : asked[unit] = await Categories(unit, ct);

    void Put(Customer c, RegisterCategory? to, string? reason)
    {
        db.Add(new CategoryMove(c, c.CategoryId, to?.Id, Customer.Cut(string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), 300), clock.Now, actor.Value.PersonId, actor.Value.Name));
        c.PutInCategory(to?.Id);
    }
}
