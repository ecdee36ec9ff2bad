using Guiju.Customers.Contracts;
using Guiju.Duties;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.FollowUp.Weekly;
using Guiju.Leads;
using Guiju.Organization;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Guiju.Browser.Tests.Pages;

/// <summary>The pages a salesperson and his supervisor live in: today, following up, leads, forms; full of a small team's work.</summary>
public class SalesPagesTests(Chromium chromium)
{
    static readonly (string Name, string Owner, string Region, string Industry, string Channel, string Contact, string Demand, string Said, string Step, int Month, int Day, LeadClass? Class)[] Plan =
    [
        ("桂岭铜业有限责任公司", "张三", "450000", "有色冶炼", "展会", "邓国强", "φ60–90 铸球", "要求先看同类矿磨耗数据", "带磨耗对比表上门", 6, 7, LeadClass.Target),
        ("云麓水泥（湘乡）有限公司", "张三", "430300", "水泥", "转介绍", "文建平", "φ90 铸球", "样球试用中，问价格能否再让", "第 4 次回访：确认 φ90 铸球试用结论", 6, 8, LeadClass.Target),
        ("宝庆矿业集团有限公司", "李四", "430500", "采矿", "拜访", "谢坤", "衬板、铸球", "设备科确认样球磨耗比现用低 18 %，要求十二月上旬到货", "上门谈年度框架", 6, 9, LeadClass.Target),
        ("鄂东球团有限公司", "张三", "420200", "球团", "电话", "胡晓峰", "铸球", "预计月底定，二十天到货", "确认订货数量", 6, 10, LeadClass.Potential),
        ("黔中磷化集团有限公司", "李四", "520100", "磷化工", "网络", "吴大勇", "全系列铸球", "年度框架待签", "拜访：年度框架合同的应变预案", 6, 10, LeadClass.Target),
        ("巴陵热电有限公司", "张三", "430600", "电力", "展会", "龚志勇", "φ40 铸球", "谈及脱硫球磨机改造，要方案", "送改造方案", 6, 10, null),
        ("沅江水泥制品有限公司", "李四", "430900", "水泥", "行业资料", "刘正文", "φ80 铸球", "余款本周付清", "问到账", 6, 12, null),
        ("滇池耐磨设备销售有限公司", "张三", "530100", "经销", "展会", "段丽娟", "代理全系列", "试合作期满，申请转正", "试合作期满评估", 6, 13, LeadClass.Potential),
        ("川东粉磨站有限公司", "李四", "511700", "水泥", "网络", "向阳", "φ70 铸球", "破碎率投诉处理中", "回访处理结果", 6, 14, LeadClass.TemporarilyInvalid),
    ];

    static async Task Fill(World world)
    {
        foreach (var p in Plan)
        {
            world.SetTime(2025, 5, 20, 10, 15);
            var lead = (await world.Do<RegisterLead, RegisterLead.Registered>(p.Owner, u => u.Handle(new()
            {
                Name = p.Name,
                RegionCode = p.Region,
                Industry = p.Industry,
                Channel = p.Channel,
                ContactName = p.Contact,
                ContactPost = "采购部",
                Phone = $"138001380{Array.IndexOf(Plan, p):00}",
                Demand = p.Demand,
            }, default))).Value;
            world.SetTime(2025, 5, 28, 14, 30);
            (await world.Do<LogInteraction, LogInteraction.Logged>(p.Owner, u => u.Handle(lead.CustomerId, new() { Mode = ContactMode.Call, Feedback = p.Said, Result = ContactResult.Interested, NextOn = new(2025, p.Month, p.Day), NextStep = p.Step }, default))).Done.ShouldBeTrue();
            if (p.Class is { } found) (await world.Do<EvaluateLead, CustomerHeader>(p.Owner, u => u.Handle(lead.Id, new(found, "电话了解了需求、预算和时间"), default))).Done.ShouldBeTrue();
        }
        world.SetTime(2025, 6, 10, 9, 20);
        var far = (await world.Do<RegisterLead, RegisterLead.Registered>("张三", u => u.Handle(new() { Name = "闽西稀土新材料有限公司", RegionCode = "350800", Channel = "展会", ContactName = "赖伟明", Phone = "13900139000" }, default))).Value;
        (await world.Do<LogInteraction, LogInteraction.Logged>("张三", u => u.Handle(far.CustomerId, new() { Mode = ContactMode.WeChat, Feedback = "暂缓，新厂明年投产再议", NextOn = new(2026, 2, 20), NextStep = "新厂投产前再谈" }, default))).Done.ShouldBeTrue();
    }

    static string[] Paths(Guid lead, Guid customer, Guid plan, Guid duty) =>
        ["/", "/leads", "/leads/new", $"/leads/{lead}", "/leads/form", "/leads/sources", "/leads/territories", "/reports", "/reports/classified-register", "/follow-up", $"/follow-up/new?customer={customer}", "/follow-up/week", "/follow-up/week/2025-W24/form", "/follow-up/week/sent", $"/follow-up/week/sent/{plan}", "/follow-up/week/team", "/duties?whose=All", $"/duties/{duty}", $"/customers/{customer}"];

    /// <summary>A week planned and the one before it sent, by the supervisor himself.</summary>
    static async Task<Guid> PlanWeeks(World world, Guid customer)
    {
        await world.Write(async (db, _) =>
        {
            (await db.Set<Person>().SingleAsync(p => p.Name == "孙总监")).Reach(null, "sun@example.com");
            foreach (var post in (string[])["行政总监", "销售内勤"])
            {
                var person = new Person(world.Unit, post, null, post);
                person.Reach(null, "office@example.com");
                db.Add(person);
            }
        });
        (await world.Do<ChangePlan, Guid>("赵主管", u => u.Add(PlanWeek.Parse("2025-W24")!.Value, customer, new(new(2025, 6, 12), ContactMode.Visit, "送改造方案"), default))).Done.ShouldBeTrue();
        return (await world.Do<SendPlan, SendPlan.SentPlan>("赵主管", u => u.Handle(PlanWeek.Parse("2025-W23")!.Value, default))).Value.Id;
    }

    [Fact]
    public async Task Every_sales_page_stands_in_every_look()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await Fill(world);
        var (lead, customer) = await world.Read(db => Task.FromResult(db.Set<Lead>().Where(l => l.Name.StartsWith("巴陵")).Select(l => ValueTuple.Create(l.Id, l.CustomerId)).Single()));
        var plan = await PlanWeeks(world, customer);
        var duty = await world.Read(db => db.Set<Duty>().Where(d => d.SubjectId == customer).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync());
        List<string> faults = [];
        foreach (var look in Look.Four)
        {
            await using var visitor = await Visitor.At(world, chromium.Browser, look);
            await visitor.SignIn("赵主管");
            foreach (var path in Paths(lead, customer, plan, duty))
                faults.AddRange(await visitor.Visit(path, $"sales-{new[] { lead, plan, duty, customer }.Aggregate(path.Split('?')[0].Trim('/').Replace('/', '-'), (name, id) => name.Replace(id.ToString(), "one"))}"));
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_due_contact_is_logged_in_its_row_and_gone()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await Fill(world);
        await using var visitor = await Visitor.At(world, chromium.Browser);
        await visitor.SignIn("张三");
        var page = visitor.Page;
        await page.GotoAsync("/");
        var rows = page.Locator("li.duty");
        (await rows.CountAsync()).ShouldBe(5);
        var name = await rows.First.Locator(".who a").InnerTextAsync();
        await rows.First.Locator(".act a").ClickAsync();
        var form = page.Locator("li.due-log");
        await Assertions.Expect(form.Locator("textarea")).ToBeFocusedAsync();
        await form.Locator("label", new() { HasText = "拜访" }).ClickAsync();
        await form.Locator("textarea").FillAsync("看过磨耗数据，下周试用两吨");
        await form.Locator("[name=nextStep]").FillAsync("送样两吨");
        await visitor.Picture("today-log-open");
        await form.Locator("button[type=submit]").ClickAsync();
        // Nothing was said of the next contact: the words stay, the field says what is missing.
        await Assertions.Expect(form.Locator(".err")).ToContainTextAsync("D01-2.3b");
        (await form.Locator("textarea").InputValueAsync()).ShouldBe("看过磨耗数据，下周试用两吨");
        await visitor.Picture("today-log-refused");
        visitor.Complaints.Clear();
        await form.Locator("[name=nextOn]").FillAsync("2025-06-18");
        await form.Locator("[name=nextOn]").PressAsync("Tab");
        await form.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("li.due-log")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".toasts .one")).ToContainTextAsync("2025-06-18");
        await Assertions.Expect(page.Locator("#today-figures .kpi .v").First).ToContainTextAsync("1");
        (await page.Locator("li.duty").AllInnerTextsAsync()).ShouldNotContain(text => text.Contains(name, StringComparison.Ordinal));
        await visitor.Picture("today-logged");
        visitor.Complaints.ShouldBeEmpty();
    }
}
