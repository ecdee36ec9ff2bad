using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>Brings the next contact dates of this week and the next into the plans of who is in charge, so that none is forgotten before its plan is looked at (D01-2.3c).</summary>
[Allow(Permission.FollowUpWrite), Clause("D01-2.3c")]
sealed class DrawUpWeeks(GuijuContext db, WeekLines lines, IVisibleCustomers customers, CompanyClock clock)
{
    /// <summary>Who is in charge of customers whose next contact is not in his plan yet.</summary>
    public async Task<Outcome<IReadOnlyList<Guid>>> Missing(CancellationToken ct)
    {
        HashSet<Guid> owners = [];
        var now = PlanWeek.Of(clock.Today);
        foreach (var (monday, sunday) in new[] { (now.Monday, now.Sunday), (now.Next.Monday, now.Next.Sunday) })
            owners.UnionWith(await customers.Rows.Where(c => c.OwnerId != null && c.NextContactOn >= monday && c.NextContactOn <= sunday)
                .Where(c => !db.Set<PlanLine>().Any(l => l.CustomerId == c.Id && l.Week == monday && l.PersonId == c.OwnerId && l.State == LineState.Planned)).Select(c => c.OwnerId!.Value).Distinct().ToListAsync(ct));
        return owners.Order().ToList();
    }

    /// <summary>Draws somebody's plans up; a week that was sent stays as it was.</summary>
    public async Task<Outcome<Guid>> Handle(Guid person, CancellationToken ct)
    {
        var week = PlanWeek.Of(clock.Today);
        var sent = await db.Set<WeeklyPlan>().AnyAsync(p => p.PersonId == person && p.Week == week.Monday, ct);
        await lines.DrawUp(person, sent ? week.Next : week, week.Next, ct);
        return person;
    }
}

/// <summary>Draws the plans up every few minutes.</summary>
sealed class WeekRound(IServiceScopeFactory scopes) : IRound
{
    public async Task Once(CancellationToken ct)
    {
        if (await OnBehalf.Program.Ask<DrawUpWeeks, IReadOnlyList<Guid>>(scopes, u => u.Missing(ct), ct) is not { Done: true } missing) return;
        foreach (var person in missing.Value) await OnBehalf.Program.Run<DrawUpWeeks, Guid>(scopes, u => u.Handle(person, ct), ct);
    }
}
