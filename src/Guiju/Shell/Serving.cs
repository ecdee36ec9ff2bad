using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Shell.Backups;
using Guiju.Shell.Demo;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell;

/// <summary>Serves the program: database first, then the demo where it is asked for, then the address.</summary>
static class Serving
{
    const string Address = "http://127.0.0.1:5080";

    /// <summary>Serves until it is stopped; what a person can mend ends it with a sentence, not with a trace.</summary>
    public static async Task<int> Serve(string[] args, CancellationToken ct)
    {
        var builder = CommandLine.Builder(args);
        var settings = builder.Configuration;
        if (settings["urls"] is null && settings["http_ports"] is null && settings["https_ports"] is null && !settings.GetSection("Kestrel:Endpoints").Exists()) builder.WebHost.UseUrls(Address);
        // Until the program listens, what fails is said below, in words.
        var listening = false;
        foreach (var early in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.EntityFrameworkCore"]) builder.Logging.AddFilter(early, level => listening && level >= LogLevel.Warning);
        var app = builder.AddGuiju().Build();
        // Making the model of the tables is a third of a start: routes are mapped beside it.
        var prepared = Task.Run(() => DatabaseStart.Prepare(app.Services, ct), ct);
        try
        {
            try
            {
                app.UseGuiju();
            }
            finally
            {
                // What is wrong with the database is told before anything else.
                await prepared;
            }
        }
        catch (DatabaseUnusableException e) when (!IsHosted(app))
        {
            return await Bilingual.Refuse(3, e.Message);
        }
        var demo = settings.GetValue<bool>("Guiju:Demo");
        if (demo) await DemoSeed.Make(app.Services, ct, () => Console.WriteLine(Bilingual.Say("shell.seed.begins")));
        WarmUp.After(app);
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception e) when (!IsHosted(app) && AddressRefusal.Say(e, settings["urls"] ?? Address) is { } said)
        {
            return await Bilingual.Refuse(6, said);
        }
        catch (Exception e) when (!IsHosted(app) && StorageTrouble.Of(e) is not null)
        {
            return await Bilingual.Refuse(3, Bilingual.Say("shell.start.storage", app.Services.GetRequiredService<DataPlace>().Where));
        }
        listening = true;
        await Greet(app, demo, ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>Whether a test holds the program, which wants the exception itself.</summary>
    static bool IsHosted(WebApplication app) => app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>()?.GetType().Name == "TestServer";

    static async Task Greet(WebApplication app, bool demo, CancellationToken ct)
    {
        if (IsHosted(app)) return;
        await using var scope = app.Services.CreateAsyncScope();
        var demoAccounts = await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<Account>().AnyAsync(a => a.Demo, ct);
        Console.WriteLine($"规矩 Guiju: {string.Join(" ", app.Urls)}");
        if (demo) Console.WriteLine(demoAccounts ? Bilingual.Say("shell.demo.sign-in", DemoGroup.Password) : Bilingual.Say("shell.demo.own"));
        if (!demo) Console.WriteLine(DailyBackup.Plan.From(app.Configuration) is { } plan ? Bilingual.Say("shell.backup.daily", plan.Folder, $"{plan.At:HH\\:mm}", plan.Keep) : Bilingual.Say("shell.backup.off"));
        if (!demo && demoAccounts) Console.WriteLine(Bilingual.Say("shell.demo.off"));
    }
}
