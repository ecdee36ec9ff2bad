using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Reports.Clauses;
using Guiju.Reports.Periodic;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Demo;

/// <summary>The demo's periodic reports: who answers for them, and what was sent of the last quarter and the months since.</summary>
sealed class DemoReports(GuijuContext db, CurrentActor actor, IActors people, DrawUpReports drawUp, SendReport send)
{
    static readonly (string Unit, string Person, ReportLine? Line)[] Desks =
        [("HY", "苏婉清", null), ("HYNM", "钱文静", null), ("HYHG", "蒋文斌", ReportLine.Chemical), ("HYYY", "张秀兰", ReportLine.Pharma)];

    /// <summary>
    /// Says who answers, from the end of the last quarter on, and plans what happens: on the first of a month the reports are drawn up, on the 4th companies
    /// send theirs, on the 5th the group sums up; the chemical company reports on the 9th, too late.
    /// </summary>
    /// <param name="members">The demo's people.</param>
    /// <param name="today">The seed's day; nothing happens on it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DemoScript.Happening>> Plan(IReadOnlyList<DemoGroup.Member> members, DateOnly today, CancellationToken ct)
    {
        var from = ReportPeriod.QuarterOf(today).First.AddDays(-1);
        db.Act = nameof(SetDesk);
        Dictionary<string, Actor> actors = [];
        foreach (var (unit, who, line) in Desks)
        {
            var person = members.Single(m => m.Unit == unit && m.Person.Name == who).Person;
            actors[who] = (await people.Find(person.Id, ct))! with { Door = Door.CommandLine };
            var desk = new ReportDesk(person.UnitId, actors[who].UnitName);
            desk.Set(person.Id, from, null);
            db.Add(desk);
            if (line is { } own) db.Add(new UnitLine(person.UnitId, actors[who].UnitName, own, from, null));
        }
        await db.SaveChangesAsync(ct);
        List<DemoScript.Happening> happenings = [];
        for (var period = ReportPeriod.MonthOf(from); period.Last < today; period = period.Next)
        {
            var (first, month) = (period.Last.AddDays(1), period);
            happenings.Add(new(first.ToDateTime(new(8, 30)), DrawUp));
            foreach (var (unit, who, _) in Desks.Skip(1)) happenings.Add(new(first.AddDays(unit == "HYHG" ? 8 : 3).ToDateTime(new(15, 0)), ct => Send(actors[who], month, ct)));
            happenings.Add(new(first.AddDays(4).ToDateTime(new(16, 0)), ct => Send(actors[Desks[0].Person], month, ct)));
        }
        return [.. happenings.Where(h => DateOnly.FromDateTime(h.At) < today)];

        async Task DrawUp(CancellationToken ct)
        {
            db.Act = nameof(DrawUpReports);
            actor.Set(Actor.Program(Door.Job));
            foreach (var (_, who, _) in Desks.Skip(1).Append(Desks[0]))
            {
                await drawUp.Handle(actors[who].UnitId, ct);
                await db.SaveChangesAsync(ct);
            }
        }
    }

    async Task Send(Actor who, ReportPeriod month, CancellationToken ct)
    {
        actor.Set(who);
        db.Act = nameof(SendReport);
        var (unit, last) = (who.UnitId, month.Last);
        foreach (var task in await db.Set<ReportTask>().AsNoTracking().Where(t => t.UnitId == unit && t.Last == last).OrderBy(t => t.Id).ToListAsync(ct))
            foreach (var form in task.Wanted)
            {
                if (await send.Handle(task.Id, new(form), ct) is { Done: false } refused) throw new InvalidOperationException($"The demo's report was refused: {refused.Findings[0].Key}");
                await db.SaveChangesAsync(ct);
            }
    }
}
