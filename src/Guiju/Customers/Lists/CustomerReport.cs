using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;

namespace Guiju.Customers.Lists;

/// <summary>A list the regulations name, compiled from the files themselves: nobody keeps a second copy that could differ.</summary>
/// <param name="Key">Last part of its path.</param>
/// <param name="Form">Name of the form as the regulations give it.</param>
/// <param name="Clauses">Clauses that ask for it.</param>
/// <param name="Columns">Heading in Chinese, as the form has it, with the column that fills it.</param>
public sealed record CustomerReport(string Key, string Form, IReadOnlyList<string> Clauses, IReadOnlyList<(string Heading, ListColumn Column)> Columns)
{
    /// <summary>客户一览表: every file with its main data, for whoever may read it, at any time.</summary>
    [Clause("D13-3.2b"), Clause("D15-3.2b"), Clause("D16-3.2d")]
    public static CustomerReport Overview { get; } = new("customers", "客户一览表", ["D13-3.2b", "D15-3.2b", "D16-3.2d"],
    [
        ("客户编号", Of("code")),
        ("客户名称", Of("name")),
        ("客户类别", Of("roles")),
        ("法定代表人", Of("legalRepresentative")),
        ("地址", new("place", (r, _) => ListColumn.Place(r)) { Width = 34 }),
        ("电话", Of("phone")),
        ("经营范围", Of("scope")),
        ("注册资本", Of("capital")),
        ("责任部门", Of("department")),
        ("主责联系人", Of("owner")),
        // What the evaluation found is all the system knows of importance before grading (D01-1.3b).
        ("重要度", Of("leadClass")),
        ("建档日期", Of("opened")),
        ("最近往来日期", Of("last")),
        ("档案完整度", Of("completeness")),
    ]);

    /// <summary>客户档案索引: where each file is found, in the order of its pinyin. Cabinet, shelf and place of the paper are written by hand.</summary>
    [Clause("D10-1.3")]
    public static CustomerReport Index { get; } = new("customer-index", "客户档案索引", ["D10-1.3"],
    [
        ("档案编号", Of("code")),
        ("客户名称", Of("name")),
        ("拼音首字母", new("initials", (r, _) => ListColumn.Initials(r)) { Width = 14 }),
        ("类别", Of("roles")),
        ("地区", Of("region")),
        ("开发专员", Of("owner")),
        ("柜号", Blank("cabinet")),
        ("层", Blank("shelf")),
        ("格", Blank("box")),
        ("序号", Blank("place")),
        ("电子位置", new("link", (r, _) => $"/customers/{r.Id}") { Width = 44 }),
    ]);

    /// <summary>Heading in the reader's language.</summary>
    public static string Label(string heading) => Texts.English ? Texts.All[$"lists.heading.{heading}"] : heading;

    /// <summary>Its columns with headings in the reader's language, for a file.</summary>
    public ExportColumns Sheet => new(Texts.All[$"lists.report.{Key}"], [.. Columns.Select(c => (Label(c.Heading), c.Column))]);

    static ListColumn Of(string key) => ListColumn.All.First(c => c.Key == key);

    static ListColumn Blank(string key) => new(key, (_, _) => null) { Kind = ColumnKind.Text, Width = 7 };
}
