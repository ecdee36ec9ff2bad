using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Customers.Contracts;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Browser.Tests.Pages;

/// <summary>On a phone the rows of the list are cards; they are ticked, and changed in bulk, as in the table.</summary>
public class PhoneListTests(Chromium chromium)
{
    [Fact]
    public async Task Cards_are_ticked_by_touch_and_by_keyboard_and_all_that_match_are_changed()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        for (var i = 1; i <= 22; i++)
            (await world.Do<RegisterCustomer, RegisterCustomer.Registered>("张三", u => u.Handle(new() { Name = $"掌上{i:00}有限公司", Roles = [RoleKind.Buyer] }, default))).Done.ShouldBeTrue();
        await using var visitor = await Visitor.At(world, chromium.Browser, new("zh-CN", "light", 390));
        await visitor.SignIn("张三");
        var page = visitor.Page;
        page.SetDefaultTimeout(8000);
        await page.GotoAsync("/customers?size=20&sort=name");
        foreach (var target in new[] { ".cards .tick >> nth=0", ".tick-all" })
            (await page.Locator(target).BoundingBoxAsync())!.ShouldSatisfyAllConditions(b => b.Width.ShouldBeGreaterThanOrEqualTo(44), b => b.Height.ShouldBeGreaterThanOrEqualTo(44));
        await page.TapAsync(".cards .tick >> nth=0");
        await page.FocusAsync(".cardck >> nth=1");
        await page.Keyboard.PressAsync("Space");
        await page.FocusAsync(".cards > li > a >> nth=2");
        await page.Keyboard.PressAsync("x");
        (await page.TextContentAsync("[data-selected]")).ShouldBe("3");
        // The bar lies in sight above the program's own tabs, each button large enough for a thumb.
        var bar = (await page.Locator(".bulk").BoundingBoxAsync())!;
        (bar.Y + bar.Height).ShouldBeLessThanOrEqualTo((await page.Locator(".tabbar").BoundingBoxAsync())!.Y + 1);
        foreach (var button in await page.Locator(".bulk .btn:visible, .bulk > a:visible").AllAsync()) (await button.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44, await button.InnerTextAsync());
        (await visitor.Overflows()).ShouldBeFalse();
        await page.TapAsync(".tick-all");
        (await page.TextContentAsync("[data-selected]")).ShouldBe("20");
        await page.TapAsync("[data-pick-all]");
        await page.TapAsync(".bulk button[value=Tag]");
        await page.FillAsync("[name=tags]", "掌上");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("form[action$='/run'] button");
        (await world.Read(db => db.Set<BulkJob>().AsNoTracking().SingleAsync())).ShouldSatisfyAllConditions(j => j.Rows.ShouldBe(22), j => j.ToChange.ShouldBe(22));
        visitor.Complaints.ShouldBeEmpty();
    }
}
