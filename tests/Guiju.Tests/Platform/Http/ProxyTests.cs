using System.Net;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Guiju.Tests.Platform.Http;

/// <summary>Behind a reverse proxy the program knows who calls and whether by HTTPS.</summary>
public class ProxyTests
{
    [Fact]
    public async Task A_proxy_on_this_machine_is_believed_address_and_scheme()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var proxy = new HttpClient(handler) { BaseAddress = world.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("userName", "张三"), new("password", World.Password)]) };
        // What the caller claims comes first, what the proxy saw last.
        request.Headers.Add("X-Forwarded-For", "127.0.0.1, 203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Origin", $"https://{world.Address.Authority}");
        using var answer = await proxy.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith("guiju=", StringComparison.Ordinal) && c.Contains("secure", StringComparison.OrdinalIgnoreCase));
        (await world.Read(db => db.Set<SignInSession>().Select(s => s.Address).ToListAsync())).ShouldBe(["203.0.113.7"]);
    }

    [Fact]
    public void Others_are_believed_only_where_they_are_named()
    {
        var services = new ServiceCollection().AddProxy(new ConfigurationBuilder().AddInMemoryCollection([new("Proxy:Trusted", "10.0.0.5, 172.16.0.0/12")]).Build()).BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        options.KnownProxies.ShouldContain(IPAddress.Parse("10.0.0.5"));
        options.KnownIPNetworks.ShouldContain(n => n.Contains(IPAddress.Parse("172.20.1.1")));
        options.KnownIPNetworks.ShouldNotContain(n => n.Contains(IPAddress.Parse("10.0.0.6")));
    }
}
