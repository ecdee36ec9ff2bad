using System.Security.Cryptography;
using System.Text;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>What of a file duplicates are found by: credit code, name, phones, people (D13-3.1b).</summary>
/// <param name="Name">Name in its parts.</param>
/// <param name="CreditCode">Credit code in normal form, or null.</param>
/// <param name="Phones">Keys of all its phones, those of its people included.</param>
/// <param name="People">Its people who have a mobile: name and key.</param>
public sealed record FileKeys(CompanyName Name, string? CreditCode, IReadOnlySet<string> Phones, IReadOnlySet<(string Name, string Mobile)> People)
{
    /// <summary>Phones, as the clause's parameter <c>duplicate_keys</c> names them.</summary>
    const string ByPhone = "电话";

    /// <summary>Only the keys a company looks by, as the clause's parameter <c>duplicate_keys</c> names them; people count with the phones.</summary>
    public FileKeys Only(IReadOnlyCollection<string> keys) => new(keys.Contains(DirectoryMatch.ByName) ? Name : CompanyName.Nothing,
        keys.Contains(DirectoryMatch.ByCreditCode) ? CreditCode : null, keys.Contains(ByPhone) ? Phones : new HashSet<string>(), keys.Contains(ByPhone) ? People : new HashSet<(string, string)>());

    /// <summary>The keys of a file whose people are loaded.</summary>
    public static FileKeys Of(Customer c) => new(CompanyName.Read(c.Name), c.CreditCode,
        Numbers([c.PhoneKey, .. c.Contacts.SelectMany(p => new[] { p.MobileKey, p.PhoneKey })]),
        c.Contacts.Where(p => p.MobileKey is not null).Select(p => (p.Name, p.MobileKey!)).ToHashSet());

    /// <summary>The keys of what is typed.</summary>
    public static FileKeys Of(string? name, string? creditCode, IEnumerable<string?> phones) => new(CompanyName.Read(name),
        string.IsNullOrWhiteSpace(creditCode) ? null : Customers.CreditCode.Read(creditCode).Value,
        Numbers(phones.Select(p => string.IsNullOrWhiteSpace(p) ? null : PhoneNumber.Read(p) is { Done: true, Value.Key: var key } ? key : null)), new HashSet<(string, string)>());

    /// <summary>A mark of these facts and those of another file: while it stays the same, a decision on the two holds.</summary>
    public string MarkWith(FileKeys other)
    {
        var both = new[] { Text, other.Text }.Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', both))));
    }

    string Text => string.Join('|', [Name.Key, Name.Place, Name.Form.ToString(), Name.Former, CreditCode, .. Phones.Order(StringComparer.Ordinal), .. People.Select(p => p.Name + p.Mobile).Order(StringComparer.Ordinal)]);

    // A bank's or carrier's short number (95588) says nothing of who its customer is.
    static HashSet<string> Numbers(IEnumerable<string?> keys) => keys.OfType<string>().Where(k => k.StartsWith('+')).ToHashSet();
}

/// <summary>Whether two files are one entity, with the reasons.</summary>
/// <param name="Likeness">The verdict.</param>
/// <param name="Reasons">What matches and what differs.</param>
[Clause("D13-3.1b")]
public sealed record FileMatch(Likeness Likeness, IReadOnlyList<Finding> Reasons)
{
    /// <summary>
    /// Compares two files. The same credit code makes them one, two credit codes make them two; a branch and its head office stay two though
    /// they share the switchboard. Else the name decides, and a phone in common makes suspect what the name tells apart.
    /// </summary>
    public static FileMatch Of(FileKeys a, FileKeys b)
    {
        if (a.CreditCode is { } code && b.CreditCode is { } other)
            return code == other ? new(Likeness.Same, [Say("code", "creditCode", code)]) : new(Likeness.Different, [Say("codes", "creditCode", code, other)]);
        var name = NameMatch.Of(a.Name, b.Name);
        if (name.Likeness == Likeness.Different && a.Name.Core == b.Name.Core && a.Name.Branch != b.Name.Branch) return new(Likeness.Different, name.Reasons);
        List<Finding> shared = [];
        var people = a.People.Intersect(b.People).ToList();
        foreach (var (who, _) in people) shared.Add(Say("contact", "contacts", who));
        if (people.Count == 0 && a.Phones.Overlaps(b.Phones)) shared.Add(Say("phone", "phone"));
        return shared.Count == 0 ? new(name.Likeness, name.Reasons)
            : new(name.Likeness == Likeness.Same ? Likeness.Same : Likeness.Suspect, [.. shared, .. name.Reasons]);
    }

    static Finding Say(string what, string field, params object?[] values) => new Finding($"customers.match.{what}", field, "D13-3.1b", Weight.Warning).With(values);
}
