using System.Globalization;
using Guiju.Platform;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;

namespace Guiju.Customers.Papers;

/// <summary>客户信息表: the boxes of the form and what stands in them; one list for screen, paper and Excel.</summary>
[Clause("D12-4.1a")]
static class SheetForm
{
    /// <summary>A box: its name as the regulation gives it, whether it takes the whole width, and its text.</summary>
    public sealed record Box(string Name, bool Wide, Func<SheetView, Texts, string> Text)
    {
        /// <summary>Its name in the reader's language.</summary>
        public string Label => Texts.English ? Texts.All[$"papers.sheet.box.{Name}"] : Name;
    }

    /// <summary>The boxes in the order of the form; the account, which is no box of the regulation's, last.</summary>
    public static IReadOnlyList<Box> Boxes { get; } =
    [
        new("客户编号", false, (v, _) => v.Code),
        new("所属公司", false, (v, _) => v.Unit),
        new("客户名称", true, (v, _) => v.Name),
        new("机构(组织架构/规模)", true, (v, _) => v.Organization ?? ""),
        new("经营内容", true, (v, _) => v.BusinessScope ?? ""),
        new("信用情况", true, (v, _) => v.Credit ?? ""),
        new("与本公司关系", true, (v, _) => v.Relation ?? ""),
        new("统一社会信用代码", true, (v, t) => v.CreditCode ?? (v.LicenceNumber is { } number ? t["papers.sheet.old-number", [number]] : "")),
        new("营业执照(附件)", true, (v, t) => Paper(v, 0, t)),
        new("税务登记证(附件/三证合一标记)", true, (v, t) => Paper(v, 1, t)),
        new("组织机构代码证(附件/三证合一标记)", true, (v, t) => Paper(v, 2, t)),
        new("法定代表人", false, (v, _) => v.LegalRepresentative ?? ""),
        new("电话", false, (v, _) => v.Phone ?? ""),
        new("地址", true, (v, _) => v.Address ?? ""),
        new("开户行及账号", true, (v, t) => v.AccountHidden ? t["papers.account.masked"] : v.BankAccount ?? ""),
        new("建表人", false, (v, _) => v.MadeBy ?? ""),
        new("日期", false, (v, _) => Show.Date(v.MadeOn)),
    ];

    /// <summary>Whether the form is complete, in words.</summary>
    public static string Standing(SheetView view, Texts texts, CompanyClock clock) => view.Complete
        ? texts["papers.sheet.complete", [view.CompletedBy, Moment(view.CompletedAt!.Value, clock)]]
        : view.Missing.Count == 0 ? texts["papers.sheet.ready"] : texts["papers.sheet.missing", [string.Join(Texts.English ? ", " : "、", view.Missing.Select(m => Part(m, texts)))]];

    /// <summary>What is missing, in words.</summary>
    public static string Part(string missing, Texts texts) => texts.Has($"papers.part.{missing}") ? texts[$"papers.part.{missing}"] : DocumentKinds.Label(missing);

    /// <summary>The form as a laid-out sheet.</summary>
    public static FormSheet Sheet(SheetView view, Texts texts, CompanyClock clock) => new()
    {
        Title = texts["papers.sheet"],
        Head = [texts["papers.head.unit", [view.Unit]], texts["papers.head.code", [view.Code]], texts["papers.head.grounds", ["D12-4.1a"]]],
        Columns = [new(texts["papers.sheet.item"], 34, true), new(texts["papers.sheet.content"], 96, true)],
        Sections = [new(null, [.. Boxes.Select(b => (IReadOnlyList<object?>)[b.Label, b.Text(view, texts)])])],
        Signatures = [texts["papers.sign.made", [view.MadeBy ?? "", Show.Date(view.MadeOn)]], texts["papers.sign.checked"]],
        Notes = [Standing(view, texts, clock)],
        Footer = texts["papers.printed", [Moment(clock.Now, clock)]],
    };

    internal static string Moment(DateTime at, CompanyClock clock) => clock.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    static string Paper(SheetView view, int number, Texts texts)
    {
        var certificate = view.Certificates[number];
        var names = string.Join("；", certificate.Files.Select(f => f.Name));
        return !certificate.Needed && view.Unified ? $"{texts["papers.sheet.unified"]} {names}".Trim() : names.Length > 0 ? names : certificate.Needed ? texts["papers.sheet.not-there"] : "";
    }
}

/// <summary>客户档案目录: its columns; one list for screen, paper and Excel.</summary>
[Clause("D02-4.6.3")]
static class DirectoryForm
{
    /// <summary>A column: its name as the regulation gives it, width in percent, whether it stands left, and its text.</summary>
    public sealed record Column(string Name, int Width, bool Left, Func<PapersView, PaperLine, Texts, CompanyClock, string> Text)
    {
        /// <summary>Its name in the reader's language.</summary>
        public string Label => Texts.English ? Texts.All[$"papers.directory.column.{Name}"] : Name;
    }

    /// <summary>The columns in the order of the form.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("档案编号", 13, false, (v, _, _, _) => v.Code),
        new("资料名称", 30, true, (_, l, _, _) => l.Name),
        new("类型", 12, false, (_, l, _, _) => l.Kind is { } kind ? DocumentKinds.Label(kind) : ""),
        new("份数", 7, false, (_, l, _, _) => l.Copies.ToString(CultureInfo.InvariantCulture)),
        new("存放位置", 16, true, (_, l, t, _) => l.Location ?? t["papers.location.electronic"]),
        new("归档人", 10, false, (_, l, _, _) => l.By),
        new("日期", 12, false, (_, l, _, c) => Show.Date(c.DateOf(l.At))),
    ];

    /// <summary>Head line of the form.</summary>
    public static IReadOnlyList<string> Head(PapersView view, Texts texts, CompanyClock clock) =>
        [texts["papers.head.unit", [view.Unit]], texts["papers.head.customer", [view.Customer]], Standing(view, texts, clock)];

    /// <summary>How far the papers are filed, in words.</summary>
    public static string Standing(PapersView view, Texts texts, CompanyClock clock) => view.State switch
    {
        PapersState.Filed => texts["papers.filed", [view.FiledBy, SheetForm.Moment(view.FiledAt!.Value, clock)]],
        PapersState.Incomplete => texts["papers.incomplete", [Names(view.Missing)]],
        _ => texts["papers.not-checked", [Names(view.Required)]],
    };

    /// <summary>The form as a laid-out sheet.</summary>
    public static FormSheet Sheet(PapersView view, Texts texts, CompanyClock clock) => new()
    {
        Title = texts["papers.directory"],
        Head = Head(view, texts, clock),
        Columns = [.. Columns.Select(c => new FormColumn(c.Label, c.Width * 1.3, c.Left))],
        Sections = [new(null, [.. view.Lines.Select(l => (IReadOnlyList<object?>)[.. Columns.Select(c => (object?)c.Text(view, l, texts, clock))])])],
        Signatures = [texts["papers.sign.archivist", [view.FiledBy ?? ""]], texts["papers.sign.checked"]],
        Notes = [texts["papers.head.grounds", ["D02-4.6.3"]]],
        Footer = texts["papers.printed", [SheetForm.Moment(clock.Now, clock)]],
    };

    static string Names(IEnumerable<string> kinds) => string.Join(Texts.English ? ", " : "、", kinds.Select(DocumentKinds.Label));
}
