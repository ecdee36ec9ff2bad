using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Lists;

public class ListTests
{
    static readonly DateTime Now = new(2025, 6, 10, 1, 0, 0, DateTimeKind.Utc);

    [Theory, OnBoth]
    public async Task Every_column_sorts_both_ways_gaps_last_and_pages_join_without_hole_or_double(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 23).Select(i => ($"{(char)('甲' + i % 3)}厂{i:00}号", i % 4 == 0 ? null : i % 2 == 0 ? "张三" : (string?)"李四", (Action<Customer>?)(f =>
        {
            if (i % 3 > 0) f.PlanContact(new DateOnly(2025, 6, 1).AddDays(i % 5), null);
            if (i % 3 > 1) f.Contacted(Now.AddDays(-(i % 4)), "好", Now);
            if (i % 5 > 0) f.Locate(i % 2 == 0 ? "440604" : "430102", null, null);
            f.MoveTo((Stage)(i % 5), Now);
            f.Judge((FileStatus)(i % 3), i * 3, 0);
        })))]);
        foreach (var (column, sort) in CustomerSort.All)
            foreach (var descending in (bool[])[false, true])
            {
                var whole = (await world.Page("钱信息", new(new()) { Sort = column, Descending = descending, Size = 200 })).Rows;
                whole.Count.ShouldBe(23);
                // Gaps last, whichever way.
                whole.SkipWhile(r => sort.Mark(r) is not null).ShouldAllBe(r => sort.Mark(r) == null, column);
                if (column is "opened" or "next" or "completeness" or "stage")
                {
                    var values = whole.Select(sort.Mark).OfType<string>().Select(m => decimal.Parse(m, System.Globalization.CultureInfo.InvariantCulture)).ToList();
                    values.ShouldBe((IEnumerable<decimal>)[.. descending ? values.OrderDescending() : values.Order()], column);
                }
                List<long> followed = [];
                string? after = null;
                do
                {
                    var page = await world.Page("钱信息", new(new()) { Sort = column, Descending = descending, Size = 4, After = after });
                    followed.AddRange(page.Rows.Select(r => r.Serial));
                    after = page.Next;
                } while (after is not null);
                followed.ShouldBe(whole.Select(r => r.Serial), $"{column} {descending} by mark");
                List<long> turned = [];
                for (var number = 1; number <= 7; number++)
                    turned.AddRange((await world.Page("钱信息", new(new()) { Sort = column, Descending = descending, Size = 4, Page = number })).Rows.Select(r => r.Serial));
                turned.ShouldBe(whole.Select(r => r.Serial), $"{column} {descending} by number");
            }
    }

    [Theory, OnBoth]
    public async Task A_mark_that_was_changed_or_belongs_to_another_order_is_refused(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("甲厂", null, null), ("乙厂", null, null));
        var mark = (await world.Page("钱信息", new(new()) { Size = 1 })).Next!;
        foreach (var (sort, after) in ((string, string)[])[("name", mark[..^2] + "AA"), ("code", mark), ("name", "x"), ("name", "' OR 1=1 --")])
        {
            var outcome = await world.Ask<ListCustomers, CustomerPage>("钱信息", u => u.Handle(new(new()) { Sort = sort, After = after }, default));
            outcome.Findings.Single().Field.ShouldBe("after");
        }
    }

    [Theory, OnBoth, Clause("D13-2.2a"), Clause("D13-2.1b")]
    public async Task Conditions_narrow_by_field_and_widen_by_value(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(
            ("甲银行", null, f => { f.DropRole(RoleKind.Buyer); f.TakeRole(RoleKind.Special, SpecialKind.Bank); }
        ),
            ("乙律所", null, f => { f.DropRole(RoleKind.Buyer); f.TakeRole(RoleKind.Special, SpecialKind.Lawyer); }
        ),
            ("丙两用厂", "张三", f => { f.TakeRole(RoleKind.Supplier); f.TakeRole(RoleKind.Distributor); f.Locate("440604", "汾江路", null); f.Tag(["重点", "展会"]); f.Describe(null, "五金", "展会", null); }
        ),
            ("丁旧厂", "李四", f => { f.Archive(Now); f.PlanContact(new(2025, 6, 1), null); }
        ),
            ("戊新厂", "李四", f => { f.PlanContact(new(2025, 6, 9), null); f.Judge(FileStatus.Formal, 95, 0); f.Classify(LeadClass.Target, "x", Now); f.Locate("430102", null, null); }
        ));
        async Task Finds(CustomerFilter filter, params string[] names) => (await world.Names("钱信息", filter)).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal), filter.ToString());
        await Finds(new(), "甲银行", "乙律所", "丙两用厂", "戊新厂");
        await Finds(new() { Roles = [RoleKind.Special] }, "甲银行", "乙律所");
        await Finds(new() { Specials = [SpecialKind.Bank] }, "甲银行");
        await Finds(new() { Roles = [RoleKind.Special], Specials = [SpecialKind.Bank] }, "甲银行");
        await Finds(new() { Roles = [RoleKind.Supplier], Specials = [SpecialKind.Bank] }, "甲银行", "丙两用厂");
        await Finds(new() { Roles = [RoleKind.Supplier, RoleKind.Distributor] }, "丙两用厂");
        await Finds(new() { Archived = ArchivedFiles.Only }, "丁旧厂");
        (await world.Names("钱信息", new() { Archived = ArchivedFiles.Included })).Count.ShouldBe(5);
        await Finds(new() { Region = "440000" }, "丙两用厂");
        await Finds(new() { Region = "440600" }, "丙两用厂");
        await Finds(new() { Region = "440604" }, "丙两用厂");
        await Finds(new() { Region = "440605" });
        await Finds(new() { Tag = "重点" }, "丙两用厂");
        await Finds(new() { Tag = "重" });
        await Finds(new() { Industry = "五金", Source = "展会" }, "丙两用厂");
        await Finds(new() { Owners = [Guid.Empty] }, "甲银行", "乙律所");
        await Finds(new() { Owners = [Guid.Empty, world.People["张三"]] }, "甲银行", "乙律所", "丙两用厂");
        await Finds(new() { Categories = [Guid.Empty], Owners = [world.People["李四"]] }, "戊新厂");
        await Finds(new() { NextTo = new(2025, 6, 9) }, "戊新厂");
        await Finds(new() { NextFrom = new(2025, 6, 10) });
        await Finds(new() { CompletenessFrom = 95 }, "戊新厂");
        await Finds(new() { CompletenessFrom = 95.1m });
        await Finds(new() { LeadClasses = [LeadClass.Target, LeadClass.Potential], Statuses = [FileStatus.Formal], Stages = [Stage.Collected] }, "戊新厂");
        await Finds(new() { Departments = [await world.Read(db => db.Set<Guiju.Organization.Department>().Where(d => d.Name == "销售一部").Select(d => d.Id).SingleAsync())], Text = "xin" }, "戊新厂");
    }

    [Theory, OnBoth]
    public async Task Tabs_count_what_they_show(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("甲厂", "张三", f => f.PlanContact(new(2025, 6, 9), null)), ("乙厂", "张三", f => f.PlanContact(new(2025, 6, 24), null)), ("丙厂", "李四", f => f.PlanContact(new(2025, 6, 25), null)),
            ("丁厂", null, f => f.Judge(FileStatus.Formal, 100, 0)), ("戊厂", "张三", f => f.Archive(Now)));
        var counts = (await world.Ask<CountViews, IReadOnlyDictionary<string, BoundedCount>>("钱信息", u => u.Handle(default))).Value;
        counts.ToDictionary(c => c.Key, c => c.Value.Value).ShouldBe(new Dictionary<string, int> { ["all"] = 4, ["mine"] = 0, ["due"] = 2, ["overdue"] = 1, ["drafts"] = 3, ["unowned"] = 1, ["archived"] = 1 }, ignoreOrder: true);
        using var browser = await world.Browser("钱信息");
        foreach (var view in ListView.All)
        {
            var page = await browser.GetStringAsync(new ListAddress("/customers", view.Conditions.ToDictionary(c => c.Name, c => c.Value)).ToString());
            System.Text.RegularExpressions.Regex.Count(page, "class=\"form-check-input rowck\"").ShouldBe(counts[view.Key].Value, view.Key);
        }
    }

    [Theory, OnBoth]
    public async Task A_page_of_the_list_costs_at_most_five_queries(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 60).Select(i => ($"东莞{i}科技有限公司", "张三", (Action<Customer>?)(f => f.Has("刘建国", "13912346021"))))]);
        foreach (var text in (string?[])[null, "科技", "有限公司", "6021"])
            foreach (var (sort, order) in CustomerSort.All)
                (await Queries.Count(world, "赵主管", db => new CustomerRows(db.Db, db.Actor, db.Gaps, db.Names, db.Protection).Page(new(new() { Text = text }) { Sort = sort }, default))).ShouldBeLessThanOrEqualTo(order.Gaps ? 6 : 5, $"{text} {sort}");
        (await Queries.Count(world, "赵主管", db => new CountViews(db.Db, db.Actor, world.Clock, db.Gaps).Handle(default))).ShouldBe(1);
        foreach (var text in (string[])["科技", "有限公司", "6021", "dongguan"])
            (await Queries.Count(world, "赵主管", db => new Guiju.Customers.Search.FindCustomers(new(db.Db, db.Actor)).Handle(text, 8, default))).ShouldBeLessThanOrEqualTo(3, text);
    }
}
