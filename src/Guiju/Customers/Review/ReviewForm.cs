using Guiju.Customers.Papers;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;

namespace Guiju.Customers.Review;

/// <summary>信息审查记录: its columns; one list for screen, paper and Excel.</summary>
[Clause("D12-5a")]
static class ReviewForm
{
    /// <summary>A column: its name as the regulation gives it, width in percent, whether it stands left, and its text.</summary>
    public sealed record Column(string Name, int Width, bool Left, Func<ReviewRow, Texts, CompanyClock, string> Text)
    {
        /// <summary>Its name in the reader's language.</summary>
        public string Label => Texts.English ? Texts.All[$"review.column.{Name}"] : Name;
    }

    /// <summary>The columns in the order of the form.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("公司", 12, false, (r, _, _) => r.Unit),
        new("审查日期", 10, false, (r, _, c) => Show.Date(c.DateOf(r.ReviewedAt))),
        new("审查人", 8, false, (r, _, _) => r.Reviewer),
        new("客户", 18, true, (r, _, _) => r.Customer),
        new("问题", 25, true, (r, t, _) => Problem(r, t)),
        new("纠正期限", 11, false, (r, _, c) => r.DueAt is { } due ? SheetForm.Moment(due, c) : ""),
        new("纠正人", 8, false, (r, _, _) => r.CorrectedBy ?? ""),
        new("纠正日期", 8, false, (r, _, c) => r.CorrectedAt is { } at ? Show.Date(c.DateOf(at)) : ""),
    ];

    /// <summary>What is wrong, in words: the field, what is wrong with it, and what was done.</summary>
    public static string Problem(ReviewRow row, Texts texts) => row.Problem is null ? texts["review.nothing"]
        : (row.Field is { } field ? $"{texts[$"customers.{field}"]}{texts["review.colon"]}" : "") + row.Problem + (row.Correction is { } done ? $" {texts["review.done", [done]]}" : "");

    /// <summary>The form as a laid-out sheet.</summary>
    public static FormSheet Sheet(PageOf<ReviewRow> page, Actor reader, Texts texts, CompanyClock clock) => new()
    {
        Title = texts["review.form"],
        Head = [texts["papers.head.unit", [reader.UnitName]], texts["papers.head.grounds", ["D12-5a"]]],
        Columns = [.. Columns.Select(c => new FormColumn(c.Label, c.Width * 1.4, c.Left))],
        Sections = [new(null, [.. page.Items.Select(r => (IReadOnlyList<object?>)[.. Columns.Select(c => (object?)c.Text(r, texts, clock))])])],
        Signatures = [texts["review.sign.reviewer"], texts["papers.sign.checked"]],
        Notes = page.Next is null ? [] : [texts["review.cut", [page.Items.Count]]],
        Footer = texts["papers.printed", [SheetForm.Moment(clock.Now, clock)]],
    };
}
