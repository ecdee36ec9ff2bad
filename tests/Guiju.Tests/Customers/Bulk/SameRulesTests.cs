using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Bulk;

/// <summary>A bulk change does to each customer what the record page does to one, and refuses what it refuses, by the same words.</summary>
public class SameRulesTests
{
    /// <summary>A change, and the use case of the record page that makes it.</summary>
    sealed record Pair(string Name, BulkChange Change, Func<World, Guid, Task<IReadOnlyList<Finding>>> Single);

    static IEnumerable<Pair> Pairs(World world)
    {
        var (four, five) = (world.People["李四"], world.People["王五"]);
        async Task<IReadOnlyList<Finding>> By<T, R>(World w, Func<T, Task<Outcome<R>>> act) where T : notnull => (await w.Do("孙总监", act)).Findings;
        yield return new("owner", new() { Kind = BulkKind.Owner, Person = four }, (w, id) => By<AssignCustomer, Guid>(w, async u => await u.Handle(id, four, await Second(w, id), default)));
        yield return new("pool", new() { Kind = BulkKind.Owner }, (w, id) => By<AssignCustomer, Guid>(w, async u => await u.Handle(id, null, await Second(w, id), default)));
        yield return new("second", new() { Kind = BulkKind.SecondOwner, Person = five }, (w, id) => By<AssignCustomer, Guid>(w, async u => await u.Handle(id, await Owner(w, id), five, default)));
        yield return new("tag", new() { Kind = BulkKind.Tag, Tags = ["重点"] }, (w, id) => By<TagCustomer, IReadOnlyList<string>>(w, async u => await u.Handle(id, [.. (await w.File(id)).Tags.Union(["重点"])], default)));
        yield return new("industry", new() { Kind = BulkKind.Fact, Field = "industry", Value = "水泥" }, (w, id) => By<ChangeCustomer, ChangeCustomer.Changed>(w, u => u.Handle(new() { Id = id, Facts = new() { Industry = "水泥" } }, default)));
        yield return new("region", new() { Kind = BulkKind.Fact, Field = "regionCode", Value = "440300" }, (w, id) => By<ChangeCustomer, ChangeCustomer.Changed>(w, u => u.Handle(new() { Id = id, Facts = new() { RegionCode = "440300" } }, default)));
        yield return new("region with source", new() { Kind = BulkKind.Fact, Field = "regionCode", Value = "440300", HappenedOn = new(2025, 6, 2), ChangeSource = "来函" },
            (w, id) => By<ChangeCustomer, ChangeCustomer.Changed>(w, u => u.Handle(new() { Id = id, Facts = new() { RegionCode = "440300" }, HappenedOn = new(2025, 6, 2), ChangeSource = "来函" }, default)));
        yield return new("stage", new() { Kind = BulkKind.Stage, Stage = Stage.Intent, Reason = "展会" }, (w, id) => By<MoveStage, Stage>(w, u => u.Handle(id, Stage.Intent, "展会", default)));
        yield return new("next", new() { Kind = BulkKind.NextContact, NextContactOn = new(2025, 7, 1), NextStep = "送样" }, (w, id) => By<PlanNextContact, DateOnly?>(w, u => u.Handle(id, new(2025, 7, 1), "送样", default)));
        yield return new("far", new() { Kind = BulkKind.NextContact, NextContactOn = new(2026, 6, 1) }, (w, id) => By<PlanNextContact, DateOnly?>(w, u => u.Handle(id, new(2026, 6, 1), null, default)));
        yield return new("archive", new() { Kind = BulkKind.Archive }, (w, id) => By<ArchiveCustomer, bool>(w, u => u.Handle(id, true, default)));
        yield return new("restore", new() { Kind = BulkKind.Restore }, (w, id) => By<ArchiveCustomer, bool>(w, u => u.Handle(id, false, default)));
    }

    static async Task<Guid?> Owner(World world, Guid id) => (await world.File(id)).OwnerId;

    static async Task<Guid?> Second(World world, Guid id) => (await world.File(id)).SecondOwnerId;

    [Theory, OnBoth, Clause("D01-3.1a"), Clause("D01-2.3b"), Clause("D13-3.4.1a")]
    public async Task Each_row_comes_out_as_the_record_page_would_have_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        // Two of each kind: what is done to one by itself is done to its twin in bulk.
        (string Name, Action<Customer> Shape)[] kinds =
        [
            ("平常", _ => { }),
            ("归档", c => c.Archive(new(2025, 6, 2, 0, 0, 0, DateTimeKind.Utc))),
            ("李四做第二", c => c.SetSecondOwner(world.People["李四"])),
            ("王五负责", c => c.AssignTo(world.People["王五"], null)),
            ("已联系", c => c.MoveTo(Stage.Contacted, new(2025, 6, 2, 0, 0, 0, DateTimeKind.Utc))),
            ("有地区", c => { c.Locate("440604", null, null); c.Judge(FileStatus.Incomplete, 0, 0); }),
            ("标签满", c => c.Tag(Enumerable.Range(1, 20).Select(i => $"标签{i}"))),
        ];
        foreach (var pair in Pairs(world))
        {
            var names = kinds.Select(k => (One: $"{pair.Name}{k.Name}单", Many: $"{pair.Name}{k.Name}批")).ToList();
            await Lists.Files.Add(world, [.. kinds.Zip(names).SelectMany(k => new[] { (k.Second.One, (string?)"张三", (Action<Customer>?)k.First.Shape), (k.Second.Many, "张三", k.First.Shape) })]);
            List<Guid> ones = [], many = [];
            foreach (var (one, twin) in names)
            {
                ones.Add(await world.IdOf(one));
                many.Add(await world.IdOf(twin));
            }
            var job = await world.Bulk("孙总监", pair.Change, null, many);
            var rows = (await world.Rows("孙总监", job.Id)).ToDictionary(r => r.CustomerId!.Value);
            rows.Count.ShouldBe(kinds.Length, pair.Name);
            foreach (var (one, twin, name) in ones.Zip(many, names.Select(n => n.One)))
            {
                var before = await world.File(one);
                var single = await pair.Single(world, one);
                var (a, b) = (await world.File(one), await world.File(twin));
                Facts(b).ShouldBe(Facts(a), $"{name}: {rows[twin].Result}");
                var refusal = single.FirstOrDefault(f => f.Weight == Weight.Refusal);
                // What is so already is no refusal in bulk; the record page says the same of a stage.
                if (rows[twin].Result is RowResult.Unchanged) Facts(a).ShouldBe(Facts(before), name);
                else (rows[twin].Finding?.Key, rows[twin].Finding?.Clause).ShouldBe(single is [] ? (null, null) : (single[0].Key, single[0].Clause), name);
                (rows[twin].Result == RowResult.Refused).ShouldBe(refusal is not null && rows[twin].Result != RowResult.Unchanged, name);
            }
            (await Beside(world, ones)).ShouldBe(await Beside(world, many), pair.Name);
        }
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    static string Facts(Customer c) => string.Join('|', c.OwnerId, c.SecondOwnerId, c.DepartmentId, string.Join(',', c.Tags), c.Industry, c.RegionCode, c.Stage, c.NextContactOn, c.NextStep, c.CategoryId, c.ArchivedAt is null, c.Status, c.Completeness, c.Score);

    // Records beside the files: stages, plans, major changes.
    static async Task<(int, int, int)> Beside(World world, List<Guid> ids) => await world.Read(async db => (
        await db.Set<StageRecord>().CountAsync(r => ids.Contains(r.CustomerId)), await db.Set<ContactPlan>().CountAsync(r => ids.Contains(r.CustomerId)), await db.Set<MajorChange>().CountAsync(r => ids.Contains(r.CustomerId))));

    [Theory, OnBoth, Clause("D01-1.3c"), Clause("D01-1.3e")]
    public async Task The_register_is_entered_and_left_by_its_clauses(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 2, c => c.PlanContact(new(2025, 6, 20), null));
        await world.Own("张三", 1, name: "没有日期");
        var category = (await world.Do<ChangeCategories, Guid>("admin", u => u.Add("重点客户", default))).Value;
        var job = await world.Bulk("孙总监", new() { Kind = BulkKind.Category, Category = category });
        (job.Done, job.Refused).ShouldBe((2, 1));
        job.Reasons.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Clause.ShouldBe("D01-1.3c"), r => r.Count.ShouldBe(1));
        (await world.Read(db => db.Set<CategoryMove>().CountAsync())).ShouldBe(2);
        // Out again needs a reason; with one, all that are in it leave.
        (await world.Preview("孙总监", new() { Kind = BulkKind.Category })).Foreseen().ShouldBe((0, 1, 2));
        (await world.Bulk("孙总监", new() { Kind = BulkKind.Category, Reason = "登记有误" })).Done.ShouldBe(2);
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.CategoryId != null))).ShouldBe(0);
    }

    [Theory, OnBoth]
    public async Task Every_change_stands_in_the_trail_in_the_name_of_whoever_started_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 3);
        await world.Bulk("孙总监", world.To("李四"));
        var entries = await world.Read(db => db.Set<AuditEntry>().Where(e => e.Act == nameof(RunBulkRows) && e.SubjectKind == "customer").ToListAsync());
        entries.Count.ShouldBe(3);
        entries.ShouldAllBe(e => e.ActorName == "孙总监" && e.Door == Door.Job);
        var id = await world.IdOf("客户001有限公司");
        var history = await world.Ask<ShowHistory, Guiju.Platform.Http.PageOf<HistoryRow>>("孙总监", u => u.Handle(id, "ownerId", null, 10, default));
        history.Value.Items[0].ShouldSatisfyAllConditions(r => r.Before.ShouldBe("张三"), r => r.After.ShouldBe("李四"), r => r.By.ShouldBe("孙总监"));
        using var browser = await world.Browser("admin");
        (await browser.Page("/audit")).Body!.TextContent.ShouldContain("批量处理");
    }

    [Theory, OnBoth]
    public async Task Who_is_given_many_customers_is_told_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 450);
        (await world.Bulk("赵主管", world.To("李四"))).Done.ShouldBe(450);
        var told = (await world.Notices("李四")).ShouldHaveSingleItem();
        (told.Key, told.Values[1]).ShouldBe(("bulk.told.assigned", "450"));
        (await world.Notices("赵主管")).ShouldHaveSingleItem().Key.ShouldBe("bulk.notice.done");
    }
}
