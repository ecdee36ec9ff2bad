using System.Net;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Whether the company is founded. Until then every page leads to the first-run page; from then on that page is closed for good.</summary>
sealed class FirstRun(IServiceScopeFactory scopes, ILogger<FirstRun> log)
{
    volatile bool founded;

    /// <summary>Asked from elsewhere than this machine, the page wants this code from the server's log: else whoever finds a new server first would own it.</summary>
    public string Code { get; } = OneTimeText.Make(2, 4);

    /// <summary>Whether there is a company; looked up until there is one, then remembered.</summary>
    public async ValueTask<bool> Founded(CancellationToken ct)
    {
        if (founded) return true;
        await using var scope = scopes.CreateAsyncScope();
        return founded = await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<Unit>().AnyAsync(ct);
    }

    // The last is what is left of the first once it was believed: what a proxy says of where a caller sits opens no house.
    static readonly string[] ViaProxy = ["X-Forwarded-For", "Forwarded", "X-Original-For"];

    /// <summary>Whether this request must show the code: it came over the network, or through a proxy that hides where from.</summary>
    public static bool NeedsCode(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address) || ViaProxy.Any(http.Request.Headers.ContainsKey);

    /// <summary>Tells the code on the server's console.</summary>
    public void Announce() => log.LogWarning("首次设置验证码（非本机访问时需要）/ Set-up code (asked for from other machines): {Code}", Code);
}
