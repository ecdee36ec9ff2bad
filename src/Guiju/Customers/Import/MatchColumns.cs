using System.Text.RegularExpressions;
using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;
using Guiju.Platform.Tables;

namespace Guiju.Customers.Import;

/// <summary>Finds out what the columns of a file mean: by their headers, else by what is in them.</summary>
static partial class MatchColumns
{
    /// <summary>Rows looked at.</summary>
    public const int Sample = 200;

    /// <summary>The field of each column, null where nothing tells.</summary>
    /// <param name="labels">Headers.</param>
    /// <param name="rows">First rows.</param>
    /// <param name="today">Dates mostly after it are those of next contacts.</param>
    /// <param name="places">Where columns can go; the fields of customers unless given.</param>
    public static IReadOnlyList<string?> Of(IReadOnlyList<string> labels, IReadOnlyList<TableRow> rows, DateOnly today, IReadOnlyList<ImportField>? places = null)
    {
        var fields = new string?[labels.Count];
        var plain = labels.Select(ImportField.Plain).ToList();
        foreach (var field in places ?? CustomerFields.All)
        {
            foreach (var name in field.Names.Append(Platform.Ui.Texts.All[field.Text]).Select(ImportField.Plain))
            {
                var column = plain.FindIndex(l => l == name);
                while (column >= 0 && fields[column] is not null) column = plain.FindIndex(column + 1, l => l == name);
                if (column < 0) continue;
                fields[column] = field.Key;
                break;
            }
        }
        Separate(fields, plain);
        // What a column without a name holds is told of customers alone: their codes, phones and places have a form of their own.
        if (places is not null && places != CustomerFields.All) return fields;
        for (var column = 0; column < fields.Length; column++)
        {
            // A header that is a word of its own says what the column is, even where we have no place for it.
            if (fields[column] is not null || !SaysNothing(labels[column])) continue;
            if (ByContent([.. rows.Select(r => r[column].Text.Trim()).Where(t => t.Length > 0)], today) is { } found && !fields.Contains(found)) fields[column] = found;
        }
        return fields;
    }

    // A family name alone under "姓" and a given name under "名" only make sense together.
    static void Separate(string?[] fields, List<string> plain)
    {
        _ = plain;
        if (Array.IndexOf(fields, "contact.name") >= 0 || Array.IndexOf(fields, "contact.familyName") < 0)
            for (var i = 0; i < fields.Length; i++)
                if (fields[i] is "contact.familyName" or "contact.givenName") fields[i] = null;
    }

    static bool SaysNothing(string label) => label.StartsWith('[') || General().IsMatch(label.Trim());

    static string? ByContent(List<string> values, DateOnly today)
    {
        if (values.Count == 0) return null;
        bool Mostly(Func<string, bool> is_) => values.Count(is_) * 10 >= values.Count * 6;
        if (Mostly(v => Code().IsMatch(v) && CreditCode.Read(v).Standing != CreditCodeStanding.Invalid)) return "creditCode";
        if (Mostly(v => Mobile().IsMatch(v))) return "contact.mobile";
        if (Mostly(v => v.Contains('@', StringComparison.Ordinal) && Mail().IsMatch(v))) return "contact.email";
        if (Mostly(v => FixedLine().IsMatch(v))) return "phone";
        if (Mostly(v => CellWords.AsDate(v) is { } day && day >= today)) return "nextContactOn";
        if (Mostly(v => SixDigits().IsMatch(v))) return "postcode";
        if (Mostly(v => Company().IsMatch(v))) return "name";
        if (Mostly(v => Regions.Parse(v, out var rest) is not null && rest.Length == 0))
        {
            var levels = values.Select(v => Regions.Parse(v)?.Level ?? 0).ToList();
            var several = values.Any(v => Regions.Parse(v) is { } r && v.Length > r.Name.Length);
            return several ? "region" : levels.Max() switch { 1 => "province", 2 => "city", _ => "district" };
        }
        return Mostly(v => Regions.Parse(v, out var rest) is not null && rest.Length > 2) ? "address" : null;
    }

    [GeneratedRegex(@"^(列|字段|栏|column|col|field|未命名|unnamed|数据|内容|value|信息)[\s:_-]*\d*$", RegexOptions.IgnoreCase)]
    private static partial Regex General();

    [GeneratedRegex("^[0-9A-Za-z]{18}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^0\d{2,3}[-\s)]?\d{7,8}(-\d{1,6})?$")]
    private static partial Regex FixedLine();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^\d{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("(公司|集团|厂|店|院|中心|经营部|合作社|事务所|商行|Ltd\\.?|Inc\\.?|GmbH|LLC)$", RegexOptions.IgnoreCase)]
    private static partial Regex Company();
}
