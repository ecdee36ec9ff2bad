using System.Net;
using System.Net.Http.Json;
using Guiju.Customers;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Weekly;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Mail;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Customers;
using Guiju.Tests.Platform.Mail;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Guiju.Tests.FollowUp.Weekly;

public class SendPlanTests
{
    static async Task<string> Cells(MimePart file)
    {
        using var bytes = new MemoryStream();
        await file.Content!.DecodeToAsync(bytes);
        using var book = TableFile.Open(bytes, file.FileName!).Value;
        return string.Join('|', book.Sheets[0].Rows().SelectMany(r => r.Cells.Select(c => c.Text)).Where(t => t.Length > 0));
    }

    [Theory, OnBoth, Clause("D01-3.1b")]
    public async Task A_register_that_is_not_filled_holds_the_plan_back_with_links_and_lets_it_go_once_it_is(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        List<Guid> ids = [];
        for (var n = 1; n <= 20; n++) ids.Add(await world.InRegister("张三", n, new(2025, 6, 20), demand: n > 2));
        world.SetTime(2025, 6, 6, 17, 0);

        var held = await world.SendPlan_("张三");
        held.Done.ShouldBeFalse();
        held.Findings.Select(f => (f.Key, f.Link, f.Clause)).ShouldBe(ids.Take(2).Select(id => ("weekly.gap.empty", (string?)$"/customers/{id}", (string?)"D01-3.1b")));
        using var browser = await world.Browser("张三");
        var page = await browser.Page("/follow-up/week/2025-W23");
        page.QuerySelectorAll(".finding li > a[href^='/customers/']").Select(a => a.GetAttribute("href")).ShouldBe(ids.Take(2).Select(id => $"/customers/{id}"));
        page.Body!.TextContent.ShouldContain("登记表必填栏为空（需求产品）");
        page.QuerySelector("form[action$='/send']").ShouldBeNull();
        using (var refused = await browser.Submit("/follow-up/week/2025-W23/send")) ((int)refused.StatusCode).ShouldBe(422);
        using (var refused = await browser.PostAsJsonAsync("/api/v1/weekly-plans", new { week = "2025-W23" }))
        {
            ((int)refused.StatusCode).ShouldBe(422);
            (await refused.Content.ReadAsStringAsync()).ShouldContain($"/customers/{ids[0]}");
        }
        // Nothing of it was done.
        (await world.Count<WeeklyPlan>() + await world.Count<OutgoingMail>() + await world.Count<PlanLine>()).ShouldBe(0);

        foreach (var id in ids.Take(2)) (await world.Change("张三", id, new() { Demand = "铸球" })).Done.ShouldBeTrue();
        // Filled, and yet only 79 % is known of one of them.
        await world.Write((db, _) => db.Set<Customer>().Where(c => c.Id == ids[4]).ExecuteUpdateAsync(s => s.SetProperty(c => c.Score, 79)));
        var known = await world.SendPlan_("张三");
        known.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("weekly.gap.score"), f => f.Link.ShouldBe($"/customers/{ids[4]}"), f => f.Values.ShouldContain("79"));
        await world.Write((db, _) => db.Set<Customer>().Where(c => c.Id == ids[4]).ExecuteUpdateAsync(s => s.SetProperty(c => c.Score, 80)));
        (await browser.Page("/follow-up/week/2025-W23")).QuerySelector("form[action$='/send']").ShouldNotBeNull();
        using var sent = await browser.Submit("/follow-up/week/2025-W23/send");
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page(sent.Headers.Location!.ToString())).Body!.TextContent.ShouldContain("佛山第20五金有限公司");
    }

    [Theory, OnBoth, Clause("D01-3.1c")]
    public async Task Plan_and_register_go_out_in_one_mail_to_the_director_with_copies_and_its_fate_is_kept(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        int port;
        using (var gone = await Mailbox.Open()) port = gone.Port;
        await world.MailGoesTo(port);
        var done = await world.InRegister("张三", 1, new(2025, 6, 4));
        var friday = await world.InRegister("张三", 2, new(2025, 6, 6));
        await world.InRegister("张三", 3, new(2025, 6, 9));
        await world.InRegister("李四", 4, new(2025, 6, 6));
        // What the next contact dates brought in stays in the plan once the contact has moved them on.
        await world.Services.GetRequiredService<WeekRound>().Once(default);
        world.SetTime(2025, 6, 4, 10);
        (await world.Log("张三", done, FollowUpStage.Call(new(2025, 6, 20)))).Done.ShouldBeTrue();

        world.SetTime(2025, 6, 6, 17, 20);
        using var browser = await world.Browser("张三");
        // Sent twice at the same time, it goes once.
        var both = await Task.WhenAll(browser.PostAsJsonAsync("/api/v1/weekly-plans", new { week = "2025-W23" }), browser.PostAsJsonAsync("/api/v1/weekly-plans", new { week = "2025-W23" }));
        both.Select(b => (int)b.StatusCode).Order().ShouldBe([201, 409]);
        var plan = await world.Read(db => db.Set<WeeklyPlan>().AsNoTracking().SingleAsync());
        plan.ShouldSatisfyAllConditions(p => p.Late.ShouldBeFalse(), p => p.SentAt.ShouldBe(world.Clock.Now), p => p.DueAt.ShouldBe(world.Clock.Now.AddMinutes(10)));
        (await world.Count<OutgoingMail>()).ShouldBe(1);

        // The server is down: told as undelivered, tried again by itself, delivered once.
        (await world.SendMail()).ShouldBe(1);
        (await browser.Page($"/follow-up/week/sent/{plan.Id}")).QuerySelector("section[aria-label='邮件发送结果']")!.TextContent.ShouldContain("未送达");
        using var box = await Mailbox.Open(port);
        world.Time.Advance(OutgoingMail.Pauses[0]);
        (await world.SendMail()).ShouldBe(1);
        (await world.SendMail()).ShouldBe(0);
        var mail = box.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe(["sun@example.com", "zhou@example.com", "wu@example.com"], ignoreOrder: true);
        mail.Message.To.Mailboxes.Select(m => m.Address).ShouldBe(["sun@example.com"]);
        mail.Message.Cc.Mailboxes.Select(m => m.Address).ShouldBe(["zhou@example.com", "wu@example.com"]);
        mail.Message.ReplyTo.Mailboxes.Single().Address.ShouldBe("zhang@example.com");
        mail.Message.Subject!.ShouldContain("张三");
        var files = mail.Message.Attachments.OfType<MimePart>().ToList();
        files.Select(f => f.FileName).ShouldBe(["周工作计划 2025-W23 张三.xlsx", "销售客户分类登记表 2025-W23 张三.xlsx"]);
        var (form, register) = (await Cells(files[0]), await Cells(files[1]));
        foreach (var word in (string[])["周工作计划", "周次：2025 年第 23 周", "营销人员：张三", "本周计划联系客户", "计划日期", "联系方式", "目的", "完成情况", "未完成原因", "下周计划", "发送时间：06-06 17:20", "收件/抄送：市场营销总监 孙总监", "佛山第1五金有限公司", "已完成 06-04", "佛山第2五金有限公司", "未到期", "佛山第3五金有限公司", "2025-06-09"]) form.ShouldContain(word);
        form.ShouldNotContain("佛山第4");
        foreach (var word in (string[])["销售客户分类登记表", "目标和意向客户", "佛山第1五金有限公司", "佛山第3五金有限公司", "铸球"]) register.ShouldContain(word);
        register.ShouldNotContain("佛山第4");
        var shown = (await browser.Page($"/follow-up/week/sent/{plan.Id}")).QuerySelector("section[aria-label='邮件发送结果']")!.TextContent;
        foreach (var word in (string[])["已送达", "sun@example.com", "抄送周行政", "wu@example.com"]) shown.ShouldContain(word);

        // The director is told in the program as well, and the trail keeps what was sent.
        (await world.Told("孙总监")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Key.ShouldBe("weekly.notice.sent"), n => n.Link.ShouldBe($"/follow-up/week/sent/{plan.Id}"));
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == "SendPlan" && e.SubjectId == plan.Id))).ShouldBeGreaterThan(0);

        // What was sent stays as it was, whatever becomes of the register; and so do the workbooks.
        var before = (plan.Document, plan.PlanHash, plan.RegisterHash);
        (await world.Change("张三", friday, new() { Demand = "改后需求" })).Done.ShouldBeTrue();
        (await world.ChangePlan_("张三", u => u.Describe(PlanStage.Week, friday, new(Purpose: "改"), default))).ShouldRefuse("weekly.sent-already");
        plan = await world.Read(db => db.Set<WeeklyPlan>().AsNoTracking().SingleAsync());
        (plan.Document, plan.PlanHash, plan.RegisterHash).ShouldBe(before);
        (await browser.Page($"/follow-up/week/sent/{plan.Id}")).Body!.TextContent.ShouldNotContain("改后需求");
        world.Time.Advance(TimeSpan.FromDays(3));
        await world.Services.GetRequiredService<Guiju.Platform.Files.FileSweep>().Once(default);
        foreach (var file in (string[])["plan.xlsx", "register.xlsx"])
        {
            using var download = await browser.GetAsync($"/follow-up/week/sent/{plan.Id}/{file}");
            download.StatusCode.ShouldBe(HttpStatusCode.OK);
            using var content = new MemoryStream();
            await files[file == "plan.xlsx" ? 0 : 1].Content!.DecodeToAsync(content);
            (await download.Content.ReadAsByteArrayAsync()).ShouldBe(content.ToArray());
        }
    }

    [Theory, OnBoth, Clause("D01-3.1c")]
    public async Task Half_past_five_is_in_time_and_a_second_later_is_late_and_one_attachment_alone_is_not_sent(Engine engine)
    {
        WeeklyDeadline.Due(new(2025, 6, 2), "Friday 17:30").ShouldBe(new DateTime(2025, 6, 6, 17, 30, 0));
        foreach (var odd in (string[])["", "Friday", "17:30", "5 17:30", "Freitag 17:30", "Friday 25:00"]) WeeklyDeadline.Due(new(2025, 6, 2), odd).ShouldBeNull(odd);
        await using var world = await PlanStage.Open(engine);
        world.SetTime(2025, 6, 6, 17, 30);
        (await world.SendPlan_("张三")).Value.Late.ShouldBeFalse();
        world.SetTime(2025, 6, 6, 17, 30, 1);
        (await world.OwnWeek("李四")).Late.ShouldBeTrue();
        (await world.SendPlan_("李四")).Value.Late.ShouldBeTrue();
        using var late = await world.Browser("李四");
        (await late.Page("/follow-up/week/sent")).QuerySelector("tbody tr")!.TextContent.ShouldContain("迟交");
        (await world.Told("孙总监")).Select(n => n.Key).ShouldBe(["weekly.notice.sent", "weekly.notice.late"], ignoreOrder: true);

        // Who may take no register out sends no plan without it.
        await world.Write(async (db, _) =>
        {
            var role = await db.Set<Role>().SingleAsync(r => r.Key == "salesperson");
            role.Change(role.Name, role.Scope, role.Permissions.Where(p => p != Permission.ReportsRead));
        });
        (await world.SendPlan_("王五")).ShouldRefuse("weekly.one-attachment");
        (await world.Count<WeeklyPlan>(), await world.Count<OutgoingMail>()).ShouldBe((2, 2));
        (await world.SendPlan_("王五", PlanStage.Week.Next)).ShouldRefuse("weekly.future");
    }

    [Theory, OnBoth, Clause("D01-3.1c")]
    public async Task A_role_nobody_holds_or_reaches_is_a_refusal_that_says_what_to_do(Engine engine)
    {
        await using var world = await PlanStage.Open(engine);
        await world.Write(async (db, _) =>
        {
            (await db.Set<Person>().SingleAsync(p => p.Name == "吴内勤")).SetActive(false);
            (await db.Set<Person>().SingleAsync(p => p.Name == "孙总监")).Reach(null, "keine Adresse");
        });
        var refused = await world.SendPlan_("张三");
        refused.Findings.Select(f => f.Key).ShouldBe(["weekly.role.no-address", "weekly.role.nobody"]);
        (await world.Count<WeeklyPlan>(), await world.Count<OutgoingMail>()).ShouldBe((0, 0));
        using var browser = await world.Browser("张三");
        (await browser.Page("/follow-up/week/2025-W23")).Body!.TextContent.ShouldContain("没有人担任“销售内勤”：请管理员在“组织 › 人员”里");
        using var english = new HttpRequestMessage(HttpMethod.Post, "/api/v1/weekly-plans") { Content = JsonContent.Create(new { week = "2025-W23" }) };
        english.Headers.Add("Accept-Language", "en");
        using var said = await browser.SendAsync(english);
        (await said.Content.ReadAsStringAsync()).ShouldContain("ask an administrator to give somebody that role or post");
        // A role of that name does as well as a post; somebody of the group where the company has nobody.
        await world.Write(async (db, _) =>
        {
            var role = new Role("sales-clerk", "销售内勤", DataScope.Own, []);
            db.Add(role);
            var clerk = await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "钱信息");
            clerk.Grant([.. clerk.Roles.Select(r => r.RoleId), role.Id]);
            clerk.Reach(null, "qian@example.com");
            (await db.Set<Person>().SingleAsync(p => p.Name == "孙总监")).Reach(null, "sun@example.com");
        });
        (await world.SendPlan_("张三")).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<MailRecipient>().OrderBy(r => r.Order).Select(r => r.Address).ToListAsync())).ShouldBe(["sun@example.com", "zhou@example.com", "qian@example.com"]);
    }
}
