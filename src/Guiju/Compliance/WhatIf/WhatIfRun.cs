using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Compliance.WhatIf;

/// <summary>How far a replay has come.</summary>
public enum WhatIfState
{
    /// <summary>Waits or is being replayed.</summary>
    Running,

    /// <summary>All cases were replayed.</summary>
    Done,

    /// <summary>Stopped by hand.</summary>
    Cancelled,

    /// <summary>It cannot go on.</summary>
    Failed,
}

/// <summary>The late cases of a month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Before">Late by the parameters compared with.</param>
/// <param name="After">Late by the others.</param>
public sealed record WhatIfMonth(DateOnly Month, int Before, int After);

/// <summary>A replay of the past by other parameters (推演): what is asked, how far it has come, what came of it. No setting is made by it.</summary>
public sealed class WhatIfRun : Entity
{
    /// <summary>Most changed cases kept one by one; the counts are of all.</summary>
    public const int Most = 100_000;

    WhatIfRun() { }

    /// <summary>A replay somebody asks for.</summary>
    public WhatIfRun(Guid unitId, Guid? starterId, string starterName, string clauseId, DateOnly from, DateOnly to, DateOnly? beforeOn, DateOnly? afterOn, IReadOnlyDictionary<string, JsonElement> drafts, DateTime at) =>
        (UnitId, StarterId, StarterName, ClauseId, From, To, BeforeOn, AfterOn, DraftsJson, LookedAt) =
        (unitId, starterId, starterName, clauseId, from, to, beforeOn, afterOn, JsonSerializer.Serialize(drafts, JsonSerializerOptions.Web), at);

    /// <summary>Company replayed.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who asked; the only one who sees it.</summary>
    public Guid? StarterId { get; private set; }

    /// <summary>His name.</summary>
    public string StarterName { get; private set; } = "";

    /// <summary>The clause.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>First day of the period.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day of it.</summary>
    public DateOnly To { get; private set; }

    /// <summary>Day whose parameters are compared with; null for those of each case's own day.</summary>
    public DateOnly? BeforeOn { get; private set; }

    /// <summary>Day whose parameters are tried; null for those of each case's own day.</summary>
    public DateOnly? AfterOn { get; private set; }

    /// <summary>Values only considered, by name, as JSON.</summary>
    public string DraftsJson { get; private set; } = "{}";

    /// <summary>The moment what has not been done yet is looked at, UTC.</summary>
    public DateTime LookedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public WhatIfState State { get; private set; } = WhatIfState.Running;

    /// <summary>Cases expected; null before they were counted.</summary>
    public int? Expected { get; private set; }

    /// <summary>Mark of the next part.</summary>
    public string? Mark { get; private set; }

    /// <summary>Parts replayed.</summary>
    public int Parts { get; private set; }

    /// <summary>Changed cases kept.</summary>
    public int Kept { get; private set; }

    /// <summary>What came of it, <see cref="WhatIfCounts"/> as JSON.</summary>
    public string CountsJson { get; private set; } = "{}";

    /// <summary><see cref="WhatIfMonth"/>s as JSON.</summary>
    public string MonthsJson { get; private set; } = "[]";

    /// <summary>Milliseconds it took.</summary>
    public long Milliseconds { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Key of why it cannot go on.</summary>
    public string? Failure { get; private set; }

    /// <summary>Values only considered, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Drafts => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(DraftsJson, JsonSerializerOptions.Web)!;

    /// <summary>What came of it so far.</summary>
    public WhatIfCounts Counts => JsonSerializer.Deserialize<WhatIfCounts>(CountsJson, JsonSerializerOptions.Web);

    /// <summary>Late cases a month, in order.</summary>
    public IReadOnlyList<WhatIfMonth> Months => JsonSerializer.Deserialize<List<WhatIfMonth>>(MonthsJson, JsonSerializerOptions.Web)!;

    /// <summary>So many cases are to be expected.</summary>
    internal void Expect(int cases) => Expected = cases;

    /// <summary>A part was replayed, in the same transaction as its rows.</summary>
    internal void Replayed(WhatIfCounts counts, IReadOnlyDictionary<DateOnly, (int Before, int After)> months, int kept, string? mark, long milliseconds)
    {
        (CountsJson, Parts, Kept, Mark, Milliseconds) = (JsonSerializer.Serialize(Counts + counts, JsonSerializerOptions.Web), Parts + 1, Kept + kept, mark, Milliseconds + milliseconds);
        var all = Months.ToDictionary(m => m.Month, m => (m.Before, m.After));
        foreach (var (month, late) in months)
        {
            var (before, after) = all.GetValueOrDefault(month);
            all[month] = (before + late.Before, after + late.After);
        }
        MonthsJson = JsonSerializer.Serialize(all.OrderBy(m => m.Key).Select(m => new WhatIfMonth(m.Key, m.Value.Before, m.Value.After)), JsonSerializerOptions.Web);
    }

    /// <summary>All cases were replayed.</summary>
    internal void Finish(DateTime at) => (State, FinishedAt) = (WhatIfState.Done, at);

    /// <summary>Stops it.</summary>
    internal void Cancel(DateTime at) => (State, FinishedAt) = (WhatIfState.Cancelled, at);

    /// <summary>It cannot go on.</summary>
    internal void Fail(Finding finding, DateTime at) => (State, Failure, FinishedAt) = (WhatIfState.Failed, finding.Key, at);
}

/// <summary>A case other parameters would have changed.</summary>
public sealed class WhatIfRow
{
    /// <summary>The replay.</summary>
    public Guid RunId { get; init; }

    /// <summary>Place, from 1.</summary>
    public int Row { get; init; }

    /// <summary>What would have changed.</summary>
    public WhatIfChange Change { get; init; }

    /// <summary>Kind of record it is about.</summary>
    public required string Kind { get; init; }

    /// <summary>That record.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Department that answers for it.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>Who answers for it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>When what was asked for happened, UTC.</summary>
    public DateTime? DoneAt { get; init; }

    /// <summary>Last second in time by the parameters compared with, UTC.</summary>
    public DateTime? DueBefore { get; init; }

    /// <summary>The same by the others.</summary>
    public DateTime? DueAfter { get; init; }

    /// <summary>Key of what was chosen, or of why it was refused.</summary>
    public string? WayBefore { get; init; }

    /// <summary>The same by the others.</summary>
    public string? WayAfter { get; init; }
}

sealed class WhatIfMapping : IEntityTypeConfiguration<WhatIfRun>, IEntityTypeConfiguration<WhatIfRow>
{
    public void Configure(EntityTypeBuilder<WhatIfRun> run)
    {
        run.ToTable("what_if_runs").HasIndex(r => new { r.StarterId, r.CreatedAt });
        run.HasIndex(r => r.State);
        run.Property(r => r.ClauseId).HasMaxLength(30);
        run.Property(r => r.StarterName).HasMaxLength(60);
        run.Property(r => r.Mark).HasMaxLength(200);
        run.Property(r => r.Failure).HasMaxLength(80);
        run.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        run.Ignore(r => r.Drafts).Ignore(r => r.Counts).Ignore(r => r.Months);
    }

    public void Configure(EntityTypeBuilder<WhatIfRow> row)
    {
        row.ToTable("what_if_rows").HasKey(r => new { r.RunId, r.Row });
        row.HasIndex(r => new { r.RunId, r.Change, r.Row });
        row.HasOne<WhatIfRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Cascade);
        row.Property(r => r.Kind).HasMaxLength(30);
        row.Property(r => r.Title).HasMaxLength(200);
        row.Property(r => r.WayBefore).HasMaxLength(80);
        row.Property(r => r.WayAfter).HasMaxLength(80);
    }
}
