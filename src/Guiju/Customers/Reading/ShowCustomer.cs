using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>A person as others name him.</summary>
public sealed record PersonName(Guid Id, string Name);

/// <summary>A class of a file.</summary>
public sealed record RoleView(RoleKind Role, SpecialKind? Special);

/// <summary>A person at the customer; numbers masked where the reader may not see them.</summary>
public sealed record ContactView(Guid Id, int Version, string Name, string? Post, string? Mobile, string? Phone, string? Email, string? WeChat, string? Note, bool Primary);

/// <summary>A category of the register.</summary>
public sealed record CategoryView(Guid Id, int Order, string Name);

/// <summary>A next contact that waits for confirmation.</summary>
public sealed record PlanView(Guid Id, DateOnly On, string? Step, Guid? AskedById, string AskedBy);

/// <summary>A file as its reader may see it.</summary>
public sealed record CustomerView
{
    /// <summary>Id.</summary>
    public Guid Id { get; init; }

    /// <summary>Version; the ETag.</summary>
    public int Version { get; init; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; init; }

    /// <summary>File number.</summary>
    public string Code { get; init; } = "";

    /// <summary>What is known; the phone masked where the reader may not see it.</summary>
    public CustomerFacts Facts { get; init; } = new();

    /// <summary>Whether phones are masked for this reader.</summary>
    public bool PhonesMasked { get; init; }

    /// <summary>Registered capital in units of its currency.</summary>
    public decimal? CapitalAmount { get; init; }

    /// <summary>Its currency.</summary>
    public string? CapitalCurrency { get; init; }

    /// <summary>Classes.</summary>
    public IReadOnlyList<RoleView> Roles { get; init; } = [];

    /// <summary>Business customer without a deal yet (D10-0.3).</summary>
    public bool InNegotiation { get; init; }

    /// <summary>Fields said not to exist, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Absent { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Draft, incomplete or formal.</summary>
    public FileStatus Status { get; init; }

    /// <summary>Completeness, percent.</summary>
    public decimal Completeness { get; init; }

    /// <summary>Score of what is known, percent.</summary>
    public int Score { get; init; }

    /// <summary>Mandatory fields that are missing.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Stage.</summary>
    public Stage Stage { get; init; }

    /// <summary>What the last evaluation found.</summary>
    public LeadClass? LeadClass { get; init; }

    /// <summary>Its grounds.</summary>
    public string? LeadClassGrounds { get; init; }

    /// <summary>Category in the register.</summary>
    public CategoryView? Category { get; init; }

    /// <summary>Person in charge.</summary>
    public PersonName? Owner { get; init; }

    /// <summary>Second contact on our side.</summary>
    public PersonName? SecondOwner { get; init; }

    /// <summary>Day of the next contact.</summary>
    public DateOnly? NextContactOn { get; init; }

    /// <summary>What for.</summary>
    public string? NextStep { get; init; }

    /// <summary>A later day that waits for the supervisor.</summary>
    public PlanView? PendingPlan { get; init; }

    /// <summary>When it was last contacted, UTC.</summary>
    public DateTime? LastContactAt { get; init; }

    /// <summary>What that brought.</summary>
    public string? LastFeedback { get; init; }

    /// <summary>When its data were last brought up to date, UTC.</summary>
    public DateTime RefreshedAt { get; init; }

    /// <summary>Day the file was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>Who opened it.</summary>
    internal Guid? OpenedById { get; init; }

    /// <summary>When it was archived, UTC.</summary>
    public DateTime? ArchivedAt { get; init; }

    /// <summary>People at the customer, the main contact first.</summary>
    public IReadOnlyList<ContactView> Contacts { get; init; } = [];
}

/// <summary>Shows a file.</summary>
[Allow(Permission.CustomersRead)]
sealed class ShowCustomer(GuijuContext db, CurrentActor actor, CustomerRuleBook ruleBook)
{
    /// <summary>The file, or not found where it is outside the reader's scope.</summary>
    [Clause("D13-3.2a"), Clause("D10-0.3")]
    public async Task<Outcome<CustomerView>> Handle(Guid id, CancellationToken ct)
    {
        var c = await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Include(x => x.Roles).Include(x => x.Contacts).SingleOrDefaultAsync(x => x.Id == id, ct);
        if (c is null) return Outcome<CustomerView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var rules = ruleBook.For(c.UnitId);
        Guid?[] ids = [c.OwnerId, c.SecondOwnerId];
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new PersonName(p.Id, p.Name)).ToListAsync(ct);
        var category = c.CategoryId is null ? null : await db.Set<RegisterCategory>().AsNoTracking().Where(k => k.Id == c.CategoryId).Select(k => new CategoryView(k.Id, k.Order, k.Name)).SingleAsync(ct);
        var plan = await db.Set<ContactPlan>().AsNoTracking().Where(p => p.CustomerId == id && p.State == PlanState.Pending).OrderByDescending(p => p.Id)
            .Select(p => new PlanView(p.Id, p.On, p.Step, p.AskedById, p.AskedByName)).FirstOrDefaultAsync(ct);
        var masked = !actor.Value.SeesPhones(c.OwnerId, c.SecondOwnerId);
        string? Number(string? typed) => masked && typed is not null ? PhoneNumber.Mask(typed) : typed;
        return new CustomerView
        {
            Id = c.Id,
            Version = c.Version,
            UnitId = c.UnitId,
            Code = c.Code,
            Facts = new()
            {
                Name = c.Name,
                ShortName = c.ShortName,
                CreditCode = c.CreditCode,
                LegalRepresentative = c.LegalRepresentative,
                RegionCode = c.RegionCode,
                Address = c.Address,
                Postcode = c.Postcode,
                Phone = Number(c.Phone),
                Fax = c.Fax,
                BusinessScope = c.BusinessScope,
                RegisteredCapital = FactText.Of(c, "registeredCapital"),
                Industry = c.Industry,
                Source = c.Source,
                Demand = c.Demand,
            },
            PhonesMasked = masked,
            CapitalAmount = c.RegisteredCapital,
            CapitalCurrency = c.CapitalCurrency,
            Roles = [.. c.Roles.OrderBy(r => r.Role).Select(r => new RoleView(r.Role, r.Special))],
            InNegotiation = CustomerClasses.InNegotiation(c.Roles.Select(r => r.Role), c.Stage),
            Absent = c.Absent,
            Tags = c.Tags,
            Status = c.Status,
            Completeness = c.Completeness,
            Score = c.Score,
            Missing = FileJudgement.Missing(c, rules),
            Stage = c.Stage,
            LeadClass = c.LeadClass,
            LeadClassGrounds = c.LeadClassGrounds,
            Category = category,
            Owner = people.SingleOrDefault(p => p.Id == c.OwnerId),
            SecondOwner = people.SingleOrDefault(p => p.Id == c.SecondOwnerId),
            NextContactOn = c.NextContactOn,
            NextStep = c.NextStep,
            PendingPlan = plan,
            LastContactAt = c.LastContactAt,
            LastFeedback = c.LastFeedback,
            RefreshedAt = c.RefreshedAt,
            OpenedOn = c.OpenedOn,
            OpenedById = c.CreatedBy,
            ArchivedAt = c.ArchivedAt,
            Contacts = [.. c.Contacts.OrderByDescending(p => p.Primary).ThenBy(p => p.Id)
                .Select(p => new ContactView(p.Id, p.Version, p.Name, p.Post, Number(p.Mobile), Number(p.Phone), p.Email, p.WeChat, p.Note, p.Primary))],
        };
    }
}
