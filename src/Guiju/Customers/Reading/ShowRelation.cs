using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Shows how the relation with a customer went: stages, evaluations, categories, the timeline.</summary>
[Allow(Permission.CustomersRead)]
sealed class ShowRelation(GuijuContext db, CurrentActor actor, Timeline timeline, CompanyClock clock, CustomerRuleBook ruleBook)
{
    /// <summary>A stage that was recorded.</summary>
    public sealed record StageRow(Stage From, Stage Stage, string? Note, string By, DateTime At);

    /// <summary>An evaluation.</summary>
    public sealed record EvaluationRow(LeadClass LeadClass, string? Grounds, string By, DateTime At);

    /// <summary>A move in the register.</summary>
    public sealed record MoveRow(string? From, string? To, string? Reason, string By, DateTime At);

    /// <summary>Recorded stages, the newest first.</summary>
    [Clause("D01-3.1a")]
    public Task<Outcome<IReadOnlyList<StageRow>>> Stages(Guid id, CancellationToken ct) => Of(id, async () =>
        await db.Set<StageRecord>().AsNoTracking().Where(r => r.CustomerId == id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(200).Select(r => new StageRow(r.From, r.Stage, r.Note, r.ByName, r.At)).ToListAsync(ct), ct);

    /// <summary>Evaluations, the newest first.</summary>
    [Clause("D01-1.3b")]
    public Task<Outcome<IReadOnlyList<EvaluationRow>>> Evaluations(Guid id, CancellationToken ct) => Of(id, async () =>
        await db.Set<Evaluation>().AsNoTracking().Where(r => r.CustomerId == id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(200).Select(r => new EvaluationRow(r.LeadClass, r.Grounds, r.ByName, r.At)).ToListAsync(ct), ct);

    /// <summary>Moves between categories, the newest first.</summary>
    [Clause("D01-1.3e")]
    public Task<Outcome<IReadOnlyList<MoveRow>>> Moves(Guid id, CancellationToken ct) => Of(id, async () =>
        await (from m in db.Set<CategoryMove>().AsNoTracking().Where(m => m.CustomerId == id)
               join f in db.Set<RegisterCategory>() on m.FromId equals (Guid?)f.Id into froms
               from f in froms.DefaultIfEmpty()
               join t in db.Set<RegisterCategory>() on m.ToId equals (Guid?)t.Id into tos
               from t in tos.DefaultIfEmpty()
               orderby m.At descending, m.Id descending
               select new MoveRow(f == null ? null : f.Name, t == null ? null : t.Name, m.Reason, m.ByName, m.At)).Take(200).ToListAsync(ct), ct);

    /// <summary>The timeline, the newest first.</summary>
    public Task<Outcome<IReadOnlyList<TimelineItem>>> Timeline(Guid id, DateTime? before, int count, CancellationToken ct) => Of<TimelineItem>(id, async () =>
        [.. await timeline.Newest(id, before ?? clock.Now.AddYears(1), Math.Clamp(count, 1, 200), ct)], ct);

    /// <summary>Categories of one's company, in their order; before the first file is opened, those the clause names.</summary>
    [Clause("D01-1.3e")]
    public async Task<Outcome<IReadOnlyList<CategoryView>>> Categories(CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        var known = await db.Set<RegisterCategory>().AsNoTracking().Where(c => c.UnitId == unit).OrderBy(c => c.Order).Select(c => new CategoryView(c.Id, c.Order, c.Name)).ToListAsync(ct);
        return known.Count > 0 ? known : [.. ruleBook.Today.Categories.Select((name, i) => new CategoryView(Guid.Empty, i + 1, name))];
    }

    async Task<Outcome<IReadOnlyList<T>>> Of<T>(Guid id, Func<Task<List<T>>> rows, CancellationToken ct) => await db.HasCustomer(actor.Value, id, ct)
        ? Outcome<IReadOnlyList<T>>.Success(await rows())
        : Outcome<IReadOnlyList<T>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
}
