using Guiju.Leads;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Demo;

/// <summary>Makes the demo group in an empty database: companies, people, 300 customers with contacts, dealings and papers up to yesterday.</summary>
public static class DemoSeed
{
    /// <summary>Fixed, so that every demo of a day is the same.</summary>
    const int Seed = 20260101;

    /// <summary>Audit entries of so many acts are written together.</summary>
    const int Together = 400;

    /// <summary>Makes it, up to the program's today; does nothing where there is a company already.</summary>
    /// <param name="services">The program it is made for.</param>
    /// <param name="ct">Ends the making; nothing is kept then.</param>
    /// <param name="begins">Told that it begins, for it takes some seconds; not where there is a company already.</param>
    /// <returns>Whether it was made.</returns>
    public static async Task<bool> Make(IServiceProvider services, CancellationToken ct, Action? begins = null)
    {
        // Asked before another program is built for the making: at every start but the first there is nothing to make.
        await using (var scope = services.CreateAsyncScope())
            if (await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<Unit>().AnyAsync(ct)) return false;
        return await Make(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<CompanyClock>().Today, ct, begins);
    }

    /// <summary>Makes it, in one transaction; does nothing where there is a company already.</summary>
    /// <param name="settings">Settings of the program: where the data lie.</param>
    /// <param name="today">The day the history ends before, in the company's zone.</param>
    /// <param name="ct">Ends the making; nothing is kept then.</param>
    /// <param name="begins">Told that it begins, for it takes some seconds; not where there is a company already.</param>
    /// <returns>Whether it was made.</returns>
    public static async Task<bool> Make(IConfiguration settings, DateOnly today, CancellationToken ct, Action? begins = null)
    {
        var time = new SeedClock(new DateTimeOffset(today.AddDays(-200), new TimeOnly(0, 30), TimeSpan.Zero));
        // A program of its own, whose clock goes through the months that the history claims.
        var builder = CommandLine.Builder([]);
        builder.Configuration.AddConfiguration(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddGuiju().Services.AddSingleton<TimeProvider>(time);
        await using var program = builder.Build();
        await using var scope = program.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, clock, actor) = (services.GetRequiredService<GuijuContext>(), services.GetRequiredService<CompanyClock>(), services.GetRequiredService<CurrentActor>());
        actor.Set(Actor.Program(Door.CommandLine));
        using var turn = await services.GetRequiredService<WriteTurn>().Take(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act = "Seed";
        // Locks out a second one, and a company being founded at the same moment.
        await db.ChangeAccess(ct);
        if (await db.Set<Unit>().AnyAsync(ct)) return false;

        begins?.Invoke();
        // One transaction, and what each act changed goes into the trail some hundred acts at a time: the same entries for a fraction of the time.
        db.Gathered = [];
        var members = await DemoGroup.Make(db, services.GetRequiredService<UserManager<Account>>(), ct);
        var names = new DemoNames(Seed);
        var story = new DemoScript(names, today, ActivatorUtilities.CreateInstance<DemoTeller>(services, names, ActivatorUtilities.CreateInstance<DemoPapers>(services)));
        var draw = services.GetRequiredService<DrawTerritory>();
        foreach (var company in members.GroupBy(m => m.Unit).Where(g => DemoTerritories.Of.ContainsKey(g.Key)))
        {
            var staff = new List<DemoScript.Worker>();
            foreach (var m in company) staff.Add(new(m.Role, (await services.GetRequiredService<IActors>().Find(m.Person.Id, ct))! with { Door = Door.CommandLine }, m.Person.SupervisorId));
            (var director, db.Act) = (staff.First(s => s.Role == "director").Actor, nameof(DrawTerritory));
            actor.Set(director);
            foreach (var t in DemoTerritories.Of[company.Key])
                if (await draw.Handle(null, null, new(t.Name, staff.Single(s => s.Actor.Name == t.Owner).Actor.PersonId, [.. t.Provinces.Select(p => p + "0000")], null), ct) is { Done: false } refused)
                    throw new InvalidOperationException($"The demo's territory was refused: {refused.Findings[0].Key}");
            await db.SaveChangesAsync(ct);
            story.Plan(company.Key, staff);
        }
        var reports = await ActivatorUtilities.CreateInstance<DemoReports>(services).Plan(members, today, ct);
        db.ChangeTracker.Clear();
        var regulations = ActivatorUtilities.CreateInstance<DemoRegulations>(services);
        foreach (var happening in story.Happenings.Concat(reports).Concat(regulations.Happenings(members, today)).OrderBy(h => h.At))
        {
            time.MoveTo(clock.Utc(happening.At));
            await happening.Happens(ct);
            await db.SaveChangesAsync(ct);
            if (db.Gathered.Count >= Together) await AuditTrail.WriteGathered(db, ct);
            db.ChangeTracker.Clear();
        }
        await AuditTrail.WriteGathered(db, ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
