using System.Text.Json;
using Guiju.Compliance.WhatIf;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Duties;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Compliance;

/// <summary>What the tests of compliance set up again and again.</summary>
static class ComplianceStage
{
    /// <summary>A duty that came to an end, or not: owed by somebody until a time, and what became of it when.</summary>
    /// <param name="Title">Name of its subject.</param>
    /// <param name="Owner">Whose.</param>
    /// <param name="Due">Last second in time, by the company's clocks.</param>
    /// <param name="Ends">done, cancelled, excepted, or null where it is still open.</param>
    /// <param name="At">When, by the company's clocks.</param>
    /// <param name="Clause">Clause that asks for it.</param>
    public sealed record Owed(string Title, string Owner, DateTime Due, string? Ends = null, DateTime? At = null, string Clause = "D13-3.3.2c");

    /// <summary>Lets the duties happen, each at its time; the clock stands at the end of it.</summary>
    public static async Task Happen(this World world, DateTime opened, DateTime now, IReadOnlyList<Owed> owed)
    {
        world.At(opened);
        var subjects = owed.ToDictionary(o => o.Title, _ => Ids.Next());
        await world.Open(owed.Select(o => world.About(subjects[o.Title], o.Title, o.Owner, o.Due) with { Clause = o.Clause, Facts = o.Clause == "D13-3.3.2c" ? ["2025-05-01", "15", "100"] : ["2025-05-01 09:00", "1"] }));
        foreach (var o in owed.Where(o => o.Ends is not null).OrderBy(o => o.At))
        {
            world.At(o.At!.Value);
            var subject = Guiju.Customers.Deadlines.FileDuties.Subject(subjects[o.Title]);
            await world.As(Actor.Program(Door.Job), async services =>
            {
                if (o.Ends == "done") await services.GetRequiredService<IDuties>().Discharge(subject, o.Clause, new("customer", subject.Id, "依据 " + o.Title), default);
                else await services.GetRequiredService<IDuties>().Cancel(subject, "customers.duties.archived", default, o.Clause);
            });
            // Nothing gives an exception yet; the ledger knows the state.
            if (o.Ends == "excepted") await world.Write((db, _) => db.Set<Duty>().Where(d => d.SubjectId == subject.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DutyState.Excepted)));
        }
        world.At(now);
    }

    /// <summary>Sets the clock to a time of the company's clocks.</summary>
    public static void At(this World world, DateTime at) => world.SetTime(at.Year, at.Month, at.Day, at.Hour, at.Minute, at.Second);

    /// <summary>A tally of the API as due, in time, late, excepted, broken, open.</summary>
    public static int[] Tally(this JsonElement of) => [.. new[] { "due", "inTime", "late", "excepted", "broken", "open" }.Select(n => of.GetProperty("tally").GetProperty(n).GetInt32())];

    /// <summary>Somebody of another company, a leader of the group, and somebody without the permission.</summary>
    public static Task Strangers(this World world) => world.Write(async (db, services) =>
    {
        var roles = db.Set<Role>().ToDictionary(r => r.Key, r => r.Id);
        var blind = new Role("blind", "无执行力权限", DataScope.Unit, [Permission.CustomersRead]);
        var writer = new Role("writer", "只改参数", DataScope.Department, [Permission.CustomersRead, Permission.PoliciesRead, Permission.PoliciesWrite, Permission.ComplianceRead]);
        var north = new Unit("HB", "华北公司", null);
        db.AddRange(blind, writer, north);
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var one = await db.Set<Department>().Where(d => d.Name == "销售一部").Select(d => d.Id).SingleAsync();
        foreach (var (name, unit, department, role) in new (string, Guid, Guid?, Guid)[] { ("北总监", north.Id, null, roles["director"]), ("集团领导", world.Unit, null, roles["group"]), ("财务", world.Unit, null, blind.Id), ("一部制度员", world.Unit, one, writer.Id) })
        {
            var person = new Person(unit, name, department);
            person.Grant([role]);
            db.Add(person);
            await db.SaveChangesAsync();
            (await accounts.CreateAsync(new Account { Id = person.Id, UserName = name }, World.Password)).Succeeded.ShouldBeTrue();
        }
    });

    /// <summary>Replays something over the API and waits until it is over.</summary>
    public static async Task<(Guid Id, JsonElement Run, List<JsonElement> Cases)> Replay(this World world, HttpClient browser, object input)
    {
        var (status, body) = await browser.Json(HttpMethod.Post, "/api/v1/what-if", input);
        status.ShouldBe(201, body.ToString());
        var id = body.GetProperty("id").GetGuid();
        await world.Services.GetRequiredService<WhatIfWorker>().Worked(id).WaitAsync(TimeSpan.FromSeconds(60));
        var run = (await browser.Json(HttpMethod.Get, $"/api/v1/what-if/{id}")).Body;
        return (id, run, [.. (await browser.Json(HttpMethod.Get, $"/api/v1/what-if/{id}/cases")).Body.GetProperty("items").EnumerateArray()]);
    }

    /// <summary>The rows of a workbook behind an address, the header first.</summary>
    public static async Task<List<List<string>>> Book(this HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(200, path);
        using var file = TableFile.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), "a.xlsx").Value;
        return [.. file.DefaultSheet.Rows().Select(r => r.Cells.Select(c => c.Text).ToList())];
    }
}
