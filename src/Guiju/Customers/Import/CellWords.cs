using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Platform.Search;

namespace Guiju.Customers.Import;

/// <summary>Reads the words people write into cells: days, classes, stages.</summary>
static class CellWords
{
    static readonly string[] days =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy/M/d H:m", "yyyy/M/d H:m:s", "yyyy年M月d日 H:m",
        "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffZ",
    ];

    static readonly Dictionary<string, RoleKind> roles = Words<RoleKind>(
        (RoleKind.Buyer, ["业务客户", "采购方", "客户", "买方", "终端客户", "最终客户", "潜在客户", "buyer", "customer", "client", "prospect"]),
        (RoleKind.Distributor, ["经销商", "分销商", "经销", "分销", "distributor", "reseller", "dealer"]),
        (RoleKind.Supplier, ["供应商", "供货商", "供应", "supplier", "vendor"]),
        (RoleKind.Agent, ["代理商", "代理", "agent"]),
        (RoleKind.Special, ["特殊类", "特殊", "合作专业机构", "合作机构", "专业机构", "特殊类客户", "special"]));

    static readonly Dictionary<string, SpecialKind> specials = Words<SpecialKind>(
        (SpecialKind.Lawyer, ["律师", "律师事务所", "律所", "法律", "lawyer", "law firm"]),
        (SpecialKind.FinancialAdviser, ["财务顾问", "财务", "会计师事务所", "会计", "financial adviser", "financial advisor", "accountant"]),
        (SpecialKind.Advertising, ["广告", "广告公司", "advertising"]),
        (SpecialKind.PublicRelations, ["公关", "公关公司", "public relations", "pr"]),
        (SpecialKind.Bank, ["银行", "bank"]),
        (SpecialKind.Insurer, ["保险", "保险公司", "insurer", "insurance"]),
        (SpecialKind.FinancingAssistance, ["融资协助机构", "融资", "融资机构", "financing assistance", "financing"]));

    static readonly Dictionary<string, Stage> stages = Words<Stage>(
        (Stage.Collected, ["搜集", "收集", "搜集阶段", "新客户", "collected", "new", "subscriber", "lead"]),
        (Stage.Contacted, ["联系", "已联系", "联系阶段", "contacted"]),
        (Stage.Intent, ["意向", "有意向", "意向阶段", "intent", "opportunity"]),
        (Stage.Won, ["成交", "已成交", "成交阶段", "won"]),
        (Stage.Loyal, ["忠诚", "忠诚客户", "忠诚阶段", "loyal", "evangelist"]));

    /// <summary>The day a text says, or null; a time of day behind it is passed over.</summary>
    public static DateOnly? AsDate(string text)
    {
        var plain = Normal.Of(text);
        return DateTime.TryParseExact(plain.ToUpperInvariant(), days, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
            ? DateOnly.FromDateTime(day) : null;
    }

    /// <summary>Several words in one cell.</summary>
    public static string[] Split(string text) =>
        text.Split(['、', ',', '，', ';', '；', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The class a word means, with the kind where it names one of the special class; null where it means none.</summary>
    public static (RoleKind Role, SpecialKind? Special)? AsRole(string word)
    {
        var plain = ImportField.Plain(word);
        // 特殊类（律师）: the kind stands in brackets, as in the list's export.
        var open = word.IndexOfAny(['(', '（']);
        if (open >= 0 && roles.GetValueOrDefault(plain, RoleKind.Buyer) == RoleKind.Special) return (RoleKind.Special, AsSpecial(word[(open + 1)..].TrimEnd(')', '）')));
        if (roles.TryGetValue(plain, out var role)) return (role, null);
        return specials.TryGetValue(plain, out var kind) ? (RoleKind.Special, kind) : null;
    }

    /// <summary>The kind of the special class a word means.</summary>
    public static SpecialKind? AsSpecial(string word) => specials.TryGetValue(ImportField.Plain(word), out var kind) ? kind : null;

    /// <summary>The stage a word means.</summary>
    public static Stage? AsStage(string word) => stages.TryGetValue(ImportField.Plain(word), out var stage) ? stage : null;

    /// <summary>Whether a cell says yes.</summary>
    public static bool IsYes(string text) => ImportField.Plain(text) is "是" or "y" or "yes" or "true" or "1" or "主" or "主要" or "首要" or "关键" or "x" || text.Trim() is "√" or "✓" or "✔";

    /// <summary>Whether a cell says "nothing" in a word: a dash, 无, N/A.</summary>
    public static bool IsBlank(string text) => text.Trim() is "" or "-" or "--" or "—" or "——" or "/" or "\\" or "无" or "暂无" or "空" or "N/A" or "n/a" or "NA" or "NULL" or "null" or "None";

    static Dictionary<string, T> Words<T>(params (T Value, string[] Words)[] table) where T : struct, Enum =>
        table.SelectMany(t => t.Words.Select(w => (w, t.Value))).ToDictionary(t => ImportField.Plain(t.w), t => t.Value);
}
