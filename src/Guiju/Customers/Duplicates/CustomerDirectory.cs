using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Compares applicants with the files on record: by index seeks on credit code, names and former names (D17-2b).</summary>
sealed class CustomerDirectory(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters) : ICustomerDirectory
{
    [Clause("D17-2b")]
    public async Task<IReadOnlyList<DirectoryHit>> Check(DirectoryEntry applicant, CancellationToken ct)
    {
        var (me, unit) = (actor.Value, actor.Value.UnitId);
        var keys = parameters.Get<List<string>>("D17-2b", "match_keys", clock.Today);
        string[] names = [applicant.Name, .. applicant.FormerNames ?? [], .. applicant.Affiliates ?? []];
        var candidates = (await Alike.Candidates(db, unit, [FileKeys.Of(applicant.Name, applicant.CreditCode, []), .. names.Skip(1).Select(n => FileKeys.Of(n, null, []))], ct)).ToList();
        // Files that bore one of the names once, by the record of their major changes.
        var formerKeys = names.Select(n => CompanyName.Read(n).Key).Where(k => k.Length > 0).Distinct().ToList();
        var renamed = await db.Set<MajorChange>().Where(m => m.UnitId == unit && m.FormerKey != null && formerKeys.Contains(m.FormerKey)).Select(m => m.CustomerId).Distinct().OrderBy(id => id).Take(Alike.Crowd).ToListAsync(ct);
        var more = renamed.Except(candidates.Select(c => c.Id)).ToList();
        if (more.Count > 0) candidates.AddRange(await db.Set<Customer>().AsNoTracking().Where(c => more.Contains(c.Id) && c.MergedIntoId == null).Include(c => c.Roles).AsSingleQuery().ToListAsync(ct));
        if (candidates.Count == 0) return [];
        var ids = candidates.Select(c => c.Id).ToList();
        var former = (await db.Set<MajorChange>().Where(m => ids.Contains(m.CustomerId) && m.FormerKey != null).Select(m => new { m.CustomerId, m.Before }).ToListAsync(ct)).ToLookup(m => m.CustomerId, m => m.Before!);
        var won = await db.Set<RegisterCategory>().Where(k => k.UnitId == unit && k.Order > 1).Select(k => k.Id).ToListAsync(ct);
        List<DirectoryHit> hits = [];
        foreach (var c in candidates)
        {
            var findings = DirectoryMatch.Judge(applicant, new(c.Name, c.CreditCode, [.. former[c.Id]]), keys);
            if (findings.Count == 0) continue;
            var (present, sees) = (IsPresent(c, won), me.Sees(c));
            // A prospect's file is no hindrance: one opens it at the first contact (D10-1.1a), long before an application.
            if (!present) findings = [new Finding("customers.directory.prospect", findings[0].Field, "D17-2b").With(c.Name).AsWarning()];
            hits.Add(new(sees ? c.Id : null, c.Name, present, [.. findings.Select(f => sees ? f with { Link = $"/customers/{c.Id}" } : f)]));
        }
        return [.. hits.OrderByDescending(h => h.Present).ThenBy(h => h.Findings.Min(f => f.Weight))];
    }

    /// <summary>Whether a file is a present sales customer: it has a selling class, is filed, in use, and a deal has come about.</summary>
    static bool IsPresent(Customer c, IReadOnlyCollection<Guid> won) =>
        c.Status != FileStatus.Draft && c.ArchivedAt is null && c.Roles.Any(r => r.Role is RoleKind.Buyer or RoleKind.Distributor or RoleKind.Agent)
        && (!CustomerClasses.InNegotiation(c.Roles.Select(r => r.Role), c.Stage) || (c.CategoryId is { } category && won.Contains(category)));
}

/// <summary>Says whether somebody is in the directory of present sales customers already, before an application for his development is made (D17-2b).</summary>
[Allow(Permission.CustomersRead)]
sealed class FindInDirectory(ICustomerDirectory directory)
{
    /// <summary>Longest name, and most former names or affiliates.</summary>
    public const int LongestName = 200, MostNames = 20;

    /// <summary>What was found.</summary>
    /// <param name="Refused">Whether an application would be refused.</param>
    /// <param name="ForTheGroup">Whether a warning is left to the review group.</param>
    /// <param name="Hits">The files that match.</param>
    public sealed record Answer(bool Refused, bool ForTheGroup, IReadOnlyList<DirectoryHit> Hits);

    /// <summary>Compares; refused where there is nothing to compare by.</summary>
    [Clause("D17-2b")]
    public async Task<Outcome<Answer>> Handle(string? name, string? creditCode, IReadOnlyList<string>? formerNames, IReadOnlyList<string>? affiliates, CancellationToken ct)
    {
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(name)) findings.Add(new("customers.name.required", "name", "D17-2b"));
        if (EntryText.Check(name, "name", LongestName) is { } text) findings.Add(text);
        if (!string.IsNullOrWhiteSpace(creditCode) && CreditCode.Read(creditCode) is { Standing: CreditCodeStanding.Invalid, Finding: { } wrong }) findings.Add(wrong);
        foreach (var (names, field) in new[] { (formerNames ?? [], "formerNames"), (affiliates ?? [], "affiliates") })
        {
            if (names.Count > MostNames) findings.Add(new Finding("customers.directory.most", field, "D17-2b").With(MostNames));
            if (names.Select(n => EntryText.Check(n, field, LongestName)).OfType<Finding>().FirstOrDefault() is { } longer) findings.Add(longer);
        }
        if (findings.Count > 0) return findings;
        var hits = await directory.Check(new(name!.Trim(), string.IsNullOrWhiteSpace(creditCode) ? null : creditCode, Said(formerNames), Said(affiliates)), ct);
        return new Answer(hits.Any(h => h.Present && h.Findings.Any(f => f.Weight == Weight.Refusal)), hits.Any(h => h.Present && h.Findings.All(f => f.Weight == Weight.Warning)), hits);
    }

    static IReadOnlyList<string> Said(IReadOnlyList<string>? names) => [.. (names ?? []).Where(n => !string.IsNullOrWhiteSpace(n))];
}
