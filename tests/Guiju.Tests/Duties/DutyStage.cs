using Guiju.Customers.Deadlines;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.Rulebook.Deadlines;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Duties;

/// <summary>Duties as tests need them.</summary>
static class DutyStage
{
    /// <summary>Makes the round that tells of duties.</summary>
    public static Task Remind(this World world) => world.Services.GetRequiredService<DutyRound>().Once(TestContext.Current.CancellationToken);

    /// <summary>The duties of a clause as the ledger keeps them, by when they began.</summary>
    public static Task<List<Duty>> Owed(this World world, string clause) => world.Read(db => db.Set<Duty>().AsNoTracking().Where(d => d.ClauseId == clause).OrderBy(d => d.Id).ToListAsync());

    /// <summary>Names of the duties a list of the API shows somebody; sessions of days ago are over, so he signs in anew.</summary>
    public static async Task<List<string>> Listed(this World world, string who, string query)
    {
        using var browser = await world.Browser(who);
        var (status, body) = await browser.Json(HttpMethod.Get, $"/api/v1/duties?{query}");
        status.ShouldBe(200, query);
        return [.. body.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("title").GetString()!)];
    }

    /// <summary>A duty about nothing in particular, due at a time of the company's clocks.</summary>
    public static NewDuty About(this World world, Guid subject, string title, string? owner, DateTime due, params DutyStep[] steps) => new()
    {
        Clause = "D13-3.3.2c",
        Subject = FileDuties.Subject(subject),
        Title = title,
        Occurrence = "test",
        UnitId = world.Unit,
        OwnerId = owner is null ? null : world.People[owner],
        Due = new Due(due.AddDays(-15), due, false),
        ParametersOn = DateOnly.FromDateTime(due),
        Facts = ["2025-06-01", "15", "100"],
        Steps = steps,
    };

    /// <summary>Opens duties in one act of the program.</summary>
    public static Task Open(this World world, params IEnumerable<NewDuty> duties) => world.As(Guiju.Platform.Security.Actor.Program(Guiju.Platform.Security.Door.Job), async services =>
    {
        foreach (var duty in duties) await services.GetRequiredService<IDuties>().Open(duty, default);
    });
}
