using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Guiju.Platform.Ui;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Ui;

/// <summary>What every page owes the browser: a strict policy and markup that keeps it, nothing from elsewhere, little weight, names for all controls.</summary>
public class PageTests
{
    static readonly string[] Gallery = ["/ui/gallery", "/ui/gallery/forms", "/ui/gallery/paper", "/ui/gallery/bare", "/ui/gallery/field/edit", "/ui/gallery/drawer"];

    [Fact]
    public async Task Every_answer_carries_the_policy()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = world.Browser();
        foreach (var path in (string[])["/ui/gallery", "/sign-in", "/js/rows.js", "/nowhere"])
        {
            using var answer = await browser.GetAsync(path);
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe([SecurityHeaders.Policy], path);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"], path);
        }
        SecurityHeaders.Policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public async Task No_component_writes_what_the_policy_refuses()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        List<string> faults = [];
        foreach (var path in Gallery)
        {
            var page = await browser.Page(path);
            faults.AddRange(page.QuerySelectorAll("[style], style, script:not([src])").Select(e => $"{path}: {e.OuterHtml[..Math.Min(120, e.OuterHtml.Length)]}"));
            faults.AddRange(page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name.StartsWith("hx-on", StringComparison.Ordinal)).Select(a => $"{path}: {a.Name}"));
            faults.AddRange(page.QuerySelectorAll("[src], link[href], use[href], form[action], [hx-get], [hx-post]")
                .SelectMany(e => new[] { "src", "href", "action", "hx-get", "hx-post" }.Select(e.GetAttribute)).OfType<string>()
                .Where(a => !Toasts.IsLocal(a)).Select(a => $"{path}: {a} leads elsewhere"));
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void No_source_of_a_page_names_another_host()
    {
        var root = Path.Combine(Repository.Root, "src", "Guiju");
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".css" or ".js" or ".razor" && !Regex.IsMatch(f.Replace('\\', '/'), "/(bin|obj|node_modules|lib)/"))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), @"(?:https?:)?//(?:[\w-]+\.)+[a-z]{2,}[^\s""']*").Select(m => (File: Path.GetFileName(f), m.Value)))
            .Where(u => !u.Value.StartsWith("http://www.w3.org/", StringComparison.Ordinal))
            .Select(u => $"{u.File}: {u.Value}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_icon_named_is_in_the_sprite()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        var sprite = await browser.GetStringAsync(world.Services.GetRequiredService<AssetLinks>()["lib/icons.svg"]);
        var drawn = Regex.Matches(sprite, "<symbol id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToHashSet();
        List<string> named = [.. world.Services.GetServices<NavItem>().Select(i => i.Icon), .. world.Services.GetServices<QuickAction>().Select(a => a.Icon)];
        foreach (var path in Gallery)
            named.AddRange((await browser.Page(path)).QuerySelectorAll("use").Select(u => u.GetAttribute("href")!.Split('#')[1]));
        named.ShouldNotBeEmpty();
        named.Where(n => !drawn.Contains(n)).Distinct().Select(n => $"{n}: add it to src/Guiju/assets/icons.txt").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_first_visit_stays_under_a_quarter_megabyte()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        var page = await browser.Page("/ui/gallery/forms");
        // With the calendar and the searching list, which most pages never fetch.
        var assets = page.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src"))
            .Concat(page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")))
            .Concat(page.QuerySelectorAll("meta[name^='asset:']").Select(m => m.GetAttribute("content")))
            .Append(page.QuerySelector("use")!.GetAttribute("href")!.Split('#')[0]).ToList();
        var weight = 0L;
        foreach (var asset in assets)
        {
            using var answer = await browser.GetAsync(asset);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            Regex.IsMatch(asset!, @"\.[a-z0-9]{10}\.(js|css|svg)$").ShouldBeTrue($"{asset}: its name changes with its content, so that it is fetched once");
            // As the build compresses them; a published program is lighter still, by Brotli.
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
                await answer.Content.CopyToAsync(gzip);
            weight += packed.Length;
        }
        weight.ShouldBeLessThan(240_000);
    }

    [Fact]
    public async Task Fields_say_what_they_are_and_what_is_wrong_with_them()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        var page = await browser.Page("/ui/gallery/forms");
        page.All.Select(e => e.Id).Where(id => !string.IsNullOrEmpty(id)).GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        foreach (var control in page.QuerySelectorAll("main input:not([type=hidden]), main select, main textarea"))
            (control.GetAttribute("aria-label") ?? page.QuerySelector($"label[for='{control.Id}']")?.TextContent).ShouldNotBeNullOrWhiteSpace(control.OuterHtml);
        foreach (var described in page.QuerySelectorAll("[aria-describedby]"))
            foreach (var id in described.GetAttribute("aria-describedby")!.Split(' '))
                page.GetElementById(id).ShouldNotBeNull(id);
        page.GetElementById("f-name")!.GetAttribute("aria-invalid").ShouldBe("true");
        page.GetElementById("f-next")!.HasAttribute("aria-invalid").ShouldBeFalse("a warning makes nothing invalid");
        var findings = page.QuerySelectorAll("[data-findings] li > a");
        findings.Length.ShouldBe(3);
        foreach (var finding in findings)
            page.GetElementById(finding.GetAttribute("href")![1..]).ShouldNotBeNull();
        page.QuerySelectorAll("[data-findings] .clause").Select(c => c.TextContent).ShouldBe(["D13-3.3.2a", "D04-1.3a", "D03-3.1A"]);
    }

    [Fact]
    public async Task Language_and_theme_are_chosen_by_a_plain_form()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        (await browser.Page("/ui/gallery")).DocumentElement.GetAttribute("lang").ShouldBe("zh-CN");
        using (var answer = await browser.Submit("/ui/preferences", ("lang", "en"), ("back", "/ui/gallery?x=1")))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            answer.Headers.Location!.OriginalString.ShouldBe("/ui/gallery?x=1");
        }
        using (await browser.Submit("/ui/preferences", ("theme", "dark"), ("density", "enormous"), ("back", "/"))) { }
        var html = (await browser.Page("/ui/gallery")).DocumentElement;
        html.GetAttribute("lang").ShouldBe("en");
        html.GetAttribute("data-bs-theme").ShouldBe("dark");
        html.GetAttribute("data-density").ShouldBe("normal");
    }

    [Theory]
    [InlineData("/customers?a=1", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_redirect_stays_inside(string? path, bool inside) => Toasts.IsLocal(path).ShouldBe(inside);

    [Fact]
    public async Task A_toast_survives_a_redirect_once()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var browser = await world.Browser("张三");
        using (var answer = await browser.Submit("/ui/gallery/flash")) answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page("/ui/gallery")).QuerySelector("#toasts .one")!.TextContent.ShouldBe(Texts.All.Pairs["ui.gallery.saved"].Zh);
        (await browser.Page("/ui/gallery")).QuerySelector("#toasts .one").ShouldBeNull();
    }

    [Fact]
    public void A_toast_for_htmx_fits_into_a_header()
    {
        var http = new DefaultHttpContext();
        http.Toast("已保存\r\nSet-Cookie: x", Tone.Bad);
        http.Response.Headers["HX-Trigger"].ToString().ShouldAllBe(c => c >= 32 && c < 127);
    }
}
