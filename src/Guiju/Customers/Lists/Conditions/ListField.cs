using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;

namespace Guiju.Customers.Lists;

/// <summary>What a field of a condition holds, which decides how it is asked for.</summary>
public enum ConditionKind
{
    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>A person of ours.</summary>
    Person,

    /// <summary>A department.</summary>
    Department,

    /// <summary>A category of the classified register.</summary>
    Category,

    /// <summary>A province, city or district with all within it.</summary>
    Region,

    /// <summary>A text, asked for exactly.</summary>
    Text,

    /// <summary>A text, asked for by a part of it, which the index of the search finds.</summary>
    Part,

    /// <summary>A day, or an instant asked for by its day in the company's zone.</summary>
    Day,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>How a condition asks.</summary>
public enum Operator
{
    /// <summary>One of the values.</summary>
    Is,

    /// <summary>None of the values; a file without any value is none of them too.</summary>
    Not,

    /// <summary>Within a span of days or numbers.</summary>
    In,

    /// <summary>Holds one of the parts, large and small letters alike.</summary>
    Has,

    /// <summary>Nothing is there.</summary>
    Empty,

    /// <summary>Something is there.</summary>
    Set,
}

/// <summary>A field of the file that conditions may ask for: an allow-list, each with the index that answers it (<see cref="ListIndexes"/>).</summary>
/// <param name="Key">Name in the address; its label is the text <c>lists.filter.{key}</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="MayBeEmpty">Whether a file may have no value there.</param>
public sealed record ListField(string Key, ConditionKind Kind, bool MayBeEmpty = false)
{
    /// <summary>The words it may hold.</summary>
    public Type? Words { get; init; }

    /// <summary>Least and greatest number.</summary>
    public (decimal Least, decimal Most) Range { get; init; } = (0, 100);

    /// <summary>All of them, in the order the editor offers them.</summary>
    public static IReadOnlyList<ListField> All { get; } =
    [
        new("name", ConditionKind.Part),
        new("stage", ConditionKind.Word) { Words = typeof(Stage) },
        new("leadClass", ConditionKind.Word, true) { Words = typeof(LeadClass) },
        new("role", ConditionKind.Word) { Words = typeof(RoleKind) },
        new("special", ConditionKind.Word, true) { Words = typeof(SpecialKind) },
        new("owner", ConditionKind.Person, true),
        new("second", ConditionKind.Person, true),
        new("department", ConditionKind.Department, true),
        new("next", ConditionKind.Day, true),
        new("last", ConditionKind.Day, true),
        new("opened", ConditionKind.Day),
        new("changed", ConditionKind.Day),
        new("region", ConditionKind.Region, true),
        new("industry", ConditionKind.Text, true),
        new("source", ConditionKind.Text, true),
        new("tag", ConditionKind.Text, true),
        new("category", ConditionKind.Category, true),
        new("status", ConditionKind.Word) { Words = typeof(FileStatus) },
        new("completeness", ConditionKind.Number),
        new("capital", ConditionKind.Number, true) { Range = (0, Capital.Most / 10_000m) },
        new("gap", ConditionKind.Word) { Words = typeof(FileGap) },
    ];

    /// <summary>The field of this name, or null.</summary>
    public static ListField? Find(string? key) => All.FirstOrDefault(f => f.Key == key);

    /// <summary>How it may be asked for.</summary>
    public IReadOnlyList<Operator> Operators => (Kind, MayBeEmpty) switch
    {
        (ConditionKind.Day or ConditionKind.Number, false) => [Operator.In],
        (ConditionKind.Day or ConditionKind.Number, true) => [Operator.In, Operator.Empty, Operator.Set],
        (ConditionKind.Part, _) => [Operator.Has],
        (_, false) => [Operator.Is, Operator.Not],
        (_, true) => [Operator.Is, Operator.Not, Operator.Empty, Operator.Set],
    };

    /// <summary>A value as the address writes it, or null where the field cannot hold it.</summary>
    public string? Read(string value) => Kind switch
    {
        ConditionKind.Word => Enum.GetNames(Words!).FirstOrDefault(n => n.Equals(value, StringComparison.OrdinalIgnoreCase)),
        ConditionKind.Person when value is "me" or "team" => value,
        ConditionKind.Department when value is "mine" => value,
        ConditionKind.Person or ConditionKind.Department or ConditionKind.Category => Guid.TryParseExact(value, "D", out var id) ? id.ToString() : null,
        ConditionKind.Region => Regions.Find(value)?.Code,
        ConditionKind.Text or ConditionKind.Part => value.Length is > 0 and <= 60 && !value.Any(char.IsControl) ? value : null,
        ConditionKind.Day => Period.Read(value)?.ToString(),
        ConditionKind.Number => NumberSpan.Read(value, Range)?.ToString(),
    };

    /// <summary>What it may hold, in words programs and people can type.</summary>
    public string Takes => Kind switch
    {
        ConditionKind.Word => string.Join(", ", Enum.GetNames(Words!)),
        ConditionKind.Person => "me, team, id",
        ConditionKind.Department => "mine, id",
        ConditionKind.Category => "id",
        ConditionKind.Region => "440000, 440600, 440604…",
        ConditionKind.Text or ConditionKind.Part => "1–60",
        ConditionKind.Day => string.Join(", ", Period.Names) + ", last-7-days, next-14-days, over-30-days-ago, 2025-01-01..2025-03-31",
        ConditionKind.Number => FormattableString.Invariant($"{Range.Least}..{Range.Most}"),
    };
}
