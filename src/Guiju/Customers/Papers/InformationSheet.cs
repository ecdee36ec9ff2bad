using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Papers;

/// <summary>
/// What 客户信息表 asks for beyond the file itself (D12-4.1a): organisation, credit, relation, kind of licence, account. Name, code, address and the
/// rest of the form are read from the file: nobody writes them twice. One a customer.
/// </summary>
public sealed class InformationSheet : Entity, IAudited
{
    InformationSheet() { }

    internal InformationSheet(Customer customer, DateOnly on, Guid? byId, string by) =>
        (CustomerId, UnitId, Title, MadeOn, MadeById, MadeBy) = (customer.Id, customer.UnitId, customer.Name, on, byId, by);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer when the sheet was made.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Day the sheet was made (日期): the numbers of the clause are those of that day.</summary>
    public DateOnly MadeOn { get; private set; }

    /// <summary>Who made it, null for the program.</summary>
    public Guid? MadeById { get; private set; }

    /// <summary>His name then (建表人).</summary>
    public string MadeBy { get; private set; } = "";

    /// <summary>Structure and size (机构), up to 500 characters.</summary>
    public string? Organization { get; private set; }

    /// <summary>Credit standing (信用情况), up to 500 characters.</summary>
    public string? Credit { get; private set; }

    /// <summary>Relation to the company (与本公司关系), up to 500 characters.</summary>
    public string? Relation { get; private set; }

    /// <summary>Number of an old licence, 15 or 13 digits.</summary>
    public string? LicenceNumber { get; private set; }

    /// <summary>Whether the licence is a unified one (三证合一).</summary>
    public bool Unified { get; private set; }

    /// <summary>Bank and account number, up to 120 characters; shown to few, so the trail does not tell it either.</summary>
    [NotAudited]
    public string? BankAccount { get; private set; }

    /// <summary>Last four figures of the account: what the trail tells of a change of it.</summary>
    public string? AccountTail { get; private set; }

    /// <summary>When somebody found it complete, UTC; it stays so only as long as nothing is taken away.</summary>
    public DateTime? CompletedAt { get; private set; }

    /// <summary>Who did, up to 60 characters.</summary>
    public string? CompletedBy { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Says what is known; null leaves a text as it is, an empty one takes it back.</summary>
    public void Describe(string? organization, string? credit, string? relation, string? bankAccount)
    {
        (Organization, Credit, Relation, BankAccount) = (Said(organization, Organization), Said(credit, Credit), Said(relation, Relation), Said(bankAccount, BankAccount));
        AccountTail = BankAccount is { } account ? string.Concat(account.Where(char.IsAsciiDigit).TakeLast(4)) : null;
    }

    /// <summary>Says what kind of licence there is.</summary>
    public void Licensed(bool unified, string? number) => (Unified, LicenceNumber) = (unified, number);

    /// <summary>It was found complete.</summary>
    public void Complete(DateTime at, string by) => (CompletedAt, CompletedBy) = (at, by);

    static string? Said(string? said, string? there) => said is null ? there : string.IsNullOrWhiteSpace(said) ? null : said.Trim();
}

/// <summary>
/// Whether the papers that must be kept of a new customer are all there (新客户资料存档, D02-4.6.3): checked first by an archivist, then judged anew
/// whenever a paper comes or goes. One a customer that was checked.
/// </summary>
public sealed class PaperArchive : Entity, IAudited
{
    PaperArchive() { }

    internal PaperArchive(Customer customer) => (CustomerId, UnitId, Title) = (customer.Id, customer.UnitId, customer.Name);

    /// <summary>The file.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer when it was first checked.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>When it was last checked by somebody, UTC.</summary>
    public DateTime CheckedAt { get; private set; }

    /// <summary>Who checked it.</summary>
    public string CheckedBy { get; private set; } = "";

    /// <summary>When all papers were there, UTC; null while one is missing.</summary>
    public DateTime? FiledAt { get; private set; }

    /// <summary>The archivist (归档人): who put in the last paper, or found all of them.</summary>
    public Guid? FiledById { get; private set; }

    /// <summary>His name then.</summary>
    public string? FiledBy { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Somebody looked.</summary>
    public void Checked(DateTime at, string by) => (CheckedAt, CheckedBy) = (at, by);

    /// <summary>Judges what is there now: the first time all is there it is filed, with one missing it is filed no more.</summary>
    public void Judge(bool complete, DateTime at, Guid? byId, string by)
    {
        if (!complete) (FiledAt, FiledById, FiledBy) = (null, null, null);
        else if (FiledAt is null) (FiledAt, FiledById, FiledBy) = (at, byId, by);
    }
}

sealed class PaperMapping : IEntityTypeConfiguration<InformationSheet>, IEntityTypeConfiguration<PaperArchive>
{
    public void Configure(EntityTypeBuilder<InformationSheet> sheet)
    {
        sheet.ToTable("information_sheets").HasIndex(s => s.CustomerId).IsUnique();
        sheet.Property(s => s.Title).HasMaxLength(200);
        sheet.Property(s => s.MadeBy).HasMaxLength(60);
        sheet.Property(s => s.Organization).HasMaxLength(500);
        sheet.Property(s => s.Credit).HasMaxLength(500);
        sheet.Property(s => s.Relation).HasMaxLength(500);
        sheet.Property(s => s.LicenceNumber).HasMaxLength(15);
        sheet.Property(s => s.BankAccount).HasMaxLength(120);
        sheet.Property(s => s.AccountTail).HasMaxLength(4);
        sheet.Property(s => s.CompletedBy).HasMaxLength(60);
        sheet.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Restrict);
        sheet.Ignore(s => s.AuditUnit).Ignore(s => s.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<PaperArchive> archive)
    {
        archive.ToTable("paper_archives").HasIndex(a => a.CustomerId).IsUnique();
        archive.Property(a => a.Title).HasMaxLength(200);
        archive.Property(a => a.CheckedBy).HasMaxLength(60);
        archive.Property(a => a.FiledBy).HasMaxLength(60);
        archive.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
        archive.Ignore(a => a.AuditUnit).Ignore(a => a.AuditSubject);
    }
}
