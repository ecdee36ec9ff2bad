using Guiju.Customers.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Customers;

/// <summary>
/// The file of one legal entity a company deals with (D13-3.2a): one file however many roles it plays (D13-2.1b).
/// Changes by intent; what the regulations ask of a change is in <c>Clauses/</c>.
/// </summary>
public sealed partial class Customer : Entity, IAudited
{
    Customer() { }

    /// <summary>Opens a file as a draft: a name is enough (D13-3.3.2a).</summary>
    /// <param name="unitId">Company that keeps the file.</param>
    /// <param name="serial">Running number, never given twice in this installation.</param>
    /// <param name="code">File number people read (D10-1.1b), unique in the company.</param>
    /// <param name="name">Registered name.</param>
    /// <param name="ownerId">Person in charge, null while nobody is (supervisor's pool).</param>
    /// <param name="departmentId">Department of the owner.</param>
    /// <param name="on">Day the file is opened.</param>
    public Customer(Guid unitId, long serial, string code, string name, Guid? ownerId, Guid? departmentId, DateOnly on)
    {
        (UnitId, Serial, Code, OwnerId, DepartmentId, OpenedOn) = (unitId, serial, code, ownerId, departmentId, on);
        Rename(name, null);
    }

    /// <summary>Company that keeps the file.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Running number in this installation; row of the search index and tie-break of every order.</summary>
    [NotAudited]
    public long Serial { get; private set; }

    /// <summary>File number people read, up to 30 characters, unique in the company.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Registered name, up to 200 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name as people say it, up to 60 characters.</summary>
    public string? ShortName { get; private set; }

    /// <summary>Normal form of the name, the same for spellings of the same entity.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    /// <summary>Brand, trade and branch of the name: files that can be the same entity share it (<see cref="CompanyName.Key"/>).</summary>
    [NotAudited]
    public string MatchKey { get; private set; } = "";

    /// <summary>Place the name bears, as the start of a region's code; empty where it bears none.</summary>
    [NotAudited]
    public string MatchPlace { get; private set; } = "";

    /// <summary>Sorts names by pinyin, in any database.</summary>
    [NotAudited, BinaryOrder]
    public string SortKey { get; private set; } = "";

    /// <summary>Unified social credit code, 18 characters in normal form; legal old codes may fail the checksum.</summary>
    public string? CreditCode { get; private set; }

    /// <summary>Roles the entity plays towards the company; a file has at least one (D13-2.1a, D10-0.3).</summary>
    public List<CustomerRole> Roles { get; private set; } = [];

    /// <summary>Legal representative, up to 60 characters.</summary>
    public string? LegalRepresentative { get; private set; }

    /// <summary>Code of province, city or district, six digits.</summary>
    public string? RegionCode { get; private set; }

    /// <summary>First two digits of the region: its province. Follows it by itself, so that lists of a province are read along an index.</summary>
    [NotAudited]
    public string? Province { get => RegionCode is { Length: >= 2 } code ? code[..2] : null; private set { } }

    /// <summary>First four digits of the region: its city. Follows it by itself.</summary>
    [NotAudited]
    public string? City { get => RegionCode is { Length: >= 4 } code ? code[..4] : null; private set { } }

    /// <summary>Street address, up to 200 characters.</summary>
    public string? Address { get; private set; }

    /// <summary>Postcode, six digits.</summary>
    public string? Postcode { get; private set; }

    /// <summary>Main phone as written, up to 40 characters.</summary>
    public string? Phone { get; private set; }

    /// <summary>Phone as digits that match however it is written.</summary>
    [NotAudited]
    public string? PhoneKey { get; private set; }

    /// <summary>Fax as written, up to 40 characters.</summary>
    public string? Fax { get; private set; }

    /// <summary>Business scope, up to 2,000 characters.</summary>
    public string? BusinessScope { get; private set; }

    /// <summary>Registered capital in units of <see cref="CapitalCurrency"/> (not in ten thousands), at least 0.</summary>
    public decimal? RegisteredCapital { get; private set; }

    /// <summary>ISO code of the capital's currency.</summary>
    public string? CapitalCurrency { get; private set; }

    /// <summary>Registered capital in whole yuan, to be found by; null where there is none or it is in another currency.</summary>
    [NotAudited]
    public long? CapitalYuan { get; private set; }

    /// <summary>Industry, up to 60 characters.</summary>
    public string? Industry { get; private set; }

    /// <summary>Channel it became known through (D01-1.1b).</summary>
    public string? Source { get; private set; }

    /// <summary>Products it asks for, up to 500 characters.</summary>
    public string? Demand { get; private set; }

    /// <summary>Standard fields said to be nonexistent, with the reason (D13-3.3.2a): field in camel case → reason.</summary>
    public Dictionary<string, string> Absent { get; private set; } = [];

    /// <summary>Tags, each up to 20 characters.</summary>
    public List<string> Tags { get; private set; } = [];

    /// <summary>Draft, incomplete or formal.</summary>
    public FileStatus Status { get; private set; } = FileStatus.Draft;

    /// <summary>Share of the standard fields that are filled or said to be nonexistent, percent (D13-3.3.2c).</summary>
    [NotAudited]
    public decimal Completeness { get; private set; }

    /// <summary>Points of what is known of it, percent (D01-1.2c).</summary>
    [NotAudited]
    public int Score { get; private set; }

    /// <summary>How far the relation has come (D01-3.1a).</summary>
    public Stage Stage { get; private set; } = Stage.Collected;

    /// <summary>What its first evaluation found (D01-1.3b), null before.</summary>
    public LeadClass? LeadClass { get; private set; }

    /// <summary>Grounds of the class.</summary>
    public string? LeadClassGrounds { get; private set; }

    /// <summary>Category in the classified register (D01-1.3c, 1.3e), null while it is not in it.</summary>
    public Guid? CategoryId { get; private set; }

    /// <summary>Person in charge, null while nobody is.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>Second contact on our side.</summary>
    public Guid? SecondOwnerId { get; private set; }

    /// <summary>Department of the owner.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Day of the next contact (D01-2.3b).</summary>
    public DateOnly? NextContactOn { get; private set; }

    /// <summary>What for.</summary>
    public string? NextStep { get; private set; }

    /// <summary>When it was last contacted, UTC.</summary>
    public DateTime? LastContactAt { get; private set; }

    /// <summary>What the last contact brought, cut to 200 characters.</summary>
    public string? LastFeedback { get; private set; }

    /// <summary>When the stage's data were last brought up to date, UTC (D01-3.1a).</summary>
    [NotAudited]
    public DateTime RefreshedAt { get; private set; }

    /// <summary>Day the file was opened.</summary>
    public DateOnly OpenedOn { get; private set; }

    /// <summary>When it was archived, UTC; archived files are left out of lists unless asked for.</summary>
    public DateTime? ArchivedAt { get; private set; }

    /// <summary>
    /// The file this one was merged into, null for every other. A merged file is a stub that keeps its number from being given again: it is
    /// archived, in nobody's scope, and whoever opens it is led to the file kept (D02-4.6.1, D13-3.1b).
    /// </summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>People at the customer.</summary>
    public List<ContactPerson> Contacts { get; private set; } = [];

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", Id, Name);
}
