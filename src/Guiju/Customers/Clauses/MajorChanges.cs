using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>What counts as a major change at the customer (D13-3.4.1a).</summary>
public enum MajorChangeKind
{
    /// <summary>法定代表人.</summary>
    LegalRepresentative,

    /// <summary>名称.</summary>
    Name,

    /// <summary>地址.</summary>
    Address,

    /// <summary>注册资本.</summary>
    Capital,

    /// <summary>股权.</summary>
    Shareholding,

    /// <summary>经营范围.</summary>
    BusinessScope,

    /// <summary>合并分立.</summary>
    MergerOrSplit,

    /// <summary>停业/破产.</summary>
    ClosureOrBankruptcy,

    /// <summary>重大诉讼.</summary>
    MajorLawsuit,

    /// <summary>主要联系人.</summary>
    MainContact,
}

/// <summary>A major change is recorded with its day and its source, once (D13-3.4.1a; D13-3.4.2a repeats it).</summary>
static class MajorChanges
{
    /// <summary>Names the register gives the kinds.</summary>
    public static readonly IReadOnlyDictionary<string, MajorChangeKind> Kinds = new Dictionary<string, MajorChangeKind>
    {
        ["法定代表人"] = MajorChangeKind.LegalRepresentative,
        ["名称"] = MajorChangeKind.Name,
        ["地址"] = MajorChangeKind.Address,
        ["注册资本"] = MajorChangeKind.Capital,
        ["股权"] = MajorChangeKind.Shareholding,
        ["经营范围"] = MajorChangeKind.BusinessScope,
        ["合并分立"] = MajorChangeKind.MergerOrSplit,
        ["停业/破产"] = MajorChangeKind.ClosureOrBankruptcy,
        ["重大诉讼"] = MajorChangeKind.MajorLawsuit,
        ["主要联系人"] = MajorChangeKind.MainContact,
    };

    /// <summary>The kind of change that replacing this field is, or null where it is no major one.</summary>
    /// <param name="field">Field of the file, camel case.</param>
    /// <param name="types">Kinds that count, by the names of the register.</param>
    [Clause("D13-3.4.1a")]
    public static MajorChangeKind? Of(string field, IReadOnlyCollection<string> types)
    {
        MajorChangeKind? kind = field switch
        {
            "legalRepresentative" => MajorChangeKind.LegalRepresentative,
            "name" => MajorChangeKind.Name,
            "address" or "regionCode" => MajorChangeKind.Address,
            "registeredCapital" => MajorChangeKind.Capital,
            "businessScope" => MajorChangeKind.BusinessScope,
            "mainContact" => MajorChangeKind.MainContact,
            _ => null,
        };
        return kind is { } k && types.Any(t => Kinds.TryGetValue(t, out var named) && named == k) ? kind : null;
    }

    /// <summary>What is missing of the record: when it happened, not in the future, and how we know.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.2a")]
    public static IEnumerable<Finding> Check(DateOnly? happenedOn, string? source, DateOnly today, MajorChangeKind kind)
    {
        if (happenedOn is null) yield return new Finding("customers.change.date", "happenedOn", "D13-3.4.1a").With(kind);
        else if (happenedOn > today) yield return new("customers.change.future", "happenedOn", "D13-3.4.1a");
        if (string.IsNullOrWhiteSpace(source)) yield return new Finding("customers.change.source", "changeSource", "D13-3.4.1a").With(kind);
    }
}
