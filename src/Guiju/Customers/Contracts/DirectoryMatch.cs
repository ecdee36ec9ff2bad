using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>Somebody as the directory of customers is asked about him.</summary>
/// <param name="Name">Name as written; a note such as （曾用名：…） is read too.</param>
/// <param name="CreditCode">Credit code as written, or null.</param>
/// <param name="FormerNames">Names it had before.</param>
/// <param name="Affiliates">Names of the companies it belongs together with (关联企业).</param>
public sealed record DirectoryEntry(string Name, string? CreditCode = null, IReadOnlyList<string>? FormerNames = null, IReadOnlyList<string>? Affiliates = null);

/// <summary>
/// Whether an applicant is in the present directory of customers (D17-2b): by the keys the company chose. Pure: no database, no clock; a feature asks it
/// of the files it has found.
/// </summary>
public static class DirectoryMatch
{
    /// <summary>The keys the clause knows, as its parameter <c>match_keys</c> names them.</summary>
    public const string ByCreditCode = "统一社会信用代码", ByName = "规范化名称", ByFormerName = "曾用名", ByAffiliate = "关联企业";

    /// <summary>Compares the two.</summary>
    /// <param name="applicant">Who is applied for.</param>
    /// <param name="known">A customer of the directory.</param>
    /// <param name="keys">Keys that count, by the names of the clause; others are passed over.</param>
    /// <returns>
    /// Refusals where credit code, name or a former name is the same; a warning where an affiliate is, or where the names leave it open: the
    /// group decides then. Empty where he is not known.
    /// </returns>
    [Clause("D17-2b")]
    public static IReadOnlyList<Finding> Judge(DirectoryEntry applicant, DirectoryEntry known, IReadOnlyCollection<string> keys)
    {
        var (code, other) = (Code(applicant), Code(known));
        if (keys.Contains(ByCreditCode) && code is not null && code == other) return [Say("code", "creditCode", code, known.Name)];
        List<Finding> findings = [];
        // Two codes are two entities, whatever they are called; what they share as a group may still be told.
        if (code is null || other is null)
        {
            var names = NameMatch.Of(CompanyName.Read(applicant.Name), CompanyName.Read(known.Name));
            if (keys.Contains(ByName) && names.Likeness != Likeness.Different)
                findings.Add(names.Likeness == Likeness.Same ? Say("name", "name", known.Name) : Say("perhaps", "name", known.Name).AsWarning());
            if (keys.Contains(ByFormerName) && findings.All(f => f.Weight == Weight.Warning) && Former(applicant, known) is { } former) findings = [Say("former", "name", former, known.Name)];
        }
        if (keys.Contains(ByAffiliate) && findings.Count == 0 && Affiliate(applicant, known) is { } affiliate) findings.Add(Say("affiliate", "name", affiliate, known.Name).AsWarning());
        return findings;
    }

    static string? Former(DirectoryEntry a, DirectoryEntry b) =>
        (b.FormerNames ?? []).FirstOrDefault(n => Same(n, a.Name)) ?? (a.FormerNames ?? []).FirstOrDefault(n => Same(n, b.Name));

    static string? Affiliate(DirectoryEntry a, DirectoryEntry b) =>
        (b.Affiliates ?? []).FirstOrDefault(n => Same(n, a.Name)) ?? (a.Affiliates ?? []).FirstOrDefault(n => Same(n, b.Name));

    static bool Same(string a, string b) => NameMatch.Of(a, b).Likeness == Likeness.Same;

    static string? Code(DirectoryEntry entry) => string.IsNullOrWhiteSpace(entry.CreditCode) ? null : CreditCode.Read(entry.CreditCode).Value;

    static Finding Say(string what, string field, params object?[] values) => new Finding($"customers.directory.{what}", field, "D17-2b").With(values);
}
