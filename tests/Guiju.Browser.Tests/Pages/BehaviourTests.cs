using Guiju.Tests.Worlds;
using Microsoft.Playwright;

namespace Guiju.Browser.Tests.Pages;

/// <summary>What the house's components do in a browser, under the policy, by mouse and by keyboard.</summary>
public class BehaviourTests(Chromium chromium)
{
    async Task Try(string path, Func<IPage, Task> act, params string[] expected)
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await using var visitor = await Visitor.At(world, chromium.Browser);
        await visitor.SignIn("admin");
        visitor.Page.SetDefaultTimeout(8000);
        await visitor.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await act(visitor.Page);
        visitor.Complaints.Where(c => !expected.Any(c.Contains)).ShouldBeEmpty();
    }

    static Task<string> FocusedName(IPage page) => page.EvaluateAsync<string>("() => document.activeElement?.name ?? ''");

    [Fact]
    public Task A_clause_chip_opens_its_why() => Try("/ui/gallery", async page =>
    {
        await page.ClickAsync(".duty .clause >> nth=0");
        await page.WaitForSelectorAsync(".duty .why.show h4");
    });

    [Fact]
    public Task A_fact_is_edited_in_place_by_keyboard() => Try("/ui/gallery", async page =>
    {
        await page.FocusAsync(".field .ico >> nth=0");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".field.edit");
        await page.WaitForFunctionAsync("() => document.activeElement?.name === 'capital'");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".field.edit", new() { State = WaitForSelectorState.Detached });
        await page.FocusAsync(".field .ico >> nth=0");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement?.name === 'capital'");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#toasts .one.ok");
        (await page.Locator(".field.edit").CountAsync()).ShouldBe(0);
    });

    [Fact]
    public Task A_drawer_opens_and_closes() => Try("/ui/gallery", async page =>
    {
        await page.ClickAsync("a.btn[hx-target='#drawer']");
        await page.WaitForSelectorAsync("#drawer.show .finding");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => document.getElementById('drawer').childElementCount === 0");
    });

    [Fact]
    public Task A_failure_is_said() => Try("/ui/gallery", async page =>
    {
        await page.ClickAsync("[hx-get='/ui/gallery/broken']");
        await page.WaitForSelectorAsync("#toasts .one.bad");
    }, "500");

    [Fact]
    public Task Rows_are_ticked_one_by_one_between_and_all() => Try("/ui/gallery", async page =>
    {
        await page.ClickAsync(".rowck >> nth=0");
        await page.ClickAsync(".rowck >> nth=3", new() { Modifiers = [KeyboardModifier.Shift] });
        (await page.TextContentAsync("[data-selected]")).ShouldBe("4");
        await page.ClickAsync(".allck");
        (await page.TextContentAsync("[data-selected]")).ShouldBe("6");
        await page.ClickAsync(".allck");
        (await page.IsVisibleAsync(".bulk")).ShouldBeFalse();
    });

    [Fact]
    public Task The_palette_is_used_by_keyboard_alone() => Try("/ui/gallery", async page =>
    {
        await page.EvaluateAsync("() => document.getElementById('palette-results').dataset.source = '/ui/gallery/palette'");
        await page.Keyboard.PressAsync("Control+k");
        (await FocusedName(page)).ShouldBe("q");
        await page.Keyboard.TypeAsync("宝庆");
        await page.WaitForFunctionAsync("() => document.querySelector('#palette-results a.on')?.textContent.includes('宝庆 1')");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.TextContentAsync("#palette-results a.on"))!.ShouldContain("宝庆 2");
        await page.Keyboard.PressAsync("Escape");
        (await page.IsVisibleAsync("#palette")).ShouldBeFalse();
        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync("#keys[open]");
    });

    [Fact]
    public Task An_act_that_asks_waits_for_the_answer() => Try("/ui/gallery", async page =>
    {
        await page.ClickAsync("form[data-confirm] button");
        await page.ClickAsync("#ask [value=no]");
        page.Url.ShouldEndWith("/ui/gallery");
        (await page.Locator("#toasts .one").CountAsync()).ShouldBe(0);
        await page.ClickAsync("form[data-confirm] button");
        await page.ClickAsync("#ask [value=yes]");
        await page.WaitForSelectorAsync("#toasts .one.ok");
    });

    [Fact]
    public Task Dates_are_typed_short_and_nonsense_stays() => Try("/ui/gallery/forms", async page =>
    {
        var year = await page.EvaluateAsync<int>("() => new Date().getFullYear()");
        foreach (var (typed, kept) in new[] { ("1224", $"{year}-12-24"), ("2026/2/3", "2026-02-03"), ("2-30", "2-30"), ("soon", "soon") })
        {
            await page.FillAsync("#f-next", typed);
            await page.FocusAsync("#f-name");
            await page.WaitForTimeoutAsync(60);
            (await page.InputValueAsync("#f-next")).ShouldBe(kept, typed);
        }
    });

    [Fact]
    public Task A_place_is_chosen_from_province_to_district() => Try("/ui/gallery/forms", async page =>
    {
        (await page.InputValueAsync("[data-region] input")).ShouldBe("430502");
        await page.SelectOptionAsync("[data-region] select >> nth=0", "440000");
        (await page.InputValueAsync("[data-region] input")).ShouldBe("440000");
        await page.WaitForSelectorAsync("[data-region] select:nth-of-type(2) option[value='440600']", new() { State = WaitForSelectorState.Attached });
        await page.SelectOptionAsync("[data-region] select >> nth=1", "440600");
        (await page.InputValueAsync("[data-region] input")).ShouldBe("440600");
    });

    [Fact]
    public Task Leaving_with_changes_asks_first() => Try("/ui/gallery/forms", async page =>
    {
        var asked = false;
        page.Dialog += (_, dialog) =>
        {
            asked = dialog.Type == "beforeunload";
            _ = dialog.AcceptAsync();
        };
        await page.FillAsync("#f-note", "一句话");
        await page.GotoAsync("/ui/gallery");
        asked.ShouldBeTrue();
    });
}
