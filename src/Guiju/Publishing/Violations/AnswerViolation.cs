using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Violations;

/// <summary>The person answers to what was recorded of him, and appeals against what was decided; nobody does it for him.</summary>
[Allow(Permission.Self), Clause("D01-2.4b"), Clause("D05-8.3"), Clause("D10-5.4"), Clause("D12-12")]
public sealed class AnswerViolation(GuijuContext db, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>Answers; possible until it is decided.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, string? text, CancellationToken ct)
    {
        var (violation, refused) = await Own(id, ct);
        if (violation is null) return refused!;
        if (violation.State != ViolationState.AwaitingReply) return new Finding("violations.replied", "reply", violation.ClauseId);
        if (Said(text, "reply", violation, out var said) is { } wrong) return wrong;
        violation.Answer(said, clock.Now);
        tell.Person(violation.Reported ? violation.AlertedId : violation.RecorderId, "violations.notice.replied", $"/violations/{id}", violation.ClauseId, violation.ClauseId, violation.Person);
        return id;
    }

    /// <summary>Appeals; possible for some working days from the decision.</summary>
    public async Task<Outcome<Guid>> Appeal(Guid id, string? text, CancellationToken ct)
    {
        var (violation, refused) = await Own(id, ct);
        if (violation is null) return refused!;
        if (violation.State != ViolationState.Decided) return new Finding("violations.appeal.not-now", "appeal", "D05-8.3");
        if (clock.Now >= violation.AppealDueAt!.Value.AddSeconds(1)) return new Finding("violations.appeal.over", "appeal", "D05-8.3").With(Platform.Ui.Show.When(violation.AppealDueAt, clock));
        if (Said(text, "appeal", violation, out var said) is { } wrong) return wrong;
        violation.Object(said, clock.Now);
        return id;
    }

    async Task<(Violation? Violation, Outcome<Guid>? Refused)> Own(Guid id, CancellationToken ct)
    {
        if (await db.Set<Violation>().VisibleTo(actor.Value, db).SingleOrDefaultAsync(v => v.Id == id, ct) is not { } violation) return (null, Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found")));
        return violation.PersonId == actor.Value.PersonId ? (violation, null) : (null, Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("violations.own-only", null, violation.ClauseId)));
    }

    static Finding? Said(string? text, string field, Violation violation, out string said)
    {
        said = text?.Trim() ?? "";
        return said.Length is 0 or > Violation.FactsLength ? new Finding("violations.words.required", field, violation.ClauseId).With(Violation.FactsLength) : null;
    }
}

/// <summary>Adds evidence to a breach one sees; nothing is ever changed or taken away.</summary>
[Allow(Permission.Self), Clause("D10-5.4")]
public sealed class AddViolationEvidence(GuijuContext db, CurrentActor actor)
{
    /// <summary>Adds it.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, RecordViolation.EvidenceInput input, CancellationToken ct)
    {
        if (await db.Set<Violation>().AsNoTracking().VisibleTo(actor.Value, db).SingleOrDefaultAsync(v => v.Id == id, ct) is not { } violation) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var (title, text) = (input.Title?.Trim() ?? "", input.Text?.Trim() ?? "");
        if (title.Length is 0 or > ViolationEvidence.TitleLength || text.Length > ViolationEvidence.TextLength) return new Finding("violations.evidence.title", "evidence").With(ViolationEvidence.TitleLength, ViolationEvidence.TextLength);
        if (violation.State == ViolationState.Closed) return new Finding("violations.closed", "evidence");
        var evidence = new ViolationEvidence(violation, title, text, actor.Value.Name);
        db.Add(evidence);
        return evidence.Id;
    }
}

/// <summary>Decides about a breach, once the person has answered or his days to answer are over; and about his appeal, by somebody else.</summary>
[Allow(Permission.ViolationsDecide), Clause("D01-2.4b"), Clause("D05-8.3"), Clause("D10-5.4"), Clause("D12-12"), Clause("D07-9.2")]
public sealed class DecideViolation(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters, IWorkCalendar calendars, Tell tell)
{
    /// <summary>The decision.</summary>
    public sealed record Input
    {
        /// <summary>Who investigated it.</summary>
        public Guid? InvestigatorId { get; init; }

        /// <summary>What was found.</summary>
        public string? Conclusion { get; init; }

        /// <summary>What follows from it.</summary>
        public string? Sanction { get; init; }
    }

    /// <summary>Decides it; the person is told, and has some working days to appeal from then on.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, Input input, CancellationToken ct)
    {
        var (violation, refused) = await Others(id, ct);
        if (violation is null) return refused!;
        if (violation.State is not (ViolationState.AwaitingReply or ViolationState.Replied)) return new Finding("violations.decided", null, violation.ClauseId);
        var rule = ConductRules.Of(violation.ClauseId)!;
        List<Finding> findings = [];
        var over = clock.Now >= violation.ReplyDueAt.AddSeconds(1);
        if (!over && (rule.WaitsOut || violation.State == ViolationState.AwaitingReply)) findings.Add(new Finding("violations.too-early", null, violation.ClauseId).With(Platform.Ui.Show.When(violation.ReplyDueAt, clock)));
        var (conclusion, sanction) = (input.Conclusion?.Trim() ?? "", input.Sanction?.Trim() ?? "");
        if (conclusion.Length is 0 or > Violation.FactsLength) findings.Add(new Finding("violations.conclusion.required", "conclusion", violation.ClauseId).With(Violation.FactsLength));
        if (sanction.Length is 0 or > Violation.FactsLength) findings.Add(new Finding("violations.sanction.required", "sanction", violation.ClauseId).With(Violation.FactsLength));
        var unit = violation.UnitId;
        var investigator = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.InvestigatorId && p.Active && (p.UnitId == unit || db.Set<Unit>().Any(u => u.Id == p.UnitId && u.ParentId == null)), ct);
        if (investigator is null) findings.Add(new("violations.investigator.required", "investigatorId", violation.ClauseId));
        else if (investigator.Id == violation.PersonId || (rule.Impartial && investigator.Id == await db.SupervisorOf(violation.PersonId, ct))) findings.Add(new("violations.investigator.party", "investigatorId", "D05-8.3"));
        if (findings.Count > 0) return findings;

        var today = clock.Today;
        var due = ConductRule.AppealDue(today, parameters.For(unit), calendars.For(unit).On(today));
        if (violation.Suspends) await db.ChangeAccess(ct);
        violation.Decide(investigator!.Id, investigator.Name, conclusion, sanction, actor.Value.PersonId ?? Guid.Empty, actor.Value.Name, clock.Now, clock.Utc(due.At));
        tell.Person(violation.PersonId, "violations.notice.decided", $"/violations/{id}", violation.ClauseId, violation.ClauseId, Platform.Ui.Show.Date(due.Day));
        return id;
    }

    /// <summary>Decides about the appeal; neither who recorded the breach nor who decided it does.</summary>
    public async Task<Outcome<Guid>> Rule(Guid id, bool upheld, string? ruling, CancellationToken ct)
    {
        var (violation, refused) = await Others(id, ct);
        if (violation is null) return refused!;
        if (violation.State != ViolationState.Appealed) return new Finding("violations.not-appealed", null, "D05-8.3");
        if (actor.Value.PersonId is { } me && (me == violation.DeciderId || me == violation.RecorderId || me == violation.InvestigatorId)) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("violations.appeal.party", null, "D05-8.3"));
        var said = ruling?.Trim() ?? "";
        if (said.Length is 0 or > Violation.FactsLength) return new Finding("violations.words.required", "ruling", violation.ClauseId).With(Violation.FactsLength);
        violation.Rule(upheld, said, actor.Value.Name, clock.Now);
        tell.Person(violation.PersonId, upheld ? "violations.notice.upheld" : "violations.notice.reversed", $"/violations/{id}", violation.ClauseId, violation.ClauseId);
        return id;
    }

    async Task<(Violation? Violation, Outcome<Guid>? Refused)> Others(Guid id, CancellationToken ct)
    {
        if (await db.Set<Violation>().VisibleTo(actor.Value, db).SingleOrDefaultAsync(v => v.Id == id, ct) is not { } violation) return (null, Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found")));
        return violation.PersonId == actor.Value.PersonId ? (null, Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("violations.party", null, violation.ClauseId))) : (violation, null);
    }
}
