using Guiju.Customers.Papers;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Regions;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.BasicData;

/// <summary>A department that was told, and whether it confirmed.</summary>
/// <param name="Id">The notice to it.</param>
/// <param name="Department">Its name.</param>
/// <param name="SentAt">When it was told, UTC.</param>
/// <param name="SentBy">By whom.</param>
/// <param name="DueAt">Until when it confirms, UTC.</param>
/// <param name="ConfirmedAt">When it confirmed, UTC.</param>
/// <param name="ConfirmedBy">Who confirmed.</param>
/// <param name="Late">Whether it is late now.</param>
public sealed record ReceiptView(Guid Id, string Department, DateTime SentAt, string SentBy, DateTime DueAt, DateTime? ConfirmedAt, string? ConfirmedBy, bool Late);

/// <summary>The basic data of a customer as a department may see them.</summary>
public sealed record BasicDataView
{
    /// <summary>The notice to the department.</summary>
    public required ReceiptView Receipt { get; init; }

    /// <summary>Company that keeps the file.</summary>
    public required string Unit { get; init; }

    /// <summary>File number.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Legal representative.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Region and street.</summary>
    public string? Address { get; init; }

    /// <summary>Phone, masked where the reader may not see it.</summary>
    public string? Phone { get; init; }

    /// <summary>Main contact.</summary>
    public string? Contact { get; init; }

    /// <summary>Its mobile, masked where the reader may not see it.</summary>
    public string? Mobile { get; init; }

    /// <summary>Person in charge.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the department sees account information at all.</summary>
    public bool ShowsAccount { get; init; }

    /// <summary>Bank and account; null where there is none or the department does not see it.</summary>
    public string? BankAccount { get; init; }
}

/// <summary>Shows to whom the basic data of a customer were told (D02-4.6.2).</summary>
[Allow(Permission.CustomersRead)]
sealed class ListReceipts(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Receipts shown at most: some years of notices.</summary>
    public const int Most = 100;

    /// <summary>The departments told, the latest notice of each first.</summary>
    [Clause("D02-4.6.2")]
    public async Task<Outcome<IReadOnlyList<ReceiptView>>> Handle(Guid customerId, CancellationToken ct)
    {
        if (!await db.HasCustomer(actor.Value, customerId, ct)) return Outcome<IReadOnlyList<ReceiptView>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var now = clock.Now;
        return Outcome<IReadOnlyList<ReceiptView>>.Success([.. (await db.Set<DataReceipt>().AsNoTracking().Where(r => r.CustomerId == customerId).OrderByDescending(r => r.Id).Take(Most).ToListAsync(ct)).Select(r => ReadBasicData.View(r, now))]);
    }
}

/// <summary>Shows a department the basic data it was told of.</summary>
[Allow(Permission.Self)]
sealed class ReadBasicData(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The data as the department may see them: without account information unless it is to see that. Only for who works there, or heads it.</summary>
    [Clause("D02-4.6.2")]
    public async Task<Outcome<BasicDataView>> Handle(Guid receiptId, CancellationToken ct)
    {
        var receipt = await db.Set<DataReceipt>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == receiptId, ct);
        if (receipt is null || !await Concerns(db, actor.Value, receipt.DepartmentId, ct)) return Outcome<BasicDataView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var found = await db.Set<Customer>().AsNoTracking().Where(c => c.Id == receipt.CustomerId).Select(c => new
        {
            File = c,
            Unit = db.Set<Unit>().Where(u => u.Id == c.UnitId).Select(u => u.Name).First(),
            Owner = db.Set<Person>().Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault(),
            Contact = db.Set<ContactPerson>().Where(p => p.CustomerId == c.Id).OrderByDescending(p => p.Primary).ThenBy(p => p.Id).FirstOrDefault(),
            Account = db.Set<InformationSheet>().Where(s => s.CustomerId == c.Id).Select(s => s.BankAccount).FirstOrDefault(),
        }).SingleAsync(ct);
        var c = found.File;
        var masked = !actor.Value.SeesPhones(c.OwnerId, c.SecondOwnerId);
        string? Number(string? typed) => masked && typed is not null ? PhoneMask.Of(typed) : typed;
        return new BasicDataView
        {
            Receipt = View(receipt, clock.Now),
            Unit = found.Unit,
            Code = c.Code,
            Name = c.Name,
            CreditCode = c.CreditCode,
            LegalRepresentative = c.LegalRepresentative,
            Address = $"{Regions.Display(c.RegionCode)} {c.Address}".Trim() is { Length: > 0 } place ? place : null,
            Phone = Number(c.Phone),
            Contact = found.Contact?.Name,
            Mobile = Number(found.Contact?.Mobile),
            Owner = found.Owner,
            ShowsAccount = receipt.ShowsAccount,
            BankAccount = receipt.ShowsAccount ? found.Account : null,
        };
    }

    /// <summary>Whether a department's notices are the actor's business.</summary>
    internal static async Task<bool> Concerns(GuijuContext db, Actor actor, Guid department, CancellationToken ct) =>
        actor.PersonId is { } me && (actor.DepartmentId == department || (await DepartmentPeople.Of(db, [department], ct))[department].Heads.Contains(me));

    internal static ReceiptView View(DataReceipt r, DateTime now) =>
        new(r.Id, r.Department, r.SentAt, r.SentBy, r.DueAt, r.ConfirmedAt, r.ConfirmedBy, r.ConfirmedAt is null && now >= r.DueAt.AddSeconds(1));
}
