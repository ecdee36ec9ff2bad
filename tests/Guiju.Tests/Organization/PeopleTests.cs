using System.Net;
using Guiju.Organization;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Organization;

public class PeopleTests
{
    static Task<Guid> RoleId(World world, string key) => world.Read(db => db.Set<Role>().Where(r => r.Key == key).Select(r => r.Id).SingleAsync());

    static HirePerson.Input New(string name, string? userName = null, Guid? supervisor = null, params Guid[] roles) => new(name, null, null, "营销人员", supervisor, null, null, userName, roles);

    static async Task<bool> In(HttpClient browser) => (await browser.Get("/account")).StatusCode == HttpStatusCode.OK;

    [Theory, OnBoth]
    public async Task Somebody_new_signs_in_with_a_one_time_password_and_must_choose_his_own(Engine engine)
    {
        await using var world = await World.Open(engine);
        var salesperson = await RoleId(world, "salesperson");
        var hired = (await world.Do<HirePerson, HirePerson.Hired>("admin", u => u.Handle(New("周新人", "zhou", world.People["赵主管"], salesperson), default))).Value;
        using var browser = world.Browser();
        (await browser.Submit("/sign-in", ("userName", "zhou"), ("password", hired.OneTimePassword!))).Headers.Location!.ToString().ShouldBe("/sign-in/new-password");
        (await In(browser)).ShouldBeFalse("no session before the password is his own");
        (await browser.Submit("/sign-in/new-password", ("password", hired.OneTimePassword!), ("again", hired.OneTimePassword!))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Submit("/sign-in/new-password", ("password", "四匹马 在雨里 慢慢走"), ("again", "四匹马 在雨里 慢慢走"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await In(browser)).ShouldBeTrue();
        (await world.Browser().Submit("/sign-in", ("userName", "zhou"), ("password", hired.OneTimePassword!))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBoth]
    public async Task A_one_time_password_works_for_seven_days_to_the_second(Engine engine)
    {
        await using var world = await World.Open(engine);
        var hired = (await world.Do<HirePerson, HirePerson.Hired>("admin", u => u.Handle(New("周新人", "zhou"), default))).Value;
        world.Time.Advance(Passwords.OneTimeFor);
        (await world.Browser().Submit("/sign-in", ("userName", "zhou"), ("password", hired.OneTimePassword!))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        (await world.Browser().Submit("/sign-in", ("userName", "zhou"), ("password", hired.OneTimePassword!))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBoth]
    public async Task Who_leaves_is_out_at_once_and_who_is_reset_too(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var left = await world.Browser("张三");
        using var reset = await world.Browser("李四");
        (await world.Do<SetEmployment, Guid>("admin", u => u.Handle(world.People["张三"], false, default))).Done.ShouldBeTrue();
        (await In(left)).ShouldBeFalse();
        (await world.Do<ResetPassword, HirePerson.Hired>("admin", u => u.Handle(world.People["李四"], null, default))).Value.OneTimePassword.ShouldNotBeNull();
        (await In(reset)).ShouldBeFalse();
        (await world.Do<SetEmployment, Guid>("admin", u => u.Handle(world.People["张三"], true, default))).Done.ShouldBeTrue();
        (await In(left)).ShouldBeFalse("coming back revives no session");
    }

    [Theory, OnBoth]
    public async Task The_last_administrator_stays_one(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (admin, administrator) = (world.People["admin"], await RoleId(world, "administrator"));
        // The program itself (command line) is held to it too.
        var program = Actor.Program(Door.CommandLine);
        Keys(await world.Do<SetEmployment, Guid>(program, u => u.Handle(admin, false, default))).ShouldBe(["organization.last-administrator"]);
        Keys(await world.Do<GiveRoles, Guid>(program, u => u.Handle(admin, [], default))).ShouldBe(["organization.last-administrator"]);
        Keys(await world.Do<SaveRole, Guid>(program, u => u.Handle(administrator, null, new("管理员", DataScope.Unit, Permission.All.Where(p => p != Permission.Self).ToList()), default))).ShouldBe(["organization.last-administrator"]);
        Keys(await world.Do<SaveRole, Guid>(program, u => u.Handle(administrator, null, new("管理员", DataScope.Group, [Permission.OrganizationRead]), default))).ShouldBe(["organization.last-administrator"]);
        (await world.Read(db => db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Id == admin))).ShouldSatisfyAllConditions(p => p.Active.ShouldBeTrue(), p => p.Roles.Count.ShouldBe(1));
        (await world.Do<GiveRoles, Guid>("admin", u => u.Handle(world.People["孙总监"], [administrator], default))).Done.ShouldBeTrue();
        (await world.Do<SetEmployment, Guid>("孙总监", u => u.Handle(admin, false, default))).Done.ShouldBeTrue("another is left");
    }

    [Theory, OnBoth]
    public async Task Nobody_strengthens_himself(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (admin, administrator, salesperson) = (world.People["admin"], await RoleId(world, "administrator"), await RoleId(world, "salesperson"));
        Keys(await world.Do<GiveRoles, Guid>("admin", u => u.Handle(admin, [administrator, salesperson], default))).ShouldBe(["organization.roles.own"]);
        Keys(await world.Do<SaveRole, Guid>("admin", u => u.Handle(administrator, null, new("管理员", DataScope.Group, Permission.All.Where(p => p != Permission.Self).ToList()), default))).ShouldBe(["organization.role.own"]);
        Keys(await world.Do<SetEmployment, Guid>("admin", u => u.Handle(admin, false, default))).ShouldBe(["organization.leave.own"]);
        Keys(await world.Do<ResetPassword, HirePerson.Hired>("admin", u => u.Handle(admin, null, default))).ShouldBe(["organization.reset.own"]);
        (await world.Do<GiveRoles, Guid>("张三", u => u.Handle(world.People["张三"], [administrator], default))).Refusal.ShouldBe(Refusal.Forbidden);
    }

    [Theory, OnBoth]
    public async Task Who_administers_one_company_reaches_nobody_elsewhere_and_nobody_stronger(Engine engine)
    {
        await using var world = await World.Open(engine);
        var local = (await world.Do<SaveRole, Guid>("admin", u => u.Handle(null, null, new("分公司管理员", DataScope.Unit, [Permission.OrganizationRead, Permission.OrganizationWrite, Permission.CustomersRead]), default))).Value;
        (await world.Do<GiveRoles, Guid>("admin", u => u.Handle(world.People["钱信息"], [local], default))).Done.ShouldBeTrue();
        var elsewhere = (await world.Do<SaveCompany, Guid>("admin", u => u.Handle(null, null, new("HB", "华北公司"), default))).Value;
        var stranger = (await world.Do<HirePerson, HirePerson.Hired>("admin", u => u.Handle(New("外地人") with { UnitId = elsewhere }, default))).Value.Id;

        (await world.Do<ChangePerson, Guid>("钱信息", u => u.Handle(stranger, null, new("改名", null, null, null, null, null), default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Ask<ShowPerson, ShowPerson.Facts>("钱信息", u => u.Handle(stranger, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Ask<ListPeople, PageOf<ListPeople.Row>>("钱信息", u => u.Handle(new(), default))).Value.Items.ShouldNotContain(p => p.Id == stranger);
        (await world.Do<ResetPassword, HirePerson.Hired>("钱信息", u => u.Handle(world.People["admin"], null, default))).Refusal.ShouldBe(Refusal.Forbidden, "the group's administrator is stronger");
        (await world.Do<SetEmployment, Guid>("钱信息", u => u.Handle(world.People["孙总监"], false, default))).Refusal.ShouldBe(Refusal.Forbidden);
        Keys(await world.Do<HirePerson, HirePerson.Hired>("钱信息", u => u.Handle(New("新人") with { UnitId = elsewhere }, default))).ShouldContain("organization.company.unknown");
        var administrator = await RoleId(world, "administrator");
        Keys(await world.Do<HirePerson, HirePerson.Hired>("钱信息", u => u.Handle(New("新人", "backdoor", null, administrator), default))).ShouldContain("organization.role.beyond");
        (await world.Do<SaveRole, Guid>("钱信息", u => u.Handle(local, null, new("分公司管理员", DataScope.Group, []), default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<SaveCompany, Guid>("钱信息", u => u.Handle(null, null, new("X", "X"), default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<HirePerson, HirePerson.Hired>("钱信息", u => u.Handle(New("新人"), default))).Done.ShouldBeTrue();
    }

    [Theory, OnBoth]
    public async Task Nobody_reports_to_himself_in_a_circle(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (director, supervisor, seller) = (world.People["孙总监"], world.People["赵主管"], world.People["张三"]);
        ChangePerson.Input Under(string name, Guid? head) => new(name, null, null, head, null, null);
        Keys(await world.Do<ChangePerson, Guid>("admin", u => u.Handle(director, null, Under("孙总监", seller), default))).ShouldBe(["organization.supervisor.circle"]);
        Keys(await world.Do<ChangePerson, Guid>("admin", u => u.Handle(director, null, Under("孙总监", director), default))).ShouldBe(["organization.supervisor.circle"]);
        (await world.Do<ChangePerson, Guid>("admin", u => u.Handle(seller, null, Under("张三", director), default))).Done.ShouldBeTrue();
        (await world.Do<ChangePerson, Guid>("admin", u => u.Handle(supervisor, null, Under("赵主管", seller), default))).Done.ShouldBeTrue();
    }

    [Theory, OnBoth]
    public async Task Two_who_change_one_person_conflict(Engine engine)
    {
        await using var world = await World.Open(engine);
        var seen = (await world.Ask<ShowPerson, ShowPerson.Facts>("admin", u => u.Handle(world.People["张三"], default))).Value;
        ChangePerson.Input Post(string post) => new("张三", seen.DepartmentId, post, seen.SupervisorId, null, null);
        (await world.Do<ChangePerson, Guid>("admin", u => u.Handle(seen.Id, seen.Version, Post("甲"), default))).Done.ShouldBeTrue();
        var late = await world.Do<ChangePerson, Guid>("admin", u => u.Handle(seen.Id, seen.Version, Post("乙"), default));
        late.Refusal.ShouldBe(Refusal.Conflict);
        late.Findings.ShouldHaveSingleItem().Conflict.ShouldSatisfyAllConditions(c => c!.Seen.ShouldBe(seen.Post), c => c!.Current.ShouldBe("甲"), c => c!.Yours.ShouldBe("乙"), c => c!.By.ShouldNotBeNull());
        // Who changes another field than the other did takes nothing back.
        ChangePerson.Input saw = new("张三", seen.DepartmentId, seen.Post, seen.SupervisorId, null, null);
        (await world.Do<ChangePerson, Guid>("admin", u => u.Handle(seen.Id, seen.Version, saw with { Phone = "0757-81234567" }, default, saw))).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<Person>().SingleAsync(p => p.Id == seen.Id))).Phone.ShouldBe("0757-81234567");
        (await world.Read(db => db.Set<Person>().SingleAsync(p => p.Id == seen.Id))).Post.ShouldBe("甲");
    }

    [Theory, OnBoth]
    public async Task The_list_goes_by_pinyin_page_by_page_and_is_found_by_name_pinyin_and_initials(Engine engine)
    {
        await using var world = await World.Open(engine);
        var names = new List<string>();
        Guid? after = null;
        do
        {
            var page = (await world.Ask<ListPeople, PageOf<ListPeople.Row>>("admin", u => u.Handle(new(After: after, Limit: 3), default))).Value;
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            names.AddRange(page.Items.Select(p => p.Name));
            after = page.Next is null ? null : Guid.Parse(page.Next);
        }
        while (after is not null);
        names.Where(n => n != "admin").ShouldBe(["李四", "钱信息", "孙总监", "王五", "张三", "赵主管"]);
        foreach (var search in new[] { "张", "zhangsan", "zs", "ZS" })
            (await world.Ask<ListPeople, PageOf<ListPeople.Row>>("admin", u => u.Handle(new(search), default))).Value.Items.Select(p => p.Name).ShouldContain("张三", search);
    }

    [Theory, OnBoth]
    public async Task Departments_nest_without_circles_and_close_only_when_empty(Engine engine)
    {
        await using var world = await World.Open(engine);
        var sales = await world.Read(db => db.Set<Department>().Where(d => d.Name == "销售一部").Select(d => d.Id).SingleAsync());
        var team = (await world.Do<SaveDepartment, Guid>("admin", u => u.Handle(null, null, new("一组", sales, null), default))).Value;
        Keys(await world.Do<SaveDepartment, Guid>("admin", u => u.Handle(sales, null, new("销售一部", team, null), default))).ShouldBe(["organization.department.circle"]);
        Keys(await world.Do<SaveDepartment, Guid>("admin", u => u.Handle(null, null, new("一组", sales, null), default))).ShouldBe(["organization.department.taken"]);
        Keys(await world.Do<SetDepartmentActive, Guid>("admin", u => u.Handle(sales, false, default))).ShouldBe(["organization.department.in-use"]);
        (await world.Do<SetDepartmentActive, Guid>("admin", u => u.Handle(team, false, default))).Done.ShouldBeTrue();
        var tree = (await world.Ask<ListDepartments, ListDepartments.Tree>("admin", u => u.Handle(default))).Value;
        tree.Departments.Single(d => d.Id == team).ShouldSatisfyAllConditions(d => d.Depth.ShouldBe(1), d => d.Active.ShouldBeFalse());
    }

    static IEnumerable<string> Keys<T>(Outcome<T> outcome)
    {
        outcome.Done.ShouldBeFalse();
        return outcome.Findings.Select(f => f.Key);
    }
}
