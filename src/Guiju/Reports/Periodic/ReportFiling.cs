using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Reports.Periodic;

/// <summary>A form that was sent: what it said never changes; it can be returned once, with a reason.</summary>
public sealed class ReportFiling : Entity, IAudited
{
    ReportFiling() { }

    internal ReportFiling(ReportTask task, Actor by, ReportDocument document) =>
        (UnitId, TaskId, Title, Form, SentAt, SentById, SentBy, Late, Sales, Receipts, Note, Document) =
        (task.UnitId, task.Id, task.AuditSubject.Title, document.Form, document.SentAt, by.PersonId, by.Name, document.Late, document.Sales, document.Receipts, document.Note, document.Write());

    /// <summary>The company.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The report it is part of.</summary>
    public Guid TaskId { get; private set; }

    /// <summary>Its name.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Which form.</summary>
    public ReportForm Form { get; private set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTime SentAt { get; private set; }

    /// <summary>Who sent it.</summary>
    public Guid? SentById { get; private set; }

    /// <summary>His name then, up to 60 characters.</summary>
    [NotAudited]
    public string SentBy { get; private set; } = "";

    /// <summary>Whether it was late.</summary>
    public bool Late { get; private set; }

    /// <summary>Sales of the period, in yuan.</summary>
    public decimal Sales { get; private set; }

    /// <summary>Receipts of the period, in yuan.</summary>
    public decimal Receipts { get; private set; }

    /// <summary>What the sender says to it, up to 1,000 characters.</summary>
    public string? Note { get; private set; }

    /// <summary>The form as it was sent, as JSON.</summary>
    [NotAudited]
    public string Document { get; private set; } = "";

    /// <summary>When it was returned, UTC; null as long as it stands.</summary>
    public DateTime? ReturnedAt { get; private set; }

    /// <summary>Who returned it, up to 60 characters.</summary>
    public string? ReturnedBy { get; private set; }

    /// <summary>Why, up to 300 characters.</summary>
    public string? ReturnReason { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("reportTask", TaskId, Title);

    /// <summary>Is returned.</summary>
    internal void Return(DateTime at, string by, string reason) => (ReturnedAt, ReturnedBy, ReturnReason) = (at, by, reason);
}

/// <summary>A form as it was sent.</summary>
/// <param name="Unit">Company.</param>
/// <param name="Form">Which form.</param>
/// <param name="Period">Period, such as 2025-Q4.</param>
/// <param name="SentBy">Who sent it.</param>
/// <param name="SentAt">When, UTC.</param>
/// <param name="DueAt">When it was due, UTC.</param>
/// <param name="Late">Whether it was late.</param>
/// <param name="Sales">Sales, in yuan.</param>
/// <param name="Receipts">Receipts, in yuan.</param>
/// <param name="Computed">What the ledger said of both at that moment; the sender may know better, and says why.</param>
/// <param name="Note">What he says to it.</param>
public sealed record ReportDocument(string Unit, ReportForm Form, string Period, string SentBy, DateTime SentAt, DateTime DueAt, bool Late, decimal Sales, decimal Receipts, ReportFigures Computed, string? Note)
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal string Write() => JsonSerializer.Serialize(this, json);

    internal static ReportDocument Read(string text) => JsonSerializer.Deserialize<ReportDocument>(text, json)!;
}

/// <summary>The figures of a report: a company's by customer, a summary's by company.</summary>
/// <param name="Sales">Total sales, in yuan.</param>
/// <param name="Receipts">Total receipts, in yuan.</param>
/// <param name="Lines">The lines; of a company those customers with the largest sales.</param>
/// <param name="Count">How many customers, or companies, that concerns.</param>
/// <param name="Missing">How many companies have not reported; they count in no total.</param>
/// <param name="OtherCurrencies">Whether amounts in other currencies are left out.</param>
public sealed record ReportFigures(decimal Sales, decimal Receipts, IReadOnlyList<ReportLineFigures> Lines, int Count, int Missing, bool OtherCurrencies);

/// <summary>A line of a report; without amounts it stands for a company that has not reported (未报), which is not zero.</summary>
/// <param name="Id">The customer, or the company.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sales">Sales, in yuan.</param>
/// <param name="Receipts">Receipts, in yuan.</param>
public sealed record ReportLineFigures(Guid Id, string Name, decimal? Sales, decimal? Receipts)
{
    /// <summary>Receipts by sales.</summary>
    public decimal? Rate => ReceiptRate.Of(Sales, Receipts);
}

sealed class ReportFilingMapping : IEntityTypeConfiguration<ReportFiling>
{
    public void Configure(EntityTypeBuilder<ReportFiling> filing)
    {
        filing.ToTable("report_filings");
        filing.Ignore(f => f.AuditUnit).Ignore(f => f.AuditSubject);
        filing.Property(f => f.Title).HasMaxLength(60);
        filing.Property(f => f.SentBy).HasMaxLength(60);
        filing.Property(f => f.Note).HasMaxLength(1000);
        filing.Property(f => f.ReturnedBy).HasMaxLength(60);
        filing.Property(f => f.ReturnReason).HasMaxLength(300);
        filing.HasIndex(f => new { f.TaskId, f.Form }).IsUnique().HasFilter("returned_at IS NULL");
        filing.HasIndex(f => new { f.TaskId, f.Id });
        filing.HasOne<ReportTask>().WithMany().HasForeignKey(f => f.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}
