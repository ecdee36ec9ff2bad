using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Security;
using Guiju.Policies;
using Guiju.Reports.Clauses;
using Guiju.Reports.Periodic;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Reports.Periodic;

/// <summary>A group that reports: 恒岳集团 with 集统计 (总管理部, below 集总) above 华南公司 and further companies 分1, 分2… with a clerk of that name each.</summary>
sealed class ReportStage(World world, Guid top, IReadOnlyList<Guid> companies)
{
    public World World => world;

    /// <summary>The group's top company.</summary>
    public Guid Top => top;

    /// <summary>The companies below it; 华南公司 is the first.</summary>
    public IReadOnlyList<Guid> Companies => companies;

    /// <summary>Who answers for the reports of a company.</summary>
    public static string Clerk(int company) => company == 0 ? "钱信息" : $"分{company}";

    /// <summary>Opens a world with so many companies.</summary>
    public static async Task<ReportStage> Open(Engine engine, int companies)
    {
        var world = await World.Open(engine);
        var group = new Unit("AA", "恒岳集团", null);
        List<Guid> units = [world.Unit];
        await world.Write(async (db, services) =>
        {
            db.Add(group);
            await db.SaveChangesAsync();
            await db.Set<Unit>().Where(u => u.Id == world.Unit).ExecuteUpdateAsync(s => s.SetProperty(u => u.ParentId, group.Id));
            var (accounts, roles) = (services.GetRequiredService<UserManager<Account>>(), db.Set<Role>().ToDictionary(r => r.Key, r => r.Id));
            var head = await Hire(new Person(group.Id, "集总", null, "总经理"), "group");
            await Hire(new Person(group.Id, "集统计", null, "总管理部统计", head), "group");
            for (var n = 1; n < companies; n++)
            {
                var unit = new Unit($"F{n}", $"分公司{n}", group.Id);
                db.Add(unit);
                units.Add(unit.Id);
                await Hire(new Person(unit.Id, Clerk(n), null, "信息员"), "clerk");
            }

            async Task<Guid> Hire(Person person, string role)
            {
                person.Grant([roles[role]]);
                db.Add(person);
                await db.SaveChangesAsync();
                (await accounts.CreateAsync(new Account { Id = person.Id, UserName = person.Name }, World.Password)).Succeeded.ShouldBeTrue();
                return person.Id;
            }
        });
        return new(world, group.Id, units);
    }

    /// <summary>Id of somebody.</summary>
    public Task<Guid> Person(string name) => world.Read(db => db.Set<Person>().Where(p => p.Name == name).Select(p => p.Id).SingleAsync());

    /// <summary>Somebody as an actor.</summary>
    public async Task<Actor> Actor(string name)
    {
        var id = await Person(name);
        await using var scope = world.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IActors>().Find(id, default))!;
    }

    /// <summary>Lets companies and the group owe reports about periods that end on a day or later.</summary>
    public async Task Owe(DateOnly from)
    {
        foreach (var (unit, who) in companies.Select((u, i) => (u, Clerk(i))).Append((top, "集统计")))
            (await Desk("admin", unit, await Person(who), from)).Done.ShouldBeTrue();
    }

    public async Task<Outcome<Guid>> Desk(string by, Guid unit, Guid? person, DateOnly? from = null, DateOnly? until = null) => await world.Do<SetDesk, Guid>(await Actor(by), u => u.Handle(unit, new(person, from, until), default));

    public async Task<Outcome<Guid>> Line(string by, Guid unit, ReportLine? line, DateOnly? from, DateOnly? until = null) => await world.Do<SetLine, Guid>(await Actor(by), u => u.Handle(unit, new(line, from, until), default));

    /// <summary>A parameter of a company from a day on.</summary>
    public Task Set(Guid unit, string clause, string name, object value, DateOnly from) => world.Write((db, _) =>
    {
        db.Add(new ClauseSetting(unit, ClauseBook.Register[clause].Parameters[name], JsonSerializer.SerializeToElement(value), from, "测试"));
        return Task.CompletedTask;
    });

    /// <summary>The holiday roll of a company.</summary>
    public Task Roll(Guid unit, string word, DateOnly from) => Set(unit, "D12-8a", "holiday_roll", new { roll = word, options = new[] { "none", "advance", "defer" }, floor = "x" }, from);

    /// <summary>Makes the round.</summary>
    public Task Round() => world.Services.GetRequiredService<ReportRound>().Once(TestContext.Current.CancellationToken);

    /// <summary>The reports of a company, by clause and period, with when they are due by the company's clocks.</summary>
    public async Task<List<(string Clause, string Period, DateTime Due)>> Owed(Guid unit) =>
        [.. (await world.Read(db => db.Set<ReportTask>().AsNoTracking().Where(t => t.UnitId == unit).ToListAsync())).OrderBy(t => t.Clause).ThenBy(t => t.Last).Select(t => (t.Clause, t.Period.ToString(), world.Clock.Local(t.DueAt)))];

    /// <summary>One report.</summary>
    public Task<ReportTask> One(Guid unit, string clause, string period)
    {
        var last = ReportPeriod.Parse(period)!.Value.Last;
        return world.Read(db => db.Set<ReportTask>().AsNoTracking().SingleAsync(t => t.UnitId == unit && t.Clause == clause && t.Last == last));
    }

    /// <summary>Sends a form; figures that differ from the empty ledger with a note.</summary>
    public async Task<Outcome<SendReport.SentReport>> Send(string who, Guid task, ReportForm form, decimal? sales = null, decimal? receipts = null, string? note = "另有线下数据") =>
        await world.Do<SendReport, SendReport.SentReport>(await Actor(who), u => u.Handle(task, new(form, sales, receipts, note), default));

    /// <summary>Sends all forms of a general quarterly report.</summary>
    public async Task Report(int company, string period, decimal sales, decimal receipts)
    {
        var task = await One(companies[company], "D12-8a", period);
        foreach (var form in task.Wanted) (await Send(Clerk(company), task.Id, form, sales, receipts)).Done.ShouldBeTrue();
    }
}
