using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Import;

/// <summary>What a row of an import did to a file: where the file comes from, and what taking the import back needs. Stands in the file's history.</summary>
public sealed class ImportedRow : IAudited
{
    ImportedRow() { }

    /// <summary>A row that opened a file, or changed one.</summary>
    /// <param name="jobId">The import.</param>
    /// <param name="row">Number of the row as the user sees it.</param>
    /// <param name="file">The file.</param>
    /// <param name="opened">Whether the row opened it.</param>
    public ImportedRow(Guid jobId, int row, Customer file, bool opened) => (JobId, Row, CustomerId, UnitId, Title, Opened) = (jobId, row, file.Id, file.UnitId, file.Name, opened);

    /// <summary>The import.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Number of the row as the user sees it.</summary>
    public int Row { get; private set; }

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer at that time.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Whether the row opened the file.</summary>
    public bool Opened { get; private set; }

    /// <summary>What else than the file the row made or changed: a person, a contact logged; null where the row is about the file itself.</summary>
    [NotAudited]
    public Guid? ThingId { get; private set; }

    /// <summary>What the row found, to be given back: a <see cref="FileBefore"/> or <see cref="ColumnChanges"/> as JSON; null where it only made something.</summary>
    [NotAudited]
    public string? Before { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>A row that made or changed something that hangs on a file.</summary>
    /// <param name="jobId">The import.</param>
    /// <param name="row">Number of the row as the user sees it.</param>
    /// <param name="file">The file.</param>
    /// <param name="thing">What it made or changed.</param>
    /// <param name="made">Whether it made it.</param>
    internal static ImportedRow Hanging(Guid jobId, int row, Customer file, Guid thing, bool made) => new(jobId, row, file, false) { ThingId = thing, Made = made };

    /// <summary>Whether the row made the thing; else it changed it.</summary>
    [NotAudited]
    public bool Made { get; private set; }

    /// <summary>Keeps what columns held before.</summary>
    internal void Remember(ColumnChanges before) => Before = before.Write();

    /// <summary>Keeps what the file was before.</summary>
    public void Remember(FileBefore before) => Before = before.Write();
}

sealed class ImportedRowMapping : IEntityTypeConfiguration<ImportedRow>
{
    public void Configure(EntityTypeBuilder<ImportedRow> row)
    {
        row.ToTable("import_rows").HasKey(r => new { r.JobId, r.Row });
        row.HasIndex(r => r.CustomerId);
        row.HasOne<ImportJob>().WithMany().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Restrict);
        row.Property(r => r.Title).HasMaxLength(200);
        row.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }
}
