using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>A customer file as other features may know it.</summary>
/// <param name="Id">Id of the file.</param>
/// <param name="UnitId">Company that keeps it.</param>
/// <param name="Code">File number.</param>
/// <param name="Name">Registered name.</param>
/// <param name="OwnerId">Person in charge.</param>
/// <param name="Stage">How far the relation has come.</param>
/// <param name="LeadClass">What its evaluation found.</param>
/// <param name="Status">Draft, incomplete or formal.</param>
public sealed record CustomerHeader(Guid Id, Guid UnitId, string Code, string Name, Guid? OwnerId, Stage Stage, LeadClass? LeadClass, FileStatus Status);

/// <summary>
/// What other features may do with customer files, inside the transaction of their own use case. Each call obeys the
/// actor's scope: a file he may not see is not there.
/// </summary>
public interface ICustomerFiles
{
    /// <summary>The file, or null where there is none in the actor's scope.</summary>
    Task<CustomerHeader?> Find(Guid id, CancellationToken ct);

    /// <summary>Opens a file for a newly known entity, with the same checks as registering by hand; a second file for the same entity is refused with a link to the first.</summary>
    Task<Outcome<CustomerHeader>> Open(NewCustomer input, CancellationToken ct);

    /// <summary>Notes a contact and the next one planned; refusals (such as a next date in the past) come back as findings.</summary>
    Task<Outcome<CustomerHeader>> NoteContact(Guid id, DateTime at, string feedback, DateOnly? nextOn, string? nextStep, CancellationToken ct);

    /// <summary>Says what the newest contact is, where one was noted by mistake and is gone, or is back; null where there is none.</summary>
    Task<Outcome<CustomerHeader>> CorrectContact(Guid id, DateTime? at, string? feedback, CancellationToken ct);

    /// <summary>Sets what an evaluation found (D01-1.3b) and files the customer into category one or out of the register (D01-1.3c).</summary>
    Task<Outcome<CustomerHeader>> Classify(Guid id, LeadClass leadClass, string? grounds, CancellationToken ct);

    /// <summary>A deal took effect, or was cancelled with a reason: the register's category follows (D01-1.3e).</summary>
    Task<Outcome<CustomerHeader>> NoteDeal(Guid id, bool won, DateOnly on, string? reason, CancellationToken ct);

    /// <summary>The file business is booked on: refuses where none was chosen (D13-3.2a) and where it is a draft (D13-3.3.1a), with the link that puts it right.</summary>
    Task<Outcome<CustomerHeader>> ForBusiness(Guid? id, CancellationToken ct);
}

/// <summary>What opening a file from another feature may say.</summary>
public sealed record NewCustomer
{
    /// <summary>Registered name.</summary>
    public string? Name { get; init; }

    /// <summary>Roles; at least one.</summary>
    public IReadOnlyList<RoleKind> Roles { get; init; } = [];

    /// <summary>Subtype of the special role.</summary>
    public SpecialKind? Special { get; init; }

    /// <summary>Unified social credit code as written.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Region code, six digits.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Street address.</summary>
    public string? Address { get; init; }

    /// <summary>Phone as written.</summary>
    public string? Phone { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Channel it became known through.</summary>
    public string? Source { get; init; }

    /// <summary>Products it asks for.</summary>
    public string? Demand { get; init; }

    /// <summary>First contact person's name, post, mobile and e-mail.</summary>
    public NewContact? Contact { get; init; }

    /// <summary>Who takes charge; the feature decides by its rules. Null leaves it in the supervisor's pool.</summary>
    public Guid? OwnerId { get; init; }
}

/// <summary>A first contact person.</summary>
public sealed record NewContact(string Name, string? Post, string? Mobile, string? Email);

/// <summary>The classified register before the weekly report goes out.</summary>
public interface ICustomerRegister
{
    /// <summary>A person's customers in the register that hold the report back: a mandatory column is empty, or too little is known (D01-3.1b).</summary>
    Task<IReadOnlyList<RegisterGap>> Gaps(Guid ownerId, CancellationToken ct);
}

/// <summary>A row of the register that is not filled as it should be.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Code">File number.</param>
/// <param name="Name">Name.</param>
/// <param name="Empty">Mandatory fields that are empty, camel case; text <c>customers.{field}</c>.</param>
/// <param name="Completeness">What is known, percent.</param>
/// <param name="Link">Path where it is put right.</param>
public sealed record RegisterGap(Guid CustomerId, string Code, string Name, IReadOnlyList<string> Empty, decimal Completeness, string Link);

/// <summary>Lets other features add entries to a customer's timeline (往来): their own records, read where they are kept, never copied (D13-3.4.1b).</summary>
public interface ICustomerTimeline
{
    /// <summary>The newest entries of a customer before an instant, newest first.</summary>
    Task<IReadOnlyList<TimelineItem>> Newest(Guid customerId, DateTime before, int count, CancellationToken ct);
}

/// <summary>One entry of the timeline.</summary>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Kind">Kind in camel case, such as <c>call</c>, <c>contract</c>; text <c>timeline.{kind}</c>, also the icon's choice.</param>
/// <param name="Title">Headline in the reader's words.</param>
/// <param name="Body">Text below it, or null.</param>
/// <param name="By">Name of who did it.</param>
/// <param name="Clause">Clause it serves, or null.</param>
/// <param name="Link">Path of the record, or null.</param>
public sealed record TimelineItem(DateTime At, string Kind, string Title, string? Body, string? By, string? Clause, string? Link);
