using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Guiju.Browser.Tests.Chromium))]

namespace Guiju.Browser.Tests;

/// <summary>The machine's own Chromium, started once a run and shared by all classes, as many at a time as the machine has cores; the path can be set by <c>GUIJU_CHROMIUM</c>.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("GUIJU_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Quiet,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
