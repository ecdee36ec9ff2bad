using Guiju.FollowUp.Clauses;
using Guiju.Platform;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;

namespace Guiju.FollowUp.Weekly;

/// <summary>The form 周工作计划: its columns once, for screen, paper and Excel.</summary>
static class PlanForm
{
    /// <summary>A column: key of its heading, width on paper in percent, whether it stands left, its text.</summary>
    public sealed record Column(string Key, int Width, bool Left, Func<DocumentLine, Texts, string> Text);

    /// <summary>The columns after the running number; 下周计划 heads the second part, the rest of the form's columns its head.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("weekly.form.customer", 25, true, (l, _) => l.Customer),
        new("weekly.form.on", 12, false, (l, _) => Show.Date(l.On)),
        new("weekly.form.mode", 10, false, (l, t) => l.Mode is { } mode ? t.Of(mode) : Show.None),
        new("weekly.form.purpose", 20, true, (l, _) => l.Purpose ?? ""),
        new("weekly.form.result", 10, false, (l, t) => Result(l, t)),
        new("weekly.form.reason", 20, true, (l, _) => l.Reason ?? ""),
    ];

    /// <summary>What became of a line, with the day.</summary>
    public static string Result(DocumentLine l, Texts t) => (l.Result, l.DoneOn, l.MovedTo) switch
    {
        (LineResult.Done, { } on, _) => $"{t.Of(l.Result)} {on:MM-dd}",
        (LineResult.Moved, _, { } to) => $"{t.Of(l.Result)} {to:MM-dd}",
        _ => t.Of(l.Result),
    };

    /// <summary>2025 年第 23 周（06-02 至 06-08）.</summary>
    public static string Week(PlanWeek week, Texts texts) => texts["weekly.week", [week.Year, week.Number, $"{week.Monday:MM-dd}", $"{week.Sunday:MM-dd}"]];

    /// <summary>Head of the form.</summary>
    public static IReadOnlyList<string> Head(PlanDocument d, Texts texts, CompanyClock clock) =>
    [
        texts["weekly.form.week", [Week(new(d.Monday), texts)]],
        texts["weekly.form.person", [d.Person]],
        texts[d.Late ? "weekly.form.sent.late" : "weekly.form.sent", [d.SentAt == default ? Show.None : Show.When(d.SentAt, clock)]],
        texts["weekly.form.to", [string.Join("、", d.To), string.Join("、", d.Cc)]],
    ];

    /// <summary>The two parts of the form: this week's contacts, and next week's plan.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<DocumentLine> Lines)> Parts(PlanDocument d, Texts texts) =>
        [(texts["weekly.form.this", [d.Lines.Count]], d.Lines), (texts["weekly.form.next", [d.Next.Count]], d.Next)];

    /// <summary>The form as a laid-out workbook.</summary>
    public static byte[] Workbook(PlanDocument d, Texts texts, CompanyClock clock)
    {
        var number = 0;
        var file = new MemoryStream();
        new FormSheet
        {
            Title = texts["weekly.form"],
            Head = Head(d, texts, clock),
            Columns = [new(texts["weekly.form.number"], 5), .. Columns.Select(c => new FormColumn(texts[c.Key], c.Width * 1.35, c.Left))],
            Sections = [.. Parts(d, texts).Select(p => new FormSection(p.Heading, [.. p.Lines.Select(l => (IReadOnlyList<object?>)[++number, .. Columns.Select(c => (object?)c.Text(l, texts))])]))],
            Signatures = Signatures(d, texts),
            Footer = d.Unit,
        }.Write(file);
        return file.ToArray();
    }

    /// <summary>Places to sign.</summary>
    public static IReadOnlyList<string> Signatures(PlanDocument d, Texts texts) => [texts["weekly.form.sign.made", [d.Person]], texts["weekly.form.sign.director"]];
}
