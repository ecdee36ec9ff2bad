using System.Text.RegularExpressions;
using Guiju.Approvals.Contracts;
using Guiju.Platform.Ui;

namespace Guiju.Approvals;

/// <summary>The words of requests.</summary>
static partial class ApprovalWords
{
    /// <summary>A kind of request.</summary>
    public static string Of(string kind) => Texts.All[$"approval.{kind}"];

    /// <summary>A value of a fact; keys in braces are said in the reader's language.</summary>
    public static string Value(ApprovalFact fact) => Keys().Replace(fact.Value, m => Texts.All.Has(m.Groups[1].Value) ? Texts.All[m.Groups[1].Value] : m.Value);

    /// <summary>Who decides a step: 申请人的主管, 总经理, 会签: 财务、法务.</summary>
    public static string Who(StepWho who, string words, int level = 1) => who == StepWho.Supervisor
        ? Texts.All[level > 1 || words.Length > 0 ? "approvals.who.above" : "approvals.who.supervisor", [words.Length > 0 ? words : level]]
        : who == StepWho.Departments ? Texts.All["approvals.who.departments", [words]] : words;

    /// <summary>How many of them: 其中一人, 全部, 至少 2 人.</summary>
    public static string Need(StepWho who, StepNeed need, int needed) => who == StepWho.Departments ? Texts.All["approvals.need.each"]
        : need switch { StepNeed.All => Texts.All["approvals.need.all"], StepNeed.Quorum => Texts.All["approvals.need.quorum", [needed]], _ => Texts.All["approvals.need.any"] };

    /// <summary>Green, red or nothing.</summary>
    public static Tone ToneOf(ApprovalState state) => state switch
    {
        ApprovalState.Approved => Tone.Ok,
        ApprovalState.Refused => Tone.Bad,
        ApprovalState.Returned => Tone.Warn,
        ApprovalState.Waiting => Tone.Info,
        _ => Tone.Plain,
    };

    [GeneratedRegex(@"\{([A-Za-z][\w.-]{1,80})\}")]
    private static partial Regex Keys();
}
