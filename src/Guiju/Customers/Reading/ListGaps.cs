using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>A customer that wants attention.</summary>
public sealed record GapRow(Guid Id, string Code, string Name, Guid? OwnerId, decimal Completeness, int Score);

/// <summary>Lists files within the reader's scope that fall short of a clause: at most 500 of each, the oldest first.</summary>
[Allow(Permission.CustomersRead)]
sealed class ListGaps(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook)
{
    const int Most = 500;

    /// <summary>Incomplete files whose owner is reminded: the days he had are over (D13-3.3.2c).</summary>
    [Clause("D13-3.3.2c")]
    public Task<Outcome<IReadOnlyList<GapRow>>> Chased(CancellationToken ct)
    {
        var rules = ruleBook.Today;
        var target = rules.CompleteTarget;
        // Chased from opened + days + 1 on, so opened on or before today - days - 1.
        var latest = clock.Today.AddDays(clock.Today.DayNumber - FileCompleteness.ChasedFrom(clock.Today, rules.ChaseAfterDays).DayNumber);
        return Of(Files.Where(c => c.Completeness < target && c.OpenedOn <= latest), ct);
    }

    /// <summary>Files of which too little is known (D01-1.2c).</summary>
    [Clause("D01-1.2c")]
    public Task<Outcome<IReadOnlyList<GapRow>>> ToComplete(CancellationToken ct)
    {
        var least = ruleBook.Today.LeastScore;
        return Of(Files.Where(c => c.Score < least), ct);
    }

    /// <summary>Files whose data were not brought up to date in time (D01-3.1a).</summary>
    [Clause("D01-3.1a")]
    public Task<Outcome<IReadOnlyList<GapRow>>> Stale(CancellationToken ct)
    {
        // Stale today means refreshed on a day before today minus the days in time; that day's first instant in UTC.
        var first = clock.Utc(clock.Today.AddDays(-ruleBook.Today.StaleAfter).ToDateTime(TimeOnly.MinValue));
        return Of(Files.Where(c => c.RefreshedAt < first), ct);
    }

    /// <summary>Target and potential customers who are not in the register though their time is over (D01-1.3c).</summary>
    [Clause("D01-1.3c")]
    public async Task<Outcome<IReadOnlyList<GapRow>>> NotTransferred(CancellationToken ct)
    {
        var calendar = WorkCalendar.China.Estimating();
        var within = ruleBook.Today.TransferWithin;
        var rows = await Files.Where(c => c.CategoryId == null && (c.LeadClass == LeadClass.Target || c.LeadClass == LeadClass.Potential)).OrderBy(c => c.Serial).Take(Most)
            .Select(c => new { Row = new GapRow(c.Id, c.Code, c.Name, c.OwnerId, c.Completeness, c.Score), At = db.Set<Evaluation>().Where(e => e.CustomerId == c.Id).Max(e => (DateTime?)e.At) }).ToListAsync(ct);
        var now = clock.Local(clock.Now);
        return Outcome<IReadOnlyList<GapRow>>.Success([.. rows.Where(r => r.At is { } at && TransferInTime.Due(clock.Local(at), within, calendar).IsLate(now)).Select(r => r.Row)]);
    }

    IQueryable<Customer> Files => db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Where(c => c.ArchivedAt == null);

    static async Task<Outcome<IReadOnlyList<GapRow>>> Of(IQueryable<Customer> files, CancellationToken ct) =>
        Outcome<IReadOnlyList<GapRow>>.Success(await files.OrderBy(c => c.Serial).Take(Most).Select(c => new GapRow(c.Id, c.Code, c.Name, c.OwnerId, c.Completeness, c.Score)).ToListAsync(ct));
}
