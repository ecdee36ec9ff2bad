using Guiju.Customers;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Notices;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Bin;
using Guiju.Tests.Customers.Duplicates;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Duties;

/// <summary>What holds of every duty, whichever clause asks for it.</summary>
public class LedgerTests
{
    static readonly DateTime due = new(2025, 6, 9, 17, 30, 0);

    [Theory, OnBoth]
    public async Task Two_scans_at_once_tell_nobody_twice_and_pass_over_nobody(Engine engine)
    {
        await using var world = await World.Open(engine);
        // Another node on the same database; a file has one program.
        await using var other = engine == Engine.Postgres ? await World.Start(world.Place.Folder, world.Place.Postgres) : null;
        string[] owners = ["张三", "李四", "王五"];
        await world.Open(Enumerable.Range(0, 1200).Select(n => world.About(Ids.Next(), $"客户{n}", owners[n % 3], due, new(due, DutyRung.Owner), new(due.AddDays(4), DutyRung.Supervisor))));
        await Task.WhenAll(world.Remind(), world.Remind(), other?.Remind() ?? Task.CompletedTask, other?.Remind() ?? Task.CompletedTask);
        await world.Remind();
        var told = await world.Read(db => db.Set<DutyLine>().GroupBy(l => l.DutyId).Select(g => g.Count()).ToListAsync());
        (told.Count, told.Max()).ShouldBe((1200, 1));
        // Nobody reads four hundred messages: a batch tells each person in one.
        (await world.Messages("张三")).Distinct().ShouldBe(["duties.notice.many"]);
        var said = await world.Read(db => db.Set<Notice>().Where(n => n.Key == "duties.notice.many").ToListAsync());
        said.Sum(n => int.Parse(n.Values[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(1200);
        said.Count.ShouldBeLessThan(30);
        (await world.Read(db => db.Set<Duty>().CountAsync(d => d.Told == 1 && d.NextStepAt != null))).ShouldBe(1200);
    }

    [Theory, OnBoth]
    public async Task After_two_days_down_the_highest_step_alone_is_told_and_lateness_is_that_of_the_due_instant(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Open(world.About(Ids.Next(), "停机客户", "张三", due, new(due.AddHours(-9), DutyRung.Owner), new(due, DutyRung.Owner), new(due.AddHours(15), DutyRung.Supervisor), new(due.AddDays(3), DutyRung.Above)));
        world.SetTime(2025, 6, 11, 17, 30, 0);
        await world.Remind();
        (await world.Messages("张三")).ShouldBe(["duty.D13-3_3_2c.notice"]);
        (await world.Messages("赵主管")).ShouldBe(["duty.D13-3_3_2c.escalated"]);
        (await world.Messages("孙总监")).ShouldBeEmpty();
        (await world.Listed("张三", "show=Overdue")).ShouldBe(["停机客户"]);
        // What nobody owns is told to the head of the department it waits in.
        var department = await world.Read(db => db.Set<Department>().Where(d => d.Name == "销售一部").Select(d => d.Id).SingleAsync());
        await world.Open(world.About(Ids.Next(), "待分配客户", null, due, new DutyStep(due, DutyRung.Owner)) with { DepartmentId = department });
        await world.Remind();
        (await world.Messages("赵主管")).Count(m => m == "duty.D13-3_3_2c.notice").ShouldBe(1);
        (await world.Listed("赵主管", "whose=All")).ShouldBe(["停机客户", "待分配客户"], ignoreOrder: true);
        // Whoever has left stands above nobody.
        await world.Write(async (db, _) => (await db.Set<Person>().SingleAsync(p => p.Name == "赵主管")).SetActive(false));
        world.SetTime(2025, 6, 12, 17, 30, 0);
        await world.Remind();
        (await world.Messages("孙总监")).ShouldBe(["duty.D13-3_3_2c.escalated"]);
        var duty = (await world.Owed("D13-3.3.2c")).Single(d => d.Title == "停机客户");
        (duty.NextStepAt, duty.State, world.Clock.Local(duty.DueAt)).ShouldBe((null, DutyState.Open, due));
    }

    [Theory, OnBoth]
    public async Task A_duty_is_opened_once_an_occurrence_and_asks_for_evidence_and_the_right_state(Engine engine)
    {
        await using var world = await World.Open(engine);
        var subject = Ids.Next();
        var duty = world.About(subject, "客户", "张三", due);
        await world.Open(duty, duty);
        await world.Open(duty with { Title = "另一个名字", Due = duty.Due with { At = due.AddDays(30) } });
        var kept = (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem();
        (kept.Title, world.Clock.Local(kept.DueAt)).ShouldBe(("客户", due), "no second opening moves the due instant");
        await world.As(await world.Actor_("张三"), async services =>
        {
            var duties = services.GetRequiredService<IDuties>();
            await Should.ThrowAsync<ArgumentException>(() => duties.Discharge(duty.Subject, duty.Clause, new("customer", subject, " "), default));
            await duties.Discharge(duty.Subject, "D01-1.3c", new("customer", subject, "别的条款"), default);
        });
        (await world.Owed("D13-3.3.2c"))[0].State.ShouldBe(DutyState.Open);
        await world.As(await world.Actor_("张三"), async services => await services.GetRequiredService<IDuties>().Discharge(duty.Subject, duty.Clause, new("customer", subject, "已补齐"), default));
        await world.Open(duty);
        (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem().State.ShouldBe(DutyState.DoneLate, "2025-06-10 is after 2025-06-09 17:30");
    }

    [Theory, OnBoth]
    public async Task What_an_import_brings_in_owes_nothing_and_what_it_completes_is_done(Engine engine)
    {
        await using var world = await World.Open(engine);
        var import = await world.Actor_("张三", Guiju.Platform.Security.Door.Import);
        var by = await world.Opened("张三", Files.Complete(1) with { Fax = null });
        (await world.Do<RegisterCustomer, RegisterCustomer.Registered>(import, u => u.Handle(Files.Complete(2) with { Fax = null }, default))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem().SubjectId.ShouldBe(by);
        (await world.Do<ChangeCustomer, ChangeCustomer.Changed>(import, u => u.Handle(new() { Id = by, Facts = new() { Fax = "0757-82230001" } }, default))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem().State.ShouldBe(DutyState.DoneInTime);
    }

    [Theory, OnBoth]
    public async Task Duties_go_with_their_customer_and_with_whoever_leaves_and_say_so(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1) with { Fax = null });
        var other = await world.Opened("张三", Files.Complete(2) with { Fax = null });
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["李四"], null, default))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).Select(d => d.OwnerId).ShouldBe([world.People["李四"], world.People["张三"]]);
        (await world.Listed("张三", "")).ShouldBe(["佛山第2五金有限公司"]);
        (await world.Listed("李四", "")).ShouldBe(["佛山第1五金有限公司"]);
        var line = (await world.Read(db => db.Set<DutyLine>().ToListAsync())).ShouldHaveSingleItem();
        (line.What, line.By, line.From, line.To).ShouldBe((DutyEvent.Handed, "赵主管", "张三", "李四"));

        (await world.Do<SetEmployment, Guid>("admin", u => u.Handle(world.People["张三"], false, default))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).Select(d => d.OwnerId).ShouldBe([world.People["李四"], world.People["赵主管"]]);
        (await world.Read(db => db.Set<DutyLine>().OrderBy(l => l.Id).Select(l => l.To).ToListAsync())).ShouldBe(["李四", "赵主管"]);
        (await world.Listed("赵主管", "")).ShouldBe(["佛山第2五金有限公司"]);
        // A duty that begins about a customer of his now is his supervisor's too.
        (await world.Do<EvaluateCustomer, LeadClass>("赵主管", u => u.Handle(other, LeadClass.Target, "有需求", null, null, default))).Done.ShouldBeTrue();
        (await world.Owed("D01-1.3c")).ShouldHaveSingleItem().OwnerId.ShouldBe(world.People["赵主管"]);
    }

    [Theory, OnBoth]
    public async Task Duties_follow_a_merge_and_its_undoing_and_end_where_the_kept_file_satisfies_them(Engine engine)
    {
        await using var world = await World.Open(engine);
        var kept = await world.Opened("李四", Files.Complete(1) with { Fax = null, CreditCode = null });
        var gone = await world.Opened("张三", Files.Complete(2) with { Postcode = null, CreditCode = null });
        var merged = await world.Merge(kept, gone, take: []);
        merged.Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).Select(d => (d.SubjectId, d.OwnerId, d.Title, d.State)).Distinct().ShouldBe([(kept, world.People["李四"], "佛山第1五金有限公司", DutyState.Open)]);
        (await world.Do<UndoMerge, Guid>("钱信息", u => u.Handle(merged.Value.Id, default))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).Select(d => (d.SubjectId, d.OwnerId, d.Title)).ShouldBe([(kept, world.People["李四"], "佛山第1五金有限公司"), (gone, world.People["张三"], "佛山第2五金有限公司")]);
        // Merged again, and the fields one lacks come from the other.
        (await world.Merge(kept, gone)).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).Select(d => (d.SubjectId, d.State)).Distinct().ShouldBe([(kept, DutyState.DoneInTime)]);
    }

    [Theory, OnBoth]
    public async Task A_file_put_away_owes_nothing_until_it_is_back_and_stays_as_late_as_it_was(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 4, 1);
        var id = await world.Opened("张三", Files.Complete(1) with { Fax = null });
        world.SetTime(2025, 4, 20);
        var deleted = await Binning.Delete(world, "钱信息", id);
        deleted.Done.ShouldBeTrue();
        (await world.Listed("张三", "show=Open")).ShouldBeEmpty();
        using (var browser = await world.Browser("张三"))
        {
            var (_, body) = await browser.Json(HttpMethod.Get, "/api/v1/duties?show=Cancelled");
            var item = body.GetProperty("items")[0];
            // What was deleted is nowhere by name, here neither.
            (item.GetProperty("title").GetString(), item.GetProperty("subjectId").ValueKind).ShouldBe(("—", System.Text.Json.JsonValueKind.Null));
            (await browser.GetStringAsync("/duties?show=Cancelled", TestContext.Current.CancellationToken)).ShouldNotContain(id.ToString());
            (await browser.Page($"/duties/{item.GetProperty("id").GetString()}")).QuerySelector("main")!.TextContent.ShouldNotContain("佛山第1");
            (item.GetProperty("late").GetBoolean(), item.GetProperty("evidence").GetString()).ShouldBe((true, "客户档案已删除"), "deleting a file is no way around having been late");
        }
        world.SetTime(2025, 4, 21);
        (await Binning.Restore(world, "钱信息", deleted.Value.BinId)).Done.ShouldBeTrue();
        (await world.Listed("张三", "show=Overdue")).ShouldBe(["佛山第1五金有限公司"]);
        (await world.Do<ArchiveCustomer, bool>("孙总监", u => u.Handle(id, true, default))).Done.ShouldBeTrue();
        (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem().State.ShouldBe(DutyState.Cancelled);
        await world.Remind();
        (await world.Messages("张三")).ShouldNotContain("duty.D13-3_3_2c.notice");
        (await world.Do<ArchiveCustomer, bool>("孙总监", u => u.Handle(id, false, default))).Done.ShouldBeTrue();
        await world.Remind();
        (await world.Messages("张三")).Count(m => m == "duty.D13-3_3_2c.notice").ShouldBe(1);
        (await world.Read(db => db.Set<DutyLine>().OrderBy(l => l.Id).Select(l => l.What).ToListAsync())).ShouldBe([DutyEvent.Cancelled, DutyEvent.Reopened, DutyEvent.Cancelled, DutyEvent.Reopened, DutyEvent.Told]);

        // What is purged leaves the duty, and nobody's name.
        (await Binning.Delete(world, "钱信息", id)).Done.ShouldBeTrue();
        world.SetTime(2025, 9, 1);
        (await world.Services.GetRequiredService<BinSweep>().Once(TestContext.Current.CancellationToken)).ShouldBeGreaterThan(0);
        var gone = (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem();
        (gone.Title, gone.State, world.Clock.Local(gone.DueAt)).ShouldBe(("—", DutyState.Cancelled, new DateTime(2025, 4, 16, 23, 59, 59)));
    }
}
