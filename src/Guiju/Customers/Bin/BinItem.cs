using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Bin;

/// <summary>
/// Something in the recycle bin (回收站): its rows as they were, out of every table. What is not there can be in no list, count, search or
/// export; taken back, the rows are again what they were, down to version and time.
/// </summary>
public sealed class BinItem : Entity, IAudited
{
    BinItem() { }

    internal BinItem(BinKind kind, CustomerHeader of, string name, string? reason, string content, Guid? byId, string byName, DateTime at) =>
        (Kind, CustomerId, UnitId, Code, Title, Name, Reason, Content, DeletedById, DeletedByName, DeletedAt) =
        (kind, of.Id, of.UnitId, of.Code, of.Name, Customer.Cut(name, 200)!, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), content, byId, byName, at);

    /// <summary>What it is.</summary>
    public BinKind Kind { get; private set; }

    /// <summary>The file it is, or hung on.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Number of the file.</summary>
    [NotAudited]
    public string Code { get; private set; } = "";

    /// <summary>Name of the file then.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>What it is called, up to 200 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Why it was deleted, up to 200 characters; always there for a file.</summary>
    public string? Reason { get; private set; }

    /// <summary>Who was in charge of the file: whose scope it is in while it lies here. Null for parts, which are where their file is.</summary>
    [NotAudited]
    public Guid? OwnerId { get; private set; }

    /// <summary>Second contact on our side.</summary>
    [NotAudited]
    public Guid? SecondOwnerId { get; private set; }

    /// <summary>Department of the owner.</summary>
    [NotAudited]
    public Guid? DepartmentId { get; private set; }

    /// <summary>Who deleted it.</summary>
    [NotAudited]
    public Guid? DeletedById { get; private set; }

    /// <summary>His name then, up to 60 characters.</summary>
    [NotAudited]
    public string DeletedByName { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    [NotAudited]
    public DateTime DeletedAt { get; private set; }

    /// <summary>The rows, as <see cref="BinContent"/> writes them.</summary>
    [NotAudited]
    public string Content { get; private set; } = "";

    /// <summary>Stored files that its rows name: their bytes stay while it lies here.</summary>
    public List<BinnedFile> Files { get; private set; } = [];

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    internal BinItem InCharge(Customer file)
    {
        (OwnerId, SecondOwnerId, DepartmentId) = (file.OwnerId, file.SecondOwnerId, file.DepartmentId);
        return this;
    }

    internal void Names(IEnumerable<string> hashes) => Files.AddRange(hashes.Distinct().Select(h => new BinnedFile(Id, h)));
}

/// <summary>A stored file that something in the bin names.</summary>
/// <param name="ItemId">What names it.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal.</param>
public sealed record BinnedFile(Guid ItemId, string Hash);

sealed class BinMapping : IEntityTypeConfiguration<BinItem>, IEntityTypeConfiguration<BinnedFile>
{
    public void Configure(EntityTypeBuilder<BinItem> item)
    {
        item.ToTable("bin_items").HasIndex(i => new { i.UnitId, i.Id });
        item.HasIndex(i => new { i.CustomerId, i.Kind });
        item.HasIndex(i => i.DeletedAt);
        item.Ignore(i => i.AuditUnit).Ignore(i => i.AuditSubject);
        item.Property(i => i.Code).HasMaxLength(30);
        item.Property(i => i.Title).HasMaxLength(200);
        item.Property(i => i.Name).HasMaxLength(200);
        item.Property(i => i.Reason).HasMaxLength(200);
        item.Property(i => i.DeletedByName).HasMaxLength(60);
        item.HasMany(i => i.Files).WithOne().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<BinnedFile> file)
    {
        file.ToTable("binned_files").HasKey(f => new { f.ItemId, f.Hash });
        file.HasIndex(f => f.Hash);
        file.Property(f => f.Hash).HasMaxLength(64);
    }
}
