using System.Text;
using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Import;

/// <summary>People for customers already there, by the rules of adding them by hand.</summary>
public class PeopleImportTests
{
    const string Clerk = Importing.Clerk;

    [Theory, OnBoth, Clause("D13-3.3.2b")]
    public async Task People_arrive_at_their_customer_and_wrong_numbers_are_told(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称\n甲一有限公司\n甲二有限公司\n");
        var before = await world.Customer("甲一有限公司");
        var done = await world.Bring(Clerk, "people", """
            所属客户,姓名,职务,手机,电话,邮箱,微信,备注,是否主联系人
            甲一有限公司,王敏,采购经理,13873126552,0731-58123456,wang@example.com,wangmin88,周五打电话,
            甲一有限公司,李强,总经理,13873126553,,,,,是
            甲二有限公司,赵红,,138731265,,,,,
            甲二有限公司,,,,,,,,
            没有有限公司,钱多,,,,,,,
            """);
        done.Counts().ShouldBe((2, 0, 0, 3));
        (await world.Told(Clerk, done.Id)).ShouldBe([(4, "customers.phone.mobile"), (5, "customers.contact.name"), (6, "imports.match.none")]);
        var file = await world.Customer("甲一有限公司");
        var (wang, li) = (file.Contacts.Single(p => p.Name == "王敏"), file.Contacts.Single(p => p.Name == "李强"));
        (wang.Post, wang.Mobile, wang.MobileKey, wang.Phone, wang.Email, wang.WeChat, wang.Note).ShouldBe(("采购经理", "13873126552", "+8613873126552", "0731-58123456", "wang@example.com", "wangmin88", "周五打电话"));
        (wang.Primary, li.Primary).ShouldBe((false, true));
        file.Score.ShouldBeGreaterThan(before.Score);
        (await world.Read(db => db.Set<MajorChange>().CountAsync())).ShouldBe(0);
        (await world.Ask<Guiju.Customers.Search.FindCustomers, IReadOnlyList<Guiju.Customers.Search.FindCustomers.Hit>>(Clerk, u => u.Handle("李强", 10, default))).Value.ShouldHaveSingleItem();
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory, OnBoth]
    public async Task People_already_there_are_skipped_filled_or_overwritten_as_chosen(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称,联系人,手机\n甲一有限公司,王敏,13873126552\n");
        // The same mobile is the same person whatever the name, the same name too; the file's own doubles count.
        const string csv = "客户名称,联系人,手机,职务\n甲一有限公司,王小敏,138 7312 6552,经理\n甲一有限公司,王敏,,主管\n甲一有限公司,李强,13873126553,总经理\n甲一有限公司,李强,,\n";
        var skip = await world.Bring(Clerk, "people", csv);
        skip.Counts().ShouldBe((1, 0, 3, 0));
        (await world.Told(Clerk, skip.Id)).ShouldBe([(2, "imports.people.skipped"), (3, "imports.people.skipped"), (5, "imports.people.row")]);
        var fill = await world.Bring(Clerk, "people", csv, p => p with { Duplicates = OnDuplicate.Fill });
        fill.Counts().ShouldBe((0, 2, 2, 0));
        var people = (await world.Customer("甲一有限公司")).Contacts;
        people.Select(p => (p.Name, p.Post)).ShouldBe([("王敏", "经理"), ("李强", "总经理")], ignoreOrder: true);
        (await world.Bring(Clerk, "people", csv, p => p with { Duplicates = OnDuplicate.Fill })).Updated.ShouldBeLessThanOrEqualTo(1);
        await world.Bring(Clerk, "people", "客户名称,联系人,手机,职务\n甲一有限公司,王小敏,13873126552,总监\n", p => p with { Duplicates = OnDuplicate.Overwrite });
        people = (await world.Customer("甲一有限公司")).Contacts;
        people.Select(p => (p.Name, p.Post)).ShouldBe([("王小敏", "总监"), ("李强", "总经理")], ignoreOrder: true);
    }

    [Theory, OnBoth, Clause("D13-3.4.1a")]
    public async Task Another_main_contact_is_a_major_change(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Clerk, "客户名称,联系人,手机\n甲一有限公司,王敏,13873126552\n");
        const string csv = "客户名称,联系人,是否主联系人\n甲一有限公司,李强,是\n";
        var kept = await world.Bring(Clerk, "people", csv);
        (await world.Told(Clerk, kept.Id)).ShouldBe([(2, "imports.people.primary")]);
        (await world.Customer("甲一有限公司")).Contacts.Single(p => p.Primary).Name.ShouldBe("王敏");
        await world.Bring(Clerk, "people", csv, p => p with { Duplicates = OnDuplicate.Overwrite, HappenedOn = new(2025, 6, 1), ChangeSource = "对方来函" });
        (await world.Customer("甲一有限公司")).Contacts.Single(p => p.Primary).Name.ShouldBe("李强");
        (await world.Read(db => db.Set<MajorChange>().SingleAsync())).ShouldSatisfyAllConditions(m => m.Before.ShouldBe("王敏"), m => m.After.ShouldBe("李强"));
    }

    [Theory, OnBoth]
    public async Task Taken_back_people_go_but_for_those_somebody_touched_or_spoke_to(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import("admin", "客户名称,联系人,手机,负责人\n甲一有限公司,王敏,13873126552,张三\n");
        var file = await world.Customer("甲一有限公司");
        var done = await world.Bring("admin", "people", "客户名称,联系人,手机,职务\n甲一有限公司,王敏,,采购经理\n甲一有限公司,李强,13873126553,\n甲一有限公司,赵红,13873126554,\n甲一有限公司,钱多,13873126555,\n", p => p with { Duplicates = OnDuplicate.Fill });
        done.Counts().ShouldBe((3, 1, 0, 0));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        var people = (await world.Customer("甲一有限公司")).Contacts.ToDictionary(p => p.Name);
        (await world.Do<ChangeContacts, Guid>("张三", u => u.Change(file.Id, people["赵红"].Id, null, new() { Post = "出纳" }, null, default))).Done.ShouldBeTrue();
        (await world.Log("张三", file.Id, new() { Mode = ContactMode.Call, Feedback = "试用", ContactPersonId = people["钱多"].Id, NextOn = new(2025, 7, 1) })).Done.ShouldBeTrue();
        var undone = await world.TakeBack("admin", done.Id);
        (undone.TakenBack, undone.Stayed).ShouldBe((2, 2));
        var left = (await world.Customer("甲一有限公司")).Contacts;
        left.Select(p => (p.Name, p.Post)).ShouldBe([("王敏", null), ("赵红", "出纳"), ("钱多", null)], ignoreOrder: true);
        (await world.Problems("admin", done.Id)).Where(p => p.Finding.Key == "imports.undo.touched").Select(p => p.Row).Order().ShouldBe([4, 5]);
    }

    [Theory, OnBoth]
    public async Task Headers_of_other_systems_tell_people_from_customers(Engine engine)
    {
        await using var world = await World.Open(engine);
        async Task<string> Kind(string name, string csv) => (await world.Job(Clerk, (await world.Upload(Clerk, name, Encoding.UTF8.GetBytes(csv), null)).Value)).Plan.Kind;
        (await Kind("a.csv", "所属客户,姓名,手机\n甲一有限公司,王敏,13873126552\n")).ShouldBe("people");
        (await Kind("联系人.csv", "客户名称,联系人,手机,职务\n甲一有限公司,王敏,13873126552,经理\n")).ShouldBe("people");
        (await Kind("a.csv", "客户名称,联系人,手机,职务\n甲一有限公司,王敏,13873126552,经理\n")).ShouldBe("customers");
        (await Kind("联系人.csv", "客户名称,联系人,手机,行业,地址\n甲一有限公司,王敏,13873126552,机械,建设路\n")).ShouldBe("customers");
        (await Kind("a.csv", "First Name,Last Name,Account Name,Phone,Mobile,Email,Mailing Street,Mailing City,Lead Source\nMin,Wang,Jia,,,,,,\n")).ShouldBe("customers");
        (await Kind("a.csv", "客户名称,跟进时间,跟进方式,跟进内容,跟进人\n甲一有限公司,2024-03-01,电话,x,张三\n")).ShouldBe("activities");
        (await Kind("跟进.csv", "客户,日期,内容\n甲一有限公司,2024-03-01,x\n")).ShouldBe("activities");
        (await Kind("tasks.csv", "Company / Account,Activity Date,Subject,Task Subtype,Full Comments,Assigned To,Created Date\nJia,2024-03-01,Call,Call,x,Zhang San,2024-03-01\n")).ShouldBe("activities");
        (await Kind("客户.csv", "客户名称,电话,最后跟进时间,跟进记录,负责人,行业,来源\n甲一有限公司,,,,,,\n")).ShouldBe("customers");
    }
}
