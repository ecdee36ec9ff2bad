using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Guiju.Platform.Http;

/// <summary>
/// Believes a reverse proxy who called and whether by HTTPS (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>, the last entry of each): one on this machine,
/// and those in setting <c>Proxy:Trusted</c>, addresses or networks with commas between, such as <c>10.0.0.5, 172.16.0.0/12</c>. Anybody else is not believed.
/// </summary>
static class Proxy
{
    /// <summary>Registers whom to believe.</summary>
    /// <exception cref="FormatException">The setting holds something that is neither address nor network.</exception>
    public static IServiceCollection AddProxy(this IServiceCollection services, IConfiguration settings)
    {
        var trusted = (settings["Proxy:Trusted"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = 1;
            foreach (var one in trusted)
                if (one.Contains('/', StringComparison.Ordinal)) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(one));
                else options.KnownProxies.Add(IPAddress.Parse(one));
        });
    }

    /// <summary>Call it first.</summary>
    public static IApplicationBuilder UseProxy(this IApplicationBuilder app) => app.UseForwardedHeaders();
}
