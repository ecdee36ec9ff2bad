using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Reports.Periodic;

/// <summary>How a periodic report stands.</summary>
public enum ReportStanding
{
    /// <summary>Not sent, and not due yet.</summary>
    Open,

    /// <summary>Not sent, and overdue.</summary>
    Missing,

    /// <summary>Sent in time.</summary>
    InTime,

    /// <summary>Sent late.</summary>
    Late,
}

/// <summary>A report a company owes about a period: one a company, clause, line and period. Its due instant never changes.</summary>
[Clause("D12-8g")]
public sealed class ReportTask : Entity, IAudited
{
    ReportTask() { }

    internal ReportTask(Guid unitId, OwedReport owed, int forms, Due due, DateTime dueAt) =>
        (UnitId, Clause, Line, First, Last, Forms, DueAt, Estimated) = (unitId, owed.Kind.Clause, owed.Kind.Line, owed.Period.First, owed.Period.Last, forms, dueAt, due.Estimated);

    /// <summary>The company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Clause that asks for it, up to 20 characters.</summary>
    public string Clause { get; private set; } = "";

    /// <summary>Business line.</summary>
    public ReportLine Line { get; private set; }

    /// <summary>First day of the period.</summary>
    public DateOnly First { get; private set; }

    /// <summary>Last day of the period.</summary>
    public DateOnly Last { get; private set; }

    /// <summary>How many of the clause's forms are owed.</summary>
    public int Forms { get; private set; }

    /// <summary>The last second in time, UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>Whether holidays not announced when it was made may still have moved it.</summary>
    [NotAudited]
    public bool Estimated { get; private set; }

    /// <summary>When all its forms were first there, UTC.</summary>
    public DateTime? FirstSentAt { get; private set; }

    /// <summary>When the last of the forms that stand was sent, UTC; null as long as one is missing or returned.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>How many forms of it were returned so far.</summary>
    public int Returns { get; private set; }

    /// <summary>About what.</summary>
    public ReportPeriod Period => new(First, Last);

    /// <summary>Which report.</summary>
    public ReportKind Kind => ReportKind.Of(Clause);

    /// <summary>The forms owed.</summary>
    public IReadOnlyList<ReportForm> Wanted => [.. Kind.Forms.Take(Forms)];

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("reportTask", Id, $"{Clause} {Period}");

    /// <summary>All forms are there.</summary>
    internal void Complete(DateTime at) => (SentAt, FirstSentAt) = (at, FirstSentAt ?? at);

    /// <summary>A form was returned: it is not fulfilled any more.</summary>
    internal void Return() => (SentAt, Returns) = (null, Returns + 1);

    /// <summary>How it stands at an instant, UTC.</summary>
    internal ReportStanding StandingAt(DateTime now) => SentAt is { } sent
        ? sent < DueAt.AddSeconds(1) ? ReportStanding.InTime : ReportStanding.Late
        : now < DueAt.AddSeconds(1) ? ReportStanding.Open : ReportStanding.Missing;
}

sealed class ReportTaskMapping : IEntityTypeConfiguration<ReportTask>
{
    public void Configure(EntityTypeBuilder<ReportTask> task)
    {
        task.ToTable("report_tasks");
        task.Ignore(t => t.AuditUnit).Ignore(t => t.AuditSubject).Ignore(t => t.Period).Ignore(t => t.Kind).Ignore(t => t.Wanted);
        task.Property(t => t.Clause).HasMaxLength(20);
        task.HasIndex(t => new { t.UnitId, t.Clause, t.Line, t.Last, t.First }).IsUnique();
        task.HasIndex(t => new { t.UnitId, t.Last, t.Id });
        task.HasIndex(t => new { t.Last, t.Id });
        task.HasOne<Unit>().WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>
/// Whose reports an actor sees: they hold the figures of a whole company, so whoever sees his own customers alone, or his department's, sees none, unless
/// he or one of his people answers for them.
/// </summary>
static class ReportScope
{
    public static IQueryable<ReportTask> VisibleTo(this IQueryable<ReportTask> tasks, GuijuContext db, Actor actor)
    {
        var (me, unit, people) = (actor.PersonId, actor.UnitId, actor.Subordinates);
        return actor.Scope switch
        {
            DataScope.Group => tasks,
            DataScope.Unit => tasks.Where(t => t.UnitId == unit),
            DataScope.Department => tasks.Where(t => t.UnitId == unit && db.Set<ReportDesk>().Any(d => d.UnitId == unit && (d.PersonId == me || people.Contains(d.PersonId)))),
            DataScope.Own => tasks.Where(t => t.UnitId == unit && db.Set<ReportDesk>().Any(d => d.UnitId == unit && d.PersonId == me)),
        };
    }
}
