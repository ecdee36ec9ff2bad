using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guiju.Platform.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Guiju.Policies.Pages;

/// <summary>How the pages show clauses.</summary>
static partial class ClauseShow
{
    /// <summary>Green where it runs; plain where nothing is there yet, for that is no fault of the reader's.</summary>
    public static Tone ToneOf(ClauseState state) => state switch
    {
        ClauseState.Runs => Tone.Ok,
        ClauseState.Partly => Tone.Warn,
        ClauseState.Procedural or ClauseState.LimitedByLaw => Tone.Info,
        ClauseState.NotBuilt => Tone.Plain,
    };

    /// <summary>A value in words.</summary>
    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => Texts.All["policies.yes"],
        JsonValueKind.False => Texts.All["policies.no"],
        JsonValueKind.Null => Texts.All["policies.unset"],
        JsonValueKind.Array => string.Join(Separator, value.EnumerateArray().Select(Value)),
        JsonValueKind.Object => string.Join(Separator, value.EnumerateObject().Select(p => $"{p.Name}: {Value(p.Value)}")),
        _ => value.GetRawText(),
    };

    /// <summary>A unit in words; null where the register names only the sort of the value, which one sees.</summary>
    public static string? Unit(string? unit) => unit is null or "bool" or "enum" or "rule" or "map" or "list" or "text" or "pattern" or "regex" ? null : Texts.All[$"policies.unit.{Slug(unit)}"];

    /// <summary>A value with its unit.</summary>
    public static string Measured(JsonElement value, string? unit) => Unit(unit) is { } words ? $"{Value(value)} {words}" : Value(value);

    /// <summary>A unit as the key of a text names it.</summary>
    internal static string Slug(string unit) => NotPlain().Replace(unit.ToLowerInvariant().Replace("%", "percent", StringComparison.Ordinal).Replace("中", "mid", StringComparison.Ordinal).Replace("高", "high", StringComparison.Ordinal), "-").Trim('-');

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotPlain();

    static string Separator => Texts.English ? ", " : "、";

    /// <summary>The address of a list.</summary>
    public static string PathOf(ListClauses.Filter filter) => QueryHelpers.AddQueryString("/policies/clauses", new Dictionary<string, string?>
    {
        ["search"] = filter.Search,
        ["feature"] = filter.Feature,
        ["regulation"] = filter.Regulation,
        ["state"] = filter.State?.ToString(),
        ["after"] = filter.After,
        ["take"] = filter.Take?.ToString(CultureInfo.InvariantCulture),
    }.Where(p => !string.IsNullOrEmpty(p.Value)));
}
