using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Data;

/// <summary>Counts up for codes people read. The row is locked until the transaction ends, so a refused act gives its number back and no two get the same.</summary>
public sealed class NumberSequence
{
    /// <summary>What is counted, such as <c>customer.serial</c> or a company with a year.</summary>
    public required string Key { get; init; }

    /// <summary>The number given last.</summary>
    public long Last { get; set; }
}

sealed class NumberSequenceMapping : IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberSequence> sequence)
    {
        sequence.ToTable("number_sequences").HasKey(s => s.Key);
        sequence.Property(s => s.Key).HasMaxLength(100);
    }
}

/// <summary>Takes numbers from sequences.</summary>
public static class NumberSequences
{
    /// <summary>Takes the next <paramref name="count"/> numbers and answers the first of them; the first ever is 1.</summary>
    public static async Task<long> Take(this GuijuContext db, string key, int count, CancellationToken ct)
    {
        var last = await db.Database.SqlQuery<long>($"""
            INSERT INTO number_sequences (key, last) VALUES ({key}, {count})
            ON CONFLICT (key) DO UPDATE SET last = number_sequences.last + excluded.last
            RETURNING last AS "Value"
            """).ToListAsync(ct);
        return last[0] - count + 1;
    }
}
