using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Leads;

/// <summary>Where a lead went when it was registered (D01-1.1a).</summary>
public enum Routing
{
    /// <summary>归登记人: it lies in the registrar's own territory.</summary>
    Kept,

    /// <summary>转给负责人: it lies in another's territory; the registrar stays on record as its provider.</summary>
    Passed,

    /// <summary>进待分配池: nobody is responsible; a supervisor gives it out.</summary>
    Pool,
}

/// <summary>Whether two registrations are one purchase of a family (D03-4.2).</summary>
public enum FamilyCase
{
    /// <summary>No question.</summary>
    None,

    /// <summary>疑似: with who received the first for the time being; a manager decides.</summary>
    Suspected,

    /// <summary>同一购车单位: one purchase.</summary>
    Confirmed,

    /// <summary>各自独立: two purchases.</summary>
    Separate,
}

/// <summary>
/// A registration in the register of leads (客户信息登记表): who got to know of the customer, when, through which channel, and
/// when it was registered. What is known of the customer itself stands in its one file and is read there.
/// </summary>
public sealed class Lead : Entity, IAudited
{
    Lead() { }

    /// <summary>Registers a lead; <paramref name="registeredAt"/> is the server's time, never anybody's input.</summary>
    public Lead(Guid unitId, string number, Guid customerId, string name, Guid registrarId, string registrar, Guid? departmentId, DateTime registeredAt) =>
        (UnitId, Number, CustomerId, Name, RegistrarId, Registrar, DepartmentId, RegisteredAt) =
        (unitId, number, customerId, name.Trim(), registrarId, registrar, departmentId, registeredAt);

    /// <summary>Company it was registered in.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Number people read (登记编号), unique in the company, up to 20 characters.</summary>
    public string Number { get; private set; } = "";

    /// <summary>File that was opened for it.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Name as registered, up to 200 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Who registered it; its provider (提供人) where it went to somebody else.</summary>
    public Guid RegistrarId { get; private set; }

    /// <summary>His name at that time.</summary>
    public string Registrar { get; private set; } = "";

    /// <summary>His department.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>When it was registered, UTC, by the server's clock.</summary>
    public DateTime RegisteredAt { get; private set; }

    /// <summary>When the information was obtained, UTC, to the minute.</summary>
    public DateTime ObtainedAt { get; private set; }

    /// <summary>Whether it was registered late (D01-1.2b).</summary>
    public bool Late { get; private set; }

    /// <summary>Why, up to 200 characters.</summary>
    public string? LateReason { get; private set; }

    /// <summary>Channel it came through (D01-1.1b), up to 40 characters.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>Region it was routed by, six digits.</summary>
    public string? RegionCode { get; private set; }

    /// <summary>Field it was routed by, up to 60 characters.</summary>
    public string? Field { get; private set; }

    /// <summary>Name of the territory it lies in, null where nobody is responsible.</summary>
    public string? Territory { get; private set; }

    /// <summary>Where it went.</summary>
    public Routing Routing { get; private set; }

    /// <summary>Number plate in normal form, up to 8 characters.</summary>
    public string? Plate { get; private set; }

    /// <summary>Key of the phone (<see cref="Customers.Contracts.MatchKeys"/>).</summary>
    [NotAudited]
    public string? PhoneKey { get; private set; }

    /// <summary>Key of the name.</summary>
    [NotAudited]
    public string? NameKey { get; private set; }

    /// <summary>Key of the address.</summary>
    [NotAudited]
    public string? AddressKey { get; private set; }

    /// <summary>Whether it is one purchase with an earlier registration.</summary>
    public FamilyCase Family { get; private set; }

    /// <summary>The earlier registration, of the family or of the same buyer.</summary>
    public Guid? FamilyLeadId { get; private set; }

    /// <summary>How they are related, up to 20 characters.</summary>
    public string? FamilyRelation { get; private set; }

    /// <summary>Who decided.</summary>
    public Guid? FamilyDecidedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? FamilyDecidedAt { get; private set; }

    /// <summary>Who gave it out of the pool, and when, UTC.</summary>
    public Guid? AssignedBy { get; private set; }

    /// <summary>When it was given out, UTC.</summary>
    public DateTime? AssignedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("lead", Id, Name);

    /// <summary>Says when and how the information was obtained.</summary>
    public void Obtained(DateTime at, string channel, bool late, string? lateReason) =>
        (ObtainedAt, Channel, Late, LateReason) = (at, channel, late, late ? lateReason?.Trim() : null);

    /// <summary>Says where it lies and where it went.</summary>
    public void Route(string? regionCode, string? field, string? territory, Routing routing) =>
        (RegionCode, Field, Territory, Routing) = (regionCode, field, territory, routing);

    /// <summary>Says what it is matched by.</summary>
    public void Key(Clauses.LeadKeys keys) => (Plate, PhoneKey, NameKey, AddressKey) = (keys.Plate, keys.Phone, keys.Name, keys.Address);

    /// <summary>It is of the family of an earlier one; where both live at one address a manager decides whether it is one purchase.</summary>
    public void OfFamily(Guid leadId, string? relation, bool suspected) => (FamilyLeadId, FamilyRelation, Family) = (leadId, relation, suspected ? FamilyCase.Suspected : FamilyCase.None);

    /// <summary>The registration it was of the family of is no more.</summary>
    public void StandsAlone() => (FamilyLeadId, FamilyRelation, Family) = (null, null, FamilyCase.None);

    /// <summary>A manager decided.</summary>
    public void DecideFamily(FamilyCase decided, Guid? by, DateTime at) => (Family, FamilyDecidedBy, FamilyDecidedAt) = (decided, by, at);

    /// <summary>A supervisor gave it out.</summary>
    public void GivenOut(Guid? by, DateTime at) => (AssignedBy, AssignedAt) = (by, at);
}

sealed class LeadMapping : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.ToTable("leads");
        lead.Ignore(l => l.AuditUnit).Ignore(l => l.AuditSubject);
        lead.Property(l => l.Number).HasMaxLength(20);
        lead.Property(l => l.Name).HasMaxLength(200);
        lead.Property(l => l.Registrar).HasMaxLength(60);
        lead.Property(l => l.LateReason).HasMaxLength(200);
        lead.Property(l => l.Channel).HasMaxLength(40);
        lead.Property(l => l.RegionCode).HasMaxLength(12);
        lead.Property(l => l.Field).HasMaxLength(60);
        lead.Property(l => l.Territory).HasMaxLength(60);
        lead.HasIndex(l => new { l.UnitId, l.Number }).IsUnique();
        lead.HasIndex(l => new { l.UnitId, l.RegisteredAt, l.Id });
        lead.HasIndex(l => new { l.RegistrarId, l.RegisteredAt, l.Id });
        lead.HasIndex(l => l.CustomerId);
        lead.Property(l => l.Plate).HasMaxLength(Customers.Contracts.PlateNumber.Longest);
        lead.Property(l => l.PhoneKey).HasMaxLength(24);
        lead.Property(l => l.NameKey).HasMaxLength(Customers.Contracts.MatchKeys.Longest);
        lead.Property(l => l.AddressKey).HasMaxLength(Customers.Contracts.MatchKeys.Longest);
        lead.Property(l => l.FamilyRelation).HasMaxLength(20);
        lead.HasIndex(l => new { l.UnitId, l.PhoneKey }).HasFilter("phone_key IS NOT NULL");
        lead.HasIndex(l => new { l.UnitId, l.Plate }).HasFilter("plate IS NOT NULL");
        lead.HasIndex(l => new { l.UnitId, l.AddressKey, l.NameKey }).HasFilter("address_key IS NOT NULL");
        lead.HasOne<Lead>().WithMany().HasForeignKey(l => l.FamilyLeadId).OnDelete(DeleteBehavior.Restrict);
    }
}
