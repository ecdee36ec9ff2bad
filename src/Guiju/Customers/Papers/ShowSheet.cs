using Guiju.Customers.Clauses;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Regions;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Papers;

/// <summary>A certificate of the form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Needed">Whether it must be there.</param>
/// <param name="Files">Files attached as this.</param>
public sealed record CertificateView(string Name, bool Needed, IReadOnlyList<AttachedPaper> Files);

/// <summary>An attached file by name.</summary>
public sealed record AttachedPaper(Guid Id, string Name);

/// <summary>客户信息表 as its reader may see it; what stands in the file is read from the file.</summary>
public sealed record SheetView
{
    /// <summary>The file.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Version of the sheet; 0 before it is made.</summary>
    public required int Version { get; init; }

    /// <summary>File number.</summary>
    public required string Code { get; init; }

    /// <summary>Company that keeps the file.</summary>
    public required string Unit { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Name { get; init; }

    /// <summary>Structure and size.</summary>
    public string? Organization { get; init; }

    /// <summary>Business scope.</summary>
    public string? BusinessScope { get; init; }

    /// <summary>Credit standing.</summary>
    public string? Credit { get; init; }

    /// <summary>Relation to the company.</summary>
    public string? Relation { get; init; }

    /// <summary>Unified social credit code.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Number of an old licence.</summary>
    public string? LicenceNumber { get; init; }

    /// <summary>Whether the licence is a unified one.</summary>
    public bool Unified { get; init; }

    /// <summary>The three certificates.</summary>
    public IReadOnlyList<CertificateView> Certificates { get; init; } = [];

    /// <summary>Legal representative.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Region and street.</summary>
    public string? Address { get; init; }

    /// <summary>Phone, masked where the reader may not see it.</summary>
    public string? Phone { get; init; }

    /// <summary>Bank and account number; null where the reader may not see it.</summary>
    public string? BankAccount { get; init; }

    /// <summary>Whether there is an account the reader may not see.</summary>
    public bool AccountHidden { get; init; }

    /// <summary>Who made it.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Day it was made.</summary>
    public DateOnly? MadeOn { get; init; }

    /// <summary>What is missing: parts in camel case, certificates by name.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether somebody found it complete and nothing was taken away since.</summary>
    public bool Complete { get; init; }

    /// <summary>Who found it complete.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>Whether the reader may change it.</summary>
    public bool May { get; init; }
}

/// <summary>Shows 客户信息表 (D12-4.1a).</summary>
[Allow(Permission.CustomersRead)]
sealed class ShowSheet(GuijuContext db, CurrentActor actor, DocumentKinds kinds, CompanyClock clock)
{
    /// <summary>The form, also before anybody filled it in; not found outside the reader's scope.</summary>
    [Clause("D12-4.1a")]
    public async Task<Outcome<SheetView>> Handle(Guid customerId, CancellationToken ct)
    {
        var found = await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Where(c => c.Id == customerId)
            .Select(c => new { File = c, Unit = db.Set<Unit>().Where(u => u.Id == c.UnitId).Select(u => u.Name).First(), Sheet = db.Set<InformationSheet>().FirstOrDefault(s => s.CustomerId == c.Id) }).SingleOrDefaultAsync(ct);
        if (found is null) return Outcome<SheetView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var (c, sheet) = (found.File, found.Sheet);
        var names = SourceCertificates.Names;
        var papers = (await db.Set<Attachment>().AsNoTracking().Where(a => a.CustomerId == customerId && names.Contains(a.Kind!)).OrderBy(a => a.Id).Select(a => new { a.Kind, Paper = new AttachedPaper(a.Id, a.Name) }).ToListAsync(ct))
            .ToLookup(p => p.Kind!, p => p.Paper);
        var certificates = kinds.Certificates(c.UnitId, sheet?.MadeOn ?? clock.Today);
        var needed = SourceCertificates.Needed(sheet?.Unified ?? false, certificates);
        var missing = SheetJudgement.Missing(c, sheet, papers.Select(p => p.Key).ToHashSet(), certificates);
        var me = actor.Value;
        var seesAccount = me.SeesAccounts(c.OwnerId, c.SecondOwnerId);
        return new SheetView
        {
            CustomerId = c.Id,
            Version = sheet?.Version ?? 0,
            Code = c.Code,
            Unit = found.Unit,
            Name = c.Name,
            Organization = sheet?.Organization,
            BusinessScope = c.BusinessScope,
            Credit = sheet?.Credit,
            Relation = sheet?.Relation,
            CreditCode = c.CreditCode,
            LicenceNumber = sheet?.LicenceNumber,
            Unified = sheet?.Unified ?? false,
            Certificates = [.. names.Select(n => new CertificateView(n, needed.Contains(n), [.. papers[n]]))],
            LegalRepresentative = c.LegalRepresentative,
            Address = $"{Regions.Display(c.RegionCode)} {c.Address}".Trim() is { Length: > 0 } place ? place : null,
            Phone = c.Phone is { } phone && !me.SeesPhones(c.OwnerId, c.SecondOwnerId) ? PhoneNumber.Mask(phone) : c.Phone,
            BankAccount = seesAccount ? sheet?.BankAccount : null,
            AccountHidden = !seesAccount && sheet?.BankAccount is not null,
            MadeBy = sheet?.MadeBy,
            MadeOn = sheet?.MadeOn,
            Missing = missing,
            Complete = sheet?.CompletedAt is not null && missing.Count == 0,
            CompletedBy = sheet?.CompletedBy,
            CompletedAt = sheet?.CompletedAt,
            May = me.May(Permission.CustomersWrite) && c.ArchivedAt is null,
        };
    }
}
