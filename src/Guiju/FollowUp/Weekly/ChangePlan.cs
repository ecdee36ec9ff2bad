using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>Changes one's own plan of a week as long as it is not sent: adds, describes, puts off, takes out.</summary>
[Allow(Permission.FollowUpWrite), Clause("D01-2.3c")]
sealed class ChangePlan(GuijuContext db, WeekLines lines, ICustomerFiles files, ICustomerCare care, IVisibleCustomers customers, CurrentActor actor, CompanyClock clock)
{
    /// <summary>What may be said of a line; what is left out stays.</summary>
    /// <param name="On">Day planned, for a new line.</param>
    /// <param name="Mode">How.</param>
    /// <param name="Purpose">What for.</param>
    /// <param name="Explanation">Why it was not done.</param>
    public sealed record PlanLineFacts(DateOnly? On = null, ContactMode? Mode = null, string? Purpose = null, string? Explanation = null);

    static readonly Outcome<Guid> NotThere = Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>Adds a customer to a week.</summary>
    public async Task<Outcome<Guid>> Add(PlanWeek week, Guid customerId, PlanLineFacts facts, CancellationToken ct)
    {
        if (await files.Find(customerId, ct) is not { } customer) return NotThere;
        if (await Closed(week, ct) is { } closed) return closed;
        List<Finding> findings = [.. Check(facts)];
        if (facts.On is not { } on) findings.Add(new("weekly.on.required", "on"));
        else if (PlanWeek.Of(on) != week) findings.Add(new Finding("weekly.on.outside", "on").With(week, Day(week.Monday), Day(week.Sunday)));
        else if (on < clock.Today) findings.Add(new("weekly.on.past", "on"));
        if (await lines.Find(Me, week, customerId, ct) is not null) findings.Add(new Finding("weekly.line.there", "customerId").With(customer.Name));
        if (findings.Count > 0) return findings;
        if (await lines.Kept(Me, week, customerId, ct) is { } old) old.Again(facts.On!.Value, facts.Mode, Blank(facts.Purpose), false);
        else
        {
            var line = new PlanLine(customer.UnitId, Me, week, customer.Id, customer.Name, facts.On!.Value, Blank(facts.Purpose), false);
            line.Describe(facts.Mode, Blank(facts.Purpose), null);
            db.Add(line);
        }
        return customerId;
    }

    /// <summary>Says how and what for, and why it was not done.</summary>
    public async Task<Outcome<Guid>> Describe(PlanWeek week, Guid customerId, PlanLineFacts facts, CancellationToken ct)
    {
        if (await Closed(week, ct) is { } closed) return closed;
        if (await lines.Find(Me, week, customerId, ct) is not { } line) return NotThere;
        if (Check(facts).ToList() is { Count: > 0 } findings) return findings;
        line.Describe(facts.Mode ?? line.Mode, facts.Purpose is null ? line.Purpose : Blank(facts.Purpose), facts.Explanation is null ? line.Explanation : Blank(facts.Explanation));
        return customerId;
    }

    /// <summary>Puts it off to another day, in the file as well; where a supervisor has to confirm that day first, it stays until he has.</summary>
    public async Task<Outcome<Guid>> Move(PlanWeek week, Guid customerId, DateOnly? to, string? reason, CancellationToken ct)
    {
        if (await Closed(week, ct) is { } closed) return closed;
        if (await lines.Find(Me, week, customerId, ct) is not { } line) return NotThere;
        List<Finding> findings = [.. new[] { PlannedContact.MayChange(false, line.Proposed, reason), TooLong(reason, "reason", 300) }.OfType<Finding>()];
        if (to is null) findings.Add(new("weekly.on.required", "to"));
        else if (to < clock.Today) findings.Add(new("weekly.on.past", "to"));
        else if (to == line.On) findings.Add(new("weekly.on.same", "to"));
        if (findings.Count > 0) return findings;
        var target = PlanWeek.Of(to!.Value);
        if (target != week && await Closed(target, ct) is { } sent) return sent;
        IReadOnlyList<Finding> warnings = [];
        if (await files.Find(customerId, ct) is not null)
        {
            var planned = await care.Plan(customerId, to, line.Purpose, ct);
            if (!planned.Done) return planned.Map(_ => customerId);
            await db.SaveChangesAsync(ct);
            warnings = planned.Findings;
            if (await customers.Rows.Where(c => c.Id == customerId).Select(c => c.NextContactOn).SingleOrDefaultAsync(ct) != to) return Outcome<Guid>.Success(customerId, warnings);
        }
        line.Move(to.Value, reason!.Trim());
        if (target != week)
        {
            if (await lines.Kept(Me, target, customerId, ct) is { } there) there.Again(to.Value, line.Mode, line.Purpose, line.Proposed);
            else
            {
                var moved = new PlanLine(line.UnitId, Me, target, customerId, line.Customer, to.Value, line.Purpose, line.Proposed);
                moved.Describe(line.Mode, line.Purpose, null);
                db.Add(moved);
            }
        }
        return Outcome<Guid>.Success(customerId, warnings);
    }

    /// <summary>Takes out what one added oneself; what the next contact date brought in is put off instead.</summary>
    public async Task<Outcome<Guid>> Remove(PlanWeek week, Guid customerId, string? reason, CancellationToken ct)
    {
        if (await Closed(week, ct) is { } closed) return closed;
        if (await lines.Find(Me, week, customerId, ct) is not { } line) return NotThere;
        if (new[] { PlannedContact.MayChange(true, line.Proposed, reason), TooLong(reason, "reason", 300) }.OfType<Finding>().ToList() is { Count: > 0 } findings) return findings;
        line.Remove(reason!.Trim());
        return customerId;
    }

    Guid Me => actor.Value.PersonId ?? Guid.Empty;

    async Task<Finding?> Closed(PlanWeek week, CancellationToken ct)
    {
        await lines.Lock(Me, ct);
        var (me, monday) = (Me, week.Monday);
        return await db.Set<WeeklyPlan>().Where(p => p.PersonId == me && p.Week == monday).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct) is { } sent
            ? new Finding("weekly.sent-already", null, "D01-3.1c") { Link = $"/follow-up/week/sent/{sent}" }.With(week) : null;
    }

    static IEnumerable<Finding> Check(PlanLineFacts facts) => new[] { TooLong(facts.Purpose, "purpose", 200), TooLong(facts.Explanation, "explanation", 300) }.OfType<Finding>();

    static Finding? TooLong(string? text, string field, int most) => text?.Trim().Length > most ? new Finding("followup.too-long", field).With(most) : null;

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
