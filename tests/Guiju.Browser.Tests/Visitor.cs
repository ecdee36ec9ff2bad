using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Guiju.Tests.Worlds;
using Microsoft.Playwright;

namespace Guiju.Browser.Tests;

/// <summary>Somebody at a screen: language, theme, width; everything the browser complains of is kept.</summary>
public sealed class Visitor : IAsyncDisposable
{
    readonly IBrowserContext context;

    readonly Look look;

    Visitor(IBrowserContext context, IPage page, Look look)
    {
        (this.context, Page, this.look) = (context, page, look);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors in the console and scripts that failed: refused styles, missing files, exceptions.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a window at a world's address, or at another name of this machine.</summary>
    public static async Task<Visitor> At(World world, IBrowser browser, Look? look = null, string? host = null)
    {
        var address = host is null ? world.Address.ToString() : new UriBuilder(world.Address) { Host = host }.Uri.ToString();
        look ??= Look.Four[0];
        var phone = look.Width < 600;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = look.Language,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = look.Width, Height = phone ? 844 : 900 },
            HasTouch = phone,
            IsMobile = phone,
        });
        await context.AddCookiesAsync([
            new() { Name = "lang", Value = look.Language, Url = address },
            new() { Name = "theme", Value = look.Theme, Url = address },
        ]);
        return new(context, await context.NewPageAsync(), look);
    }

    /// <summary>Signs in by the form, as a person does.</summary>
    public async Task<Visitor> SignIn(string name)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("[name=userName]", name);
        await Page.FillAsync("[name=password]", World.Password);
        await Page.ClickAsync("main button[type=submit]");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Whether the page is wider than the window, which on a phone means sideways scrolling.</summary>
    public Task<bool> Overflows() =>
        Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");

    /// <summary>Opens a page and says what is wrong with it.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="name">What it is called in faults and pictures.</param>
    /// <param name="status">What it must answer with.</param>
    public async Task<IReadOnlyList<string>> Visit(string path, string name, int status = 200)
    {
        var answer = await Page.GotoAsync(path);
        List<string> faults = answer!.Status == status ? [] : [$"{name} {look}: {answer.Status}"];
        // The browser says of every page that is not there that it is not.
        if (status != 200) Complaints.RemoveAll(c => c.Contains($"{status}", StringComparison.Ordinal));
        return [.. faults, .. await Faults(name)];
    }

    /// <summary>What is wrong with the page as it stands: wider than the window, complained of by the browser since the last look, seriously faulted by axe. Keeps a picture.</summary>
    public async Task<IReadOnlyList<string>> Faults(string name)
    {
        // A page that changes by itself may be on its way: without its styles it has no width yet.
        await Page.WaitForLoadStateAsync();
        List<string> faults = [.. Complaints.Select(c => $"{name} {look}: {c}")];
        Complaints.Clear();
        if (await Overflows()) faults.Add($"{name} {look}: wider than the window");
        if (look.Axe) faults.AddRange(Serious(await Page.RunAxe()).Select(v => $"{name} {look}: {v}"));
        await Picture($"{name}-{look}");
        return faults;
    }

    static IEnumerable<string> Serious(AxeResult found) => found.Violations.Where(v => v.Impact is "serious" or "critical")
        .Select(v => $"{v.Id} {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}");

    /// <summary>Keeps a picture where <c>GUIJU_PICTURES</c> says, for looking at.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("GUIJU_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = false });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
