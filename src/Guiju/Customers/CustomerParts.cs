using Guiju.Customers.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Customers;

/// <summary>A role an entity plays (供应商, 经销商, 特殊…).</summary>
public sealed class CustomerRole : Entity, IAudited
{
    CustomerRole() { }

    internal CustomerRole(Customer customer, RoleKind role, SpecialKind? special) =>
        (CustomerId, UnitId, Title, Role, Special) = (customer.Id, customer.UnitId, customer.Name, role, special);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer when the role was given.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>The role.</summary>
    public RoleKind Role { get; private set; }

    /// <summary>Subtype of the special class, null for the others.</summary>
    public SpecialKind? Special { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);
}

/// <summary>A person at the customer (联系人).</summary>
public sealed class ContactPerson : Entity, IAudited
{
    ContactPerson() { }

    /// <summary>A person at this customer.</summary>
    public ContactPerson(Customer customer, string name) =>
        (CustomerId, UnitId, Title, Name) = (customer.Id, customer.UnitId, customer.Name, name.Trim());

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer when the contact was added.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Name, up to 60 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Post at the customer, up to 60 characters.</summary>
    public string? Post { get; private set; }

    /// <summary>Mobile as written, up to 40 characters.</summary>
    public string? Mobile { get; private set; }

    /// <summary>Mobile as digits that match however it is written.</summary>
    [NotAudited]
    public string? MobileKey { get; private set; }

    /// <summary>Other phone as written, up to 40 characters.</summary>
    public string? Phone { get; private set; }

    /// <summary>Other phone as digits that match however it is written.</summary>
    [NotAudited]
    public string? PhoneKey { get; private set; }

    /// <summary>E-mail, up to 100 characters.</summary>
    public string? Email { get; private set; }

    /// <summary>WeChat name, up to 60 characters.</summary>
    public string? WeChat { get; private set; }

    /// <summary>What counts in dealing with him for the business, up to 200 characters; nothing private.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether he is the one to ask first.</summary>
    public bool Primary { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Sets who he is.</summary>
    public void Describe(string name, string? post, string? note) => (Name, Post, Note) = (name.Trim(), Blank(post), Blank(note));

    /// <summary>Sets how he is reached.</summary>
    public void Reach(string? mobile, string? mobileKey, string? phone, string? email, string? weChat)
    {
        if (Blank(phone) != Phone) PhoneKey = Blank(phone) is { } typed && PhoneNumber.Read(typed) is { Done: true, Value.Key: { Length: <= 24 } key } ? key : null;
        (Mobile, MobileKey, Phone, Email, WeChat) = (Blank(mobile), Blank(mobileKey), Blank(phone), Blank(email), Blank(weChat));
    }

    /// <summary>Makes him the one to ask first, or not.</summary>
    public void SetPrimary(bool primary) => Primary = primary;

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A category of the classified register (销售客户分类登记表); the company may add some (D01-1.3e).</summary>
public sealed class RegisterCategory : Entity, IAudited
{
    RegisterCategory() { }

    /// <summary>A category of a company's register.</summary>
    public RegisterCategory(Guid unitId, int order, string name) => (UnitId, Order, Name) = (unitId, order, name);

    /// <summary>Company whose register it is.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Place in the register, from 1; the first is 目标和意向客户.</summary>
    public int Order { get; private set; }

    /// <summary>Name, up to 40 characters, unique in the company.</summary>
    public string Name { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("registerCategory", Id, Name);

    /// <summary>Gives it another name.</summary>
    public void Rename(string name) => Name = name;
}
