using Guiju.FollowUp.Clauses;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Weekly;

/// <summary>How somebody's plan of a week stands.</summary>
public enum PlanStanding
{
    /// <summary>Not sent, and not due yet.</summary>
    Open,

    /// <summary>Sent in time.</summary>
    InTime,

    /// <summary>Sent late.</summary>
    Late,

    /// <summary>Not sent, and overdue.</summary>
    Missing,
}

/// <summary>Somebody's plan of a week.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Person">His name.</param>
/// <param name="Department">His department.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="PlanId">The plan, where it was sent.</param>
/// <param name="SentAt">When, UTC.</param>
public sealed record TeamRow(Guid PersonId, string Person, string? Department, PlanStanding Standing, Guid? PlanId, DateTime? SentAt);

/// <summary>The plans of one's people of a week.</summary>
/// <param name="Week">The week, such as 2025-W23.</param>
/// <param name="DueAt">When they are due, UTC.</param>
/// <param name="Expected">How many people send one.</param>
/// <param name="Sent">How many did.</param>
/// <param name="Late">How many of them late.</param>
/// <param name="People">The people.</param>
public sealed record TeamView(string Week, DateTime? DueAt, int Expected, int Sent, int Late, PageOf<TeamRow> People);

/// <summary>Shows who of one's people sent the plan of a week, who was late and whose is missing.</summary>
[Allow(Permission.FollowUpConfirm), Clause("D01-3.1c")]
sealed class ListTeamPlans(GuijuContext db, CurrentActor actor, IClauseParameters parameters, CompanyClock clock)
{
    /// <summary>People of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads a page: whoever follows customers up without confirming for others, and who sent one besides.</summary>
    public async Task<Outcome<TeamView>> Handle(PlanWeek week, string? after, CancellationToken ct)
    {
        var sellers = (await db.Set<Role>().AsNoTracking().ToListAsync(ct)).Where(r => r.Permissions.Contains(Permission.FollowUpWrite) && !r.Permissions.Contains(Permission.FollowUpConfirm)).Select(r => r.Id).ToList();
        var monday = week.Monday;
        var plans = db.Set<WeeklyPlan>().AsNoTracking().Where(p => p.Week == monday);
        var team = db.Set<Person>().AsNoTracking().TeamOf(actor.Value).Where(p => (p.Active && p.Roles.Any(r => sellers.Contains(r.RoleId))) || plans.Any(w => w.PersonId == p.Id));
        var due = WeeklyDeadline.Due(monday, parameters.Get<string>("D01-3.1c", "due", monday));
        var over = due is { } end && WeeklyDeadline.IsLate(end, clock.Local(clock.Now));
        var counts = (Expected: await team.CountAsync(ct), Sent: await team.CountAsync(p => plans.Any(w => w.PersonId == p.Id), ct), Late: await team.CountAsync(p => plans.Any(w => w.PersonId == p.Id && w.Late), ct));
        if (after is { Length: > 0 }) team = team.Where(p => p.SortKey.CompareTo(after) > 0);
        var rows = await team.OrderBy(p => p.SortKey).Take(PageSize + 1).Select(p => new
        {
            p.Id,
            p.Name,
            p.SortKey,
            Department = db.Set<Department>().Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault(),
            Plan = plans.Where(w => w.PersonId == p.Id).Select(w => new { w.Id, w.SentAt, w.Late }).FirstOrDefault(),
        }).ToListAsync(ct);
        return new TeamView(week.ToString(), due is { } at ? clock.Utc(at) : null, counts.Expected, counts.Sent, counts.Late, new([.. rows.Take(PageSize).Select(r => new TeamRow(r.Id, r.Name, r.Department,
            r.Plan is null ? over ? PlanStanding.Missing : PlanStanding.Open : r.Plan.Late ? PlanStanding.Late : PlanStanding.InTime, r.Plan?.Id, r.Plan?.SentAt))], rows.Count > PageSize ? rows[PageSize - 1].SortKey : null));
    }
}
