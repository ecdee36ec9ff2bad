using System.Net;
using Guiju.Customers;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class CategoryPageTests
{
    [Theory, OnBoth, Clause("D01-1.3e")]
    public async Task An_administrator_adds_a_fourth_category_on_its_page_and_renames_one(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Opened("张三", Files.Complete(1));
        using var admin = await world.Browser("admin");
        async Task<List<string?>> Names() => [.. (await admin.Page("/customers/categories")).QuerySelectorAll("form[action^='/customers/categories/'] input").Select(i => i.GetAttribute("value"))];
        using (var added = await admin.Submit("/customers/categories", ("name", " 样品客户 ")))
            added.Headers.Location!.ToString().ShouldBe("/customers/categories");
        (await Names()).ShouldBe(["目标和意向客户", "成交客户", "长期忠诚客户", "样品客户"]);
        var fourth = await world.Read(db => db.Set<RegisterCategory>().Where(c => c.Name == "样品客户").Select(c => c.Id).SingleAsync());
        using (var taken = await admin.Submit($"/customers/categories/{fourth}", ("name", "成交客户")))
        {
            taken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await taken.Page()).QuerySelector("input[aria-invalid=true]")!.GetAttribute("value").ShouldBe("成交客户");
        }
        using (await admin.Submit($"/customers/categories/{fourth}", ("name", "试样客户")))
            (await Names()).ShouldBe(["目标和意向客户", "成交客户", "长期忠诚客户", "试样客户"]);

        using var seller = await world.Browser("张三");
        using var looked = await seller.Get("/customers/categories");
        looked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var tried = await seller.Submit("/customers/categories", ("name", "私自加的"));
        tried.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Names()).Count.ShouldBe(4);
    }
}
