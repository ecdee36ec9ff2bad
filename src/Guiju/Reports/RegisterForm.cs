using System.Globalization;
using Guiju.Platform;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;

namespace Guiju.Reports;

/// <summary>The columns of 销售客户分类登记表 and what stands in them: one list for screen, paper and Excel.</summary>
static class RegisterForm
{
    /// <summary>A column: key of its heading, its width on paper in percent, whether it stands left, and its text.</summary>
    public sealed record Column(string Key, int Width, bool Left, Func<ShowClassifiedRegister.Row, Texts, CompanyClock, string> Text);

    /// <summary>The columns after the running number; the category heads its section.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("reports.register.code", 8, false, (r, _, _) => r.Code),
        new("reports.register.name", 16, true, (r, _, _) => r.Name),
        new("reports.register.stage", 5, false, (r, t, _) => t.Of(r.Stage)),
        new("reports.register.contact", 6, false, (r, _, _) => r.Contact ?? Show.None),
        new("reports.register.demand", 11, true, (r, _, _) => r.Demand ?? ""),
        new("reports.register.owner", 5, false, (r, _, _) => r.Owner ?? Show.None),
        new("reports.register.last", 8, false, (r, _, c) => r.LastContactAt is { } at ? Show.Date(c.DateOf(at)) : Show.None),
        new("reports.register.feedback", 15, true, (r, _, _) => r.Feedback ?? ""),
        new("reports.register.next", 8, false, (r, _, _) => Show.Date(r.NextContactOn)),
        new("reports.register.updated-by", 5, false, (r, _, _) => r.UpdatedBy ?? Show.None),
        new("reports.register.updated-at", 10, false, (r, _, c) => c.Local(r.UpdatedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Heading of a section: 一、目标和意向客户（12 户）.</summary>
    public static string Heading(ShowClassifiedRegister.Section section, Texts texts) => texts["reports.register.section", [Ordinal(section.Order), section.Name, section.Rows.Count]];

    /// <summary>Head line of the form.</summary>
    public static IReadOnlyList<string> Head(ShowClassifiedRegister.Answer form, Texts texts)
    {
        var owner = form.Owners.FirstOrDefault(o => o.Id == form.Filter.OwnerId)?.Name ?? texts["reports.everybody"];
        return [texts["reports.unit", [form.Unit]], texts["reports.owner", [owner]], texts["reports.period.line", [Period(form.Filter, texts)]], texts["reports.grounds", ["D01-1.3c、D01-1.3e、D01-2.3b"]]];
    }

    /// <summary>Places to sign.</summary>
    public static IReadOnlyList<string> Signatures(ShowClassifiedRegister.Answer form, Texts texts, CompanyClock clock) =>
        [texts["reports.sign.made", [form.By, Show.Date(clock.Today)]], texts["reports.sign.checked"], texts["reports.sign.director"], texts["reports.sign.copy"]];

    /// <summary>The form as a laid-out sheet.</summary>
    public static FormSheet Sheet(ShowClassifiedRegister.Answer form, Texts texts, CompanyClock clock)
    {
        var number = 0;
        return new()
        {
            Title = texts["reports.register"],
            Head = Head(form, texts),
            Columns = [new(texts["reports.number"], 5), .. Columns.Select(c => new FormColumn(texts[c.Key], c.Width * 1.35, c.Left))],
            Sections = [.. form.Sections.Select(s => new FormSection(Heading(s, texts), [.. s.Rows.Select(r => (IReadOnlyList<object?>)[++number, .. Columns.Select(c => (object?)c.Text(r, texts, clock))])]))],
            Signatures = Signatures(form, texts, clock),
            Notes = form.Cut ? [texts["reports.stages"], texts["reports.cut", [form.Total, ShowClassifiedRegister.Most]]] : [texts["reports.stages"]],
            Footer = Printed(form, texts, clock),
        };
    }

    /// <summary>Who took it out and when.</summary>
    public static string Printed(ShowClassifiedRegister.Answer form, Texts texts, CompanyClock clock) =>
        texts["reports.printed", [form.By, clock.Local(form.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)]];

    static string Period(ShowClassifiedRegister.Filter f, Texts texts) => (f.From, f.Until) switch
    {
        (null, null) => texts["reports.period.all"],
        var (from, until) => texts["reports.period.range", [Show.Date(from), Show.Date(until)]],
    };

    static string Ordinal(int order) => Texts.English ? order.ToString(CultureInfo.InvariantCulture) : order is > 0 and <= 10 ? "一二三四五六七八九十"[order - 1].ToString() : order.ToString(CultureInfo.InvariantCulture);
}
