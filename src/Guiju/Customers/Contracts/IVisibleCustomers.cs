namespace Guiju.Customers.Contracts;

/// <summary>
/// The customers an actor may see, as other features may read them. The rows can be filtered, joined and ordered further
/// in the database; what is not asked for is not read.
/// </summary>
public interface IVisibleCustomers
{
    /// <summary>Files within the actor's scope that are not archived.</summary>
    IQueryable<VisibleCustomer> Rows { get; }

    /// <summary>People at the customers within the actor's scope.</summary>
    IQueryable<VisibleContact> Contacts { get; }

    /// <summary>Categories of the classified register of the actor's company, or of all companies where his scope is the group.</summary>
    IQueryable<VisibleCategory> Categories { get; }
}

/// <summary>A customer file in a list of another feature.</summary>
public sealed record VisibleCustomer
{
    /// <summary>Id of the file.</summary>
    public required Guid Id { get; init; }

    /// <summary>Company that keeps it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>File number.</summary>
    public required string Code { get; init; }

    /// <summary>Registered name.</summary>
    public required string Name { get; init; }

    /// <summary>Sorts names by pinyin.</summary>
    public required string SortKey { get; init; }

    /// <summary>Role it plays first.</summary>
    public required RoleKind? Role { get; init; }

    /// <summary>How far the relation has come.</summary>
    public required Stage Stage { get; init; }

    /// <summary>What its evaluation found.</summary>
    public required LeadClass? LeadClass { get; init; }

    /// <summary>Grounds of the class.</summary>
    public required string? LeadClassGrounds { get; init; }

    /// <summary>Draft, incomplete or formal.</summary>
    public required FileStatus Status { get; init; }

    /// <summary>Share of the standard fields that are filled, percent.</summary>
    public required decimal Completeness { get; init; }

    /// <summary>Share of the ten fields of 客户信息登记表 that are known, percent (D01-1.2c).</summary>
    public required int Score { get; init; }

    /// <summary>Category in the classified register, null while it is not in it.</summary>
    public required Guid? CategoryId { get; init; }

    /// <summary>Person in charge.</summary>
    public required Guid? OwnerId { get; init; }

    /// <summary>Second contact on our side.</summary>
    public required Guid? SecondOwnerId { get; init; }

    /// <summary>Department of the owner.</summary>
    public required Guid? DepartmentId { get; init; }

    /// <summary>Day of the next contact.</summary>
    public required DateOnly? NextContactOn { get; init; }

    /// <summary>What for.</summary>
    public required string? NextStep { get; init; }

    /// <summary>When it was last contacted, UTC.</summary>
    public required DateTime? LastContactAt { get; init; }

    /// <summary>What the last contact brought.</summary>
    public required string? LastFeedback { get; init; }

    /// <summary>Day the file was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>Region code, six digits.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>Street address.</summary>
    public required string? Address { get; init; }

    /// <summary>Phone as written.</summary>
    public required string? Phone { get; init; }

    /// <summary>Industry.</summary>
    public required string? Industry { get; init; }

    /// <summary>Channel it became known through.</summary>
    public required string? Source { get; init; }

    /// <summary>Products it asks for.</summary>
    public required string? Demand { get; init; }

    /// <summary>The person to ask first, or else the one entered first.</summary>
    public required VisibleContact? Contact { get; init; }

    /// <summary>Who last changed the file.</summary>
    public required Guid? ChangedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime ChangedAt { get; init; }
}

/// <summary>A person at a customer.</summary>
public sealed record VisibleContact
{
    /// <summary>Id of the person.</summary>
    public required Guid Id { get; init; }

    /// <summary>The file.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Post at the customer.</summary>
    public required string? Post { get; init; }

    /// <summary>Mobile as written, or else the other phone.</summary>
    public required string? Phone { get; init; }

    /// <summary>E-mail.</summary>
    public required string? Email { get; init; }

    /// <summary>Whether he is the one to ask first.</summary>
    public required bool Primary { get; init; }
}

/// <summary>A category of the classified register.</summary>
public sealed record VisibleCategory
{
    /// <summary>Id of the category.</summary>
    public required Guid Id { get; init; }

    /// <summary>Company whose register it is.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Place in the register, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }
}
