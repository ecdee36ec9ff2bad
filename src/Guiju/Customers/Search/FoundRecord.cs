using Guiju.Customers.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Search;

/// <summary>
/// A record that can be searched beside customers: its row in the index, the file it hangs on and its time, so that hits are put in order
/// and kept within a scope without reading the records themselves.
/// </summary>
public sealed class FoundRecord
{
    /// <summary>Row of the index.</summary>
    public long Serial { get; private set; }

    /// <summary>What it is.</summary>
    public FoundKind Kind { get; private set; }

    /// <summary>Id of the record.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>The customer's file it hangs on; follows when files are merged.</summary>
    public Guid FileId { get; private set; }

    /// <summary>When it was, UTC.</summary>
    public DateTime At { get; private set; }
}

sealed class FoundRecordMapping : IEntityTypeConfiguration<FoundRecord>
{
    public void Configure(EntityTypeBuilder<FoundRecord> found)
    {
        // Made by hand with the index it belongs to: SearchMigrations.
        found.ToTable("found_records", t => t.ExcludeFromMigrations());
        found.HasKey(f => f.Serial);
        found.Property(f => f.Kind).HasConversion<int>();
    }
}
