using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers;

sealed class EventMapping : IEntityTypeConfiguration<StageRecord>, IEntityTypeConfiguration<Evaluation>, IEntityTypeConfiguration<CategoryMove>,
    IEntityTypeConfiguration<MajorChange>, IEntityTypeConfiguration<ContactPlan>, IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<StageRecord> record)
    {
        Event(record, "stage_records");
        record.Property(r => r.Note).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<Evaluation> evaluation)
    {
        Event(evaluation, "customer_evaluations");
        evaluation.Property(e => e.Grounds).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<CategoryMove> move)
    {
        Event(move, "category_moves");
        move.Property(m => m.Reason).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<MajorChange> change)
    {
        Event(change, "major_changes");
        change.Property(c => c.Before).HasMaxLength(2000);
        change.Property(c => c.After).HasMaxLength(2000);
        change.Property(c => c.Source).HasMaxLength(200);
        change.Property(c => c.Title).HasMaxLength(200);
        change.Ignore(c => c.AuditUnit).Ignore(c => c.AuditSubject);
        change.Property(c => c.FormerKey).HasMaxLength(CompanyName.MaxKey);
        change.HasIndex(c => new { c.UnitId, c.FormerKey }).HasFilter("former_key IS NOT NULL");
        change.HasIndex(c => new { c.UnitId, c.HappenedOn });
    }

    public void Configure(EntityTypeBuilder<ContactPlan> plan)
    {
        plan.ToTable("contact_plans").HasIndex(p => new { p.CustomerId, p.State });
        // What waits is little beside what was decided.
        plan.HasIndex(p => p.UnitId).HasFilter("state = 'Pending'");
        plan.Property(p => p.Title).HasMaxLength(200);
        plan.Property(p => p.Step).HasMaxLength(200);
        plan.Property(p => p.AskedByName).HasMaxLength(60);
        plan.Property(p => p.DecidedByName).HasMaxLength(60);
        plan.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);
        plan.Ignore(p => p.AuditUnit).Ignore(p => p.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("attachments").HasIndex(a => a.CustomerId);
        attachment.HasIndex(a => a.Hash);
        attachment.Property(a => a.Title).HasMaxLength(200);
        attachment.Property(a => a.Name).HasMaxLength(120);
        attachment.Property(a => a.MediaType).HasMaxLength(100);
        attachment.Property(a => a.Hash).HasMaxLength(64);
        attachment.Property(a => a.ByName).HasMaxLength(60);
        attachment.Property(a => a.Kind).HasMaxLength(Papers.DocumentKinds.Longest);
        attachment.Property(a => a.Location).HasMaxLength(80);
        attachment.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
        attachment.Ignore(a => a.AuditUnit).Ignore(a => a.AuditSubject);
    }

    static void Event<T>(EntityTypeBuilder<T> entity, string table) where T : CustomerEvent
    {
        entity.ToTable(table).HasIndex(e => new { e.CustomerId, e.At });
        entity.Property(e => e.ByName).HasMaxLength(60);
        entity.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}
