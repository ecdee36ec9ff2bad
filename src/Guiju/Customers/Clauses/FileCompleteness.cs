using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;

namespace Guiju.Customers.Clauses;

/// <summary>
/// How complete a file is. Two rules meet: eight standard fields, each filled or said not to exist with the reason
/// (D13-3.3.2a), and the template of twelve mandatory fields (D10-1.1b). A formal file keeps both; the percentage shown is
/// that of the eight (D13-3.3.2c).
/// </summary>
static class FileCompleteness
{
    /// <summary>Names the regulation gives the fields → fields of the file.</summary>
    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["客户名称"] = "name",
        ["法定代表人"] = "legalRepresentative",
        ["地址"] = "address",
        ["邮编"] = "postcode",
        ["电话"] = "phone",
        ["传真"] = "fax",
        ["经营范围"] = "businessScope",
        ["注册资本"] = "registeredCapital",
        ["档案编号"] = "code",
        ["客户类别"] = "roles",
        ["统一社会信用代码"] = "creditCode",
        ["联系人"] = "contacts",
        ["首次接触日期"] = "openedOn",
        ["开发专员"] = "ownerId",
    };

    /// <summary>What a file holds, as far as completeness asks.</summary>
    /// <param name="Filled">Fields that have a value.</param>
    /// <param name="Absent">Fields said not to exist, with a reason.</param>
    public sealed record Facts(IReadOnlySet<string> Filled, IReadOnlySet<string> Absent);

    /// <summary>Fields of a list that are neither filled nor said not to exist; a name and a class always exist.</summary>
    /// <param name="required">Names as the regulation gives them.</param>
    /// <param name="facts">What the file holds.</param>
    [Clause("D13-3.3.2a"), Clause("D10-1.1b")]
    public static IReadOnlyList<string> Missing(IEnumerable<string> required, Facts facts) =>
        [.. required.Select(Field).Where(f => !facts.Filled.Contains(f) && !(MayBeAbsent(f) && facts.Absent.Contains(f)))];

    /// <summary>Whether a field may be said not to exist.</summary>
    public static bool MayBeAbsent(string field) => field is "legalRepresentative" or "address" or "postcode" or "phone" or "fax" or "businessScope" or "registeredCapital" or "creditCode";

    /// <summary>Share of the required fields that are there, percent with one decimal: 6 of 8 are 75.0.</summary>
    [Clause("D13-3.3.2c")]
    public static decimal Percent(IReadOnlyCollection<string> required, Facts facts) => required.Count == 0 ? 100
        : Math.Round(100m * (required.Count - Missing(required, facts).Count) / required.Count, 1, MidpointRounding.ToZero);

    /// <summary>Status after a change: a formal file that lost a mandatory field goes back to 待完善; becoming formal is an act of its own.</summary>
    [Clause("D10-1.1b")]
    public static FileStatus After(FileStatus status, int missing) => status == FileStatus.Formal && missing > 0 ? FileStatus.Incomplete : status;

    /// <summary>First day the owner is reminded of what is missing: the day after day 15, so a file of 04-01 on 04-17.</summary>
    /// <param name="openedOn">Day 0.</param>
    /// <param name="chaseAfterDays">Days he has.</param>
    [Clause("D13-3.3.2c")]
    public static DateOnly ChasedFrom(DateOnly openedOn, int chaseAfterDays) => openedOn.AddDays(chaseAfterDays + 1);

    /// <summary>Until when what is missing is filled in: the last second of the last day before it is chased.</summary>
    [Clause("D13-3.3.2c")]
    public static Due Due(DateOnly openedOn, int chaseAfterDays) => new(openedOn.ToDateTime(default), ChasedFrom(openedOn, chaseAfterDays).AddDays(-1).ToDateTime(new(23, 59, 59)), false);

    static string Field(string name) => Fields.TryGetValue(name, out var field) ? field
        : throw new ArgumentException($"A file has no field called {name}; a company setting names it as required.");
}
