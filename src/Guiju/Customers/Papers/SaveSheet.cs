using Guiju.Customers.Clauses;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Papers;

/// <summary>What may be said in 客户信息表. Left out (null): stays as it is. Empty: taken back. The rest of the form is the file's.</summary>
public sealed record SheetFacts
{
    /// <summary>Structure and size, up to 500 characters.</summary>
    public string? Organization { get; init; }

    /// <summary>Credit standing, up to 500 characters.</summary>
    public string? Credit { get; init; }

    /// <summary>Relation to the company, up to 500 characters.</summary>
    public string? Relation { get; init; }

    /// <summary>Number of an old licence, 15 or 13 digits.</summary>
    public string? LicenceNumber { get; init; }

    /// <summary>Whether the licence is a unified one (三证合一).</summary>
    public bool? Unified { get; init; }

    /// <summary>Bank and account number, up to 120 characters.</summary>
    public string? BankAccount { get; init; }
}

/// <summary>Fills in 客户信息表 (D12-4.1a), and says that it is complete.</summary>
[Allow(Permission.CustomersWrite)]
sealed class SaveSheet(GuijuContext db, CurrentActor actor, CompanyClock clock, DocumentKinds kinds)
{
    /// <summary>Fills it in; the first time it is made. Answers its version.</summary>
    /// <param name="customerId">The file.</param>
    /// <param name="version">Version seen, null where nobody asks.</param>
    /// <param name="facts">What is said.</param>
    /// <param name="ct">Cancels.</param>
    [Clause("D12-4.1a")]
    public async Task<Outcome<int>> Handle(Guid customerId, int? version, SheetFacts facts, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<int>();
        var sheet = await db.Set<InformationSheet>().SingleOrDefaultAsync(s => s.CustomerId == customerId, ct);
        if (sheet is not null && version is { } seen && seen != sheet.Version) return Outcome<int>.Refused(Refusal.Conflict, new Finding("papers.sheet.conflict", null, "D12-4.1a"));
        List<Finding> findings = [.. new[]
        {
            EntryText.Check(facts.Organization, "organization", 500, lines: true), EntryText.Check(facts.Credit, "credit", 500, lines: true),
            EntryText.Check(facts.Relation, "relation", 500, lines: true), EntryText.Check(facts.BankAccount, "bankAccount", 120),
        }.OfType<Finding>()];
        var number = sheet?.LicenceNumber;
        if (facts.LicenceNumber is { } typed)
        {
            number = null;
            if (!string.IsNullOrWhiteSpace(typed))
            {
                var read = LicenceNumber.Read(typed);
                findings.AddRange(read.Findings);
                if (read.Done) number = read.Value;
            }
        }
        var unified = facts.Unified ?? sheet?.Unified ?? false;
        var madeOn = sheet?.MadeOn ?? clock.Today;
        findings.AddRange(SourceCertificates.Check(unified, found.Value.CreditCode, madeOn, kinds.UnifiedSince(found.Value.UnitId, madeOn)).Select(f => f.Key == "papers.unified.code" ? f with { Link = $"/customers/{customerId}/facts/creditCode/edit" } : f));
        // Whoever does not see the account cannot write over it either: what he cannot know he leaves alone.
        if (facts.BankAccount is not null && sheet?.BankAccount is not null && !actor.Value.SeesAccounts(found.Value.OwnerId, found.Value.SecondOwnerId)) findings.Add(new("papers.account.hidden", "bankAccount", "D12-4.1a"));
        if (findings.Refuse()) return findings;
        var made = sheet is null;
        sheet ??= new InformationSheet(found.Value, madeOn, actor.Value.PersonId, actor.Value.Name);
        sheet.Describe(facts.Organization, facts.Credit, facts.Relation, facts.BankAccount);
        sheet.Licensed(unified, number);
        if (made) db.Add(sheet);
        await db.SaveChangesAsync(ct);
        return Outcome<int>.Success(sheet.Version, findings);
    }

    /// <summary>Finds it complete, or names everything that is missing: parts of the form and certificates.</summary>
    [Clause("D12-4.1a")]
    public async Task<Outcome<int>> Complete(Guid customerId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<int>();
        if (await db.Set<InformationSheet>().SingleOrDefaultAsync(s => s.CustomerId == customerId, ct) is not { } sheet) return new Finding("papers.sheet.none", null, "D12-4.1a") { Link = $"/customers/{customerId}/sheet" };
        var attached = await db.Set<Attachment>().Where(a => a.CustomerId == customerId && a.Kind != null).Select(a => a.Kind!).Distinct().ToListAsync(ct);
        var missing = SheetJudgement.Missing(found.Value, sheet, attached.ToHashSet(), kinds.Certificates(sheet.UnitId, sheet.MadeOn));
        if (missing.Count > 0) return missing.Select(m => SheetJudgement.Say(m, customerId)).ToList();
        sheet.Complete(clock.Now, actor.Value.Name);
        await db.SaveChangesAsync(ct);
        return sheet.Version;
    }
}

/// <summary>What a 客户信息表 lacks.</summary>
static class SheetJudgement
{
    /// <summary>Parts of the form that are empty (camel case), then certificates that are missing (by their names).</summary>
    public static IReadOnlyList<string> Missing(Customer file, InformationSheet? sheet, IReadOnlySet<string> attached, int certificates)
    {
        (string Part, bool There)[] parts =
        [
            ("organization", sheet?.Organization is not null), ("businessScope", file.BusinessScope is not null), ("credit", sheet?.Credit is not null), ("relation", sheet?.Relation is not null),
            ("creditCode", file.CreditCode is not null || sheet?.LicenceNumber is not null),
        ];
        return [.. parts.Where(p => !p.There).Select(p => p.Part), .. SourceCertificates.Missing(sheet?.Unified ?? false, certificates, attached)];
    }

    /// <summary>What is missing as a finding with the way to it.</summary>
    public static Finding Say(string missing, Guid customerId) => SourceCertificates.Names.Contains(missing)
        ? new Finding("papers.certificate.missing", "certificates", "D12-4.1a") { Link = $"/customers/{customerId}?tab=files&kind={Uri.EscapeDataString(missing)}" }.With(DocumentKinds.Label(missing))
        : new Finding(missing == "creditCode" ? "papers.number.missing" : "papers.part.missing", missing, "D12-4.1a") { Link = missing is "businessScope" or "creditCode" ? $"/customers/{customerId}/facts/{missing}/edit" : null }.With($"papers.part.{missing}");
}
