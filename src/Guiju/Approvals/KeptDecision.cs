using Guiju.Platform.Data;
using Guiju.Platform.Security;

namespace Guiju.Approvals;

/// <summary>What a guard decided.</summary>
public enum GuardResult
{
    /// <summary>拒绝.</summary>
    Refused,

    /// <summary>凭批准放行.</summary>
    Excepted,
}

/// <summary>A decision of a guard that refused or excepted (决定): by whom, when, through which door, on which facts, by the numbers of which day. Added, never changed.</summary>
public sealed class KeptDecision : Entity
{
    KeptDecision() { }

    internal KeptDecision(Actor by, string act, DateTime at, GuardResult result, string clause, string subjectKind, Guid subjectId, string title, string facts, DateOnly parametersOn, string said)
    {
        (UnitId, DepartmentId, PersonId, Person, Door) = (by.UnitId, by.DepartmentId, by.PersonId, ApprovalRequest.Cut(by.Name, 60), by.Door);
        (Act, At, Result, ClauseId, SubjectKind, SubjectId) = (ApprovalRequest.Cut(act, 60), at, result, clause, subjectKind, subjectId);
        (Title, Facts, ParametersOn, Said) = (ApprovalRequest.Cut(title, 200), facts, parametersOn, ApprovalRequest.Cut(said, 60));
    }

    /// <summary>Company of who acted.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>His department.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Who acted; null for the program.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>His name.</summary>
    public string Person { get; private set; } = "";

    /// <summary>Through which door.</summary>
    public Door Door { get; private set; }

    /// <summary>Name of the act.</summary>
    public string Act { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Refused or excepted.</summary>
    public GuardResult Result { get; private set; }

    /// <summary>Clause.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>Kind of record.</summary>
    public string SubjectKind { get; private set; } = "";

    /// <summary>That record.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Its name.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The facts, a JSON list.</summary>
    public string Facts { get; private set; } = "[]";

    /// <summary>Day whose parameters were in force.</summary>
    public DateOnly ParametersOn { get; private set; }

    /// <summary>Key of the finding.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Approval that excepted it.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Its number.</summary>
    public string? Approval { get; init; }
}
