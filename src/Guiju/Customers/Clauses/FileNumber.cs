using System.Globalization;
using System.Text.RegularExpressions;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;

namespace Guiju.Customers.Clauses;

/// <summary>
/// Files are numbered by one rule, such as <c>{类别}{yyyy}{seq:4}</c>: letter of the class, year, running number.
/// The number says how the file was opened; it stays when classes change.
/// </summary>
static partial class FileNumber
{
    /// <summary>Letter of a class: S supplier, P professional partner, C business customer; a draft without a class is the latter.</summary>
    [Clause("D10-1.1b")]
    public static char Letter(IReadOnlyList<RoleKind> roles) => roles switch
    {
        [RoleKind.Supplier, ..] => 'S',
        [RoleKind.Special, ..] => 'P',
        _ => 'C',
    };

    /// <summary>What is counted apart: everything the rule writes except the running number.</summary>
    public static string Series(string rule, char letter, int year) => Write(rule, letter, year, null);

    /// <summary>The number of a file.</summary>
    /// <param name="rule">The rule; unknown places stay as they are.</param>
    /// <param name="letter">Letter of the class.</param>
    /// <param name="year">Year the file is opened.</param>
    /// <param name="number">Running number from 1; longer than its place where it has outgrown it, never cut.</param>
    [Clause("D10-1.1b")]
    public static string Write(string rule, char letter, int year, long? number)
    {
        var text = rule.Replace("{类别}", letter.ToString(), StringComparison.Ordinal)
            .Replace("{yyyy}", year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{yy}", (year % 100).ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return Running().Replace(text, place => number is null ? "#"
            : number.Value.ToString(new string('0', place.Groups[1].Success ? int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 1), CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\{seq(?::([1-9]))?\}")]
    private static partial Regex Running();
}
