using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Access;

/// <summary>A part of a file that can be asked for (查阅范围).</summary>
public enum FilePart
{
    /// <summary>基本.</summary>
    Basic,

    /// <summary>往来.</summary>
    Dealings,

    /// <summary>财务.</summary>
    Finance,

    /// <summary>联系人.</summary>
    Contacts,
}

/// <summary>Leave to read parts of a file outside one's scope, by an approved request (D13-6b): from the first day to the end of the last.</summary>
public sealed class FileGrant : Entity, IAudited
{
    FileGrant() { }

    internal FileGrant(Guid unitId, Guid customerId, Guid personId, string person, IReadOnlyList<FilePart> parts, bool export, DateOnly first, DateOnly last, Guid requestId, string number) =>
        (UnitId, CustomerId, PersonId, Person, Parts, Export, First, Last, RequestId, Number) = (unitId, customerId, personId, person, [.. parts.Select(p => p.ToString())], export, first, last, requestId, number);

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Who may read it.</summary>
    [NotAudited]
    public Guid PersonId { get; private set; }

    /// <summary>His name then.</summary>
    public string Person { get; private set; } = "";

    /// <summary>Parts, names of <see cref="FilePart"/>.</summary>
    public List<string> Parts { get; private set; } = [];

    /// <summary>Whether he may take them out into a file.</summary>
    public bool Export { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly First { get; private set; }

    /// <summary>Last day, to its end.</summary>
    public DateOnly Last { get; private set; }

    /// <summary>The request.</summary>
    [NotAudited]
    public Guid RequestId { get; private set; }

    /// <summary>Its number.</summary>
    public string Number { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Number);
}

/// <summary>By which right a file was opened.</summary>
public enum AccessGround
{
    /// <summary>负责人.</summary>
    Owner,

    /// <summary>第二联系人.</summary>
    SecondOwner,

    /// <summary>本部门和下属的客户.</summary>
    Department,

    /// <summary>全公司范围.</summary>
    Unit,

    /// <summary>全集团范围.</summary>
    Group,

    /// <summary>查阅申请.</summary>
    Request,

    /// <summary>无权查阅.</summary>
    None,
}

/// <summary>A file was opened, or refused (查阅记录, D13-6c). Added, never changed; it stays whatever becomes of the file, as long as the clause says.</summary>
public sealed class FileAccess : Entity
{
    FileAccess() { }

    internal FileAccess(Guid unitId, Guid fileId, string code, Actor by, DateTime at, AccessGround ground) =>
        (UnitId, FileId, Code, PersonId, DepartmentId, Person, Door, At, Ground) = (unitId, fileId, code, by.PersonId, by.DepartmentId, by.Name, by.Door, at, ground);

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The file.</summary>
    public Guid FileId { get; private set; }

    /// <summary>Its number.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Who; null for the program.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>His department.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>His name.</summary>
    public string Person { get; private set; } = "";

    /// <summary>Through which door.</summary>
    public Door Door { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>By which right; <see cref="AccessGround.None"/> where it was refused.</summary>
    public AccessGround Ground { get; private set; }

    /// <summary>The request relied on.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Its number.</summary>
    public string? Number { get; init; }
}

sealed class AccessMapping : IEntityTypeConfiguration<FileGrant>, IEntityTypeConfiguration<FileAccess>
{
    public void Configure(EntityTypeBuilder<FileGrant> grant)
    {
        grant.ToTable("file_grants").HasIndex(g => new { g.CustomerId, g.PersonId, g.Last });
        grant.Ignore(g => g.AuditUnit).Ignore(g => g.AuditSubject);
        grant.Property(g => g.Person).HasMaxLength(60);
        grant.Property(g => g.Number).HasMaxLength(20);
        grant.HasIndex(g => g.RequestId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FileAccess> access)
    {
        access.ToTable("file_accesses").HasIndex(a => new { a.UnitId, a.Id });
        access.Property(a => a.Code).HasMaxLength(40);
        access.Property(a => a.Person).HasMaxLength(60);
        access.Property(a => a.Number).HasMaxLength(20);
        access.HasIndex(a => new { a.FileId, a.Id });
        access.HasIndex(a => new { a.UnitId, a.Code, a.Id });
        access.HasIndex(a => new { a.PersonId, a.Id });
        access.HasIndex(a => new { a.DepartmentId, a.Id });
        access.HasIndex(a => new { a.UnitId, a.At });
        access.HasIndex(a => a.RequestId).HasFilter("request_id IS NOT NULL");
    }
}
