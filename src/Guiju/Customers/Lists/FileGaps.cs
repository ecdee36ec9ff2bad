using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>Finds the files that fall short of a clause today, by the company's rules in force; each gap is a condition the database decides.</summary>
public sealed class FileGaps : IFileGaps
{
    readonly CustomerRuleBook ruleBook;
    readonly CompanyClock clock;
    readonly CurrentActor actor;
    readonly GuijuContext db;

    internal FileGaps(CustomerRuleBook ruleBook, CompanyClock clock, CurrentActor actor, GuijuContext db) => (this.ruleBook, this.clock, this.actor, this.db) = (ruleBook, clock, actor, db);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<FileGap, int>> Count(Guid? ownerId, int most, CancellationToken ct)
    {
        var files = db.Set<Customer>().VisibleTo(actor.Value).Where(c => c.ArchivedAt == null);
        if (ownerId is { } owner) files = files.Where(c => c.OwnerId == owner);
        // Each in the order of the index that holds its condition: in the order of names a company that keeps its rules would be walked to the end.
        var chased = Chased(files).OrderBy(c => c.Completeness).Take(most);
        var little = TooLittle(files).OrderBy(c => c.Score).Take(most);
        var stale = Stale(files).OrderBy(c => c.RefreshedAt).Take(most);
        var missing = NotRegistered(files).OrderBy(c => c.Id).Take(most);
        var found = await db.Set<AccessStamp>().OrderBy(s => s.Id).Select(_ => new { Chased = chased.Count(), Little = little.Count(), Stale = stale.Count(), Out = missing.Count() }).FirstAsync(ct);
        return new Dictionary<FileGap, int> { [FileGap.Chased] = found.Chased, [FileGap.TooLittle] = found.Little, [FileGap.Stale] = found.Stale, [FileGap.NotRegistered] = found.Out };
    }

    /// <summary>Those of the files that fall short in this.</summary>
    public IQueryable<Customer> In(FileGap gap, IQueryable<Customer> files) => gap switch
    {
        FileGap.Chased => Chased(files),
        FileGap.TooLittle => TooLittle(files),
        FileGap.Stale => Stale(files),
        FileGap.NotRegistered => NotRegistered(files),
        _ => throw new ArgumentOutOfRangeException(nameof(gap), gap, null),
    };

    [Clause("D13-3.3.2c")]
    IQueryable<Customer> Chased(IQueryable<Customer> files)
    {
        var rules = ruleBook.Today;
        var target = rules.CompleteTarget;
        // Chased from opened + days + 1 on, so opened on or before today - days - 1.
        var latest = clock.Today.AddDays(clock.Today.DayNumber - FileCompleteness.ChasedFrom(clock.Today, rules.ChaseAfterDays).DayNumber);
        return files.Where(c => c.Completeness < target && c.OpenedOn <= latest);
    }

    [Clause("D01-1.2c")]
    IQueryable<Customer> TooLittle(IQueryable<Customer> files)
    {
        var least = ruleBook.Today.LeastScore;
        return files.Where(c => c.Score < least);
    }

    [Clause("D01-3.1a")]
    IQueryable<Customer> Stale(IQueryable<Customer> files)
    {
        // Stale today means refreshed on a day before today minus the days in time; that day's first instant in UTC.
        var first = clock.Utc(clock.Today.AddDays(-ruleBook.Today.StaleAfter).ToDateTime(TimeOnly.MinValue));
        return files.Where(c => c.RefreshedAt < first);
    }

    [Clause("D01-1.3c")]
    IQueryable<Customer> NotRegistered(IQueryable<Customer> files)
    {
        // Whoever was evaluated on a later day is still in time; days run backwards until one is not.
        var (calendar, within, now) = (WorkCalendar.China.Estimating(), ruleBook.Today.TransferWithin, clock.Local(clock.Now));
        var day = clock.Today;
        while (!TransferInTime.Due(day.ToDateTime(TimeOnly.MinValue), within, calendar).IsLate(now)) day = day.AddDays(-1);
        var inTime = clock.Utc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return files.Where(c => c.CategoryId == null && c.LeadClass != null && (c.LeadClass == LeadClass.Target || c.LeadClass == LeadClass.Potential)
            && !db.Set<Evaluation>().Any(e => e.CustomerId == c.Id && e.At >= inTime));
    }
}
