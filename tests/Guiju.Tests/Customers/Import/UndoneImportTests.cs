using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Audit;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Import;

/// <summary>An import taken back: what it opened goes, what it changed is what it was, what somebody touched since stays.</summary>
public class UndoneImportTests
{
    static async Task<ImportView> Undo(World world, Guid id, string who = Importing.Clerk)
    {
        (await world.Do<MoveImport, Guid>(who, u => u.Undo(id, default))).Findings.ShouldBeEmpty();
        await world.Services.GetRequiredService<RunImport>().Undo(id, default);
        return await world.Job(who, id);
    }

    [Theory, OnBoth]
    public async Task Files_it_opened_go_with_all_their_parts_and_the_file_can_be_imported_again(Engine engine)
    {
        await using var world = await World.Open(engine);
        const string csv = "客户名称,统一社会信用代码,手机,联系人,阶段,下次联系\n甲一有限公司,91430300MA4L1B2C32,13873126552,王敏,联系,2025-07-01\n甲二有限公司,,,,,2026-06-10\n甲一有限公司,91430300MA4L1B2C32,13873126553,李敏,,\n";
        var done = await world.Import(Importing.Clerk, csv, p => p with { Duplicates = OnDuplicate.Fill });
        done.Counts().ShouldBe((2, 1, 0, 0));
        var undone = await Undo(world, done.Id);
        (undone.State, undone.TakenBack, undone.Stayed).ShouldBe((ImportState.Undone, 3, 0));
        (await world.Customers()).ShouldBe(0);
        (await world.Read(db => db.Set<ContactPerson>().CountAsync())).ShouldBe(0);
        (await world.Read(db => db.Set<StageRecord>().CountAsync())).ShouldBe(0);
        (await world.Read(db => db.Set<ContactPlan>().CountAsync())).ShouldBe(0);
        (await world.Ask<Guiju.Customers.Search.FindCustomers, IReadOnlyList<Guiju.Customers.Search.FindCustomers.Hit>>(Importing.Clerk, u => u.Handle("甲一", 10, default))).Value.ShouldBeEmpty();
        // The trail keeps both, unbroken.
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == nameof(UndoImportRows)))).ShouldBe(2);
        (await world.Import(Importing.Clerk, csv, p => p with { Duplicates = OnDuplicate.Fill })).Counts().ShouldBe((2, 1, 0, 0));
        // A number once given is never given again.
        (await world.Customer("甲一有限公司")).Code.ShouldBe("C20250003");
    }

    [Theory, OnBoth]
    public async Task Files_it_changed_are_what_they_were_to_the_last_column(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import("admin", "客户名称,邮编,手机,联系人,注册资本,标签,负责人\n甲一有限公司,411100,13873126552,王敏,500万,老客户,张三\n");
        var before = await world.Customer("甲一有限公司");
        world.Time.Advance(TimeSpan.FromMinutes(5));
        var done = await world.Import("admin", "客户名称,邮编,手机,联系人,职务,注册资本,标签,客户类别,下次联系,负责人,地址\n甲一有限公司,422000,13873126552,王小敏,经理,800万,重点,供应商,2025-07-01,李四,建设路 8 号\n甲一有限公司,422001,13873126559,赵强,,,,,,,\n",
            p => p with { Duplicates = OnDuplicate.Overwrite, HappenedOn = new(2025, 6, 1), ChangeSource = "对方来函" });
        done.Counts().ShouldBe((0, 2, 0, 0));
        var changed = await world.Customer("甲一有限公司");
        (changed.Postcode, changed.RegisteredCapital, changed.Contacts.Count, changed.Roles.Count).ShouldBe(("422001", 8_000_000m, 2, 2));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        var undone = await Undo(world, done.Id, "admin");
        (undone.TakenBack, undone.Stayed).ShouldBe((2, 0));
        var after = await world.Customer("甲一有限公司");
        object?[] Facts(Customer c) => [c.Postcode, c.RegisteredCapital, c.CapitalCurrency, c.Address, string.Join(',', c.Tags), c.OwnerId, c.DepartmentId, c.NextContactOn, c.NextStep, c.Status, c.Completeness, c.Score,
            string.Join(',', c.Roles.Select(r => r.Role)), string.Join(',', c.Contacts.Select(p => $"{p.Name}/{p.Post}/{p.Mobile}/{p.MobileKey}/{p.Primary}"))];
        Facts(after).ShouldBe(Facts(before));
    }

    [Theory, OnBoth]
    public async Task What_somebody_touched_or_hung_records_on_stays_and_is_told(Engine engine)
    {
        await using var world = await World.Open(engine);
        var done = await world.Import("admin", "客户名称,负责人\n甲一有限公司,张三\n甲二有限公司,张三\n甲三有限公司,张三\n");
        world.Time.Advance(TimeSpan.FromMinutes(5));
        var tagged = await world.Customer("甲一有限公司");
        (await world.Do<TagCustomer, IReadOnlyList<string>>("张三", u => u.Handle(tagged.Id, ["重点"], default))).Done.ShouldBeTrue();
        var called = await world.Customer("甲二有限公司");
        (await world.Do<LogInteraction, LogInteraction.Logged>("张三", u => u.Handle(called.Id, new() { Mode = ContactMode.Call, Feedback = "试用", NextOn = new(2025, 7, 1), NextStep = "送样" }, default))).Done.ShouldBeTrue();
        var undone = await Undo(world, done.Id, "admin");
        (undone.TakenBack, undone.Stayed).ShouldBe((1, 2));
        (await world.Read(db => db.Set<Customer>().OrderBy(c => c.Serial).Select(c => c.Name).ToListAsync())).ShouldBe(["甲一有限公司", "甲二有限公司"]);
        (await world.Problems("admin", done.Id)).Select(p => (p.Row, p.Finding.Key)).ShouldBe([(3, "imports.undo.touched"), (2, "imports.undo.touched")], ignoreOrder: true);
    }

    [Theory, OnBoth]
    public async Task Undoing_goes_on_by_itself_after_the_program_ended(Engine engine)
    {
        var (folder, postgres) = await Databases.Make(engine);
        Guid id;
        await using (var world = await World.Start(folder, postgres))
        {
            id = (await world.Import(Importing.Clerk, Importing.Made(1200))).Id;
            (await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Undo(id, default))).Done.ShouldBeTrue();
            (await world.Do<UndoImportRows, int>(Importing.Clerk, u => u.Handle(id, default))).Value.ShouldBe(700);
            (await world.Customers()).ShouldBe(700);
        }
        await using (var world = await World.Start(folder, postgres))
        {
            for (var i = 0; i < 600 && (await world.Job(Importing.Clerk, id)).State != ImportState.Undone; i++) await Importing.Wait(50);
            var undone = await world.Job(Importing.Clerk, id);
            (undone.State, undone.TakenBack, undone.Stayed).ShouldBe((ImportState.Undone, 1200, 0));
            (await world.Customers()).ShouldBe(0);
        }
    }

    [Theory, OnBoth]
    public async Task Pairs_the_daily_look_found_go_with_the_files(Engine engine)
    {
        await using var world = await World.Open(engine);
        var done = await world.Import(Importing.Clerk, "客户名称,联系电话\n深圳市华星贸易有限公司,0755-88001234\n华星贸易（深圳）有限公司,0755-88001234\n");
        (await world.Do<SweepDuplicates, SweepDuplicates.Swept>(Importing.Clerk, u => u.Handle(0, default))).Value.Found.ShouldBe(1);
        (await Undo(world, done.Id)).TakenBack.ShouldBe(2);
        (await world.Customers()).ShouldBe(0);
        (await world.Read(db => db.Set<DuplicatePair>().CountAsync())).ShouldBe(0);
    }

    [Theory, OnBoth]
    public async Task Only_what_was_written_can_be_taken_back_and_only_by_who_wrote_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, "客户名称\n甲一有限公司\n")).Value;
        (await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Undo(id, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.state");
        await world.Check(Importing.Clerk, id);
        await world.Run(Importing.Clerk, id);
        (await world.Do<MoveImport, Guid>("张三", u => u.Undo(id, default))).Done.ShouldBeFalse();
        (await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Drop(id, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.state");
        await Undo(world, id);
        (await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Undo(id, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.state");
        (await (await world.Browser(Importing.Clerk)).Text($"/customers/import/{id}")).ShouldContain("已撤销 1 行");
    }
}
