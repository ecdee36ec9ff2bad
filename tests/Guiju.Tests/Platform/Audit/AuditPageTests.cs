using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Audit;

public class AuditPageTests
{
    [Theory, OnBoth]
    public async Task The_page_says_act_record_fields_and_values_in_words(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        (await world.Do<MoveStage, Stage>("张三", u => u.Handle(id, Stage.Contacted, "电话联系", default))).Done.ShouldBeTrue();
        (await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["李四"], null, default))).Done.ShouldBeTrue();
        using var browser = await world.Browser("孙总监");
        var rows = (await browser.Page("/audit?kind=customer")).QuerySelectorAll("table tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))).ToList();
        rows.Count.ShouldBe(3);
        rows[0].ShouldContain("赵主管 页面 指派负责人 客户 佛山第1五金有限公司");
        rows[0].ShouldContain("负责人 张三 → 李四");
        rows[1].ShouldContain("登记阶段");
        rows[1].ShouldContain("阶段 搜集 → 联系");
        rows[2].ShouldContain("建档");
        rows[2].ShouldContain("联系人");
        rows.ShouldAllBe(r => !r.Contains("ownerId") && !r.Contains("Contacted") && !r.Contains("True"));
    }

    [Theory, OnBoth]
    public async Task Whoever_sees_the_group_chooses_the_company_and_narrows_by_form(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("admin");
        (await browser.Page("/audit")).QuerySelectorAll("table tbody tr").Length.ShouldBeGreaterThan(1);
        // As the form sends it, with what was left empty.
        (await browser.Page($"/audit?unit={world.Unit}&kind=customer&from=&to=")).QuerySelectorAll("table tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("建档");
        (await browser.Page("/audit?from=2025-06-11")).QuerySelectorAll("table tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("没有符合条件的记录");
        using var wrong = await browser.Get("/audit?from=2025-13-01");
        ((int)wrong.StatusCode).ShouldBe(400);
    }

    [Theory, OnBoth]
    public async Task Whoever_may_not_see_phones_does_not_see_them_in_the_trail(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Opened("张三", Files.Complete(1));
        async Task<string> Told(params string[] permissions)
        {
            var said = "";
            await world.As((await world.Actor_("孙总监")) with { Permissions = permissions.ToHashSet() }, async services =>
                said = string.Join(' ', (await services.GetRequiredService<UseCase<ReadAudit>>().Ask(u => u.Handle(new(), default), default)).Value.Rows.SelectMany(r => r.Changes).Where(c => c.Field is "phone" or "mobile").Select(c => c.After)));
            return said;
        }
        (await Told(Permission.AuditRead, Permission.CustomersSeePhones)).ShouldNotContain("*");
        var masked = await Told(Permission.AuditRead);
        masked.ShouldNotBeEmpty();
        masked.Split(' ').ShouldAllBe(p => p.Contains("****"));
    }
}
