using Guiju.Customers;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Http;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class ChangeTests
{
    [Theory, OnBoth]
    [Clause("D13-3.4.1a"), Clause("D15-3.4.1a"), Clause("D16-4.4a"), Clause("D13-3.4.2a"), Clause("D15-3.4.2a")]
    public async Task A_new_legal_representative_needs_a_change_record_and_leaves_exactly_one_row(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 5, 8);
        var id = await world.Opened("张三", Files.Complete(1));
        var bare = await world.Change("张三", id, new() { LegalRepresentative = "李四" });
        bare.ShouldRefuse("customers.change.date", "happenedOn");
        bare.ShouldRefuse("customers.change.source", "changeSource");
        (await world.Change("张三", id, new() { LegalRepresentative = "李四" }, new(2025, 5, 9), "来函")).ShouldRefuse("customers.change.future", "happenedOn");
        (await world.File(id)).LegalRepresentative.ShouldBe("张三");
        (await world.Change("张三", id, new() { LegalRepresentative = "李四" }, new(2025, 5, 6), "对方来函")).Done.ShouldBeTrue();
        var row = await world.Read(db => db.Set<MajorChange>().SingleAsync());
        (row.Kind, row.Before, row.After, row.HappenedOn, row.Source).ShouldBe((MajorChangeKind.LegalRepresentative, "张三", "李四", new DateOnly(2025, 5, 6), "对方来函"));
        world.Clock.DateOf(row.At).ShouldBe(new DateOnly(2025, 5, 8));
        var timeline = (await world.Ask<ShowRelation, IReadOnlyList<TimelineItem>>("张三", u => u.Timeline(id, null, 50, default))).Value;
        timeline.Single(t => t.Kind == "majorChange").Body.ShouldBe("张三 → 李四（2025-05-06 发生，来源：对方来函）");
    }

    [Theory, OnBoth, Clause("D13-3.4.1a")]
    public async Task Filling_in_what_was_empty_is_no_major_change_and_two_at_once_leave_two_rows(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", new() { Name = "乙公司", Roles = [RoleKind.Buyer] });
        (await world.Change("张三", id, new() { Address = "一号", LegalRepresentative = "王五", RegisteredCapital = "100" })).Done.ShouldBeTrue();
        (await world.Change("张三", id, new() { Phone = "0757-81234567" })).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<MajorChange>().CountAsync())).ShouldBe(0);
        (await world.Change("张三", id, new() { Address = "二号", RegionCode = "440604", RegisteredCapital = "200万美元" }, new(2025, 6, 1), "工商查询")).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<MajorChange>().OrderBy(c => c.Kind).Select(c => new { c.Kind, c.Before, c.After }).ToListAsync())).Select(c => (c.Kind, c.Before, c.After))
            .ShouldBe([(MajorChangeKind.Address, "一号", "二号"), (MajorChangeKind.Capital, "100万元", "200万美元")], ignoreOrder: true);
        (await world.Do<RecordMajorChange, Guid>("张三", u => u.Handle(new(id, MajorChangeKind.Shareholding, "甲 60%", "乙 60%", new(2025, 6, 1), "公告"), default))).Done.ShouldBeTrue();
        (await world.Do<RecordMajorChange, Guid>("张三", u => u.Handle(new(id, MajorChangeKind.Address, "一", "二", new(2025, 6, 1), "公告"), default))).ShouldRefuse("customers.change.in-file");
    }

    [Theory, OnBoth, Clause("D13-3.4.1a")]
    public async Task Another_main_contact_is_a_major_change(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var second = (await world.Do<ChangeContacts, Guid>("张三", u => u.Add(id, new() { Name = "罗志强", Mobile = "13712348850" }, default))).Value;
        (await world.Do<ChangeContacts, Guid>("张三", u => u.MakePrimary(id, second, new(null, null), default))).ShouldRefuse("customers.change.date");
        (await world.File(id)).Contacts.Single(c => c.Primary).Name.ShouldBe("谢坤");
        (await world.Do<ChangeContacts, Guid>("张三", u => u.MakePrimary(id, second, new(new(2025, 6, 9), "电话告知"), default))).Done.ShouldBeTrue();
        (await world.File(id)).Contacts.Single(c => c.Primary).Name.ShouldBe("罗志强");
        (await world.Do<ChangeContacts, Guid>("张三", u => u.Change(id, second, null, new() { Post = "设备科" }, null, default))).Done.ShouldBeTrue();
        (await world.File(id)).Contacts.Single(c => c.Id == second).ShouldSatisfyAllConditions(c => c.Post.ShouldBe("设备科"), c => c.Mobile.ShouldBe("13712348850"));
        (await world.Do<ChangeContacts, Guid>("张三", u => u.Remove(id, second, new(new(2025, 6, 9), "离职"), default))).Done.ShouldBeTrue();
        (await world.File(id)).Contacts.Single().ShouldSatisfyAllConditions(c => c.Name.ShouldBe("谢坤"), c => c.Primary.ShouldBeTrue());
    }

    [Theory, OnBoth, Clause("D13-3.4.1c"), Clause("D15-3.4.1c"), Clause("D16-4.4c")]
    public async Task Two_changes_of_a_phone_by_two_people_are_two_rows_that_nobody_can_change(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        world.SetTime(2025, 6, 10, 10);
        (await world.Change("张三", id, new() { Phone = "0757-81110000" })).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 10, 15);
        (await world.Change("钱信息", id, new() { Phone = "0757-82220000" })).Done.ShouldBeTrue();
        var rows = (await world.Ask<ShowHistory, PageOf<HistoryRow>>("张三", u => u.Handle(id, "phone", null, 50, default))).Value.Items;
        rows.Take(2).Select(r => (r.By, r.Before, r.After, world.Clock.Local(r.At).Hour)).ShouldBe([("钱信息", "0757-81110000", "0757-82220000", 15), ("张三", "0757-81230001", "0757-81110000", 10)]);
        // The supervisor sees the customer, not its numbers; the history keeps to that.
        (await world.Ask<ShowHistory, PageOf<HistoryRow>>("赵主管", u => u.Handle(id, "phone", null, 50, default))).Value.Items[0].After.ShouldBe("0757-82****00");
        (await world.Ask<ShowHistory, PageOf<HistoryRow>>("王五", u => u.Handle(id, "phone", null, 50, default))).Refusal.ShouldBe(Refusal.NotFound);

        using var browser = await world.Browser("admin");
        var before = await world.Read(db => db.Set<AuditEntry>().CountAsync());
        foreach (var method in new[] { HttpMethod.Delete, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Post })
        {
            using var answer = await browser.SendAsync(new(method, $"/api/v1/customers/{id}/history") { Content = new StringContent("{}", null, "application/json") }, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBeOneOf(404, 405);
        }
        (await world.Read(db => db.Set<AuditEntry>().CountAsync())).ShouldBe(before);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory, OnBoth]
    public async Task Two_people_who_edit_one_field_conflict_and_see_both_versions(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var version = (await world.File(id)).Version;
        (await world.Change("钱信息", id, new() { Industry = "矿业" }, version: version)).Done.ShouldBeTrue();
        var late = await world.Change("张三", id, new() { Industry = "冶金" }, version: version);
        late.Refusal.ShouldBe(Refusal.Conflict);
        late.Findings.Single().Values.ShouldBe(["customers.industry", "矿业", "冶金", "钱信息"]);
        (await world.File(id)).Industry.ShouldBe("矿业");
        // Somebody else's change of another field does not stand in the way of who says what he saw.
        (await world.Change("张三", id, new() { Source = "网络" }, version: version, seen: new() { ["source"] = "展会" })).Done.ShouldBeTrue();
        (await world.Change("张三", id, new() { Industry = "冶金" }, version: version, seen: new() { ["industry"] = "五金" })).Refusal.ShouldBe(Refusal.Conflict);
    }

    [Theory, OnBoth]
    public async Task What_lies_outside_his_scope_is_not_there_and_a_denied_write_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var version = (await world.File(id)).Version;
        var contact = (await world.File(id)).Contacts.Single().Id;
        async Task Denied<T, R>(Func<T, Task<Outcome<R>>> act) where T : notnull => (await world.Do("王五", act)).Refusal.ShouldBe(Refusal.NotFound);
        await Denied<ChangeCustomer, ChangeCustomer.Changed>(u => u.Handle(new() { Id = id, Facts = new() { Industry = "黑" } }, default));
        await Denied<ChangeRoles, IReadOnlyList<RoleKind>>(u => u.Add(id, [RoleKind.Supplier], null, default));
        await Denied<SetFileStatus, FileStatus>(u => u.Handle(id, FileStatus.Formal, default));
        await Denied<TagCustomer, IReadOnlyList<string>>(u => u.Handle(id, ["黑"], default));
        await Denied<SetAbsent, int>(u => u.Handle(id, "fax", "黑", default));
        await Denied<MoveStage, Stage>(u => u.Handle(id, Stage.Contacted, "黑", default));
        await Denied<EvaluateCustomer, LeadClass>(u => u.Handle(id, LeadClass.Target, "黑", null, null, default));
        await Denied<MoveCategory, Guid?>(u => u.Handle(id, null, "黑", null, default));
        await Denied<PlanNextContact, DateOnly?>(u => u.Handle(id, new(2025, 6, 20), "黑", default));
        await Denied<RecordMajorChange, Guid>(u => u.Handle(new(id, MajorChangeKind.Shareholding, null, "黑", new(2025, 6, 1), "黑"), default));
        await Denied<ChangeContacts, Guid>(u => u.Add(id, new() { Name = "黑" }, default));
        await Denied<ChangeContacts, Guid>(u => u.Change(id, contact, null, new() { Name = "黑" }, null, default));
        await Denied<ChangeContacts, Guid>(u => u.Remove(id, contact, new(new(2025, 6, 1), "黑"), default));
        (await world.Do<AssignCustomer, Guid>("张三", u => u.Handle(id, world.People["王五"], null, default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<ArchiveCustomer, bool>("张三", u => u.Handle(id, true, default))).Refusal.ShouldBe(Refusal.Forbidden);
        var kept = await world.File(id);
        (kept.Version, kept.Contacts.Single().Name, kept.ArchivedAt).ShouldBe((version, "谢坤", null));
        // A contact of one file is not reached through another.
        var own = await world.Opened("王五", new() { Name = "王五的公司", Roles = [RoleKind.Buyer] });
        await Denied<ChangeContacts, Guid>(u => u.Change(own, contact, null, new() { Name = "黑" }, null, default));
    }

    [Theory, OnBoth]
    public async Task Owners_change_by_permission_and_archived_files_stand_still(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["李四"], world.People["张三"], default))).Done.ShouldBeTrue();
        (await world.File(id)).ShouldSatisfyAllConditions(c => c.OwnerId.ShouldBe(world.People["李四"]), c => c.SecondOwnerId.ShouldBe(world.People["张三"]));
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, Guid.CreateVersion7(), null, default))).ShouldRefuse("customers.owner.unknown");
        (await world.Do<ArchiveCustomer, bool>("孙总监", u => u.Handle(id, true, default))).Done.ShouldBeTrue();
        (await world.Change("李四", id, new() { Industry = "矿业" })).ShouldRefuse("customers.archived");
        (await world.Do<ArchiveCustomer, bool>("孙总监", u => u.Handle(id, false, default))).Done.ShouldBeTrue();
        (await world.Change("李四", id, new() { Industry = "矿业" })).Done.ShouldBeTrue();
        var opened = await world.Opened("钱信息", new() { Name = "公共客户", Roles = [RoleKind.Buyer] });
        (await world.File(opened)).OwnerId.ShouldBeNull();
    }
}
