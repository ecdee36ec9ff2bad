using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers;

/// <summary>How a pair stands.</summary>
public enum PairState
{
    /// <summary>Waits for a decision.</summary>
    Open,

    /// <summary>Two entities; not asked again unless their facts change.</summary>
    Different,
}

/// <summary>
/// Two files that may be one entity (查重). What matches is read from the files themselves whenever it is shown; kept is only that they were
/// found, and what was decided.
/// </summary>
public sealed class DuplicatePair : Entity
{
    DuplicatePair() { }

    internal DuplicatePair(Customer one, Customer other, Likeness likeness, string mark)
    {
        var (first, second) = one.Serial < other.Serial ? (one, other) : (other, one);
        (UnitId, FirstId, SecondId) = (first.UnitId, first.Id, second.Id);
        Found(likeness, mark);
    }

    /// <summary>Company that keeps both files.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The file opened first.</summary>
    public Guid FirstId { get; private set; }

    /// <summary>The file opened later.</summary>
    public Guid SecondId { get; private set; }

    /// <summary>How alike they were when last compared.</summary>
    public Likeness Likeness { get; private set; }

    /// <summary>Mark of the facts compared, 64 characters (<see cref="FileKeys.MarkWith"/>).</summary>
    public string Mark { get; private set; } = "";

    /// <summary>How it stands.</summary>
    public PairState State { get; private set; }

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>His name then, up to 60 characters.</summary>
    public string? DecidedByName { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why they are two, up to 200 characters.</summary>
    public string? Note { get; private set; }

    /// <summary>Notes that they were found alike; decided on these very facts, it stays decided.</summary>
    internal void Found(Likeness likeness, string mark)
    {
        if (State == PairState.Different && Mark == mark) return;
        (Likeness, Mark, State) = (likeness, mark, PairState.Open);
    }

    /// <summary>Decides that they are two entities.</summary>
    internal void AreTwo(string mark, string? note, Guid? byId, string byName, DateTime at) =>
        (State, Mark, Note, DecidedById, DecidedByName, DecidedAt) = (PairState.Different, mark, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), byId, byName, at);
}

sealed class DuplicatePairMapping : IEntityTypeConfiguration<DuplicatePair>
{
    public void Configure(EntityTypeBuilder<DuplicatePair> pair)
    {
        pair.ToTable("duplicate_pairs").HasIndex(p => new { p.FirstId, p.SecondId }).IsUnique();
        pair.HasIndex(p => p.SecondId);
        pair.HasIndex(p => new { p.UnitId, p.State, p.Id });
        pair.HasIndex(p => new { p.State, p.Id });
        pair.Property(p => p.Mark).HasMaxLength(64);
        pair.Property(p => p.DecidedByName).HasMaxLength(60);
        pair.Property(p => p.Note).HasMaxLength(200);
        pair.HasOne<Customer>().WithMany().HasForeignKey(p => p.FirstId).OnDelete(DeleteBehavior.Restrict);
        pair.HasOne<Customer>().WithMany().HasForeignKey(p => p.SecondId).OnDelete(DeleteBehavior.Restrict);
    }
}
