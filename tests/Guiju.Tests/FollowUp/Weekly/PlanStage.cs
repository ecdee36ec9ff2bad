using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.FollowUp.Weekly;
using Guiju.Organization;
using Guiju.Platform.Notices;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.FollowUp.Weekly;

/// <summary>What the tests of the weekly plan set up again and again.</summary>
static class PlanStage
{
    /// <summary>Week 23 of 2025: 2 to 8 June.</summary>
    public static readonly PlanWeek Week = PlanWeek.Parse("2025-W23")!.Value;

    /// <summary>A world on Monday of week 23 with everybody the plans go to.</summary>
    public static async Task<World> Open(Engine engine)
    {
        var world = await World.Open(engine);
        world.SetTime(2025, 6, 2);
        await world.Write(async (db, _) =>
        {
            foreach (var (name, address) in new[] { ("孙总监", "sun@example.com"), ("张三", "zhang@example.com") }) (await db.Set<Person>().SingleAsync(p => p.Name == name)).Reach(null, address);
            var administrative = new Person(world.Unit, "周行政", null, "行政总监");
            administrative.Reach(null, "zhou@example.com");
            var clerk = new Person(world.Unit, "吴内勤", null, "销售内勤");
            clerk.Reach(null, "wu@example.com");
            db.AddRange(administrative, clerk);
        });
        return world;
    }

    /// <summary>A customer in the register, contacted, with everything filled and the next contact on a day.</summary>
    public static async Task<Guid> InRegister(this World world, string owner, int number, DateOnly next, bool demand = true)
    {
        var id = await world.Opened(owner, demand ? Files.Complete(number) : Files.Complete(number) with { Demand = null });
        await world.WithFiles(owner, async files =>
        {
            (await files.NoteContact(id, world.Clock.Now, "有意向", next, "送样", default)).Done.ShouldBeTrue();
            (await files.Classify(id, LeadClass.Target, "有需求", default)).Done.ShouldBeTrue();
        });
        return id;
    }

    /// <summary>Sends a plan.</summary>
    public static Task<Outcome<SendPlan.SentPlan>> SendPlan_(this World world, string who, PlanWeek? week = null) => world.Do<SendPlan, SendPlan.SentPlan>(who, u => u.Handle(week ?? Week, default));

    /// <summary>One's own week.</summary>
    public static async Task<WeekView> OwnWeek(this World world, string who, PlanWeek? week = null) => (await world.Ask<ShowWeek, WeekView>(who, u => u.Handle(week ?? Week, default))).Value;

    /// <summary>Changes one's own plan.</summary>
    public static Task<Outcome<Guid>> ChangePlan_(this World world, string who, Func<ChangePlan, Task<Outcome<Guid>>> act) => world.Do(who, act);

    /// <summary>What somebody is told, the oldest first.</summary>
    public static Task<List<Notice>> Told(this World world, string who) => world.Read(db => db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == world.People[who]).OrderBy(n => n.Id).ToListAsync());

    /// <summary>Day of a customer's next contact.</summary>
    public static Task<DateOnly?> NextContact(this World world, Guid id) => world.Read(db => db.Set<Customer>().Where(c => c.Id == id).Select(c => c.NextContactOn).SingleAsync());
}
