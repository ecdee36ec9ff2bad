using System.Globalization;
using System.Text.Encodings.Web;
using Guiju.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Guiju.Compliance.Pages;

/// <summary>Words in a drawn chart: Razor keeps the element's name for itself, so that it is written out here.</summary>
static class ChartText
{
    /// <summary>A month as charts name it: 6月, Jun.</summary>
    public static string Month(Texts texts, DateOnly day) =>
        texts["compliance.month", [Texts.English ? CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(day.Month) : day.Month]];

    /// <summary>Words at a place, moved down by a third of their height.</summary>
    public static MarkupString At(string x, string y, string anchor, string words) =>
        new($"<text class=\"scale\" x=\"{x}\" y=\"{y}\" dy=\"4\" text-anchor=\"{anchor}\">{HtmlEncoder.Default.Encode(words)}</text>");
}
