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

/// <summary>
/// Records a breach, or takes in the report of one; the person is told at once and may answer. Of a report nothing tells by whom it was: not the record to the
/// person or his superior, not the trail, and where it is anonymous nothing at all (D01-2.4f).
/// </summary>
[Allow(Permission.Self), Clause("D01-2.4b"), Clause("D01-2.4f"), Clause("D05-8.3"), Clause("D10-5.4"), Clause("D12-12"), Clause("D07-9.2")]
public sealed class RecordViolation(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters, IWorkCalendar calendars, Tell tell)
{
    /// <summary>A piece of evidence.</summary>
    /// <param name="Title">What it is.</param>
    /// <param name="Text">What it shows.</param>
    public sealed record EvidenceInput(string? Title, string? Text);

    /// <summary>What is recorded.</summary>
    public sealed record Input
    {
        /// <summary>Who is said to have done it.</summary>
        public Guid? PersonId { get; init; }

        /// <summary>Clause that was breached.</summary>
        public string? Clause { get; init; }

        /// <summary>When it happened.</summary>
        public DateOnly? OccurredOn { get; init; }

        /// <summary>Where.</summary>
        public string? Place { get; init; }

        /// <summary>What happened.</summary>
        public string? Facts { get; init; }

        /// <summary>How grave it is; 一般 where left out.</summary>
        public ViolationSeverity? Severity { get; init; }

        /// <summary>Evidence.</summary>
        public IReadOnlyList<EvidenceInput>? Evidence { get; init; }

        /// <summary>Whether nothing is kept of who reports it.</summary>
        public bool Anonymous { get; init; }
    }

    /// <summary>Records it; answers its id.</summary>
    public async Task<Outcome<Guid>> Handle(Input input, CancellationToken ct)
    {
        var (me, today) = (actor.Value, clock.Today);
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.PersonId && (me.Scope == DataScope.Group || p.UnitId == me.UnitId), ct);
        var (place, facts, rule) = (input.Place?.Trim() ?? "", input.Facts?.Trim() ?? "", ConductRules.Of(input.Clause?.Trim()));
        List<Finding> findings = [];
        if (person is null) findings.Add(new("violations.person.required", "personId"));
        else if (person.Id == me.PersonId) findings.Add(new("violations.person.own", "personId"));
        if (rule is null) findings.Add(new Finding("violations.clause.required", "clause").With(string.Join(", ", ConductRules.All.Select(r => r.Clause))));
        if (input.OccurredOn is not { } on) findings.Add(new("violations.on.required", "occurredOn"));
        else if (on > today) findings.Add(new("violations.on.future", "occurredOn"));
        if (place.Length is 0 or > Violation.PlaceLength) findings.Add(new Finding("violations.place.required", "place").With(Violation.PlaceLength));
        if (facts.Length is 0 or > Violation.FactsLength) findings.Add(new Finding("violations.facts.required", "facts", rule?.Clause).With(Violation.FactsLength));
        List<(string Title, string Text)> evidence = [.. (input.Evidence ?? []).Select(e => (e.Title?.Trim() ?? "", e.Text?.Trim() ?? "")).Where(e => e.Item1.Length + e.Item2.Length > 0)];
        if (evidence.Exists(e => e.Title.Length is 0 or > ViolationEvidence.TitleLength || e.Text.Length > ViolationEvidence.TextLength)) findings.Add(new Finding("violations.evidence.title", "evidence").With(ViolationEvidence.TitleLength, ViolationEvidence.TextLength));
        if (rule is { NeedsEvidence: true } && evidence.Count == 0) findings.Add(new("violations.evidence.required", "evidence", rule.Clause));
        if (findings.Count > 0) return findings;

        var severity = rule!.Severe ? ViolationSeverity.Severe : input.Severity ?? ViolationSeverity.Minor;
        var violation = new Violation(person!, rule.Clause, input.OccurredOn!.Value, place, facts, severity);
        var reported = input.Anonymous || !me.May(Permission.ViolationsWrite);
        var (unitParameters, calendar) = (parameters.For(person!.UnitId), calendars.For(person.UnitId).On(today));
        var alerted = await Alerted(person, rule, severity, unitParameters, ct);
        var suspends = rule.Leak && severity == ViolationSeverity.Severe;
        violation.Record(today, input.Anonymous ? null : me.PersonId, input.Anonymous ? null : me.Name, reported, clock.Utc(rule.ReplyDue(today, unitParameters, calendar).At), rule.KeptUntil(today, unitParameters), alerted, suspends);
        db.Add(violation);
        foreach (var (title, text) in evidence) db.Add(new ViolationEvidence(violation, title, text, reported ? null : me.Name));
        // The program itself writes what was reported: neither stamp nor trail says by whom.
        if (reported) actor.Set(Actor.Program(me.Door, me.UnitId));
        var link = $"/violations/{violation.Id}";
        tell.Person(person.Id, "violations.notice.recorded", link, rule.Clause, rule.Clause, Platform.Ui.Show.Date(clock.DateOf(violation.ReplyDueAt)));
        tell.Person(alerted, "violations.notice.alert", link, rule.Clause, rule.Clause, person.Name);
        if (suspends) await db.ChangeAccess(ct);
        return violation.Id;
    }

    // Severe: the marketing director, or the General Manager where it is the director himself (D01-2.4f); of a leak the General Manager at once, of a slight one the superior (D10-5.4).
    async Task<Guid?> Alerted(Person person, ConductRule rule, ViolationSeverity severity, IClauseParameters of, CancellationToken ct)
    {
        if (!rule.Severe && !rule.Leak) return null;
        if (rule.Leak && severity != ViolationSeverity.Severe) return person.SupervisorId;
        string[] general = [of.Get<string>("D13-8b", "approver", clock.Today)];
        var directors = rule.Severe ? await db.Holders(person.UnitId, of.Get<List<string>>("D01-3.1c", "to", clock.Today), ct) : [];
        var found = rule.Severe && !directors.Contains(person.Id) ? directors : await db.Holders(person.UnitId, general, ct);
        return found.Where(id => id != person.Id).Select(id => (Guid?)id).FirstOrDefault();
    }
}
