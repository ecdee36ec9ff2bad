using Microsoft.Playwright;

namespace Guiju.Browser.Tests;

/// <summary>The machine's own Chromium, started once a run; the path can be set by <c>GUIJU_CHROMIUM</c>.</summary>
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

/// <summary>Tests in one browser, one after the other: two cores serve program, database and browser.</summary>
[CollectionDefinition("chromium", DisableParallelization = true)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
