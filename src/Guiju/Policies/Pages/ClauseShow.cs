using System.Globalization;
using System.Text.Json;
using Guiju.Platform.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace Guiju.Policies.Pages;

/// <summary>How the pages show clauses.</summary>
static class ClauseShow
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
