using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;

namespace Guiju.Approvals;

/// <summary>Asks that a duty need not be done (例外), or may be done later (延期). Its owner never decides it, whoever asks.</summary>
[Allow(Permission.Self)]
sealed class AskException(IDutyReading duties, IApprovals approvals, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Kind of request.</summary>
    public const string Kind = "dutyException";

    /// <summary>What is bound where the duty is to be done no more.</summary>
    internal const string Never = "except";

    /// <summary>What is asked.</summary>
    public sealed record Input
    {
        /// <summary>The duty.</summary>
        public Guid DutyId { get; init; }

        /// <summary>Day to whose end it may be done; left out where it need not be done at all.</summary>
        public DateOnly? Until { get; init; }

        /// <summary>Why, up to 1,000 characters.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>The duty as the form shows it.</summary>
    public async Task<Outcome<DutyItem>> Compose(Guid dutyId, CancellationToken ct) =>
        await duties.Find(dutyId, ct) is { } duty ? duty : Outcome<DutyItem>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>Asks for it.</summary>
    public async Task<Outcome<AskedRequest>> Handle(Input input, CancellationToken ct)
    {
        if (await duties.Find(input.DutyId, ct) is not { } duty) return Outcome<AskedRequest>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        List<Finding> findings = [];
        if (duty.State != DutyState.Open) return new Finding("approvals.exception.ended", null, duty.Clause).With($"enum.DutyState.{duty.State}");
        if (duty.OwnerId != actor.Value.PersonId && actor.Value.Scope == DataScope.Own) return new Finding("approvals.exception.owner", null, duty.Clause);
        var reason = input.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > 1000) findings.Add(new Finding("approvals.reason.required", "reason", duty.Clause));
        var due = clock.Local(duty.DueAt);
        if (input.Until is { } until && (until <= DateOnly.FromDateTime(due) || until < clock.Today)) findings.Add(new Finding("approvals.exception.until", "until", duty.Clause).With(Show.Date(DateOnly.FromDateTime(due))));
        if (findings.Count > 0) return findings;
        return await approvals.Ask(new()
        {
            Kind = Kind,
            Clause = duty.Clause,
            Subject = new("duty", duty.Id),
            Title = $"{duty.Title} · {duty.What}",
            UnitId = duty.UnitId,
            Bound = input.Until is { } day ? Show.Date(day) : Never,
            Reason = reason,
            Facts =
            [
                ApprovalFact.Said("approvals.exception.what", input.Until is null ? "approvals.exception.never" : "approvals.exception.later"), new("approvals.exception.duty", duty.What), new("duties.owner", duty.Owner ?? Show.None),
                new("duties.due", due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)), ApprovalFact.Holds("approvals.exception.late", duty.Late),
                .. input.Until is { } later ? (ApprovalFact[])[new("approvals.exception.new-due", Show.Date(later))] : [],
            ],
            Parties = duty.OwnerId is { } owner ? [owner] : [],
        }, ct);
    }
}

/// <summary>What an approval does to the duty: a line with who and why; what was late by then stays late.</summary>
sealed class ExceptDuty(IDuties duties) : IApprovalOutcome
{
    public string Kind => AskException.Kind;

    public async Task<Finding?> Decided(DecidedRequest request, CancellationToken ct)
    {
        if (request.State != ApprovalState.Approved) return null;
        var decision = new Evidence("approval", request.Id, request.Grounds is { } said ? $"{request.Number} {request.DecidedBy}: {said}" : $"{request.Number} {request.DecidedBy}");
        var done = request.Bound == AskException.Never
            ? await duties.Except(request.Subject.Id, decision, request.DecidedBy, ct)
            : await duties.Extend(request.Subject.Id, DateOnly.ParseExact(request.Bound!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(23, 59, 59)), decision, request.DecidedBy, ct);
        return done ? null : new Finding("approvals.exception.over").With(request.Number);
    }
}
