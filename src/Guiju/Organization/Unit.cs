using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Organization;

/// <summary>A company of the group, or the group itself (the one without a parent).</summary>
public sealed class Unit : Entity, IAudited
{
    Unit() { }

    /// <summary>A company under another, or the group where there is no parent.</summary>
    public Unit(string code, string name, Guid? parentId) => (Code, Name, ParentId) = (code, name, parentId);

    /// <summary>Short code people read, unique in the group, up to 20 characters.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Registered name, up to 100 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The company above, null for the group.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Whether it still works; a closed company keeps its records.</summary>
    public bool Active { get; private set; } = true;

    /// <inheritdoc/>
    public Guid AuditUnit => Id;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("unit", Id, Name);

    /// <summary>Gives it another code and name.</summary>
    public void Rename(string code, string name) => (Code, Name) = (code, name);

    /// <summary>Closes or reopens it.</summary>
    public void SetActive(bool active) => Active = active;
}

/// <summary>A department of a company; departments nest.</summary>
public sealed class Department : Entity, IAudited
{
    Department() { }

    /// <summary>A department of a company, below another or directly below the company.</summary>
    public Department(Guid unitId, string name, Guid? parentId) => (UnitId, Name, ParentId) = (unitId, name, parentId);

    /// <summary>Company it belongs to.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name, unique among its siblings, up to 60 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Department above it in the same company.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Whether it still works.</summary>
    public bool Active { get; private set; } = true;

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("department", Id, Name);

    /// <summary>Gives it another name and place.</summary>
    public void Move(string name, Guid? parentId) => (Name, ParentId) = (name, parentId);

    /// <summary>Closes or reopens it.</summary>
    public void SetActive(bool active) => Active = active;
}

sealed class UnitMapping : IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("units").Property(u => u.Code).HasMaxLength(20);
        unit.Property(u => u.Name).HasMaxLength(100);
        unit.HasIndex(u => u.Code).IsUnique();
        unit.Ignore(u => u.AuditUnit).Ignore(u => u.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<Department> department)
    {
        department.ToTable("departments").Property(d => d.Name).HasMaxLength(60);
        department.HasIndex(d => new { d.UnitId, d.ParentId, d.Name }).IsUnique();
        department.HasOne<Unit>().WithMany().HasForeignKey(d => d.UnitId).OnDelete(DeleteBehavior.Restrict);
        department.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId).OnDelete(DeleteBehavior.Restrict);
        department.Ignore(d => d.AuditUnit).Ignore(d => d.AuditSubject);
    }
}
