using System.Text.Json;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers;

/// <summary>A field of the kept file that a merge changed.</summary>
/// <param name="Field">Field in camel case.</param>
/// <param name="Before">What it said before.</param>
/// <param name="After">What it said after.</param>
public sealed record MergedField(string Field, string? Before, string? After);

/// <summary>A merge of two files: what it changed and moved, so that it can be read in the trail of both and taken back (D13-3.1b).</summary>
public sealed class CustomerMerge : Entity, IAudited
{
    CustomerMerge() { }

    internal CustomerMerge(Customer kept, Customer gone, Guid? byId, string byName, DateTime at) =>
        (UnitId, KeptId, KeptName, GoneId, GoneCode, GoneName, GoneCreditCode, ById, ByName, At) =
        (kept.UnitId, kept.Id, kept.Name, gone.Id, gone.Code, gone.Name, gone.CreditCode, byId, byName, at);

    /// <summary>Company that keeps both files.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The file kept.</summary>
    [NotAudited]
    public Guid KeptId { get; private set; }

    /// <summary>Its name then.</summary>
    [NotAudited]
    public string KeptName { get; private set; } = "";

    /// <summary>The file that was merged into it.</summary>
    [NotAudited]
    public Guid GoneId { get; private set; }

    /// <summary>Its number.</summary>
    public string GoneCode { get; private set; } = "";

    /// <summary>Its name then.</summary>
    public string GoneName { get; private set; } = "";

    /// <summary>Its credit code then.</summary>
    [NotAudited]
    public string? GoneCreditCode { get; private set; }

    /// <summary>Fields of the kept file that changed.</summary>
    [NotAudited]
    public List<MergedField> Fields { get; private set; } = [];

    /// <summary>Rows that were moved.</summary>
    public int Rows { get; private set; }

    /// <summary>Contact of the merged file that was its main contact, and is not that of the kept file.</summary>
    [NotAudited]
    public Guid? PrimaryId { get; private set; }

    /// <summary>Who merged.</summary>
    [NotAudited]
    public Guid? ById { get; private set; }

    /// <summary>His name then, up to 60 characters.</summary>
    [NotAudited]
    public string ByName { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    [NotAudited]
    public DateTime At { get; private set; }

    /// <summary>When it was taken back, UTC.</summary>
    public DateTime? UndoneAt { get; private set; }

    /// <summary>Name of who took it back, up to 60 characters.</summary>
    [NotAudited]
    public string? UndoneByName { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", KeptId, KeptName);

    internal void Did(IEnumerable<MergedField> fields, int rows, Guid? primaryId) => (Fields, Rows, PrimaryId) = ([.. fields], rows, primaryId);

    internal void Undo(string byName, DateTime at) => (UndoneByName, UndoneAt) = (byName, at);
}

/// <summary>A row that a merge moved.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="Entity">Name of its class.</param>
/// <param name="RowId">The row.</param>
public sealed record MergeMove(Guid MergeId, string Entity, Guid RowId);

sealed class CustomerMergeMapping : IEntityTypeConfiguration<CustomerMerge>, IEntityTypeConfiguration<MergeMove>
{
    public void Configure(EntityTypeBuilder<CustomerMerge> merge)
    {
        merge.ToTable("customer_merges").HasIndex(m => new { m.UnitId, m.Id });
        merge.HasIndex(m => m.KeptId);
        merge.HasIndex(m => m.GoneId);
        merge.Property(m => m.KeptName).HasMaxLength(200);
        merge.Property(m => m.GoneName).HasMaxLength(200);
        merge.Property(m => m.GoneCode).HasMaxLength(30);
        merge.Property(m => m.GoneCreditCode).HasMaxLength(18);
        merge.Property(m => m.ByName).HasMaxLength(60);
        merge.Property(m => m.UndoneByName).HasMaxLength(60);
        merge.Property(m => m.Fields).HasConversion(v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web), v => JsonSerializer.Deserialize<List<MergedField>>(v, JsonSerializerOptions.Web)!,
            new ValueComparer<List<MergedField>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), l => l.Count, l => l.ToList()));
        merge.Ignore(m => m.AuditUnit).Ignore(m => m.AuditSubject);
        merge.HasOne<Customer>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Restrict);
        merge.HasOne<Customer>().WithMany().HasForeignKey(m => m.GoneId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MergeMove> move)
    {
        move.ToTable("customer_merge_moves").HasKey(m => new { m.MergeId, m.Entity, m.RowId });
        move.Property(m => m.Entity).HasMaxLength(60);
        move.HasOne<CustomerMerge>().WithMany().HasForeignKey(m => m.MergeId).OnDelete(DeleteBehavior.Cascade);
    }
}
