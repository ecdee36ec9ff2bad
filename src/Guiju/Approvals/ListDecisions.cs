using Guiju.Approvals.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Approvals;

/// <summary>Conditions of a list of decisions.</summary>
public sealed record DecisionQuery
{
    /// <summary>Only those that refused, or excepted.</summary>
    public GuardResult? Result { get; init; }

    /// <summary>Only those of a clause.</summary>
    public string? Clause { get; init; }

    /// <summary>Where the last page ended.</summary>
    public Guid? After { get; init; }

    /// <summary>Rows a page, 1 to 200.</summary>
    public int? Size { get; init; }
}

/// <summary>A decision of a guard.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Person">Who acted.</param>
/// <param name="Door">Through which door.</param>
/// <param name="Act">Name of the act.</param>
/// <param name="Result">Refused or excepted.</param>
/// <param name="Clause">Clause.</param>
/// <param name="Title">What it was about.</param>
/// <param name="Facts">The facts it was judged by.</param>
/// <param name="ParametersOn">Day whose parameters were in force.</param>
/// <param name="RequestId">Approval that excepted it.</param>
/// <param name="Approval">Its number.</param>
public sealed record DecisionItem(Guid Id, DateTime At, string Person, Door Door, string Act, GuardResult Result, string Clause, string Title, IReadOnlyList<ApprovalFact> Facts, DateOnly ParametersOn, Guid? RequestId, string? Approval);

/// <summary>Lists what guards refused or excepted within the reader's scope, the newest first.</summary>
[Allow(Permission.AuditRead)]
sealed class ListDecisions(GuijuContext db, CurrentActor actor)
{
    /// <summary>A page.</summary>
    public async Task<Outcome<PageOf<DecisionItem>>> Handle(DecisionQuery query, CancellationToken ct)
    {
        var size = Math.Clamp(query.Size ?? 50, 1, 200);
        var (me, unit, departments, people) = (actor.Value.PersonId, actor.Value.UnitId, actor.Value.Departments, actor.Value.Subordinates);
        var rows = db.Set<KeptDecision>().AsNoTracking();
        rows = actor.Value.Scope switch
        {
            DataScope.Group => rows,
            DataScope.Unit => rows.Where(d => d.UnitId == unit),
            DataScope.Department => rows.Where(d => d.UnitId == unit && (d.PersonId == me || departments.Contains(d.DepartmentId!.Value) || people.Contains(d.PersonId!.Value))),
            DataScope.Own => rows.Where(d => d.PersonId == me),
        };
        if (query.Result is { } result) rows = rows.Where(d => d.Result == result);
        if (query.Clause is { Length: > 0 } clause) rows = rows.Where(d => d.ClauseId == clause);
        if (query.After is { } after) rows = rows.Where(d => d.Id.CompareTo(after) < 0);
        var page = (await rows.OrderByDescending(d => d.Id).Take(size + 1).ToListAsync(ct))
            .ConvertAll(d => new DecisionItem(d.Id, d.At, d.Person, d.Door, d.Act, d.Result, d.ClauseId, d.Title, ApprovalRequest.ReadFacts(d.Facts), d.ParametersOn, d.RequestId, d.Approval));
        return new PageOf<DecisionItem>([.. page.Take(size)], page.Count > size ? page[size - 1].Id.ToString() : null);
    }
}
