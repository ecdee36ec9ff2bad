using System.Text.Json;
using Guiju.Approvals.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;

namespace Guiju.Approvals;

/// <summary>
/// Something somebody asked others to decide (审批). Its facts are those of the moment it was asked; its steps were computed then. Who asked, who made
/// what is to be approved and who has a part in it are barred from deciding.
/// </summary>
public sealed class ApprovalRequest : Entity, IAudited
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    ApprovalRequest() { }

    internal ApprovalRequest(NewRequest asked, string clause, string number, Actor by, DateTime at, DateOnly on)
    {
        (Kind, ClauseId, Number, SubjectKind, SubjectId, Title) = (asked.Kind, clause, number, asked.Subject.Kind, asked.Subject.Id, Cut(asked.Title, 200));
        (UnitId, DepartmentId, AskedById, AskedBy, AskedAt, ParametersOn) = (asked.UnitId, by.DepartmentId, by.PersonId!.Value, Cut(by.Name, 60), at, on);
        (Bound, Reason, Amount, Facts) = (asked.Bound, Cut(asked.Reason, 1000), asked.Amount, JsonSerializer.Serialize(asked.Facts, json));
        (ValidFrom, ValidUntil, MostUses, MostAmount) = (asked.Bounds.From, asked.Bounds.Until, asked.Bounds.Uses, asked.Bounds.Amount);
        Barred = string.Join(' ', asked.Parties.Append(AskedById).Append(asked.AuthorId ?? AskedById).Distinct().Select(p => p.ToString("N")));
    }

    /// <summary>Company it belongs to.</summary>
    [NotAudited]
    public Guid UnitId { get; private set; }

    /// <summary>Department of who asked.</summary>
    [NotAudited]
    public Guid? DepartmentId { get; private set; }

    /// <summary>Number people read: SP, year, four digits.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Kind of request.</summary>
    [NotAudited]
    public string Kind { get; private set; } = "";

    /// <summary>Clause that asks for it.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>Day whose parameters and route made the steps.</summary>
    [NotAudited]
    public DateOnly ParametersOn { get; private set; }

    /// <summary>Kind of record it is about.</summary>
    [NotAudited]
    public string SubjectKind { get; private set; } = "";

    /// <summary>That record.</summary>
    [NotAudited]
    public Guid SubjectId { get; private set; }

    /// <summary>Its name.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What it is bound to.</summary>
    [NotAudited]
    public string? Bound { get; private set; }

    /// <summary>The facts, a JSON list.</summary>
    [NotAudited]
    public string Facts { get; private set; } = "[]";

    /// <summary>Why it is asked for.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Amount that chose the steps.</summary>
    [NotAudited]
    public decimal? Amount { get; private set; }

    /// <summary>Who asked.</summary>
    [NotAudited]
    public Guid AskedById { get; private set; }

    /// <summary>His name then.</summary>
    [NotAudited]
    public string AskedBy { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    [NotAudited]
    public DateTime AskedAt { get; private set; }

    /// <summary>Ids of those who never decide it, 32 digits each.</summary>
    [NotAudited]
    public string Barred { get; private set; } = "";

    /// <summary>How it stands.</summary>
    public ApprovalState State { get; private set; } = ApprovalState.Waiting;

    /// <summary>The step that is open, from 1.</summary>
    [NotAudited]
    public int Step { get; private set; }

    /// <summary>Last second of that step, UTC.</summary>
    [NotAudited]
    public DateTime? DueAt { get; private set; }

    /// <summary>Whether nobody can decide the open step.</summary>
    public bool Stuck { get; private set; }

    /// <summary>Whether a decider asked for more and was not answered yet.</summary>
    [NotAudited]
    public bool Asked { get; private set; }

    /// <summary>Counts what happened, so that of two who act at once one loses and looks again.</summary>
    [NotAudited]
    public int Moves { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    [NotAudited]
    public DateTime? EndedAt { get; private set; }

    /// <summary>Who ended it.</summary>
    public string? EndedBy { get; private set; }

    /// <summary>What he said.</summary>
    public string? Grounds { get; private set; }

    /// <summary>First day an approval holds.</summary>
    [NotAudited]
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>Last day it holds.</summary>
    [NotAudited]
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>How often it may be used.</summary>
    [NotAudited]
    public int? MostUses { get; private set; }

    /// <summary>How much all uses may come to.</summary>
    [NotAudited]
    public decimal? MostAmount { get; private set; }

    /// <summary>How often it was used.</summary>
    [NotAudited]
    public int Uses { get; private set; }

    /// <summary>How much the uses came to.</summary>
    [NotAudited]
    public decimal UsedAmount { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("approval", Id, $"{Number} {Title}");

    internal IReadOnlyList<ApprovalFact> ReadFacts() => ReadFacts(Facts);

    internal static IReadOnlyList<ApprovalFact> ReadFacts(string facts) => JsonSerializer.Deserialize<List<ApprovalFact>>(facts, json)!;

    internal static string WriteFacts(IReadOnlyList<ApprovalFact> facts) => JsonSerializer.Serialize(facts, json);

    internal ApprovalBounds Bounds => new() { From = ValidFrom, Until = ValidUntil, Uses = MostUses, Amount = MostAmount };

    /// <summary>Whether somebody may never decide it.</summary>
    internal bool Bars(Guid? person) => person is { } id && Barred.Contains(id.ToString("N"), StringComparison.Ordinal);

    /// <summary>A step is open, or waits for somebody who can decide it.</summary>
    internal void Open(int step, DateTime? dueAt, bool stuck)
    {
        MustWait();
        (Step, DueAt, Stuck, Asked, Moves) = (step, dueAt, stuck, false, Moves + 1);
    }

    /// <summary>A voice was given, and others are still needed; or who decides it changed.</summary>
    internal void Move(bool stuck)
    {
        MustWait();
        (Stuck, Moves) = (stuck, Moves + 1);
    }

    /// <summary>A decider asks for more, or was answered.</summary>
    internal void Ask(bool more)
    {
        MustWait();
        (Asked, Moves) = (more, Moves + 1);
    }

    /// <summary>It is decided, withdrawn or lapsed.</summary>
    internal void End(ApprovalState state, string by, string? grounds, DateTime at)
    {
        if (state != ApprovalState.Lapsed) MustWait();
        (State, EndedAt, EndedBy, Grounds, DueAt, Stuck, Asked, Moves) = (state, at, Cut(by, 60), grounds, null, false, false, Moves + 1);
    }

    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    void MustWait()
    {
        if (State != ApprovalState.Waiting) throw new InvalidOperationException($"The request is {State} and waits no more.");
    }
}
