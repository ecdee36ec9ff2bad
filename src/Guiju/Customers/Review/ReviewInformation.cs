using Guiju.Customers.Clauses.Rules;
using Guiju.Customers.Deadlines;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Review;

/// <summary>Something a review found.</summary>
/// <param name="Field">Field that is wrong, camel case as in the file; null for something else.</param>
/// <param name="Problem">What is wrong, up to 300 characters.</param>
public sealed record Found(string? Field, string? Problem);

/// <summary>Records a review of a customer's information with what it found (D12-5a).</summary>
[Allow(Permission.CustomersWrite)]
sealed class ReviewInformation(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters, IWorkCalendar calendars, IDuties duties, Tell tell)
{
    /// <summary>Most findings of one review.</summary>
    public const int Most = 20;

    /// <summary>Fields a finding can name; what has none is told in words.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. FactText.Fields, "contacts"];

    /// <summary>Records it: a line for each finding, or one that says nothing was found. Whoever is in charge is told what to put right, and by when.</summary>
    /// <returns>Ids of the lines.</returns>
    [Clause("D12-5a")]
    public async Task<Outcome<IReadOnlyList<Guid>>> Handle(Guid customerId, IReadOnlyList<Found> found, CancellationToken ct)
    {
        var file = await db.ToChange(actor.Value, customerId, ct);
        if (!file.Done) return file.Refuse<IReadOnlyList<Guid>>();
        List<Finding> findings = [];
        if (found.Count > Most) findings.Add(new Finding("review.most", "found", "D12-5a").With(Most));
        foreach (var (field, problem) in found)
        {
            if (string.IsNullOrWhiteSpace(problem)) findings.Add(new("review.problem.required", "problem", "D12-5a"));
            if (EntryText.Check(problem, "problem", 300, lines: true) is { } text) findings.Add(text);
            if (!string.IsNullOrEmpty(field) && !Fields.Contains(field)) findings.Add(new Finding("review.field.unknown", "field", "D12-5a").With(field));
        }
        if (findings.Count > 0) return findings.DistinctBy(f => (f.Key, f.Field)).ToList();
        var (c, now) = (file.Value, clock.Now);
        var (book, calendar) = (parameters.For(c.UnitId), calendars.For(c.UnitId).On(clock.Today));
        var days = book.Get<int>("D12-5a", "correct_workdays", clock.Today);
        var deadline = new CorrectionRule().Decide(new CorrectionRule.Case(clock.Local(now), null), new CorrectionRule.Limits(days), calendar).Due!.Value;
        var due = clock.Utc(deadline.At);
        List<Guid> lines = [];
        foreach (var one in found.Count > 0 ? found : [new(null, null)])
        {
            var line = new ReviewLine(c, now, actor.Value.PersonId, actor.Value.Name);
            if (one.Problem is { } problem) line.Finds(string.IsNullOrEmpty(one.Field) ? null : one.Field, problem, string.IsNullOrEmpty(one.Field) || one.Field is "contacts" or "phone" or "fax" ? null : FactText.Of(c, one.Field), due);
            db.Add(line);
            lines.Add(line.Id);
            if (line.Problem is { } wrong) await duties.Open(ToCorrect(c, line, wrong), ct);
        }
        if (found.Count > 0)
            tell.Person(c.OwnerId, "review.notice.found", $"/customers/{c.Id}", "D12-5a", actor.Value.Name, c.Name, clock.Local(due).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        return lines;

        NewDuty ToCorrect(Customer file, ReviewLine line, string problem) => new()
        {
            Clause = "D12-5a",
            Subject = FileDuties.Subject(file.Id),
            Title = file.Name,
            Occurrence = line.Id.ToString("N"),
            Detail = problem,
            UnitId = file.UnitId,
            // Where nobody is in charge, whoever reviewed it.
            OwnerId = file.OwnerId ?? line.ReviewerId,
            DepartmentId = file.DepartmentId,
            Due = deadline,
            ParametersOn = clock.Today,
            Facts = [clock.Local(now).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), days.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            Steps = [deadline.WhenLate(DutyRung.Owner), .. deadline.Escalated(Escalation.Ladder(book, clock.Today), calendar)],
        };
    }
}

/// <summary>Records that something a review found was put right.</summary>
[Allow(Permission.CustomersWrite)]
sealed class CorrectFinding(GuijuContext db, CurrentActor actor, CompanyClock clock, IDuties duties, Tell tell)
{
    /// <summary>Records what was done; where the field still holds what it held, a warning says so. Once.</summary>
    [Clause("D12-5a")]
    public async Task<Outcome<Guid>> Handle(Guid lineId, string? correction, CancellationToken ct)
    {
        if (await db.Set<ReviewLine>().SingleOrDefaultAsync(l => l.Id == lineId && l.DueAt != null, ct) is not { } line) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var file = await db.ToChange(actor.Value, line.CustomerId, ct);
        if (!file.Done) return file.Refuse<Guid>();
        if (line.CorrectedBy is { } already) return Outcome<Guid>.Refused(Refusal.Conflict, new Finding("review.corrected-already", null, "D12-5a").With(already));
        List<Finding> findings = [.. new[] { EntryText.Check(correction, "correction", 300, lines: true) }.OfType<Finding>()];
        if (string.IsNullOrWhiteSpace(correction)) findings.Add(new("review.correction.required", "correction", "D12-5a"));
        if (findings.Count > 0) return findings;
        line.Correct(clock.Now, actor.Value.PersonId, actor.Value.Name, correction!);
        await duties.Discharge(FileDuties.Subject(line.CustomerId), "D12-5a", new("reviewLine", line.Id, line.Correction!), ct, line.Id.ToString("N"));
        tell.Person(line.ReviewerId, "review.notice.corrected", $"/customers/{line.CustomerId}", "D12-5a", actor.Value.Name, line.Title);
        var same = line.Field is { } field and not ("contacts" or "phone" or "fax") && FactText.Of(file.Value, field) is var value && (value is { Length: > 300 } ? value[..300] : value) == line.Found;
        return same
            ? Outcome<Guid>.Success(line.CustomerId, [new Finding("review.unchanged", "correction", "D12-5a").With($"customers.{line.Field}", line.Found ?? "—").AsWarning()])
            : line.CustomerId;
    }
}
