using Guiju.Leads;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Demo;

/// <summary>Makes the demo group in an empty database: companies, people, about 300 customers with contacts and history up to today.</summary>
public static class DemoSeed
{
    /// <summary>Fixed, so that every demo of a day is the same.</summary>
    const int Seed = 20260101;

    static readonly int[] CustomersOf = [0, 18, 20, 20];

    /// <summary>Makes it, up to the program's today; does nothing where there is a company already.</summary>
    /// <param name="services">The program it is made for.</param>
    /// <param name="ct">Ends the making; nothing is kept then.</param>
    /// <returns>Whether it was made.</returns>
    public static async Task<bool> Make(IServiceProvider services, CancellationToken ct)
    {
        // Asked before another program is built for the making: at every start but the first there is nothing to make.
        await using (var scope = services.CreateAsyncScope())
            if (await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<Unit>().AnyAsync(ct)) return false;
        return await Make(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<CompanyClock>().Today, ct);
    }

    /// <summary>Makes it, in one transaction; does nothing where there is a company already.</summary>
    /// <param name="settings">Settings of the program: where the data lie.</param>
    /// <param name="today">The day the history ends on, in the company's zone.</param>
    /// <param name="ct">Ends the making; nothing is kept then.</param>
    /// <returns>Whether it was made.</returns>
    public static async Task<bool> Make(IConfiguration settings, DateOnly today, CancellationToken ct)
    {
        var time = new SeedClock(new DateTimeOffset(today.AddDays(-150), new TimeOnly(0, 30), TimeSpan.Zero));
        // A program of its own, whose clock goes through the months that the history claims.
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddConfiguration(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddGuiju().Services.AddSingleton<TimeProvider>(time);
        await using var program = builder.Build();
        await using var scope = program.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<GuijuContext>();
        if (await db.Set<Unit>().AnyAsync(ct)) return false;

        services.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        using var turn = await services.GetRequiredService<WriteTurn>().Take(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act = "Seed";
        var members = await DemoGroup.Make(db, services.GetRequiredService<UserManager<Account>>(), ct);
        var names = new DemoNames(Seed);
        var story = ActivatorUtilities.CreateInstance<DemoCustomers>(services, time, names);
        List<DemoCustomers.Event> events = [];
        foreach (var (company, number) in members.GroupBy(m => m.Person.UnitId).Select((g, i) => (g, i)))
        {
            var sellers = company.Where(m => m.Role == "salesperson").Select(m => m.Person).ToList();
            var shares = Shares(sellers);
            foreach (var seller in sellers)
            {
                var territory = new Territory(seller.UnitId);
                territory.Draw($"{seller.Name}的区域", seller.Id, shares[seller.Id].Select(p => p + "0000"), []);
                db.Add(territory);
            }
            await db.SaveChangesAsync(ct);
            foreach (var seller in sellers)
            {
                var actor = (await services.GetRequiredService<IActors>().Find(seller.Id, ct))!;
                for (var n = 0; n < CustomersOf[number]; n++) events.AddRange(story.Plan(actor, shares[seller.Id], today));
            }
        }
        db.ChangeTracker.Clear();
        foreach (var happening in events.OrderBy(e => e.On).ThenBy(e => e.Hour)) await story.Tell(happening, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Each seller of a company gets provinces of his own; none is anybody else's.</summary>
    static Dictionary<Guid, IReadOnlyList<string>> Shares(IReadOnlyList<Person> sellers) =>
        sellers.Select((s, i) => (s.Id, (IReadOnlyList<string>)[.. DemoNames.Provinces.Where((_, p) => p % sellers.Count == i)])).ToDictionary(s => s.Id, s => s.Item2);
}
