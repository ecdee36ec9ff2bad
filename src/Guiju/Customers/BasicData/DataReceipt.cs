using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.BasicData;

/// <summary>A department was told of the basic data of a chosen customer, and confirms that it has them (D02-4.6.2). The data themselves are read from the file.</summary>
public sealed class DataReceipt : Entity, IAudited
{
    DataReceipt() { }

    internal DataReceipt(Customer customer, Department department, bool showsAccount, DateTime at, DateTime dueAt, Guid? byId, string by) =>
        (CustomerId, UnitId, Title, DepartmentId, Department, ShowsAccount, SentAt, DueAt, SentById, SentBy) =
        (customer.Id, customer.UnitId, customer.Name, department.Id, department.Name, showsAccount, at, dueAt, byId, by);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer then.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>The department told.</summary>
    public Guid DepartmentId { get; private set; }

    /// <summary>Its name then.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Whether it sees account information.</summary>
    public bool ShowsAccount { get; private set; }

    /// <summary>When it was told, UTC.</summary>
    public DateTime SentAt { get; private set; }

    /// <summary>Who told it, null for the program.</summary>
    public Guid? SentById { get; private set; }

    /// <summary>His name then.</summary>
    public string SentBy { get; private set; } = "";

    /// <summary>The last second to confirm in time, UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>When it confirmed, UTC.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>Who confirmed.</summary>
    public Guid? ConfirmedById { get; private set; }

    /// <summary>His name then.</summary>
    public string? ConfirmedBy { get; private set; }

    /// <summary>When it was reminded, UTC; once.</summary>
    [NotAudited]
    public DateTime? RemindedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>The department has the data; the first to say so counts.</summary>
    public void Confirm(DateTime at, Guid? byId, string by) => (ConfirmedAt, ConfirmedById, ConfirmedBy) = (at, byId, by);

    /// <summary>It was reminded.</summary>
    public void Remind(DateTime at) => RemindedAt = at;
}

sealed class ReceiptMapping : IEntityTypeConfiguration<DataReceipt>
{
    public void Configure(EntityTypeBuilder<DataReceipt> receipt)
    {
        receipt.ToTable("data_receipts").HasIndex(r => new { r.CustomerId, r.Id });
        // What is to be reminded of is few however many receipts there are.
        receipt.HasIndex(r => r.DueAt).HasFilter("confirmed_at IS NULL AND reminded_at IS NULL").HasDatabaseName("ix_data_receipts_waiting");
        receipt.Property(r => r.Title).HasMaxLength(200);
        receipt.Property(r => r.Department).HasMaxLength(60);
        receipt.Property(r => r.SentBy).HasMaxLength(60);
        receipt.Property(r => r.ConfirmedBy).HasMaxLength(60);
        receipt.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Restrict);
        receipt.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        receipt.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }
}
