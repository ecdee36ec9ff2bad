using Guiju.Leads.Clauses;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>Leads by channel in a period, within the actor's scope (D01-1.1b).</summary>
[Allow(Permission.ReportsRead), Clause("D01-1.1b")]
public sealed class SourceReport(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>A channel with how many came through it and their share in percent, one decimal.</summary>
    public sealed record Line(string Channel, int Count, decimal Share);

    /// <summary>The report; the shares add up to 100.0 where there is anything.</summary>
    public sealed record Answer(DateOnly From, DateOnly Until, IReadOnlyList<Line> Lines, int Total);

    /// <summary>Counts leads registered from a day to a day, both included.</summary>
    public async Task<Outcome<Answer>> Handle(DateOnly from, DateOnly until, CancellationToken ct)
    {
        if (until < from) return new Finding("leads.period", "until");
        var (start, end) = (clock.Utc(from.ToDateTime(default)), clock.Utc(until.AddDays(1).ToDateTime(default)));
        var counted = await db.Set<Lead>().AsNoTracking().VisibleTo(actor.Value).Where(l => l.RegisteredAt >= start && l.RegisteredAt < end)
            .GroupBy(l => l.Channel).Select(g => new { Channel = g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Channel).ToListAsync(ct);
        var shares = SourceIsKnown.Shares(counted.ConvertAll(c => c.Count));
        return new Answer(from, until, [.. counted.Select((c, i) => new Line(c.Channel, c.Count, shares[i]))], counted.Sum(c => c.Count));
    }
}
