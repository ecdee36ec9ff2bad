using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Organization;

/// <summary>Somebody who works for a company of the group; signs in with his account, acts through his roles.</summary>
public sealed class Person : Entity, IAudited
{
    Person() { }

    /// <summary>Somebody of a company.</summary>
    public Person(Guid unitId, string name, Guid? departmentId = null, string? post = null, Guid? supervisorId = null) =>
        (UnitId, Name, DepartmentId, Post, SupervisorId, SortKey, SearchKey) = (unitId, name, departmentId, post, supervisorId, SortKeyOf(name), SearchKeyOf(name));

    /// <summary>Company he works for.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Department he works in.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Name, up to 60 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Sorts people by pinyin; unique, so that it also marks a place in the list.</summary>
    [NotAudited, BinaryOrder]
    public string SortKey { get; private set; } = "";

    /// <summary>What a search for people looks in: name, pinyin and initials.</summary>
    [NotAudited]
    public string SearchKey { get; private set; } = "";

    /// <summary>Post (岗位) as the company calls it, up to 60 characters.</summary>
    public string? Post { get; private set; }

    /// <summary>Whom he reports to.</summary>
    public Guid? SupervisorId { get; private set; }

    /// <summary>Phone, up to 40 characters.</summary>
    public string? Phone { get; private set; }

    /// <summary>E-mail, up to 100 characters.</summary>
    public string? Email { get; private set; }

    /// <summary>Whether he still works here; who left cannot sign in, and his records stay.</summary>
    public bool Active { get; private set; } = true;

    /// <summary>Roles he has.</summary>
    public List<PersonRole> Roles { get; private set; } = [];

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("person", Id, Name);

    /// <summary>Puts him in a place: department, post, supervisor (never himself).</summary>
    public void Place(string name, Guid? departmentId, string? post, Guid? supervisorId) =>
        (Name, DepartmentId, Post, SupervisorId, SortKey, SearchKey) = (name, departmentId, post, supervisorId == Id ? null : supervisorId, SortKeyOf(name), SearchKeyOf(name));

    string SortKeyOf(string name) => $"{Platform.Search.SortKey.Of(name, true)} {Id:N}";

    static string SearchKeyOf(string name) =>
        $"{Platform.Search.Normal.Of(name)} {Platform.Search.Pinyin.Full(name, true).Replace(" ", "", StringComparison.Ordinal)} {Platform.Search.Pinyin.Initials(name, true)}".ToLowerInvariant();

    /// <summary>How he is reached.</summary>
    public void Reach(string? phone, string? email) => (Phone, Email) = (phone, email);

    /// <summary>Gives him exactly these roles.</summary>
    public void Grant(IEnumerable<Guid> roleIds)
    {
        var wanted = roleIds.ToHashSet();
        Roles.RemoveAll(r => !wanted.Contains(r.RoleId));
        Roles.AddRange(wanted.Except(Roles.Select(r => r.RoleId)).Order().Select(id => new PersonRole(UnitId, Id, Name, id)));
    }

    /// <summary>He left, or came back.</summary>
    public void SetActive(bool active) => Active = active;
}

/// <summary>A role a person has.</summary>
public sealed class PersonRole : Entity, IAudited
{
    PersonRole() { }

    internal PersonRole(Guid unitId, Guid personId, string personName, Guid roleId) =>
        (UnitId, PersonId, PersonName, RoleId) = (unitId, personId, personName, roleId);

    /// <summary>Company of the person.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>His name when the role was given.</summary>
    [NotAudited]
    public string PersonName { get; private set; } = "";

    /// <summary>The role.</summary>
    public Guid RoleId { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("person", PersonId, PersonName);
}

/// <summary>A named set of permissions and how far its holders see.</summary>
public sealed class Role : Entity, IAudited
{
    Role() { }

    /// <summary>A role.</summary>
    public Role(string key, string name, DataScope scope, IEnumerable<string> permissions) =>
        (Key, Name, Scope, Permissions) = (key, name, scope, [.. permissions]);

    /// <summary>Fixed key in English, unique, such as <c>salesperson</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Name as the company calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>How far its holders see; who has several roles sees as far as the widest.</summary>
    public DataScope Scope { get; private set; }

    /// <summary>Values of <see cref="Permission"/>.</summary>
    public List<string> Permissions { get; private set; } = [];

    /// <inheritdoc/>
    public Guid AuditUnit => Guid.Empty;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("role", Id, Name);

    /// <summary>Changes what its holders may do.</summary>
    public void Change(string name, DataScope scope, IEnumerable<string> permissions) =>
        (Name, Scope, Permissions) = (name, scope, [.. permissions]);
}

sealed class PersonMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonRole>, IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people").Property(p => p.Name).HasMaxLength(60);
        person.Property(p => p.Post).HasMaxLength(60);
        person.Property(p => p.Phone).HasMaxLength(40);
        person.Property(p => p.Email).HasMaxLength(100);
        person.Property(p => p.SortKey).HasMaxLength(240);
        person.Property(p => p.SearchKey).HasMaxLength(600);
        person.HasIndex(p => p.SortKey).IsUnique();
        person.HasIndex(p => new { p.UnitId, p.SortKey });
        person.HasIndex(p => p.DepartmentId);
        person.HasIndex(p => p.SupervisorId);
        person.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        person.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        person.HasOne<Person>().WithMany().HasForeignKey(p => p.SupervisorId).OnDelete(DeleteBehavior.Restrict);
        person.HasMany(p => p.Roles).WithOne().HasForeignKey(r => r.PersonId);
        person.Ignore(p => p.AuditUnit).Ignore(p => p.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<PersonRole> role)
    {
        role.ToTable("person_roles").HasIndex(r => new { r.PersonId, r.RoleId }).IsUnique();
        role.HasOne<Role>().WithMany().HasForeignKey(r => r.RoleId).OnDelete(DeleteBehavior.Restrict);
        role.Property(r => r.PersonName).HasMaxLength(60);
        role.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<Role> role)
    {
        role.ToTable("roles").Property(r => r.Key).HasMaxLength(40);
        role.Property(r => r.Name).HasMaxLength(60);
        role.HasIndex(r => r.Key).IsUnique();
        role.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }
}
