using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Duties;

/// <summary>Who sees which duties, by every way there is to them.</summary>
public class ScopeTests
{
    [Theory, OnBoth]
    public async Task A_duty_is_seen_by_its_owner_and_by_those_whose_scope_reaches_it_and_by_nobody_else(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 5, 1);
        var id = await world.Opened("张三", Files.Complete(1) with { Fax = null });
        var duty = (await world.Owed("D13-3.3.2c")).ShouldHaveSingleItem().Id;
        await world.Write(async (db, services) =>
        {
            var roles = db.Set<Role>().ToDictionary(r => r.Key, r => r.Id);
            var blind = new Role("blind", "无客户权限", DataScope.Unit, [Permission.OrganizationRead]);
            db.Add(blind);
            var north = new Unit("HB", "华北公司", null);
            db.Add(north);
            var accounts = services.GetRequiredService<UserManager<Account>>();
            foreach (var (name, unit, role) in new[] { ("北总监", north.Id, roles["director"]), ("集团领导", world.Unit, roles["group"]), ("财务", world.Unit, blind.Id) })
            {
                var person = new Person(unit, name);
                person.Grant([role]);
                db.Add(person);
                await db.SaveChangesAsync();
                (await accounts.CreateAsync(new Account { Id = person.Id, UserName = name }, World.Password)).Succeeded.ShouldBeTrue();
            }
        });
        world.SetTime(2025, 5, 20);
        List<(string Who, bool Sees)> matrix = [("张三", true), ("赵主管", true), ("孙总监", true), ("集团领导", true), ("admin", true), ("李四", false), ("王五", false), ("北总监", false), ("财务", false)];
        foreach (var (who, sees) in matrix)
        {
            using var browser = await world.Browser(who);
            var listed = (await browser.Json(HttpMethod.Get, "/api/v1/duties?whose=All")).Body.GetProperty("items").GetArrayLength();
            listed.ShouldBe(sees ? 1 : 0, $"{who}: list");
            (await browser.Json(HttpMethod.Get, $"/api/v1/duties?personId={world.People["张三"]}")).Body.GetProperty("items").GetArrayLength().ShouldBe(sees ? 1 : 0, $"{who}: of a person");
            (await browser.Json(HttpMethod.Get, $"/api/v1/duties/{duty}")).Status.ShouldBe(sees ? 200 : 404, $"{who}: one");
            foreach (var path in new[] { $"/duties/{duty}", $"/duties/{duty}/why" })
            {
                using var answer = await browser.Get(path);
                ((int)answer.StatusCode).ShouldBe(sees ? 200 : 404, $"{who}: {path}");
            }
            var page = await browser.Page("/duties?whose=All&show=Overdue");
            page.QuerySelectorAll("li.duty").Length.ShouldBe(sees ? 1 : 0, $"{who}: page");
            page.QuerySelectorAll(".nav-tabs .gtag").Select(c => c.TextContent).ShouldBe(sees ? ["1"] : [], $"{who}: count");
            using var record = await browser.Get($"/customers/{id}");
            ((int)record.StatusCode == 200 && (await record.Page()).QuerySelector($"#duty-{duty}") is not null).ShouldBe(sees, $"{who}: panel");
            using var today = await browser.Get("/");
            ((int)today.StatusCode == 200 && (await today.TextOf()).Contains("补齐档案缺项", StringComparison.Ordinal)).ShouldBe(sees, $"{who}: today");
        }
        // One's own are seen whatever one's permissions are by now.
        await world.Write(async (db, _) =>
        {
            var seller = await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "张三");
            seller.Grant([await db.Set<Role>().Where(r => r.Key == "blind").Select(r => r.Id).SingleAsync()]);
        });
        (await world.Listed("张三", "whose=All")).ShouldBe(["佛山第1五金有限公司"]);
        (await world.Listed("赵主管", "whose=People")).ShouldBe(["佛山第1五金有限公司"]);
        (await world.Listed("赵主管", "")).ShouldBeEmpty();
    }

    [Theory, OnBoth]
    public async Task Lists_are_paged_by_marks_and_ask_the_database_a_few_times_however_long_they_are(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Open(Enumerable.Range(0, 130).Select(n => world.About(Ids.Next(), $"客户{n:000}", n % 2 == 0 ? "张三" : "李四", new DateTime(2025, 6, 1, 12, 0, 0).AddHours(n / 2))));
        using var browser = await world.Browser("赵主管");
        List<string> seen = [];
        for (var next = ""; next is not null;)
        {
            var (status, body) = await browser.Json(HttpMethod.Get, $"/api/v1/duties?whose=People&size=40&after={next}");
            status.ShouldBe(200);
            seen.AddRange(body.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("title").GetString()!));
            next = body.GetProperty("next").GetString();
        }
        (seen.Count, seen.Distinct().Count()).ShouldBe((130, 130));
        seen.Select(t => int.Parse(t[2..], System.Globalization.CultureInfo.InvariantCulture) / 2).ShouldBeInOrder();
        (await browser.Json(HttpMethod.Get, "/api/v1/duties?after=xyz")).Body.Keys().ShouldBe(["duties.after.malformed"]);
        using var questions = await world.CountQuestions();
        await browser.Page("/duties?whose=People");
        questions.Of("duties", "people", "units").ShouldBeLessThanOrEqualTo(12);
        using var english = await world.Browser("李四");
        english.DefaultRequestHeaders.Add("Accept-Language", "en");
        (await english.Page("/duties")).QuerySelectorAll("li.duty").Length.ShouldBe(50);
    }
}
