using System.Net;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Import;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Import;

/// <summary>Rows put right before anything is written, choices for one row alone, and columns remembered.</summary>
public class AmendedRowsTests
{
    const string Csv = """
        客户名称,手机,邮编,备注列
        甲一有限公司,138731265,411100,x
        甲二有限公司,13873126552,4111,x
        甲三有限公司,,,x
        """;

    static Task<Outcome<ImportRowView>> Amend(World world, Guid id, int row, params (int Column, string Text)[] cells) =>
        world.Do<AmendImportRow, ImportRowView>(Importing.Clerk, u => u.Save(id, row, new(cells.ToDictionary(c => c.Column, c => c.Text), null, false), default));

    [Theory, OnBoth]
    public async Task Cells_put_right_are_imported_as_if_the_file_had_said_so(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, Csv)).Value;
        (await world.Check(Importing.Clerk, id)).Counts().ShouldBe((1, 0, 0, 2));

        var still = (await Amend(world, id, 2, (1, "1387312655"))).Value;
        still.Findings.ShouldHaveSingleItem().Key.ShouldBe("customers.phone.mobile");
        var mended = (await Amend(world, id, 2, (1, "13873126551"))).Value;
        (mended.Cells[1], mended.Original[1], mended.Findings.Count).ShouldBe(("13873126551", "138731265", 0));
        (await Amend(world, id, 3, (2, "411101"))).Value.Findings.ShouldBeEmpty();

        // What the check counted no longer holds: it does not run until it is checked again.
        var refused = await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Start(id, default));
        refused.Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.amended");
        (await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Recheck(id, default))).Done.ShouldBeTrue();
        await world.Services.GetRequiredService<RunImport>().Check(id, default);
        (await world.Job(Importing.Clerk, id)).Counts().ShouldBe((3, 0, 0, 0));
        (await world.Run(Importing.Clerk, id)).Counts().ShouldBe((3, 0, 0, 0));
        (await world.Customer("甲一有限公司")).Contacts.ShouldHaveSingleItem().Mobile.ShouldBe("13873126551");
        (await world.Customer("甲二有限公司")).Postcode.ShouldBe("411101");
    }

    [Theory, OnBoth]
    public async Task A_faulty_row_left_out_has_nothing_wrong_any_more(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, Csv)).Value;
        await world.Check(Importing.Clerk, id);
        (await world.Do<AmendImportRow, ImportRowView>(Importing.Clerk, u => u.Save(id, 2, new(new Dictionary<int, string>(), null, true), default))).Value.Findings.ShouldBeEmpty();
        await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Recheck(id, default));
        await world.Services.GetRequiredService<RunImport>().Check(id, default);
        (await world.Job(Importing.Clerk, id)).Counts().ShouldBe((1, 0, 1, 1));
    }

    [Theory, OnBoth]
    public async Task A_cell_set_back_to_what_the_file_holds_is_no_amendment(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, Csv)).Value;
        await world.Check(Importing.Clerk, id);
        await Amend(world, id, 2, (1, "13873126551"));
        await Amend(world, id, 2, (1, "138731265"));
        (await world.Read(db => Task.FromResult(db.Set<ImportAmendment>().Count()))).ShouldBe(0);
        (await world.Ask<AmendImportRow, ImportRowView>(Importing.Clerk, u => u.Show(id, 2, default))).Value.Findings.ShouldHaveSingleItem().Field.ShouldBe("contact.mobile");
    }

    [Theory, OnBoth, Clause("D13-2.1b"), Clause("D01-1.2c")]
    public async Task What_is_done_with_a_duplicate_is_decided_row_by_row(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Import(Importing.Clerk, "客户名称,邮编\n甲一有限公司,411100\n甲二有限公司,411100\n甲三有限公司,411100\n甲四有限公司,\n");
        var id = (await world.Upload(Importing.Clerk, "客户名称,邮编\n甲一有限公司,422000\n甲二有限公司,422000\n甲三有限公司,422000\n甲四有限公司,422000\n甲五有限公司,422000\n")).Value;
        (await world.Check(Importing.Clerk, id)).Counts().ShouldBe((1, 0, 4, 0));
        foreach (var (row, choice, leftOut) in new[] { (2, (OnDuplicate?)OnDuplicate.Overwrite, false), (3, OnDuplicate.Create, false), (5, OnDuplicate.Fill, false), (6, null, true) })
            (await world.Do<AmendImportRow, ImportRowView>(Importing.Clerk, u => u.Save(id, row, new(new Dictionary<int, string>(), choice, leftOut), default))).Done.ShouldBeTrue();
        await world.Do<MoveImport, Guid>(Importing.Clerk, u => u.Recheck(id, default));
        await world.Services.GetRequiredService<RunImport>().Check(id, default);
        var foreseen = await world.Job(Importing.Clerk, id);
        foreseen.Counts().ShouldBe((1, 2, 2, 0));
        (await world.Run(Importing.Clerk, id)).Counts().ShouldBe(foreseen.Counts());
        var files = await world.Read(db => Task.FromResult(db.Set<Customer>().OrderBy(c => c.Serial).Select(c => c.Name + c.Postcode).ToList()));
        files.ShouldBe(["甲一有限公司422000", "甲二有限公司411100", "甲三有限公司411100", "甲四有限公司422000", "甲二有限公司422000"]);
        (await world.Problems(Importing.Clerk, id)).Single(p => p.Row == 6).Finding.Key.ShouldBe("imports.left-out");
    }

    [Theory, OnBoth]
    public async Task Only_the_uploader_puts_rows_right_and_only_between_check_and_run(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, Csv)).Value;
        (await Amend(world, id, 2, (1, "13873126551"))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.state");
        await world.Check(Importing.Clerk, id);
        (await world.Do<AmendImportRow, ImportRowView>("张三", u => u.Save(id, 2, new(new Dictionary<int, string>(), null, true), default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<AmendImportRow, ImportRowView>("孙总监", u => u.Save(id, 2, new(new Dictionary<int, string>(), null, true), default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await Amend(world, id, 99)).Refusal.ShouldBe(Refusal.NotFound);
        (await Amend(world, id, 2, (4, "x"), (1, new string('1', 2001)), (0, "甲\0"))).Findings.Select(f => f.Key).ShouldBe(["imports.amend.column", "imports.amend.long", "imports.amend.nul"], ignoreOrder: true);
        await world.Run(Importing.Clerk, id);
        (await Amend(world, id, 2, (1, "13873126551"))).Findings.ShouldHaveSingleItem().Key.ShouldBe("imports.state");
    }

    [Theory, OnBoth]
    public async Task A_row_is_put_right_on_its_page_and_the_next_follows(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = (await world.Upload(Importing.Clerk, Csv)).Value;
        await world.Check(Importing.Clerk, id);
        using var browser = await world.Browser(Importing.Clerk);
        (await browser.Text($"/customers/import/{id}")).ShouldContain($"/customers/import/{id}/rows/2");
        var page = await browser.Text($"/customers/import/{id}/rows/2");
        page.ShouldContain("name=\"cells[1]\"");
        page.ShouldNotContain("cells[3]", Case.Sensitive, "a column that is not imported is not asked for");
        using var wrong = await browser.Submit($"/customers/import/{id}/rows/2", ("cells[0]", "甲一有限公司"), ("cells[1]", "13"), ("cells[2]", "411100"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var right = await browser.Submit($"/customers/import/{id}/rows/2", ("cells[0]", "甲一有限公司"), ("cells[1]", "13873126551"), ("cells[2]", "411100"), ("next", "true"));
        right.Headers.Location!.ToString().ShouldBe($"/customers/import/{id}/rows/3");
        (await browser.Text($"/customers/import/{id}")).ShouldContain("重新试运行");
    }

    [Theory, OnBoth]
    public async Task Columns_of_a_source_are_remembered_whatever_their_order(Engine engine)
    {
        await using var world = await World.Open(engine);
        var first = (await world.Upload(Importing.Clerk, "单位,备用号,说明\n甲一有限公司,0731-58123456,展会上认识\n")).Value;
        await world.Check(Importing.Clerk, first, p => p with { Fields = ["name", "phone", "demand"], Role = RoleKind.Supplier, Source = "老系统" });
        await world.Run(Importing.Clerk, first);

        var plan = (await world.Job(Importing.Clerk, (await world.Upload(Importing.Clerk, "说明,单位,备用号\n朋友介绍,甲二有限公司,0731-58123457\n")).Value)).Plan;
        (plan.Fields, plan.Role, plan.Source, plan.RememberedOf, plan.Duplicates).ShouldBe((plan.Fields, RoleKind.Supplier, "老系统", Importing.Clerk, OnDuplicate.Skip));
        plan.Fields.ShouldBe(["demand", "name", "phone"]);
        // Other headers are another source, and another company has memories of its own.
        (await world.Job(Importing.Clerk, (await world.Upload(Importing.Clerk, "说明,单位\n朋友介绍,甲二有限公司\n")).Value)).Plan.RememberedOf.ShouldBeNull();
    }
}
