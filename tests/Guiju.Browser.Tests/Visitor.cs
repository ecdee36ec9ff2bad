using Guiju.Tests.Worlds;
using Microsoft.Playwright;

namespace Guiju.Browser.Tests;

/// <summary>Somebody at a screen: language, theme, width; everything the browser complains of is kept.</summary>
public sealed class Visitor : IAsyncDisposable
{
    readonly IBrowserContext context;

    Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors in the console and scripts that failed: refused styles, missing files, exceptions.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a window at a world's address.</summary>
    public static async Task<Visitor> At(World world, IBrowser browser, string language = "zh-CN", string theme = "light", int width = 1440, int height = 900)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = world.Address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = width < 600,
            IsMobile = width < 600,
        });
        await context.AddCookiesAsync([
            new() { Name = "lang", Value = language, Url = world.Address.ToString() },
            new() { Name = "theme", Value = theme, Url = world.Address.ToString() },
        ]);
        return new(context, await context.NewPageAsync());
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

    /// <summary>Keeps a picture where <c>GUIJU_PICTURES</c> says, for looking at.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("GUIJU_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = false });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
