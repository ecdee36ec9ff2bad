using Guiju.Customers;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class FilingTests
{
    [Theory, OnBoth, Clause("D10-1.1b"), Clause("D02-4.6.1")]
    public async Task Files_opened_at_once_never_get_the_same_number(Engine engine)
    {
        await using var world = await World.Open(engine);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => world.Register(i % 2 == 0 ? "张三" : "王五", new() { Name = $"并发公司{i}", Roles = [i % 3 == 0 ? RoleKind.Supplier : RoleKind.Buyer] })));
        outcomes.ShouldAllBe(o => o.Done);
        var codes = await world.Read(db => db.Set<Customer>().Select(c => c.Code).ToListAsync());
        codes.Distinct().Count().ShouldBe(60);
        codes.Where(c => c.StartsWith('S')).Order().ShouldBe(Enumerable.Range(1, 20).Select(n => $"S2025{n:0000}"));
        codes.Where(c => c.StartsWith('C')).Order().ShouldBe(Enumerable.Range(1, 40).Select(n => $"C2025{n:0000}"));
        // What is refused gives its number back.
        (await world.Register("张三", new() { Name = "又一家", Roles = [RoleKind.Buyer], CreditCode = Files.Code(1) })).Value.Code.ShouldBe("C20250041");
        (await world.Register("张三", new() { Name = "同一家", Roles = [RoleKind.Buyer], CreditCode = Files.Code(1) })).Done.ShouldBeFalse();
        (await world.Register("张三", new() { Name = "再一家", Roles = [RoleKind.Buyer] })).Value.Code.ShouldBe("C20250042");
    }

    [Theory]
    [InlineData("{类别}{yyyy}{seq:4}", 'C', 2025, 7, "C20250007")]
    [InlineData("{类别}{yyyy}{seq:4}", 'S', 2025, 12345, "S202512345")]
    [InlineData("KH-{yy}-{seq:6}", 'P', 2025, 7, "KH-25-000007")]
    [InlineData("{seq}", 'P', 2025, 7, "7")]
    [Clause("D10-1.1b")]
    public void A_number_is_written_by_the_rule_and_never_cut(string rule, char letter, int year, long number, string expected) =>
        FileNumber.Write(rule, letter, year, number).ShouldBe(expected);

    [Theory, OnBoth, Clause("D10-1.1b")]
    public async Task With_one_of_twelve_mandatory_fields_missing_the_file_is_incomplete_and_cannot_be_filed_for_good(Engine engine)
    {
        await using var world = await World.Open(engine);
        // Eleven of twelve: the contact is missing; the eight standard fields are all there.
        var id = await world.Opened("张三", Files.Complete(1) with { Contact = null });
        (await world.File(id)).Status.ShouldBe(FileStatus.Incomplete);
        (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(id, FileStatus.Formal, default))).ShouldRefuse("customers.status.missing", "contacts");
        (await world.Do<ChangeContacts, Guid>("张三", u => u.Add(id, new() { Name = "谢坤" }, default))).Done.ShouldBeTrue();
        (await world.File(id)).Status.ShouldBe(FileStatus.Incomplete);
        (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(id, FileStatus.Formal, default))).Value.ShouldBe(FileStatus.Formal);
        // A mandatory field that goes empty takes the status back.
        (await world.Change("张三", id, new() { Phone = "" })).Findings.ShouldContain(f => f.Key == "customers.status.demoted");
        (await world.File(id)).Status.ShouldBe(FileStatus.Incomplete);
    }

    [Theory, OnBoth, Clause("D13-3.3.2a"), Clause("D15-3.3.2a"), Clause("D16-4.2a")]
    public async Task A_formal_file_has_all_eight_standard_fields_or_says_why_one_does_not_exist(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1) with { Fax = null });
        var refused = await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(id, FileStatus.Formal, default));
        refused.ShouldRefuse("customers.status.missing-or-absent", "fax");
        refused.Findings.Count.ShouldBe(1);
        Texts.All.Say(refused.Findings[0]).ShouldContain("传真");
        (await world.Do<SetAbsent, int>("张三", u => u.Handle(id, "fax", " ", default))).ShouldRefuse("customers.absent.reason", "fax");
        (await world.Do<SetAbsent, int>("张三", u => u.Handle(id, "name", "没有", default))).ShouldRefuse("customers.absent.field");
        (await world.Do<SetAbsent, int>("张三", u => u.Handle(id, "fax", "对方不用传真", default))).Done.ShouldBeTrue();
        (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(id, FileStatus.Formal, default))).Value.ShouldBe(FileStatus.Formal);
        var draft = await world.Opened("张三", new() { Name = "只有名称", Status = FileStatus.Draft });
        (await world.File(draft)).Status.ShouldBe(FileStatus.Draft);
        (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(draft, FileStatus.Incomplete, default))).ShouldRefuse("customers.roles.required");
    }

    [Theory, OnBoth, Clause("D13-3.3.2b"), Clause("D15-3.3.2b"), Clause("D16-4.2b")]
    public async Task Postcode_phone_and_capital_are_entered_in_one_form(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Register("张三", Files.Complete(1) with { Postcode = "52800" })).ShouldRefuse("customers.postcode.form", "postcode");
        foreach (var capital in new[] { "-1", "五百" })
            (await world.Register("张三", Files.Complete(1) with { RegisteredCapital = capital })).Findings.ShouldContain(f => f.Field == "registeredCapital");
        (await world.Register("张三", Files.Complete(1) with { Phone = "12", Fax = "abc" })).Findings.Select(f => f.Field).ShouldBe(["phone", "fax"]);
        var kept = await world.File(await world.Opened("张三", Files.Complete(1)));
        (kept.Postcode, kept.RegisteredCapital, kept.CapitalCurrency).ShouldBe(("528000", 5_000_000.00m, "CNY"));
        FactText.Of(kept, "registeredCapital").ShouldBe("500万元");
    }

    [Theory, OnBoth, Clause("D13-3.3.2c"), Clause("D15-3.3.2c"), Clause("D16-4.2c")]
    public async Task Six_of_eight_standard_fields_are_75_percent_and_the_owner_is_chased_from_day_16(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 4, 1);
        var id = await world.Opened("张三", Files.Complete(1) with { Fax = null, Postcode = null });
        (await world.File(id)).Completeness.ShouldBe(75.0m);
        world.SetTime(2025, 4, 16, 23, 59, 59);
        (await world.Short(FileGap.Chased)).ShouldBeEmpty();
        world.SetTime(2025, 4, 17, 0, 0, 0);
        (await world.Short(FileGap.Chased)).ShouldBe([id]);
        (await world.Change("张三", id, new() { Fax = "0757-82230001", Postcode = "528000" })).Value.Completeness.ShouldBe(100m);
        (await world.Short(FileGap.Chased)).ShouldBeEmpty();
    }

    [Theory, OnBoth, Clause("D01-1.2c")]
    public async Task Eight_of_ten_scored_fields_pass_and_seven_go_onto_the_list_to_complete(Engine engine)
    {
        await using var world = await World.Open(engine);
        var enough = await world.Opened("张三", Files.Complete(1) with { Industry = null, Demand = null });
        (await world.File(enough)).Score.ShouldBe(80);
        var thin = await world.Opened("张三", Files.Complete(2) with { Industry = null, Demand = null, Source = null });
        (await world.File(thin)).Score.ShouldBe(70);
        (await world.Short(FileGap.TooLittle)).ShouldBe([thin]);
        (await world.Register("张三", Files.Complete(3) with { Phone = "1390757" })).Findings.ShouldContain(f => f.Field == "phone");
        var again = await world.Register("张三", Files.Complete(1) with { CreditCode = null });
        again.ShouldRefuse("customers.duplicate.name-phone", "name");
        again.Findings[0].Link.ShouldBe($"/customers/{enough}");
        (await world.Register("李四", Files.Complete(1) with { CreditCode = null })).Findings.Single().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("customers.duplicate.hidden"), f => f.Link.ShouldBeNull());
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(2);
    }

    [Theory, OnBoth, Clause("D13-3.3.1a"), Clause("D15-3.3.1a"), Clause("D16-4.1a"), Clause("D13-3.2a")]
    public async Task Business_is_booked_on_a_filed_customer_only(Engine engine)
    {
        await using var world = await World.Open(engine);
        var draft = await world.Opened("张三", new() { Name = "草稿公司", Status = FileStatus.Draft });
        await world.WithFiles("张三", async files =>
        {
            (await files.ForBusiness(null, default)).ShouldRefuse("customers.business.choose");
            var refused = await files.ForBusiness(draft, default);
            refused.ShouldRefuse("customers.business.draft");
            refused.Findings[0].Link.ShouldBe($"/customers/{draft}");
            (await files.ForBusiness(Guid.CreateVersion7(), default)).Done.ShouldBeFalse();
        });
        (await world.Do<ChangeRoles, IReadOnlyList<RoleKind>>("张三", u => u.Add(draft, [RoleKind.Buyer], null, default))).Done.ShouldBeTrue();
        (await world.Do<SetFileStatus, FileStatus>("张三", u => u.Handle(draft, FileStatus.Incomplete, default))).Done.ShouldBeTrue();
        await world.WithFiles("张三", async files => (await files.ForBusiness(draft, default)).Done.ShouldBeTrue());
    }

    [Fact, Clause("D13-3.3.1b"), Clause("D15-3.3.1b"), Clause("D16-4.1b")]
    public void A_file_is_opened_by_the_end_of_the_next_working_day_after_the_first_contact()
    {
        var due = FileAfterContact.Due(new DateTime(2025, 5, 9, 15, 0, 0), 1, WorkCalendar.China);
        FileAfterContact.Overdue(due, new DateTime(2025, 5, 12, 23, 59, 59)).ShouldBeFalse();
        FileAfterContact.Overdue(due, new DateTime(2025, 5, 13, 0, 0, 0)).ShouldBeTrue();
    }
}
