using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Platform.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Import;

/// <summary>What the uploader says of one row beside the file: cells put right, what is done if the customer is there already, or that it is left out. The file itself stays as it came.</summary>
public sealed class ImportAmendment
{
    ImportAmendment() { }

    /// <summary>An amendment of a row.</summary>
    public ImportAmendment(Guid jobId, int row) => (JobId, Row) = (jobId, row);

    /// <summary>The import.</summary>
    public Guid JobId { get; private set; }

    /// <summary>Number of the row as the user sees it.</summary>
    public int Row { get; private set; }

    /// <summary>Whether it is left out.</summary>
    public bool LeftOut { get; private set; }

    /// <summary>What is done where its customer is there; null for what counts for the file.</summary>
    public OnDuplicate? Duplicates { get; private set; }

    /// <summary>Cells put right, by column from 0.</summary>
    public Dictionary<int, string> Cells { get; private set; } = [];

    /// <summary>Whether it says anything.</summary>
    public bool Says => LeftOut || Duplicates is not null || Cells.Count > 0;

    /// <summary>Says it anew.</summary>
    public void Say(IReadOnlyDictionary<int, string> cells, OnDuplicate? duplicates, bool leftOut) => (Cells, Duplicates, LeftOut) = (new(cells), duplicates, leftOut);

    /// <summary>The row as it counts: its cells with those put right. A cell that was doubtful and is written anew is doubtful no more.</summary>
    public TableRow On(TableRow row)
    {
        if (Cells.Count == 0) return row;
        var cells = new Cell[Math.Max(row.Cells.Count, Cells.Keys.Max() + 1)];
        for (var column = 0; column < cells.Length; column++) cells[column] = Cells.TryGetValue(column, out var said) ? Cell.Of(said) : row[column];
        return row with { Cells = cells };
    }

    /// <summary>Those of the rows of a batch.</summary>
    public static async Task<IReadOnlyDictionary<int, ImportAmendment>> Of(GuijuContext db, Guid jobId, IReadOnlyList<TableRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return new Dictionary<int, ImportAmendment>();
        var (first, last) = (rows[0].Number, rows[^1].Number);
        return await db.Set<ImportAmendment>().AsNoTracking().Where(a => a.JobId == jobId && a.Row >= first && a.Row <= last).ToDictionaryAsync(a => a.Row, ct);
    }
}

sealed class ImportAmendmentMapping : IEntityTypeConfiguration<ImportAmendment>
{
    public void Configure(EntityTypeBuilder<ImportAmendment> amendment)
    {
        amendment.ToTable("import_amendments").HasKey(a => new { a.JobId, a.Row });
        amendment.HasOne<ImportJob>().WithMany().HasForeignKey(a => a.JobId).OnDelete(DeleteBehavior.Cascade);
        amendment.Ignore(a => a.Says);
        amendment.Property(a => a.Cells).HasConversion(
            v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web), v => JsonSerializer.Deserialize<Dictionary<int, string>>(v, JsonSerializerOptions.Web)!,
            new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<Dictionary<int, string>>((a, b) => Same(a, b), d => d.Count, d => new(d)));
    }

    static bool Same(Dictionary<int, string>? a, Dictionary<int, string>? b) => a is null || b is null ? a == b : a.Count == b.Count && !a.Except(b).Any();
}
