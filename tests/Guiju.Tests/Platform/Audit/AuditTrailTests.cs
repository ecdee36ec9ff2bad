using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Platform.Audit;

public class AuditTrailTests
{
    static Task<Outcome<RegisterCustomer.Registered>> Register(World world, string who, string name) =>
        world.Do<RegisterCustomer, RegisterCustomer.Registered>(who, u => u.Handle(new() { Name = name, Roles = [RoleKind.Buyer] }, default));

    [Theory, OnBoth]
    public async Task Entries_of_a_company_are_numbered_without_gaps_and_chained(Engine engine)
    {
        await using var world = await World.Open(engine);
        for (var i = 0; i < 5; i++) (await Register(world, "张三", $"客户{i}有限公司")).Done.ShouldBeTrue();
        var entries = await world.Read(db => db.Set<AuditEntry>().Where(e => e.UnitId == world.Unit).OrderBy(e => e.Number).ToListAsync());
        entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, entries.Count).Select(i => (long)i));
        foreach (var (before, after) in entries.Zip(entries.Skip(1))) after.Previous.ShouldBe(before.Hash);
    }

    [Theory, OnBoth]
    public async Task A_changed_entry_breaks_the_chain_where_it_stands(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Register(world, "张三", "佛山精密五金有限公司");
        var number = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == "customer").Select(e => e.Number).SingleAsync());
        await Register(world, "张三", "杭州科技有限公司");
        await world.Read(db => db.Set<AuditEntry>().Where(e => e.UnitId == world.Unit && e.Number == number).ExecuteUpdateAsync(s => s.SetProperty(e => e.ActorName, "别人")));
        var verdict = (await world.Read(db => AuditTrail.Verify(db, default))).Single(v => v.Unit == world.Unit);
        verdict.BrokenAt.ShouldBe(number);
    }

    [Theory, OnBoth]
    public async Task A_missing_last_entry_shows_against_the_head(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Register(world, "张三", "佛山精密五金有限公司");
        var last = await world.Read(db => db.Set<AuditEntry>().Where(e => e.UnitId == world.Unit).MaxAsync(e => e.Number));
        await world.Read(db => db.Set<AuditEntry>().Where(e => e.UnitId == world.Unit && e.Number == last).ExecuteDeleteAsync());
        (await world.Read(db => AuditTrail.Verify(db, default))).Single(v => v.Unit == world.Unit).BrokenAt.ShouldBe(last);
    }

    [Theory, OnBoth]
    public async Task A_refused_act_leaves_no_entry_and_no_number(Engine engine)
    {
        await using var world = await World.Open(engine);
        var before = await world.Read(db => db.Set<AuditEntry>().CountAsync());
        (await Register(world, "张三", "")).Done.ShouldBeFalse();
        (await world.Read(db => db.Set<AuditEntry>().CountAsync())).ShouldBe(before);
    }

    [Theory, OnBoth]
    public async Task Many_at_once_keep_one_chain(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Register(world, i % 2 == 0 ? "张三" : "王五", $"并发{i}有限公司")));
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(24);
        (await world.Read(db => db.Set<Customer>().Select(c => c.Code).Distinct().CountAsync())).ShouldBe(24);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory, OnBoth]
    public async Task The_trail_is_read_by_those_who_may_and_only_of_their_company(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Register(world, "张三", "佛山精密五金有限公司");
        var refused = await world.Ask<ReadAudit, ReadAudit.Page>("张三", u => u.Handle(new(), default));
        refused.Refusal.ShouldBe(Refusal.Forbidden);
        var read = await world.Ask<ReadAudit, ReadAudit.Page>("孙总监", u => u.Handle(new(Kind: "customer"), default));
        read.Value.Rows.Single().SubjectTitle.ShouldBe("佛山精密五金有限公司");
        var foreign = await world.Ask<ReadAudit, ReadAudit.Page>("孙总监", u => u.Handle(new(Unit: Guid.Empty), default));
        foreign.Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, OnBoth]
    public async Task Changes_outside_the_door_are_a_bug(Engine engine)
    {
        await using var world = await World.Open(engine);
        var act = () => world.Read(async db =>
        {
            db.Add(new Customer(world.Unit, 1, "C1", "无事务有限公司", null, null, new(2025, 6, 10)));
            return await db.SaveChangesAsync();
        });
        await act.ShouldThrowAsync<InvalidOperationException>();
        (await world.Read(db => db.Set<Customer>().AnyAsync())).ShouldBeFalse();
    }
}
