using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Approvals.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Approvals;

/// <summary>Steps a company set for a kind of request, in place of those of the clause. Never changed: a later one takes its place for what is asked from then on.</summary>
public sealed class ApprovalRoute : Entity, IAudited
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    ApprovalRoute() { }

    internal ApprovalRoute(Guid unitId, string kind, IReadOnlyList<StepRule>? steps, string reason) =>
        (UnitId, Kind, Steps, Reason) = (unitId, kind, steps is null ? null : JsonSerializer.Serialize(steps, json), reason);

    /// <summary>Company it is for.</summary>
    [NotAudited]
    public Guid UnitId { get; private set; }

    /// <summary>Kind of request.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The steps, a JSON list; null where those of the clause hold again.</summary>
    public string? Steps { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("approvalRoute", Id, Kind);

    internal IReadOnlyList<StepRule>? ReadSteps() => Steps is null ? null : JsonSerializer.Deserialize<List<StepRule>>(Steps, json);
}

/// <summary>Somebody lets another decide in his name: for a time, or until he ends it (B 岗).</summary>
public sealed class Delegation : Entity, IAudited
{
    Delegation() { }

    internal Delegation(Guid unitId, Guid fromId, string from, Guid toId, string to, DateOnly first, DateOnly? last) =>
        (UnitId, FromId, From, ToId, To, First, Last) = (unitId, fromId, from, toId, to, first, last);

    /// <summary>Company.</summary>
    [NotAudited]
    public Guid UnitId { get; private set; }

    /// <summary>Whose decisions.</summary>
    [NotAudited]
    public Guid FromId { get; private set; }

    /// <summary>His name then.</summary>
    public string From { get; private set; } = "";

    /// <summary>Who decides for him.</summary>
    [NotAudited]
    public Guid ToId { get; private set; }

    /// <summary>His name then.</summary>
    public string To { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly First { get; private set; }

    /// <summary>Last day; null until it is ended.</summary>
    public DateOnly? Last { get; private set; }

    /// <summary>When it was ended, UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("delegation", Id, $"{From} → {To}");

    internal void End(DateTime at) => EndedAt ??= at;
}
