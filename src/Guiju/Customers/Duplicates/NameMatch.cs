using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>What two names, or two files, are to each other.</summary>
public enum Likeness
{
    /// <summary>Two companies.</summary>
    Different,

    /// <summary>Perhaps one: somebody looks.</summary>
    Suspect,

    /// <summary>One company.</summary>
    Same,
}

/// <summary>
/// Compares two names by rule. A branch is not its head office, another place, another trade and a joint-stock company are not the company
/// of the same brand; a name without a place, or with a wider one, may be.
/// </summary>
/// <param name="Likeness">The verdict.</param>
/// <param name="Reasons">What matches and what differs, in words.</param>
[Clause("D13-3.1b"), Clause("D17-2b")]
public sealed record NameMatch(Likeness Likeness, IReadOnlyList<Finding> Reasons)
{
    /// <summary>Compares two names as typed.</summary>
    public static NameMatch Of(string? a, string? b) => Of(CompanyName.Read(a), CompanyName.Read(b));

    /// <summary>Compares two names.</summary>
    public static NameMatch Of(CompanyName a, CompanyName b)
    {
        var now = Present(a, b);
        if (now.Likeness == Likeness.Same) return now;
        // Somebody wrote down that it had this name before: that is knowledge, no likeness.
        foreach (var (one, other) in new[] { (a, b), (b, a) })
            if (one.Former is { } former && Present(CompanyName.Read(former), other).Likeness == Likeness.Same)
                return new(Likeness.Same, [Say("former", former)]);
        return now;
    }

    static NameMatch Present(CompanyName a, CompanyName b)
    {
        if (a.Core != b.Core) return Near(a, b);
        if (a.Core.Length == 0) return new(Likeness.Different, []);
        if (a.Branch != b.Branch) return new(Likeness.Different, [Say("branch", Or(a.Branch), Or(b.Branch))]);
        List<Finding> open = [];
        if (a.Place != b.Place)
        {
            if (a.Place.Length == 0 || b.Place.Length == 0) open.Add(Say("place-unsaid", a.PlaceText + b.PlaceText));
            else if (a.Place.StartsWith(b.Place, StringComparison.Ordinal) || b.Place.StartsWith(a.Place, StringComparison.Ordinal)) open.Add(Say("place-wider", a.PlaceText, b.PlaceText));
            else return new(Likeness.Different, [Say("place", a.PlaceText, b.PlaceText)]);
        }
        // 有限公司 becomes 股份有限公司 by conversion; until somebody says so they are two.
        if (a.Form != b.Form && LegalForm.JointStock is var stock && (a.Form == stock || b.Form == stock)) open.Add(Say("form", a.Form, b.Form));
        return open.Count == 0 ? new(Likeness.Same, [Say("name")]) : new(Likeness.Suspect, [Say("core", a.Core), .. open]);
    }

    // One character amiss: a slip of the pen where it sounds alike or leaves a trade no trade; else another brand or trade.
    static NameMatch Near(CompanyName a, CompanyName b)
    {
        if (a.Branch == b.Branch && a.Form == b.Form && a.Place == b.Place && a.Core.Length == b.Core.Length && a.Core.Length >= 4
            && Enumerable.Range(0, a.Core.Length).Where(i => a.Core[i] != b.Core[i]).Take(2).ToList() is [var at])
        {
            if (Sound(a.Core[at]) is > 0 and var sound && sound == Sound(b.Core[at])) return new(Likeness.Suspect, [Say("sound", a.Core, b.Core)]);
            if (a.Trade.Length == 0 != (b.Trade.Length == 0)) return new(Likeness.Suspect, [Say("slip", a.Core, b.Core)]);
        }
        return a.Brand == b.Brand
            ? new(Likeness.Different, [Say("trade", Or(a.Trade), Or(b.Trade))])
            : new(Likeness.Different, [Say("brand", a.Brand, b.Brand)]);
    }

    static int Sound(char c) => Pinyin.Read(c.ToString(), person: false) is [var glyph] ? glyph.Syllable : 0;

    static string Or(string text) => text.Length > 0 ? text : "—";

    static Finding Say(string what, params object?[] values) => new Finding($"customers.match.{what}", "name", "D13-3.1b", Weight.Warning).With(values);
}
