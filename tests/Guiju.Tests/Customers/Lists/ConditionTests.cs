using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Organization;
using Guiju.Platform.Ui;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Lists;

public class ConditionTests
{
    [Theory]
    // A Tuesday, a Monday, a Sunday, the ends of quarters and years, a leap day.
    [InlineData("this-week", "2025-06-10", "2025-06-09", "2025-06-15")]
    [InlineData("this-week", "2025-06-09", "2025-06-09", "2025-06-15")]
    [InlineData("this-week", "2025-06-15", "2025-06-09", "2025-06-15")]
    [InlineData("last-week", "2025-06-15", "2025-06-02", "2025-06-08")]
    [InlineData("next-week", "2025-12-29", "2026-01-05", "2026-01-11")]
    [InlineData("this-month", "2024-02-29", "2024-02-01", "2024-02-29")]
    [InlineData("last-month", "2024-03-31", "2024-02-01", "2024-02-29")]
    [InlineData("next-month", "2025-12-31", "2026-01-01", "2026-01-31")]
    [InlineData("this-quarter", "2025-06-30", "2025-04-01", "2025-06-30")]
    [InlineData("this-quarter", "2025-12-01", "2025-10-01", "2025-12-31")]
    [InlineData("last-quarter", "2025-01-01", "2024-10-01", "2024-12-31")]
    [InlineData("this-year", "2025-06-10", "2025-01-01", "2025-12-31")]
    [InlineData("last-year", "2025-06-10", "2024-01-01", "2024-12-31")]
    [InlineData("today", "2025-06-10", "2025-06-10", "2025-06-10")]
    [InlineData("yesterday", "2025-01-01", "2024-12-31", "2024-12-31")]
    [InlineData("tomorrow", "2025-12-31", "2026-01-01", "2026-01-01")]
    [InlineData("overdue", "2025-06-10", null, "2025-06-09")]
    [InlineData("last-7-days", "2025-06-10", "2025-06-03", "2025-06-10")]
    [InlineData("next-14-days", "2025-06-10", "2025-06-10", "2025-06-24")]
    [InlineData("over-30-days-ago", "2025-06-10", null, "2025-05-10")]
    [InlineData("2025-01-01..2025-03-31", "2025-06-10", "2025-01-01", "2025-03-31")]
    [InlineData("..2025-03-31", "2025-06-10", null, "2025-03-31")]
    [InlineData("2025-01-01..", "2025-06-10", "2025-01-01", null)]
    public void A_span_of_days_begins_and_ends_where_the_calendar_says(string text, string today, string? from, string? to)
    {
        var period = Period.Read(text)!;
        period.ToString().ShouldBe(text);
        period.On(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((Day(from), Day(to)));

        static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("last-0-days"), InlineData("last-3661-days"), InlineData("over-7-days"), InlineData("next-7-days-ago"), InlineData(".."), InlineData("2025-02-30.."), InlineData("2025-03-01..2025-01-01"), InlineData("THIS-WEEK"), InlineData("next--1-days"), InlineData("next-٧-days"), InlineData("")]
    public void What_is_no_span_of_days_is_not_read(string text) => Period.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("stage:is:Won,Loyal"), InlineData("owner:empty"), InlineData("industry:is:a\\,b,c\\;d,e\\\\f;source:not:x:y"), InlineData("completeness:in:50..80.5"), InlineData("owner:is:me,team;department:is:mine;next:in:..2025-03-31"), InlineData("region:not:440000")]
    public void A_group_is_written_as_it_is_read(string text) => ConditionGroup.Read([text]).Value.Single().ToString().ShouldBe(text);

    [Theory]
    [InlineData("phone:is:13912346021", "lists.where.field"), InlineData("nmae:is:x", "lists.where.field"), InlineData("stage", "lists.where.operator"), InlineData("stage:contains:Won", "lists.where.operator"), InlineData("stage:empty", "lists.where.operator"),
     InlineData("stage:is:", "lists.where.no-value"), InlineData("stage:is:Nowhere", "lists.where.value"), InlineData("stage:is:1", "lists.where.value"), InlineData("owner:is:x", "lists.where.value"), InlineData("region:is:999999", "lists.where.value"),
     InlineData("next:in:soon", "lists.where.value"), InlineData("next:in:today,tomorrow", "lists.where.many"), InlineData("completeness:in:50..101", "lists.where.value"), InlineData("completeness:in:80..50", "lists.where.value"), InlineData("completeness:is:50", "lists.where.operator")]
    public void What_cannot_be_asked_is_refused_with_what_can(string text, string key)
    {
        var finding = ConditionGroup.Read([text]).Findings.Single();
        finding.Key.ShouldBe(key);
        finding.Field.ShouldBe("where");
        foreach (var language in (string[])["zh-CN", "en"])
        {
            System.Globalization.CultureInfo.CurrentUICulture = new(language);
            Texts.All.Say(finding).ShouldNotContain("{");
        }
    }

    [Fact]
    public void Too_many_conditions_are_refused()
    {
        ConditionGroup.Read([string.Join(';', Enumerable.Range(0, 11).Select(i => $"industry:is:{i}"))]).Findings.Single().Key.ShouldBe("lists.where.many-conditions");
        ConditionGroup.Read(Enumerable.Range(0, 21).Select(i => $"industry:is:{i}")).Findings.Single().Key.ShouldBe("lists.where.many-groups");
        ConditionGroup.Read(["industry:is:" + string.Join(',', Enumerable.Range(0, 51))]).Findings.Single().Key.ShouldBe("lists.where.many");
    }

    [Theory, OnBoth]
    public async Task Each_field_and_operator_finds_what_it_says(Engine engine)
    {
        await using var world = await World.Open(engine);
        var at = world.Clock.Now;
        var category = Guid.Empty;
        await world.Write(async (db, _) =>
        {
            var made = new RegisterCategory(world.Unit, 91, "重点登记");
            db.Add(made);
            category = made.Id;
            await db.SaveChangesAsync();
        });
        await world.Add(
            ("甲厂", "张三", f => { f.PlanContact(new(2025, 6, 9), null); f.Locate("440604", "汾江路", null); f.Describe(null, "五金", "展会", null); f.Tag(["重点", "老客户"]); f.Classify(LeadClass.Target, "x", at); f.MoveTo(Stage.Won, at); f.Judge(FileStatus.Formal, 100, 0); }
        ),
            // Contacted at 23:30 of the ninth by the company's clocks, which is the ninth in UTC too; and at 00:30 of the tenth, still the ninth in UTC.
            ("乙厂", "李四", f => { f.PlanContact(new(2025, 6, 15), null); f.Locate("430102", null, null); f.Describe(null, "化工, 塑料", null, null); f.Contacted(new(2025, 6, 9, 15, 30, 0, DateTimeKind.Utc), "好", at); f.Judge(FileStatus.Incomplete, 50, 0); }
        ),
            ("丙厂", "王五", f => { f.PlanContact(new(2025, 7, 1), null); f.Contacted(new(2025, 6, 9, 16, 30, 0, DateTimeKind.Utc), "好", at); f.TakeRole(RoleKind.Special, SpecialKind.Bank); f.Judge(FileStatus.Incomplete, 62.5m, 0); }
        ),
            ("丁厂", null, f => f.TakeRole(RoleKind.Supplier)));
        await world.Write(async (db, _) => (await db.Set<Customer>().SingleAsync(c => c.Name == "丁厂")).PutInCategory(category));
        var one = await world.Read(db => db.Set<Department>().Where(d => d.Name == "销售一部").Select(d => d.Id).SingleAsync());
        async Task Finds(string names, params string[] where)
        {
            var read = ConditionGroup.Read(where);
            read.Done.ShouldBeTrue(string.Join(", ", read.Findings.Select(f => f.Key)));
            string.Concat((await world.Names("钱信息", new() { Where = read.Value, Reader = world.People["钱信息"] })).Select(n => n[..1]).Order(StringComparer.Ordinal)).ShouldBe(string.Concat(names.Order()), string.Join(" & ", where));
        }
        await Finds("甲", "stage:is:Won");
        await Finds("甲", "stage:is:Won,Loyal");
        await Finds("乙丙丁", "stage:not:Won");
        await Finds("甲", "leadClass:is:Target");
        await Finds("乙丙丁", "leadClass:not:Target");
        await Finds("乙丙丁", "leadClass:not:Target,Potential");
        await Finds("乙丙丁", "leadClass:empty");
        await Finds("甲", "leadClass:set");
        await Finds("丁", "role:is:Supplier");
        await Finds("甲乙丙", "role:not:Supplier");
        await Finds("丙", "special:is:Bank");
        await Finds("甲乙丁", "special:not:Bank");
        await Finds("甲乙丁", "special:empty");
        await Finds("丙", "special:set");
        await Finds("甲", $"owner:is:{world.People["张三"]}");
        await Finds("乙丙丁", $"owner:not:{world.People["张三"]}");
        await Finds("丙丁", $"owner:not:{world.People["张三"]},{world.People["李四"]}");
        await Finds("丁", "owner:empty");
        await Finds("甲乙丙", "owner:set");
        await Finds("", "owner:is:me");
        await Finds("甲乙丙丁", "owner:not:me,team");
        await Finds("甲乙丙丁", "second:empty");
        await Finds("", "second:is:me");
        await Finds("甲乙", $"department:is:{one}");
        await Finds("丙丁", $"department:not:{one}");
        await Finds("丁", "department:empty");
        await Finds("丁", $"category:is:{category}");
        await Finds("甲乙丙", "category:empty");
        await Finds("甲", "next:in:overdue");
        await Finds("甲乙", "next:in:this-week");
        await Finds("丙", "next:in:next-month");
        await Finds("乙", "next:in:next-14-days");
        await Finds("丁", "next:empty");
        await Finds("丙", "next:in:2025-06-16..");
        await Finds("乙", "last:in:yesterday");
        await Finds("丙", "last:in:today");
        await Finds("甲丁", "last:empty");
        await Finds("乙丙", "last:in:last-7-days");
        await Finds("甲乙丙丁", "changed:in:today");
        await Finds("", "changed:in:over-1-days-ago");
        await Finds("甲乙丙丁", "opened:in:2025-06-01..2025-06-01");
        await Finds("甲", "region:is:440000");
        await Finds("甲乙", "region:is:440604,430000");
        await Finds("乙丙丁", "region:not:440600");
        await Finds("丙丁", "region:empty");
        await Finds("甲", "industry:is:五金");
        await Finds("乙", "industry:is:化工\\, 塑料");
        await Finds("甲乙", "industry:is:五金,化工\\, 塑料");
        await Finds("乙丙丁", "industry:not:五金");
        await Finds("乙丙丁", "source:empty");
        await Finds("甲", "tag:is:重点");
        await Finds("甲", "tag:is:无,老客户");
        await Finds("乙丙丁", "tag:not:重点");
        await Finds("乙丙丁", "tag:empty");
        await Finds("甲", "tag:set");
        await Finds("甲", "status:is:Formal");
        await Finds("乙丙", "completeness:in:50..80");
        await Finds("丙", "completeness:in:62.5..62.5");
        await Finds("甲", "completeness:in:100..");
        await Finds("乙丙丁", "gap:is:TooLittle", "status:not:Formal");
        await Finds("甲乙丙丁", "gap:is:TooLittle,Stale;gap:not:TooLittle");
        // All groups hold, of each group one condition at least.
        await Finds("甲丁", "stage:is:Won;owner:empty");
        await Finds("丁", "stage:is:Won;owner:empty", "role:is:Supplier");
        await Finds("甲乙", "stage:is:Won;next:in:2025-06-15..2025-06-15", "owner:set;tag:is:重点");
    }

    [Theory, OnBoth]
    public async Task Me_my_people_and_my_department_are_the_readers_own_and_reveal_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        // 周新 reports to 李四, who reports to 赵主管.
        var lower = new Person(world.Unit, "周新", null, "营销人员", world.People["李四"]);
        await world.Write((db, _) =>
        {
            db.Add(lower);
            return Task.CompletedTask;
        });
        await world.Add(("张厂", "张三", null), ("李厂", "李四", null), ("王厂", "王五", null), ("公海厂", null, f => f.AssignTo(lower.Id, null)));
        async Task Sees(string who, string where, params string[] names)
        {
            var filter = new CustomerFilter { Where = ConditionGroup.Read([where]).Value, Reader = world.People[who] };
            var page = await world.Page(who, new(filter));
            page.Rows.Select(r => r.Name).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal), $"{who} {where}");
            page.Count!.Value.Value.ShouldBe(names.Length, $"{who} {where}");
        }
        await Sees("赵主管", "owner:is:team", "张厂", "李厂", "公海厂");
        await Sees("赵主管", "owner:is:me,team", "张厂", "李厂", "公海厂");
        await Sees("孙总监", "owner:is:team", "张厂", "李厂", "王厂", "公海厂");
        await Sees("孙总监", "owner:not:team");
        // 李四 sees his own alone, whoever reports to him.
        await Sees("李四", "owner:is:team");
        await Sees("李四", "owner:is:me;owner:is:team", "李厂");
        await Sees("张三", $"owner:is:{world.People["王五"]}");
        await Sees("张三", $"owner:not:{world.People["王五"]}", "张厂");
        await Sees("赵主管", "department:is:mine", "张厂", "李厂");
        await Sees("王五", "department:is:mine", "王厂");
        await Sees("钱信息", "department:is:mine");
    }

    [Theory, OnBoth]
    public async Task Registered_capital_is_asked_for_in_ten_thousand_yuan_and_other_currencies_are_none_of_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(
            ("百万", "张三", f => f.Capitalise(1_000_000m, "CNY")), ("百万差一分", "张三", f => f.Capitalise(999_999.99m, "CNY")), ("五百万", "张三", f => f.Capitalise(5_000_000m, null)),
            ("美元", "张三", f => f.Capitalise(3_000_000m, "USD")), ("没说", "张三", null), ("最多", "李四", f => f.Capitalise(Capital.Most, "CNY")));
        async Task Finds(string where, params string[] names) => (await world.Names("孙总监", new() { Where = ConditionGroup.Read([where]).Value })).ShouldBe(names, ignoreOrder: true, where);
        await Finds("capital:in:100..500", "百万", "五百万");
        await Finds("capital:in:..100", "百万", "百万差一分");
        await Finds("capital:in:99.9999..99.9999", "百万差一分");
        await Finds("capital:in:500.0001..", "最多");
        await Finds("capital:empty", "没说");
        await Finds("capital:set", "百万", "百万差一分", "五百万", "美元", "最多");
        ConditionGroup.Read(["capital:in:-1..5"]).Findings.Single().Key.ShouldBe("lists.where.value");
        // Changed by the door it is typed at, it is found anew.
        var id = await world.Read(db => db.Set<Customer>().Where(c => c.Name == "没说").Select(c => c.Id).SingleAsync());
        (await world.Change("张三", id, new() { RegisteredCapital = "200万" })).Findings.ShouldBeEmpty();
        await Finds("capital:in:200..200", "没说");
        using var browser = await world.Browser("张三");
        (await browser.Page("/customers?where=capital:in:100..500")).QuerySelector(".chips")!.TextContent.ShouldContain("100 至 500");
    }

    [Theory, OnBoth]
    public async Task A_name_is_asked_for_by_a_part_of_it_and_nothing_else_of_the_file_is_meant(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("宝庆矿山机械有限公司", "张三", null), ("邵阳机械厂", "李四", null), ("机床械具店", "张三", null), ("Baoqing Heavy Machinery Ltd", "张三", null), ("百分之%有限公司", "张三", null),
            ("人名里有", "张三", f => f.Has("机械王", "13912346021")));
        async Task Finds(string who, string where, params string[] names) => (await world.Names(who, new() { Where = ConditionGroup.Read([where]).Value })).ShouldBe(names, ignoreOrder: true, where);
        await Finds("孙总监", "name:has:机械", "宝庆矿山机械有限公司", "邵阳机械厂");
        await Finds("张三", "name:has:机械", "宝庆矿山机械有限公司");
        await Finds("孙总监", "name:has:矿山,machinery", "宝庆矿山机械有限公司", "Baoqing Heavy Machinery Ltd");
        await Finds("孙总监", "name:has:heavy;owner:is:" + world.People["李四"], "Baoqing Heavy Machinery Ltd", "邵阳机械厂");
        await Finds("孙总监", "name:has:%");
        await Finds("孙总监", "name:has:13912346021");
        await Finds("孙总监", "name:has:庆矿", "宝庆矿山机械有限公司");
        ConditionGroup.Read(["name:is:x"]).Findings.Single().Key.ShouldBe("lists.where.operator");
        using var browser = await world.Browser("张三");
        (await browser.Page("/customers?where=name:has:机械")).QuerySelector(".chips")!.TextContent.ShouldContain("包含");
        (await browser.Page("/customers/condition?field=name")).QuerySelector("input[name=value]").ShouldNotBeNull();
    }
}
