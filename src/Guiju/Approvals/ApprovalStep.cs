using Guiju.Approvals.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Approvals;

/// <summary>A step of a request as it was computed when asked: never computed anew, whatever becomes of route and organization.</summary>
public sealed class ApprovalStep : Entity
{
    ApprovalStep() { }

    internal ApprovalStep(Guid requestId, int order, StepRule rule, int needed, string words) =>
        (RequestId, Order, Who, Need, Needed, Days, Words) = (requestId, order, rule.Who, rule.Who == StepWho.Departments ? StepNeed.All : rule.Need, needed, rule.Days, ApprovalRequest.Cut(words, 200));

    /// <summary>The request.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Its place, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>Who decides.</summary>
    public StepWho Who { get; private set; }

    /// <summary>How many of them.</summary>
    public StepNeed Need { get; private set; }

    /// <summary>Number of voices it takes.</summary>
    public int Needed { get; private set; }

    /// <summary>Working days for it.</summary>
    public int Days { get; private set; }

    /// <summary>Names of the rule, as people read them.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Nobody could decide it: it takes what the route says now.</summary>
    internal void Renew(ApprovalStep other) => (Who, Need, Needed, Days, Words) = (other.Who, other.Need, other.Needed, other.Days, other.Words);
}

/// <summary>How somebody decided.</summary>
public enum Verdict
{
    /// <summary>同意.</summary>
    Approve,

    /// <summary>不同意.</summary>
    Refuse,

    /// <summary>退回.</summary>
    Return,
}

/// <summary>Somebody who may decide a step. People of one voice (a department that countersigns) share it; one of them uses it.</summary>
public sealed class ApprovalSeat : Entity
{
    ApprovalSeat() { }

    internal ApprovalSeat(Guid requestId, int order, int voice, Guid personId, string person, string? department) =>
        (RequestId, Order, Voice, PersonId, Person, Department) = (requestId, order, voice, personId, person, department);

    /// <summary>The request.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Place of the step.</summary>
    public int Order { get; private set; }

    /// <summary>The voice, from 1.</summary>
    public int Voice { get; private set; }

    /// <summary>Who may decide.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>His name.</summary>
    public string Person { get; private set; } = "";

    /// <summary>Department he countersigns for.</summary>
    public string? Department { get; private set; }

    /// <summary>Whether the decision is his to take now.</summary>
    public bool Open { get; private set; }

    /// <summary>How he decided.</summary>
    public Verdict? Verdict { get; private set; }

    /// <summary>Who decided in his name; himself, or whom he delegated to.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>His name.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>What he said.</summary>
    public string? Grounds { get; private set; }

    internal void SetOpen(bool open) => Open = open;

    /// <summary>It is another voice.</summary>
    internal void Speak(int voice) => Voice = voice;

    /// <summary>Somebody else decides in his place.</summary>
    internal void Hand(Guid personId, string person) => (PersonId, Person) = (personId, person);

    internal void Decide(Verdict verdict, Guid byId, string by, DateTime at, string? grounds) =>
        (Open, Verdict, DecidedById, DecidedBy, DecidedAt, Grounds) = (false, verdict, byId, ApprovalRequest.Cut(by, 60), at, grounds);
}

/// <summary>What happened to a request.</summary>
public enum ApprovalEvent
{
    /// <summary>提交.</summary>
    Asked,

    /// <summary>同意: a voice.</summary>
    Agreed,

    /// <summary>批准: the whole.</summary>
    Approved,

    /// <summary>不同意.</summary>
    Refused,

    /// <summary>退回.</summary>
    Returned,

    /// <summary>要求补充.</summary>
    AskedMore,

    /// <summary>补充说明.</summary>
    Answered,

    /// <summary>撤回.</summary>
    Withdrawn,

    /// <summary>改由他人审批.</summary>
    Handed,

    /// <summary>无人可审批.</summary>
    NobodyCan,

    /// <summary>失效.</summary>
    Lapsed,

    /// <summary>使用.</summary>
    Used,
}

/// <summary>A line in the history of a request; added, never changed.</summary>
public sealed class ApprovalLine : Entity
{
    ApprovalLine() { }

    internal ApprovalLine(Guid requestId, ApprovalEvent what, DateTime at, Guid? byId, string by) => (RequestId, What, At, ById, By) = (requestId, what, at, byId, ApprovalRequest.Cut(by, 60));

    /// <summary>The request.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>What happened.</summary>
    public ApprovalEvent What { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Through whom.</summary>
    public Guid? ById { get; private set; }

    /// <summary>His name.</summary>
    public string By { get; private set; } = "";

    /// <summary>In whose name, where he was delegated; to whom, where it was handed on.</summary>
    public string? For { get; init; }

    /// <summary>What was said; of a lapse the key of the reason.</summary>
    public string? Text { get; init; }

    /// <summary>How much a use took.</summary>
    public decimal? Amount { get; init; }
}
