using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Bulk;

/// <summary>What was foreseen of a row, and then what came of it.</summary>
public enum RowResult
{
    /// <summary>Will be changed.</summary>
    ToChange,

    /// <summary>Is so already.</summary>
    Already,

    /// <summary>A rule keeps it from being changed.</summary>
    Blocked,

    /// <summary>Changed.</summary>
    Done,

    /// <summary>Was so already.</summary>
    Unchanged,

    /// <summary>Refused by a rule.</summary>
    Refused,

    /// <summary>Somebody else was writing it in that moment.</summary>
    Conflict,

    /// <summary>Taken back.</summary>
    TakenBack,

    /// <summary>Stays as changed: somebody touched it since.</summary>
    Stayed,
}

/// <summary>A customer of a bulk change, frozen at the preview.</summary>
public sealed class BulkRow
{
    /// <summary>The job.</summary>
    public Guid JobId { get; init; }

    /// <summary>Place, from 1.</summary>
    public int Row { get; init; }

    /// <summary>The file.</summary>
    public Guid FileId { get; init; }

    /// <summary>What was foreseen, or what came of it.</summary>
    public RowResult Result { get; init; }

    /// <summary>Key of the reason, for counting and finding; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason, a <see cref="KeptFinding"/> as JSON.</summary>
    public string? Finding { get; init; }
}

/// <summary>What is found of one row.</summary>
/// <param name="Row">Place in the job.</param>
/// <param name="FileId">The file.</param>
/// <param name="Result">What comes or came of it.</param>
/// <param name="Finding">Why, or what is to be known.</param>
sealed record RowVerdict(int Row, Guid FileId, RowResult Result, Finding? Finding)
{
    public BulkRow ToRow(Guid job) => new() { JobId = job, Row = Row, FileId = FileId, Result = Result, Reason = Finding?.Key, Finding = Kept };

    public string? Kept => Finding is null ? null : KeptFinding.Of(Finding).Write();
}

/// <summary>What a bulk change did to a file: stands in the file's history, and is what taking it back needs.</summary>
public sealed class BulkEffect : IAudited
{
    BulkEffect() { }

    /// <summary>A file changed by a job.</summary>
    internal BulkEffect(Guid jobId, int row, Customer file) => (JobId, Row, FileId, UnitId, Title) = (jobId, row, file.Id, file.UnitId, file.Name);

    /// <summary>The job.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Place in it.</summary>
    public int Row { get; private set; }

    /// <summary>The file.</summary>
    [NotAudited]
    public Guid FileId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer at that time.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Records changed with what they were, and records added: <see cref="Trace"/>s as JSON.</summary>
    [NotAudited]
    public string Before { get; private set; } = "[]";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", FileId, Title);

    /// <summary>A record that was changed, or added where <see cref="Was"/> is null.</summary>
    internal sealed record Trace(string Kind, Guid Id, IReadOnlyDictionary<string, JsonElement>? Was);

    /// <summary>Keeps what the records were.</summary>
    internal void Remember(IEnumerable<Trace> traces) => Before = JsonSerializer.Serialize(traces, ColumnsBefore.Json);

    /// <summary>What the records were.</summary>
    internal IReadOnlyList<Trace> Traces => JsonSerializer.Deserialize<List<Trace>>(Before, ColumnsBefore.Json)!;

    /// <summary>The trace of a record about to be saved, or null for one that does not change.</summary>
    internal static Trace? TraceOf(EntityEntry<Entity> entry) => entry.State switch
    {
        EntityState.Added => new(entry.Metadata.ClrType.Name, entry.Entity.Id, null),
        EntityState.Modified when ColumnsBefore.Of(entry, Platform.Audit.PendingChanges.Keeps) is { Count: > 0 } was => new(entry.Metadata.ClrType.Name, entry.Entity.Id, was),
        _ => null,
    };
}

sealed class BulkMapping : IEntityTypeConfiguration<BulkJob>, IEntityTypeConfiguration<BulkRow>, IEntityTypeConfiguration<BulkEffect>
{
    public void Configure(EntityTypeBuilder<BulkJob> job)
    {
        job.ToTable("bulk_jobs").HasIndex(j => new { j.StarterId, j.CreatedAt });
        job.HasIndex(j => j.State);
        job.Property(j => j.StarterName).HasMaxLength(100);
        job.Property(j => j.Mark).HasMaxLength(1000);
        job.Ignore(j => j.Change).Ignore(j => j.Sum).Ignore(j => j.Busy).Ignore(j => j.Reasons);
    }

    public void Configure(EntityTypeBuilder<BulkRow> row)
    {
        row.ToTable("bulk_rows").HasKey(r => new { r.JobId, r.Row });
        row.HasIndex(r => new { r.JobId, r.Result, r.Row });
        row.HasIndex(r => new { r.JobId, r.Reason, r.Row }).HasFilter("reason IS NOT NULL");
        row.HasOne<BulkJob>().WithMany().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Cascade);
        row.Property(r => r.Reason).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<BulkEffect> effect)
    {
        effect.ToTable("bulk_effects").HasKey(e => new { e.JobId, e.Row });
        effect.HasOne<BulkJob>().WithMany().HasForeignKey(e => e.JobId).OnDelete(DeleteBehavior.Cascade);
        effect.Property(e => e.Title).HasMaxLength(200);
        effect.Ignore(e => e.AuditUnit).Ignore(e => e.AuditSubject).Ignore(e => e.Traces);
    }
}
