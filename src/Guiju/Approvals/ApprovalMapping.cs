using Guiju.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Approvals;

sealed class ApprovalMapping : IEntityTypeConfiguration<ApprovalRequest>, IEntityTypeConfiguration<ApprovalStep>, IEntityTypeConfiguration<ApprovalSeat>, IEntityTypeConfiguration<ApprovalLine>,
    IEntityTypeConfiguration<ApprovalRoute>, IEntityTypeConfiguration<Delegation>, IEntityTypeConfiguration<KeptDecision>
{
    public void Configure(EntityTypeBuilder<ApprovalRequest> request)
    {
        request.ToTable("approval_requests");
        request.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject).Ignore(r => r.Bounds);
        request.Property(r => r.Number).HasMaxLength(20);
        request.Property(r => r.Kind).HasMaxLength(30);
        request.Property(r => r.ClauseId).HasMaxLength(30);
        request.Property(r => r.SubjectKind).HasMaxLength(30);
        request.Property(r => r.Title).HasMaxLength(200);
        request.Property(r => r.Bound).HasMaxLength(100);
        request.Property(r => r.Reason).HasMaxLength(1000);
        request.Property(r => r.AskedBy).HasMaxLength(60);
        request.Property(r => r.EndedBy).HasMaxLength(60);
        request.Property(r => r.Grounds).HasMaxLength(1000);
        request.HasIndex(r => new { r.UnitId, r.Number }).IsUnique();
        request.HasIndex(r => new { r.SubjectId, r.Kind, r.State });
        // Lists go from the newest back, along one of these, whoever looks.
        request.HasIndex(r => new { r.AskedById, r.Id });
        request.HasIndex(r => new { r.UnitId, r.State, r.Id });
        request.HasIndex(r => new { r.DepartmentId, r.State, r.Id });
        request.HasIndex(r => new { r.State, r.Id });
        request.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ApprovalStep> step)
    {
        step.ToTable("approval_steps").HasIndex(s => new { s.RequestId, s.Order }).IsUnique();
        step.Property(s => s.Words).HasMaxLength(200);
        step.HasOne<ApprovalRequest>().WithMany().HasForeignKey(s => s.RequestId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ApprovalSeat> seat)
    {
        seat.ToTable("approval_seats").HasIndex(s => new { s.RequestId, s.Order, s.PersonId }).IsUnique();
        seat.Property(s => s.Person).HasMaxLength(60);
        seat.Property(s => s.Department).HasMaxLength(60);
        seat.Property(s => s.DecidedBy).HasMaxLength(60);
        seat.Property(s => s.Grounds).HasMaxLength(1000);
        seat.HasIndex(s => new { s.PersonId, s.RequestId });
        // What waits for somebody is as small as his desk is tidy; the navigation counts it on every page.
        seat.HasIndex(s => s.PersonId).HasFilter("open").HasDatabaseName("ix_approval_seats_open");
        seat.HasOne<ApprovalRequest>().WithMany().HasForeignKey(s => s.RequestId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ApprovalLine> line)
    {
        line.ToTable("approval_lines").HasIndex(l => new { l.RequestId, l.Id });
        line.Property(l => l.By).HasMaxLength(60);
        line.Property(l => l.For).HasMaxLength(60);
        line.Property(l => l.Text).HasMaxLength(1000);
        line.HasOne<ApprovalRequest>().WithMany().HasForeignKey(l => l.RequestId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ApprovalRoute> route)
    {
        route.ToTable("approval_routes").HasIndex(r => new { r.UnitId, r.Kind, r.Id });
        route.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
        route.Property(r => r.Kind).HasMaxLength(30);
        route.Property(r => r.Reason).HasMaxLength(200);
        route.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Delegation> delegation)
    {
        delegation.ToTable("approval_delegations").HasIndex(d => new { d.ToId, d.EndedAt, d.First });
        delegation.HasIndex(d => new { d.FromId, d.Id });
        delegation.Ignore(d => d.AuditUnit).Ignore(d => d.AuditSubject);
        delegation.Property(d => d.From).HasMaxLength(60);
        delegation.Property(d => d.To).HasMaxLength(60);
        delegation.HasOne<Unit>().WithMany().HasForeignKey(d => d.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<KeptDecision> decision)
    {
        decision.ToTable("decisions");
        decision.Property(d => d.Person).HasMaxLength(60);
        decision.Property(d => d.Act).HasMaxLength(60);
        decision.Property(d => d.ClauseId).HasMaxLength(30);
        decision.Property(d => d.SubjectKind).HasMaxLength(30);
        decision.Property(d => d.Title).HasMaxLength(200);
        decision.Property(d => d.Said).HasMaxLength(60);
        decision.Property(d => d.Approval).HasMaxLength(20);
        decision.HasIndex(d => new { d.UnitId, d.Id });
        decision.HasIndex(d => new { d.PersonId, d.Id });
        decision.HasIndex(d => new { d.DepartmentId, d.Id });
        decision.HasIndex(d => new { d.SubjectId, d.Id });
        decision.HasIndex(d => new { d.UnitId, d.ClauseId, d.Id });
    }
}
