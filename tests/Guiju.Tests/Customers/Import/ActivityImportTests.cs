using System.Text;
using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Notices;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Import;

/// <summary>Contacts logged in another system: kept as they were, by whom they were, and proof of nothing today.</summary>
public class ActivityImportTests
{
    const string Clerk = Importing.Clerk;

    static Task<List<Interaction>> Kept(World world) => world.Read(db => db.Set<Interaction>().AsNoTracking().OrderBy(i => i.At).ThenBy(i => i.Id).ToListAsync());

    [Theory, OnBoth, Clause("D01-1.3a")]
    public async Task A_contact_arrives_with_its_own_author_and_time_and_the_importer_is_not_its_author(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称,联系人\n甲一有限公司,王敏\n");
        await world.Write(async (db, _) => (await db.Set<Guiju.Organization.Person>().SingleAsync(p => p.Name == "李四")).SetActive(false));
        var notices = await world.Read(db => db.Set<Notice>().CountAsync(n => n.Key != "imports.notice.done"));
        var done = await world.Bring(Clerk, "activities", """
            客户名称,跟进时间,跟进方式,联系人,主题,跟进内容,跟进结果,下次跟进时间,下一步,跟进人,创建时间
            甲一有限公司,2024年3月5日 下午3:20,上门拜访,王 敏,年度框架,"要求三月报价
            并看样",有意向,2024-03-20,送样,张 三,2024-03-05 18:00
            甲一有限公司,2024-04-01T01:30:00Z,电话,,,已收样,客户说再看看,,,李四,
            甲一有限公司,45383.5,短信,,,节日问候,,,,老王,
            甲一有限公司,2024-05-01,未接通,,,,,,,,
            """);
        done.Counts().ShouldBe((4, 0, 0, 0));
        var kept = await Kept(world);
        var visit = kept[0];
        (visit.Mode, world.Clock.Local(visit.At), visit.With, visit.Feedback, visit.Result, visit.NextOn, visit.NextStep).ShouldBe(
            (ContactMode.Visit, new DateTime(2024, 3, 5, 15, 20, 0), "王 敏", "年度框架\n要求三月报价\n并看样", ContactResult.Interested, new DateOnly(2024, 3, 20), "送样"));
        visit.ContactPersonId.ShouldBe((await world.Customer("甲一有限公司")).Contacts.Single().Id);
        (visit.AuthorId, visit.Author, world.Clock.Local(visit.CreatedAt)).ShouldBe((world.People["张三"], "张三", new DateTime(2024, 3, 5, 18, 0, 0)));
        (visit.ImportId, visit.ImportedBy).ShouldBe((done.Id, Clerk));
        // Who left is still the author; a zone in the file counts; a result in words of its own is not lost; a serial number is a time.
        (kept[1].AuthorId, kept[1].At, kept[1].Feedback, kept[1].Result).ShouldBe((world.People["李四"], new DateTime(2024, 4, 1, 1, 30, 0, DateTimeKind.Utc), "已收样\n跟进结果：客户说再看看", null));
        (kept[2].Mode, world.Clock.Local(kept[2].At), kept[2].AuthorId, kept[2].Author).ShouldBe((ContactMode.Message, new DateTime(2024, 4, 1, 12, 0, 0), Guid.Empty, "老王"));
        (kept[3].Mode, kept[3].Author, kept[3].Feedback).ShouldBe((ContactMode.NotReached, "", ""));
        kept.ShouldAllBe(i => i.Author != Clerk && i.AuthorId != world.People[Clerk]);
        (await world.Told(Clerk, done.Id)).ShouldBe([(5, "imports.activities.author")]);
        // The file follows the newest that reached somebody; past plans are no plan; nobody is told; the trail names who imported.
        var file = await world.Customer("甲一有限公司");
        (file.LastContactAt, file.LastFeedback, file.NextContactOn).ShouldBe((kept[2].At, "节日问候", null));
        (await world.Read(db => db.Set<Notice>().CountAsync(n => n.Key != "imports.notice.done"))).ShouldBe(notices);
        var trail = await world.Read(db => db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == file.Id && e.Changes.Contains("interaction")).ToListAsync());
        trail.ShouldHaveSingleItem().ActorName.ShouldBe(Clerk);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        using var browser = await world.Browser(Clerk);
        var page = await browser.Text($"/follow-up/{visit.Id}");
        page.ShouldContain("张三");
        page.ShouldContain($"由{Clerk}于");
        (await browser.Text($"/follow-up/{kept[3].Id}")).ShouldContain("记录人不详");
    }

    [Theory, OnBoth]
    public async Task A_file_imported_again_doubles_nothing_and_what_was_logged_here_is_not_doubled_either(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import("admin", "客户名称,负责人\n甲一有限公司,张三\n");
        var file = await world.Customer("甲一有限公司");
        (await world.Log("张三", file.Id, FollowUpStage.Call(new(2025, 7, 1)))).Done.ShouldBeTrue();
        const string csv = "客户名称,跟进时间,跟进方式,跟进内容,跟进人\n甲一有限公司,2024-03-05 15:20,电话,要求报价,张三\n甲一有限公司,2024-03-05 15:20,电话,要求报价,张三\n甲一有限公司,2024-03-05 15:20,微信,要求报价,张三\n甲一有限公司,2025-06-10 09:00,电话,确认样品参数，月底前定,张三\n";
        var first = await world.Bring(Clerk, "activities", csv);
        first.Counts().ShouldBe((2, 0, 2, 0));
        (await world.Told(Clerk, first.Id)).ShouldBe([(3, "imports.activities.row"), (5, "imports.activities.skipped")]);
        (await world.Bring(Clerk, "activities", csv)).Counts().ShouldBe((0, 0, 4, 0));
        (await world.Count<Interaction>()).ShouldBe(3);
        (await world.File(file.Id)).NextContactOn.ShouldBe(new DateOnly(2025, 7, 1));
    }

    [Theory, OnBoth]
    public async Task What_cannot_be_is_told_row_by_row_and_not_taken(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称\n甲一有限公司\n");
        var csv = new StringBuilder("客户名称,跟进时间,跟进方式,跟进内容\n甲一有限公司,2025-06-11 09:00,电话,明天的\n甲一有限公司,昨天,电话,内容\n甲一有限公司,,电话,内容\n甲一有限公司,2024-03-05,心灵感应,内容\n甲一有限公司,2024-03-05,,内容\n甲一有限公司,2024-03-05,电话,\n,2024-03-05,电话,内容\n")
            .Append("甲一有限公司,2024-03-05,电话,").Append('长', 2001).Append("\n甲一有限公司,3/4/2025,电话,内容\n甲一有限公司,2025-06-10 09:00,电话,此刻\n").ToString();
        var done = await world.Bring(Clerk, "activities", csv);
        done.Counts().ShouldBe((1, 0, 0, 9));
        (await world.Told(Clerk, done.Id)).ShouldBe([(2, "followup.at.future"), (3, "imports.date"), (4, "followup.at.required"), (5, "imports.value.mode"), (6, "followup.mode.required"),
            (7, "followup.feedback.required"), (8, "imports.match.required"), (9, "followup.too-long"), (10, "imports.date")]);
        // What is chosen for the file stands for a word nobody knows, and is told.
        var chosen = await world.Bring(Clerk, "activities", "客户名称,跟进时间,跟进方式,跟进内容\n甲一有限公司,2024-03-05,心灵感应,甲\n甲一有限公司,2024-03-05,,乙\n", p => p with { Choices = new Dictionary<string, string> { ["mode"] = "Visit" } });
        chosen.Counts().ShouldBe((2, 0, 0, 0));
        (await world.Told(Clerk, chosen.Id)).ShouldBe([(2, "imports.value.mode-usual")]);
        // Without such a column something must be chosen; nothing but what there is.
        var id = (await world.Upload(Clerk, "a.csv", Encoding.UTF8.GetBytes("客户名称,跟进时间,跟进内容\n甲一有限公司,2024-03-05,甲\n"), "activities")).Value;
        var plan = (await world.Job(Clerk, id)).Plan;
        foreach (var choice in new[] { new Dictionary<string, string>(), new() { ["mode"] = "Telepathy" } })
            (await world.Do<MoveImport, Guid>(Clerk, u => u.Check(id, plan with { Choices = choice }, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.plan.choice");
    }

    [Theory, OnBoth]
    public async Task A_row_finds_its_customer_by_number_code_or_name_narrowed_by_phone_and_never_guesses(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import("admin", "客户名称,统一社会信用代码,联系电话,负责人\n甲一有限公司,91430300MA4L1B2C32,,张三\n同名有限公司,,0731-58123456,张三\n", p => p with { Duplicates = OnDuplicate.Create });
        await world.Import("admin", "客户名称,联系电话,负责人\n同名有限公司,0731-58123457,李四\n", p => p with { Duplicates = OnDuplicate.Create });
        var code = (await world.Customer("甲一有限公司")).Code;
        var done = await world.Bring(Clerk, "activities", $"""
            客户编号,客户名称,统一社会信用代码,电话,跟进时间,跟进方式,跟进内容
            {code},,,,2024-03-01,电话,按编号
            ,,91430300MA4L1B2C32,,2024-03-02,电话,按代码
            ,甲一 有限公司,,,2024-03-03,电话,按名称
            OLD-7,甲一有限公司,,,2024-03-04,电话,别的系统的编号
            {code},同名有限公司,,,2024-03-05,电话,两样
            ,同名有限公司,,,2024-03-06,电话,哪一户
            ,同名有限公司,,(0731)58123457,2024-03-07,电话,按电话
            ,没有有限公司,,,2024-03-08,电话,没有
            ,,91430300MA4L1B2C33,,2024-03-09,电话,错码
            """);
        done.Counts().ShouldBe((5, 0, 0, 4));
        (await world.Told(Clerk, done.Id)).ShouldBe([(6, "imports.match.contradiction"), (7, "imports.match.several"), (9, "imports.match.none"), (10, "customers.credit-code.check")]);
        var kept = await Kept(world);
        kept.Select(i => i.Title).ShouldBe(["甲一有限公司", "甲一有限公司", "甲一有限公司", "甲一有限公司", "同名有限公司"]);
        (await world.Read(db => db.Set<Customer>().Where(c => c.Id == kept[4].CustomerId).Select(c => c.Phone).SingleAsync())).ShouldBe("0731-58123457");
    }

    [Theory, OnBoth, Clause("D02-4.6.1")]
    public async Task Merged_files_lead_to_the_one_kept_and_archived_ones_are_told(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称\n甲一有限公司\n甲二有限公司\n甲三有限公司\n");
        var (kept, gone, shelved) = (await world.Customer("甲一有限公司"), await world.Customer("甲二有限公司"), await world.Customer("甲三有限公司"));
        (await world.Do<MergeCustomers, MergeCustomers.Merged>(Clerk, u => u.Handle(new() { KeptId = kept.Id, GoneId = gone.Id }, default))).Done.ShouldBeTrue();
        (await world.Do<ArchiveCustomer, bool>(Clerk, u => u.Handle(shelved.Id, true, default))).Done.ShouldBeTrue();
        var done = await world.Bring(Clerk, "activities", $"客户编号,客户名称,跟进时间,跟进方式,跟进内容\n,甲二有限公司,2024-03-01,电话,旧名\n{gone.Code},,2024-03-02,电话,旧号\n{gone.Code},甲二有限公司,2024-03-03,电话,都旧\n,甲三有限公司,2024-03-04,电话,停用\n");
        done.Counts().ShouldBe((3, 0, 0, 1));
        (await world.Told(Clerk, done.Id)).ShouldBe([(5, "imports.match.archived")]);
        (await Kept(world)).ShouldAllBe(i => i.CustomerId == kept.Id);
    }

    [Theory, OnBoth]
    public async Task Customers_outside_the_scope_or_company_are_not_there(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import("admin", "客户名称,负责人\n李家有限公司,李四\n张家有限公司,张三\n同名有限公司,李四\n都隐有限公司,张三\n", p => p with { Duplicates = OnDuplicate.Create });
        await world.Import("admin", "客户名称,负责人\n同名有限公司,张三\n都隐有限公司,张三\n", p => p with { Duplicates = OnDuplicate.Create });
        await world.Write(async (db, _) =>
        {
            var role = new Guiju.Organization.Role("importer", "导入员", Guiju.Platform.Security.DataScope.Own,
                [Guiju.Platform.Security.Permission.CustomersImport, Guiju.Platform.Security.Permission.CustomersRead, Guiju.Platform.Security.Permission.CustomersWrite]);
            var reader = new Guiju.Organization.Role("reader", "只导客户", Guiju.Platform.Security.DataScope.Unit, [Guiju.Platform.Security.Permission.CustomersImport, Guiju.Platform.Security.Permission.CustomersRead]);
            var other = new Guiju.Organization.Unit("002", "华北公司", null);
            db.AddRange(role, reader, other);
            await db.SaveChangesAsync();
            db.Add(new Customer(other.Id, 900_001, "C20250001", "外司有限公司", null, null, new(2025, 1, 1)));
            (await db.Set<Guiju.Organization.Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "李四")).Grant([role.Id]);
            (await db.Set<Guiju.Organization.Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "王五")).Grant([reader.Id]);
        });
        var code = (await world.Customer("张家有限公司")).Code;
        var csv = $"客户编号,客户名称,跟进时间,跟进方式,跟进内容\n,李家有限公司,2024-03-01,电话,自己的\n,张家有限公司,2024-03-01,电话,别人的\n{code},,2024-03-01,电话,别人的\n{code},李家有限公司,2024-03-02,电话,别人的号\n,同名有限公司,2024-03-01,电话,不知哪户\n,都隐有限公司,2024-03-01,电话,看不见\n,外司有限公司,2024-03-01,电话,外司\n";
        var done = await world.Bring("李四", "activities", csv);
        done.Counts().ShouldBe((1, 0, 0, 6));
        var told = await world.Problems("李四", done.Id);
        told.Select(p => (p.Row, p.Finding.Key)).ShouldBe([(3, "imports.match.none"), (4, "imports.match.none"), (5, "imports.match.none"), (6, "imports.match.several-hidden"), (7, "imports.match.none"), (8, "imports.match.none")]);
        told.ShouldAllBe(p => p.Finding.Link == null);
        // A customer that is not there and one that may not be seen are told alike.
        var none = await world.Bring("李四", "activities", "客户名称,跟进时间,跟进方式,跟进内容\n查无有限公司,2024-03-01,电话,x\n");
        var (missing, hidden) = ((await world.Problems("李四", none.Id))[0].Finding, told[0].Finding);
        (missing.Key, missing.Field, missing.Clause, missing.Link).ShouldBe((hidden.Key, hidden.Field, hidden.Clause, hidden.Link));
        (await Kept(world)).ShouldHaveSingleItem().Title.ShouldBe("李家有限公司");
        // An administrator of the group brings rows in for his own company alone; without the permission to change customers nobody does.
        (await world.Bring("admin", "activities", "客户名称,跟进时间,跟进方式,跟进内容\n外司有限公司,2024-03-01,电话,x\n")).Counts().ShouldBe((0, 0, 0, 1));
        foreach (var kind in new[] { "activities", "people" })
        {
            var id = (await world.Upload("王五", "a.csv", Encoding.UTF8.GetBytes("客户名称,跟进时间,跟进方式,跟进内容,联系人\n李家有限公司,2024-03-01,电话,x,王敏\n"), kind)).Value;
            (await world.Do<MoveImport, Guid>("王五", u => u.Recheck(id, default))).Findings.Select(f => f.Key).ShouldBe(["imports.plan.permission"]);
        }
        (await world.Upload("张三", "a.csv", Encoding.UTF8.GetBytes(csv), "activities")).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Count<Interaction>()).ShouldBe(1);
    }

    [Theory, OnBoth, Clause("D01-1.3a"), Clause("D01-2.3b")]
    public async Task What_an_import_brought_in_discharges_nothing_of_today(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = await world.Customer("张三", "佛山精密五金有限公司");
        var due = await world.Customer("张三", "到期有限公司");
        (await world.Log("张三", due, FollowUpStage.Call(new(2025, 6, 10)))).Done.ShouldBeTrue();
        world.Time.Advance(TimeSpan.FromDays(2));
        var before = await world.File(lead);
        var done = await world.Bring("admin", "activities", "客户名称,跟进时间,跟进方式,跟进内容,下次联系,下一步\n佛山精密五金有限公司,2025-06-11 10:00,电话,谈过,2025-06-20,送样\n到期有限公司,2025-06-12 08:00,电话,谈过,2025-06-30,送样\n佛山精密五金有限公司,2025-06-11 11:00,电话,又谈,2026-06-20,\n");
        done.Counts().ShouldBe((3, 0, 0, 0));
        (await world.Told("admin", done.Id)).ShouldBe([(3, "imports.activities.planned"), (4, "imports.activities.far")]);
        // The overdue contact is still overdue, the stage's data are as old as they were, and nobody is classified on the strength of it.
        (await world.File(due)).NextContactOn.ShouldBe(new DateOnly(2025, 6, 10));
        var after = await world.File(lead);
        (after.NextContactOn, after.NextStep, after.RefreshedAt).ShouldBe((new DateOnly(2025, 6, 20), "送样", before.RefreshedAt));
        (await world.Count<ContactPlan>()).ShouldBe(0);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var log = scope.ServiceProvider.GetRequiredService<IContactLog>();
            (await log.Latest(lead, default)).ShouldBeNull();
            (await log.Latest(due, default)).ShouldNotBeNull().Feedback.ShouldBe("确认样品参数，月底前定");
        }
        // Nor is it counted as this month's work, and its author cannot rewrite it.
        var today = (await world.Ask<Guiju.Shell.Today.ShowToday, Guiju.Shell.Today.ShowToday.Figures>("张三", u => u.Numbers(false, default))).Value;
        today.Logged.ShouldBe(1);
        var own = await world.Bring("admin", "activities", "客户名称,跟进时间,跟进方式,跟进内容,跟进人\n佛山精密五金有限公司,2025-06-12 08:55,电话,刚才,张三\n");
        own.Created.ShouldBe(1);
        var mine = (await Kept(world)).Single(i => i.Feedback == "刚才");
        mine.AuthorId.ShouldBe(world.People["张三"]);
        (await world.Do<CorrectInteraction, CorrectInteraction.Corrected>("张三", u => u.Handle(mine.Id, null, new() { Mode = ContactMode.Call, Feedback = "改写" }, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("followup.correct.imported");
    }

    [Theory, OnBoth]
    public async Task Taken_back_contacts_go_and_the_files_last_and_next_contact_are_what_they_were(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (one, two) = (await world.Customer("张三", "甲一有限公司"), await world.Customer("张三", "甲二有限公司"));
        var early = await world.Bring("admin", "activities", "客户名称,跟进时间,跟进方式,跟进内容\n甲一有限公司,2024-03-01,电话,第一\n");
        var late = await world.Bring("admin", "activities", "客户名称,跟进时间,跟进方式,跟进内容,下次联系,下一步\n甲一有限公司,2024-04-01,电话,第二,2025-06-20,送样\n甲一有限公司,2024-05-01,电话,第三,,\n甲二有限公司,2024-05-01,电话,第四,2025-06-20,送样\n");
        // At one of them somebody goes on meanwhile.
        world.Time.Advance(TimeSpan.FromMinutes(5));
        (await world.Log("张三", two, FollowUpStage.Call(new(2025, 7, 1)))).Done.ShouldBeTrue();
        var undone = await world.TakeBack("admin", late.Id);
        (undone.State, undone.TakenBack, undone.Stayed).ShouldBe((ImportState.Undone, 3, 0));
        var file = await world.File(one);
        (file.LastContactAt, file.LastFeedback, file.NextContactOn, file.NextStep).ShouldBe((world.Clock.Utc(new DateTime(2024, 3, 1)), "第一", null, null));
        (await world.File(two)).ShouldSatisfyAllConditions(f => f.LastFeedback.ShouldBe("确认样品参数，月底前定"), f => f.NextContactOn.ShouldBe(new DateOnly(2025, 7, 1)));
        (await world.TakeBack("admin", early.Id)).TakenBack.ShouldBe(1);
        (await world.File(one)).ShouldSatisfyAllConditions(f => f.LastContactAt.ShouldBeNull(), f => f.LastFeedback.ShouldBeNull());
        (await Kept(world)).ShouldHaveSingleItem().Feedback.ShouldBe("确认样品参数，月底前定");
        // What went over to another file in a merge stays with it.
        var third = await world.Bring("admin", "activities", "客户名称,跟进时间,跟进方式,跟进内容\n甲一有限公司,2024-03-01,电话,第一\n");
        (await world.Do<MergeCustomers, MergeCustomers.Merged>(Clerk, u => u.Handle(new() { KeptId = two, GoneId = one }, default))).Done.ShouldBeTrue();
        var rest = await world.TakeBack("admin", third.Id);
        (rest.TakenBack, rest.Stayed).ShouldBe((0, 1));
        (await world.Count<Interaction>()).ShouldBe(2);
    }

    [Theory, OnBoth]
    public async Task Hostile_text_is_kept_as_text_or_told_and_breaks_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称\n甲一有限公司\n");
        static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        List<string> texts = [.. Guiju.Tests.Platform.Search.Naughty.Strings.Where(s => s.Length < 3000 && !s.Contains('\0') && !s.Any(char.IsSurrogate)), "=HYPERLINK(\"http://evil\",\"x\")", "+1+1", "@SUM(A1)", "-2+3", "<script>alert(1)</script>", "|imports.title"];
        var csv = new StringBuilder("客户名称,跟进时间,跟进方式,联系人,跟进内容,跟进人,跟进结果\n");
        for (var i = 0; i < texts.Count; i++)
            csv.Append("甲一有限公司,2024-03-05 0").Append(i % 10).Append(':').Append((i / 10 % 60).ToString("00", System.Globalization.CultureInfo.InvariantCulture)).Append(",电话,").Append(Quoted(texts[i].Length > 60 ? "x" : texts[i])).Append(',').Append(Quoted($"{i} {texts[i]}")).Append(',').Append(Quoted(texts[i].Length > 60 ? "x" : texts[i])).Append(',').Append(Quoted(texts[i])).Append('\n');
        var done = await world.Bring(Clerk, "activities", csv.ToString());
        done.Created.ShouldBeGreaterThan(texts.Count * 8 / 10);
        (await Kept(world)).ShouldContain(i => i.Feedback.Contains("=HYPERLINK(\"http://evil\",\"x\")"));
        using var browser = await world.Browser(Clerk);
        (await browser.Text("/follow-up")).ShouldNotContain("<script>alert(1)");
        (await browser.Text($"/customers/import/{done.Id}")).ShouldNotContain("<script>alert(1)");
        if (done.Faulty > 0) (await browser.Bytes($"/customers/import/{done.Id}/problems.xlsx")).Length.ShouldBeGreaterThan(0);
    }
}
