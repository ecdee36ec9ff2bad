using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.Playwright;

namespace Guiju.Browser.Tests.Pages;

/// <summary>Signing in by passkey, by authenticator app and by recovery code, as a person does it at a screen.</summary>
public class SignInJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        // A passkey is bound to a name; an address in numbers is none.
        await using var visitor = await Visitor.At(world, chromium.Browser, host: "localhost");
        var page = visitor.Page;
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
        await visitor.SignIn("张三");
        await page.GotoAsync("/account");
        await page.FillAsync("[name=passkeyName]", "办公室电脑");
        await page.ClickAsync("[data-passkey-add] button");
        await Assertions.Expect(page.Locator("#passkeys li")).ToContainTextAsync("办公室电脑");
        (await visitor.Faults("account-passkey")).ShouldBeEmpty();

        await SignOut(page);
        await page.ClickAsync("[data-passkey-sign-in] button");
        await Assertions.Expect(page.Locator(".gj-top")).ToContainTextAsync("张");
        page.Url.ShouldNotContain("/sign-in");

        await page.GotoAsync("/account");
        await page.ClickAsync("#passkeys li button");
        await page.ClickAsync("dialog[open] footer button:last-child");
        await Assertions.Expect(page.Locator("#passkeys li")).ToHaveCountAsync(0);
        await SignOut(page);
        await page.ClickAsync("[data-passkey-sign-in] button");
        // The device still offers it; the program no longer knows it.
        await Assertions.Expect(page.Locator("[data-passkey-sign-in] [role=alert]")).ToBeVisibleAsync();
        page.Url.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task An_authenticator_app_is_enrolled_and_asked_for_and_a_recovery_code_helps_once()
    {
        await using var world = await World.Serve(Engine.Sqlite);
        await using var visitor = await Visitor.At(world, chromium.Browser);
        var page = visitor.Page;
        await visitor.SignIn("张三");
        await page.GotoAsync("/account");
        await page.FillAsync("#second-factor [name=current]", World.Password);
        await page.ClickAsync("#second-factor button[type=submit]");
        var secret = Base32((await page.Locator(".code.b").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        (await visitor.Faults("second-factor-enrol")).ShouldBeEmpty();
        string Code() => Totp.CodeOf(secret, Totp.StepOf(world.Time.GetUtcNow().UtcDateTime));
        await page.FillAsync("[name=code]", Code() == "000000" ? "000001" : "000000");
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.Locator(".err")).ToBeVisibleAsync();
        visitor.Complaints.Clear();
        await page.FillAsync("[name=code]", Code());
        await page.ClickAsync("main button[type=submit]");
        var codes = await page.Locator(".codes code").AllInnerTextsAsync();
        codes.Count.ShouldBeGreaterThan(5);
        (await visitor.Faults("second-factor-codes")).ShouldBeEmpty();

        await SignOut(page);
        await Password(page);
        // The code of enrolling counts no second time, the next one does.
        await page.FillAsync("[name=code]", Code());
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.Locator(".err")).ToBeVisibleAsync();
        visitor.Complaints.Clear();
        (await visitor.Faults("second-factor-ask")).ShouldBeEmpty();
        world.Time.Advance(TimeSpan.FromSeconds(30));
        await page.FillAsync("[name=code]", Code());
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.Locator(".gj-top")).ToBeVisibleAsync();

        foreach (var (code, lets) in new[] { (codes[0], true), (codes[0], false) })
        {
            await SignOut(page);
            await Password(page);
            await page.FillAsync("[name=code]", code);
            await page.ClickAsync("main button[type=submit]");
            await Assertions.Expect(page.Locator(lets ? ".gj-top" : ".err")).ToBeVisibleAsync();
            if (!lets) break;
        }
    }

    static async Task Password(IPage page)
    {
        await page.FillAsync("[name=userName]", "张三");
        await page.FillAsync("[name=password]", World.Password);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForSelectorAsync("[name=code]");
    }

    static async Task SignOut(IPage page)
    {
        await page.GotoAsync("/");
        await page.EvaluateAsync("() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
        await page.WaitForURLAsync("**/sign-in*");
    }

    static byte[] Base32(string text)
    {
        List<byte> bytes = [];
        int buffer = 0, bits = 0;
        foreach (var c in text)
        {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal);
            if ((bits += 5) < 8) continue;
            bytes.Add((byte)(buffer >> (bits -= 8)));
            buffer &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
