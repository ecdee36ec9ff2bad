using System.Net;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Shell;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Shell;

/// <summary>What the console says is caught, so these tests do not run beside each other.</summary>
[Collection(nameof(Spoken))]
public class UserVerbTests
{
    [Theory, OnBoth]
    public async Task Somebody_added_at_the_server_signs_in_once_with_the_printed_password_and_chooses_his_own(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (code, said, _) = await Spoken.By(() => UserVerb.Add(world.Services, new("li", "李新", "销售一部", "supervisor"), default));
        code.ShouldBe(0);
        said.ShouldContain("已开通李新（li）的账号");
        said.ShouldContain("Opened an account for 李新 (li)");
        var password = said.TrimEnd().Split('\n')[^1].Trim();
        using var browser = world.Browser();
        (await browser.Submit("/sign-in", ("userName", "li"), ("password", password))).Headers.Location!.ToString().ShouldBe("/sign-in/new-password");
        (await browser.Submit("/sign-in/new-password", ("password", "四匹马 在雨里 慢慢走"), ("again", "四匹马 在雨里 慢慢走"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var person = await world.Read(db => db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "李新"));
        (await world.Read(db => db.Set<Department>().Where(d => d.Id == person.DepartmentId).Select(d => d.Name).SingleAsync())).ShouldBe("销售一部");
        (await world.Read(db => db.Set<Role>().Where(r => r.Id == person.Roles.Single().RoleId).Select(r => r.Key).SingleAsync())).ShouldBe("supervisor");
        var entries = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == person.Id && e.Act == nameof(HirePerson)).ToListAsync());
        entries.ShouldNotBeEmpty();
        entries.ShouldAllBe(e => e.Door == Door.CommandLine && e.ActorName.StartsWith("Guiju (") && !e.Changes.Contains(password));
    }

    [Theory, OnBoth]
    public async Task A_reset_unlocks_ends_sessions_and_where_asked_removes_the_second_factor(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var seated = await world.Browser("张三");
        await world.Write(async (db, _) =>
        {
            var account = await db.Set<Account>().SingleAsync(a => a.UserName == "张三");
            (account.LockedUntil, account.AccessFailedCount, account.TotpSecret, account.TotpSince) = (world.Clock.Now.AddMinutes(10), 5, "x", world.Clock.Now);
        });
        (await Spoken.By(() => UserVerb.Reset(world.Services, "张三", false, default))).Code.ShouldBe(0);
        (await seated.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await world.Read(db => db.Set<Account>().SingleAsync(a => a.UserName == "张三"))).ShouldSatisfyAllConditions(
            a => a.LockedUntil.ShouldBeNull(), a => a.AccessFailedCount.ShouldBe(0), a => a.MustChangePassword.ShouldBeTrue(), a => a.TotpSince.ShouldNotBeNull("only where it is asked for"));

        var (code, said, _) = await Spoken.By(() => UserVerb.Reset(world.Services, "张三", true, default));
        code.ShouldBe(0);
        said.ShouldContain("Second factor and passkeys are off");
        (await world.Read(db => db.Set<Account>().SingleAsync(a => a.UserName == "张三"))).ShouldSatisfyAllConditions(a => a.TotpSince.ShouldBeNull(), a => a.TotpSecret.ShouldBeNull());
        (await world.Browser().Submit("/sign-in", ("userName", "张三"), ("password", World.Password))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the old password is gone");
        (await world.Browser().Submit("/sign-in", ("userName", "张三"), ("password", said.TrimEnd().Split('\n')[^1].Trim()))).Headers.Location!.ToString().ShouldBe("/sign-in/new-password");
        (await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == "account" && e.Door == Door.CommandLine).Select(e => e.Act).Distinct().ToListAsync()))
            .ShouldBe([nameof(ResetPassword), nameof(ResetSecondFactor)], ignoreOrder: true);
    }

    [Theory, OnBoth]
    public async Task What_is_wrong_is_said_in_both_languages_and_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var people = await world.Read(db => db.Set<Person>().CountAsync());
        await Refused(() => UserVerb.Add(world.Services, new("李四", "李新"), default), "登录名“李四”已有人用", "is taken");
        await Refused(() => UserVerb.Add(world.Services, new("li", " "), default), "请填写姓名", "Enter the person's name");
        await Refused(() => UserVerb.Add(world.Services, new(null, "李新"), default), "请填写登录名", "Enter a user name");
        await Refused(() => UserVerb.Add(world.Services, new("li", "李新", "保卫部", "king"), default), "没有部门“保卫部”，现有：", "There is no role “king”; there are:");
        await Refused(() => UserVerb.Add(world.Services, new("li", "李新", Unit: "X9"), default), "没有代码为“X9”的公司", "no company with the code");
        await Refused(() => UserVerb.Reset(world.Services, "nobody", false, default), "没有登录名“nobody”", "There is no user name “nobody”");
        await Refused(() => UserVerb.Reset(world.Services, null, false, default), "请填写登录名", "Enter a user name");
        (await world.Read(db => db.Set<Person>().CountAsync())).ShouldBe(people);
        await world.Write(async (db, _) => (await db.Set<Person>().SingleAsync(p => p.Name == "张三")).SetActive(false));
        await Refused(() => UserVerb.Reset(world.Services, "张三", false, default), "已离职", "has left");

        await using var empty = await World.Empty(engine);
        await Refused(() => UserVerb.Add(empty.Services, new("li", "李新"), default), "还没有公司", "There is no company");
        await Refused(() => UserVerb.Reset(empty.Services, "li", false, default), "还没有公司", "There is no company");
    }

    static async Task Refused(Func<Task<int>> verb, params string[] words)
    {
        var (code, said, wrong) = await Spoken.By(verb);
        code.ShouldBe(2);
        said.ShouldBeEmpty();
        foreach (var word in words) wrong.ShouldContain(word);
    }
}
