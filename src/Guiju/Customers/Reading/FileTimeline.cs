using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>What the file itself tells in the timeline: major changes, stages, evaluations, moves in the register.</summary>
sealed class FileTimeline(GuijuContext db) : ICustomerTimeline
{
    [Clause("D13-3.4.1a"), Clause("D01-1.3e")]
    public async Task<IReadOnlyList<TimelineItem>> Newest(Guid customerId, DateTime before, int count, CancellationToken ct)
    {
        var texts = Texts.All;
        IQueryable<T> Of<T>() where T : CustomerEvent => db.Set<T>().AsNoTracking().Where(e => e.CustomerId == customerId && e.At < before).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(count);
        List<TimelineItem> items = [];
        foreach (var e in await Of<MajorChange>().ToListAsync(ct))
            items.Add(new(e.At, "majorChange", texts["customers.timeline.major", [texts.Of(e.Kind)]],
                texts["customers.timeline.major.body", [e.Before ?? "—", e.After ?? "—", $"{e.HappenedOn:yyyy-MM-dd}", e.Source]], e.ByName, "D13-3.4.1a", null));
        foreach (var e in await Of<StageRecord>().ToListAsync(ct))
            items.Add(new(e.At, "stage", texts["customers.timeline.stage", [texts.Of(e.From), texts.Of(e.Stage)]], e.Note, e.ByName, "D01-3.1a", null));
        foreach (var e in await Of<Evaluation>().ToListAsync(ct))
            items.Add(new(e.At, "evaluation", texts["customers.timeline.evaluation", [texts.Of(e.LeadClass)]], e.Grounds, e.ByName, "D01-1.3b", null));
        var moves = await Of<CategoryMove>().ToListAsync(ct);
        if (moves.Count > 0)
        {
            var ids = moves.SelectMany(m => new[] { m.FromId, m.ToId }).OfType<Guid>().Distinct().ToList();
            var names = await db.Set<RegisterCategory>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
            string Name(Guid? id) => id is { } i ? names.GetValueOrDefault(i, "…") : texts["customers.category.none"];
            items.AddRange(moves.Select(e => new TimelineItem(e.At, "category", texts["customers.timeline.category", [Name(e.FromId), Name(e.ToId)]], e.Reason, e.ByName, "D01-1.3e", null)));
        }
        return [.. items.OrderByDescending(i => i.At).Take(count)];
    }
}

/// <summary>The whole timeline of a customer: every feature's own records, read where they are kept (D13-3.4.1b).</summary>
sealed class Timeline(IEnumerable<ICustomerTimeline> sources)
{
    /// <summary>The newest entries before an instant, newest first.</summary>
    [Clause("D13-3.4.1b")]
    public async Task<IReadOnlyList<TimelineItem>> Newest(Guid customerId, DateTime before, int count, CancellationToken ct)
    {
        List<TimelineItem> items = [];
        foreach (var source in sources) items.AddRange(await source.Newest(customerId, before, count, ct));
        return [.. items.OrderByDescending(i => i.At).Take(count)];
    }
}
