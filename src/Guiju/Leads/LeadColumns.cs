using System.Globalization;
using Guiju.Platform;
using Guiju.Platform.Regions;
using Guiju.Platform.Ui;

namespace Guiju.Leads;

/// <summary>The columns of 客户信息登记表 and what stands in them: one list for page, paper and Excel, so that they never differ.</summary>
static class LeadColumns
{
    /// <summary>A column: key of its heading, width on paper in percent, whether it stands left, and its text.</summary>
    public sealed record Column(string Key, int Width, bool Left, Func<LeadRow, Texts, CompanyClock, string> Text);

    /// <summary>All of them, in the order of the form.</summary>
    public static IReadOnlyList<Column> All { get; } =
    [
        new("leads.col.number", 6, false, (r, _, _) => r.Number),
        new("leads.col.registered-at", 7, false, (r, _, c) => c.Local(r.RegisteredAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new("leads.col.registrar", 4, false, (r, _, _) => r.Registrar),
        new("leads.col.territory", 5, false, (r, _, _) => r.Territory ?? Regions.Display(r.RegionCode)),
        new("leads.col.name", 12, true, (r, _, _) => r.Name),
        new("leads.col.role", 4, false, (r, t, _) => r.File?.Role is { } role ? t.Of(role) : ""),
        new("leads.col.industry", 5, false, (r, _, _) => r.File?.Industry ?? ""),
        new("leads.col.address", 10, true, (r, _, _) => r.File?.Address ?? ""),
        new("leads.col.contact", 4, false, (r, _, _) => r.File?.Contact?.Name ?? ""),
        new("leads.col.post", 5, false, (r, _, _) => r.File?.Contact?.Post ?? ""),
        new("leads.col.phone", 6, false, (r, _, _) => r.Phone ?? ""),
        new("leads.col.email", 7, true, (r, _, _) => r.File?.Contact?.Email ?? ""),
        new("leads.col.channel", 4, false, (r, _, _) => r.Channel),
        new("leads.col.demand", 7, true, (r, _, _) => r.File?.Demand ?? ""),
        new("leads.col.mode", 4, false, (r, t, _) => r.Mode is { } mode ? t.Of(mode) : ""),
        new("leads.col.class", 5, false, (r, t, _) => r.File?.LeadClass is { } found ? t.Of(found) : ""),
        new("leads.col.grounds", 7, true, (r, _, _) => r.File?.LeadClassGrounds ?? ""),
        new("leads.col.score", 3, false, (r, _, _) => r.File is { } file ? file.Score.ToString(CultureInfo.InvariantCulture) : ""),
    ];
}
