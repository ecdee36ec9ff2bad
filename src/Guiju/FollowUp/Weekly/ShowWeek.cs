using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>One's own plan of a week.</summary>
/// <param name="Week">It, such as 2025-W23.</param>
/// <param name="DueAt">When its plan is due, UTC; null where the setting of D01-3.1c names no time.</param>
/// <param name="Late">Whether that is over and it is not sent.</param>
/// <param name="SentId">The plan that was sent, or null.</param>
/// <param name="Before">What was planned for the week before.</param>
/// <param name="Lines">What is planned.</param>
/// <param name="Next">What is planned for the week after.</param>
/// <param name="Blocking">What keeps it from being sent.</param>
public sealed record WeekView(string Week, DateTime? DueAt, bool Late, Guid? SentId, IReadOnlyList<DocumentLine> Before, IReadOnlyList<DocumentLine> Lines, IReadOnlyList<DocumentLine> Next, IReadOnlyList<Finding> Blocking)
{
    /// <summary>Whom it goes to, by name and role.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];
}

/// <summary>Shows one's own plan of a week: its lines with what became of them, the weeks beside it, and what keeps it from being sent.</summary>
[Allow(Permission.FollowUpWrite)]
sealed class ShowWeek(GuijuContext db, WeekLines lines, PlanReadiness readiness, IClauseParameters parameters, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Reads it.</summary>
    public async Task<Outcome<WeekView>> Handle(PlanWeek week, CancellationToken ct)
    {
        var me = actor.Value.PersonId ?? Guid.Empty;
        var read = await lines.Read(me, week.Previous, week.Next, ct);
        var due = WeeklyDeadline.Due(week.Monday, parameters.Get<string>("D01-3.1c", "due", week.Monday));
        var sent = await db.Set<WeeklyPlan>().Where(p => p.PersonId == me && p.Week == week.Monday).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        var now = clock.Local(clock.Now);
        var answer = new WeekView(week.ToString(), due is { } at ? clock.Utc(at) : null, sent is null && due is { } end && WeeklyDeadline.IsLate(end, now), sent, [.. read[week.Previous.Monday]], [.. read[week.Monday]], [.. read[week.Next.Monday]], []);
        if (sent is not null) return answer;
        var ready = await readiness.Of(week, answer.Lines, ct);
        return answer with { Blocking = ready.Blocking, To = [.. ready.Recipients.To.Select(r => $"{r.Role} {r.Name}")], Cc = [.. ready.Recipients.Cc.Select(r => $"{r.Role} {r.Name}")] };
    }
}

/// <summary>What keeps a plan from being sent: rows of the register that are not filled (D01-3.1b), contacts not done and not explained, a future week, nobody to send it to.</summary>
sealed class PlanReadiness(ICustomerRegister register, PlanRecipients recipients, IClauseParameters parameters, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows that are named; of more the number is told.</summary>
    public const int Named = 50;

    /// <summary>What keeps it, and whom it would go to.</summary>
    public sealed record Answer(IReadOnlyList<Finding> Blocking, PlanRecipients.Answer Recipients);

    /// <summary>Looks at a plan.</summary>
    [Clause("D01-3.1b"), Clause("D01-3.1c")]
    public async Task<Answer> Of(PlanWeek week, IReadOnlyList<DocumentLine> lines, CancellationToken ct)
    {
        List<Finding> blocking = [];
        if (week.Monday > clock.Today) blocking.Add(new Finding("weekly.future", null, "D01-3.1c").With(week, Platform.Ui.Show.Date(week.Monday)));
        if (WeeklyDeadline.Due(week.Monday, parameters.Get<string>("D01-3.1c", "due", week.Monday)) is null) blocking.Add(new Finding("weekly.due.malformed", null, "D01-3.1c") { Link = "/policies/clauses/D01-3.1c" }.With(parameters.Get<string>("D01-3.1c", "due", week.Monday)));
        var gaps = await register.Gaps(actor.Value.PersonId ?? Guid.Empty, ct);
        var least = parameters.Get<decimal>("D01-3.1b", "completeness_min", clock.Today);
        blocking.AddRange(gaps.Take(Named).Select(g => (g.Empty.Count > 0
            ? new Finding("weekly.gap.empty", null, "D01-3.1b").With(g.Code, g.Name, string.Join(Platform.Ui.Texts.English ? ", " : "、", g.Empty.Select(f => Platform.Ui.Texts.All[$"customers.{f}"])))
            : new Finding("weekly.gap.score", null, "D01-3.1b").With(g.Code, g.Name, $"{g.Completeness:0.#}", $"{least:0.#}")) with
        { Link = g.Link }));
        if (gaps.Count > Named) blocking.Add(new Finding("weekly.gap.more", null, "D01-3.1b").With(gaps.Count - Named));
        blocking.AddRange(lines.Where(l => l.Result == LineResult.NotDone && l.Reason is null).Take(Named).Select(l => new Finding("weekly.explain", null, "D01-3.1c") { Link = $"/follow-up/week/{week}#c-{l.CustomerId:N}" }.With(l.Customer, Platform.Ui.Show.Date(l.On))));
        var to = await recipients.Of(actor.Value.UnitId, week.Monday, ct);
        blocking.AddRange(to.Findings);
        return new(blocking, to);
    }
}
