using System.Globalization;
using System.Net;
using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.FollowUp;
using Guiju.Leads;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Publishing;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;
using Guiju.Shell;
using Guiju.Shell.Demo;
using Guiju.Shell.Today;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Guiju.Tests.Shell;

public class DemoTests
{
    static readonly DateOnly Day = new(2025, 6, 10);

    // Made once an engine; who changes something opens a copy.
    static readonly Lazy<Task<(string Folder, string? Postgres)>> Sqlite = new(() => Seed(Engine.Sqlite)), Postgres = new(() => Seed(Engine.Postgres));

    static async Task<(string, string?)> Seed(Engine engine)
    {
        var (folder, postgres) = await Databases.MakeEmpty(engine);
        // Starting once makes the tables.
        await using (var world = World.On(folder, postgres)) { }
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("GUIJU_DATA", folder), new("ConnectionStrings:Guiju", postgres ?? "")]).Build();
        (await DemoSeed.Make(settings, Day, default)).ShouldBeTrue();
        if (engine == Engine.Sqlite) Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        else NpgsqlConnection.ClearAllPools();
        return (folder, postgres);
    }

    static async Task<World> Demo(Engine engine, bool served = true)
    {
        var (folder, postgres) = await (engine == Engine.Sqlite ? Sqlite : Postgres).Value;
        return await World.Start(folder, postgres, demo: served);
    }

    /// <summary>Everything people read, line by line; ids are left out, for they are drawn by lot.</summary>
    static Task<List<string>> Told(World world) => world.Read(async db =>
    {
        List<string> lines = [];
        var people = await db.Set<Person>().OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.Post, Head = db.Set<Person>().Where(h => h.Id == p.SupervisorId).Select(h => h.Name).SingleOrDefault() }).ToListAsync();
        var names = people.ToDictionary(p => p.Id, p => p.Name);
        lines.AddRange(people.Select(p => $"{p.Name} {p.Post} {p.Head}"));
        string? Name(Guid? id) => id is { } known ? names[known] : null;
        var customers = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).OrderBy(c => c.Serial).ToListAsync();
        lines.AddRange(customers.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Code} {c.Name} {c.CreditCode} {c.Phone} {Name(c.OwnerId)} {c.Stage} {c.LeadClass} {c.Status} {c.NextContactOn:o} {c.NextStep} {c.LastContactAt:o} {string.Join(',', c.Tags)} {string.Join(',', c.Roles.Select(r => $"{r.Role}{r.Special}").Order())} {string.Join(',', c.Contacts.Select(p => p.Name + p.Mobile).Order())}")));
        var codes = customers.ToDictionary(c => c.Id, c => c.Code);
        lines.AddRange((await db.Set<Interaction>().ToListAsync()).Select(i => string.Create(CultureInfo.InvariantCulture, $"{codes[i.CustomerId]} {i.At:o} {i.Mode} {i.Feedback} {i.NextOn:o}")).Order(StringComparer.Ordinal));
        lines.AddRange((await db.Set<Dealing>().ToListAsync()).Select(d => string.Create(CultureInfo.InvariantCulture, $"{codes[d.CustomerId]} {d.Number} {d.On:o} {d.Kind} {d.State} {d.Amount:0.00} {d.Summary}")).Order(StringComparer.Ordinal));
        lines.AddRange((await db.Set<Lead>().ToListAsync()).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Number} {l.Name} {l.Registrar} {l.Routing} {l.ObtainedAt:o} {l.Late}")).Order(StringComparer.Ordinal));
        lines.AddRange((await db.Set<Attachment>().ToListAsync()).Select(a => $"{codes[a.CustomerId]} {a.Name}").Order(StringComparer.Ordinal));
        return lines;
    });

    [Fact]
    public async Task Two_demos_of_a_day_are_the_same_whatever_the_database()
    {
        // Each made for itself, an engine each.
        await using var one = await Demo(Engine.Postgres);
        var (folder, postgres) = await Sqlite.Value;
        await using var other = await World.Start(folder, postgres);
        var told = await Told(one);
        told.Count.ShouldBeGreaterThan(1000);
        told.ShouldBe(await Told(other));
    }

    [Theory, OnBoth]
    public async Task The_group_is_a_living_one(Engine engine)
    {
        await using var world = await Demo(engine);
        (await world.Read(db => db.Set<Unit>().CountAsync())).ShouldBe(4);
        (await world.Read(db => db.Set<Person>().CountAsync())).ShouldBeInRange(28, 34);
        (await world.Read(db => db.Set<Person>().CountAsync(p => p.SupervisorId != null))).ShouldBeGreaterThan(24);
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBeInRange(295, 310);
        var roles = await world.Read(db => db.Set<CustomerRole>().ToListAsync());
        Enum.GetValues<RoleKind>().ShouldAllBe(kind => roles.Count(r => r.Role == kind) >= 5);
        Enum.GetValues<SpecialKind>().ShouldAllBe(kind => roles.Any(r => r.Special == kind));
        foreach (var stage in Enum.GetValues<Stage>()) (await world.Read(db => db.Set<Customer>().AnyAsync(c => c.Stage == stage))).ShouldBeTrue(stage.ToString());
        (await world.Read(db => db.Set<RegisterCategory>().Where(k => db.Set<Customer>().Any(c => c.CategoryId == k.Id)).Select(k => k.Order).Distinct().CountAsync())).ShouldBe(3);
        foreach (var kind in (DealingKind[])[DealingKind.Quotation, DealingKind.Contract, DealingKind.Order, DealingKind.Delivery, DealingKind.Payment])
            (await world.Read(db => db.Set<Dealing>().CountAsync(d => d.Kind == kind))).ShouldBeGreaterThan(5, kind.ToString());
        // Regulations in force, one of them in its second version; most people have read them, some still owe it.
        (await world.Read(async db => (await db.Set<Regulation>().CountAsync(), await db.Set<RegulationVersion>().CountAsync(v => v.State == VersionState.Published)))).ShouldBe((3, 4));
        (await world.Read(db => db.Set<Reading>().CountAsync(r => r.AcknowledgedAt != null))).ShouldBeGreaterThan(60);
        (await world.Read(db => db.Set<Reading>().CountAsync(r => r.AcknowledgedAt == null && r.DroppedAt == null))).ShouldBeGreaterThan(5);
        (await world.Read(db => db.Set<ContactPlan>().CountAsync(p => p.State == PlanState.Pending))).ShouldBeGreaterThan(3);
        (await world.Read(db => db.Set<Lead>().CountAsync(l => l.Routing == Routing.Pool && l.AssignedAt == null))).ShouldBeGreaterThan(6);
        (await world.Read(db => db.Set<Lead>().CountAsync(l => l.Routing == Routing.Passed))).ShouldBeGreaterThan(6);
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.LeadClass == null && c.LastContactAt != null))).ShouldBeGreaterThan(15);
        (await world.Read(db => db.Set<Attachment>().CountAsync())).ShouldBeGreaterThan(3);
        (await world.Read(db => db.Set<Customer>().ToListAsync())).Count(c => c.Tags.Count > 0).ShouldBeGreaterThan(20);
        (await world.Read(db => db.Set<Territory>().ToListAsync())).ShouldAllBe(t => t.Name.EndsWith('区') && !t.Name.Contains('的'));
        // Duties began and ended as the files changed, though the whole demo is one act.
        foreach (var state in (DutyState[])[DutyState.Open, DutyState.DoneInTime]) (await world.Read(db => db.Set<Duty>().CountAsync(d => d.State == state))).ShouldBeGreaterThan(10, state.ToString());
        (await world.Read(db => db.Set<Duty>().CountAsync(d => d.State == DutyState.Open && d.ClauseId == "D13-3.3.2c" && db.Set<Customer>().Any(c => c.Id == d.SubjectId && c.Completeness >= 100)))).ShouldBe(0);
        // Nothing has happened after the demo's day begins, and something on the working day before.
        var morning = world.Clock.Utc(Day.ToDateTime(default));
        (await world.Read(db => db.Set<Interaction>().AnyAsync(i => i.At >= morning))).ShouldBeFalse();
        (await world.Read(db => db.Set<Interaction>().AnyAsync(i => i.At >= morning.AddDays(-1)))).ShouldBeTrue();
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null && v.Entries > 0);
    }

    [Theory, OnBoth]
    public async Task A_supervisors_morning_looks_like_one(Engine engine)
    {
        await using var world = await Demo(engine);
        foreach (var name in (string[])["周明慧", "赵启明"])
        {
            var numbers = (await world.Ask<ShowToday, ShowToday.Answer>(name, q => q.Handle(true, default))).Value.Numbers;
            numbers.Overdue.ShouldBeInRange(1, 8, name);
            numbers.Today.ShouldBeInRange(1, 14, name);
            (numbers.Today + numbers.Week).ShouldBeGreaterThan(numbers.Overdue, name);
            numbers.ToDecide.ShouldBeInRange(1, 5, name);
            numbers.ToEvaluate.ShouldBeInRange(3, 20, name);
        }
    }

    [Theory, OnBoth]
    public async Task Its_accounts_sign_in_where_the_demo_is_served_and_nowhere_else(Engine engine)
    {
        await using var demo = await Demo(engine);
        await using var other = await Demo(engine, served: false);
        using var browser = demo.Browser();
        foreach (var user in (string[])["zhou", "admin"])
        {
            (await browser.Submit("/sign-in", ("userName", user), ("password", DemoGroup.Password))).StatusCode.ShouldBe(HttpStatusCode.SeeOther, user);
            (await other.Browser().Submit("/sign-in", ("userName", user), ("password", DemoGroup.Password))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, user);
        }
        (await browser.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await World.Carry(browser, other)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "a session of the demo ends with it");
        (await UserVerb.Reset(other.Services, "zhou", false, default)).ShouldBe(2, "nor does a reset make it an account of anybody's");
    }

    [Theory, OnBoth]
    public async Task A_company_of_ones_own_never_gets_them_however_it_is_started(Engine engine)
    {
        await using var founded = await World.Open(engine);
        var (folder, postgres) = founded.Place;
        await using (var again = await World.Start(folder, postgres, demo: true))
        {
            (await again.Read(db => db.Set<Account>().CountAsync(a => a.Demo))).ShouldBe(0);
            (await again.Browser().Submit("/sign-in", ("userName", "zhou"), ("password", DemoGroup.Password))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        var people = await founded.Read(db => db.Set<Person>().CountAsync());
        (await Verbs.Seed(founded.Services, default)).ShouldBe(5);
        (await founded.Read(db => db.Set<Person>().CountAsync())).ShouldBe(people);
        await using var empty = await World.Empty(engine);
        (await empty.Read(db => db.Set<Account>().CountAsync())).ShouldBe(0);
        (await empty.Browser().Submit("/sign-in", ("userName", "zhou"), ("password", DemoGroup.Password))).Headers.Location!.ToString().ShouldBe("/set-up");
    }
}
