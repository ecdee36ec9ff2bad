using System.Net.Http.Json;
using Guiju.Approvals;
using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform.Security;
using Guiju.Publishing;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Publishing;

/// <summary>What the tests of regulations do again and again: 钱信息 (信息部) writes, 孙总监 reviews, 郑总 (总经理) approves.</summary>
static class PublishingStage
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Somebody new with an account, in a department by name.</summary>
    public static async Task<Guid> Joins(this World world, string name, string? department = null, string role = "salesperson", string? post = null, string? supervisor = null, Guid? unit = null)
    {
        Guid id = default;
        await world.Write(async (db, services) =>
        {
            var company = unit ?? world.Unit;
            var place = department is null ? null : db.Set<Department>().SingleOrDefault(d => d.Name == department && d.UnitId == company);
            if (department is not null && place is null) db.Add(place = new Department(company, department, null));
            var person = new Person(company, name, place?.Id, post, supervisor is null ? null : db.Set<Person>().Single(p => p.Name == supervisor).Id);
            person.Grant([db.Set<Role>().Single(r => r.Key == role).Id]);
            db.Add(person);
            await db.SaveChangesAsync(Ct);
            (await services.GetRequiredService<UserManager<Account>>().CreateAsync(new Account { Id = person.Id, UserName = name }, World.Password)).Succeeded.ShouldBeTrue();
            await db.ChangeAccess(Ct);
            id = person.Id;
        });
        return id;
    }

    /// <summary>The General Manager joins.</summary>
    public static Task<Guid> General(this World world) => world.Joins("郑总", role: "group", post: "总经理");

    /// <summary>Id of a department.</summary>
    public static Task<Guid> DepartmentOf(this World world, string name) => world.Read(db => db.Set<Department>().Where(d => d.Name == name).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync());

    /// <summary>Acts as somebody who may have joined in the test.</summary>
    public static async Task<Outcome<R>> Does<T, R>(this World world, string who, Func<T, Task<Outcome<R>>> act) where T : notnull => await world.Do(await world.ActorOf(who), act);

    /// <summary>The actor of somebody, by name.</summary>
    public static async Task<Actor> ActorOf(this World world, string who)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<Guiju.Platform.Data.GuijuContext>().Set<Person>().Where(p => p.Name == who).Select(p => p.Id).SingleAsync(Ct);
        return (await scope.ServiceProvider.GetRequiredService<IActors>().Find(id, Ct))! with { Door = Door.Page };
    }

    /// <summary>A regulation of 信息部 is entered.</summary>
    public static async Task<Guid> Entered(this World world, string number = "KH-01", string title = "客户信息管理办法", string clause = "D13-1", bool gate = false, string owner = "信息部", string who = "admin") =>
        (await world.Does<SaveRegulation, Guid>(who, async u => await u.Handle(null, null, new() { Number = number, Title = title, Category = "管理办法", OwnerDepartmentId = await world.DepartmentOf(owner), ReadingClause = clause, AccessGate = gate }, Ct))).Value;

    /// <summary>A draft as small as one may be.</summary>
    public static SaveDraft.Input Draft(string label, DateOnly effective, string text = "# 总则\n为规范客户管理，制定本办法（D13-1）。") => new() { Label = label, Text = text, EffectiveFrom = effective };

    /// <summary>A draft goes all the way to its approval.</summary>
    public static async Task Approved(this World world, Guid regulation, SaveDraft.Input draft, string author = "钱信息", string reviewer = "孙总监")
    {
        (await world.Does<SaveDraft, Guid>(author, u => u.Handle(regulation, null, draft, Ct))).Findings.ShouldBeEmpty();
        (await world.Does<ReviewVersion, Guid>(author, u => u.Submit(regulation, Ct))).Findings.ShouldBeEmpty();
        (await world.Does<ReviewVersion, Guid>(reviewer, u => u.Handle(regulation, true, null, Ct))).Findings.ShouldBeEmpty();
        (await world.Decides("郑总", Verdict.Approve)).Findings.ShouldBeEmpty();
    }

    /// <summary>Somebody decides the newest request that waits.</summary>
    public static async Task<Outcome<ApprovalState>> Decides(this World world, string who, Verdict verdict, string? grounds = null)
    {
        var request = await world.Read(db => db.Set<ApprovalRequest>().Where(r => r.State == ApprovalState.Waiting && r.Kind == VersionApproval.Name).OrderByDescending(r => r.Id).Select(r => r.Id).FirstAsync());
        return await world.Does<DecideRequest, ApprovalState>(who, u => u.Handle(request, verdict, grounds, Ct));
    }

    /// <summary>A version is written, approved and published.</summary>
    public static async Task<Guid> Published(this World world, Guid regulation, SaveDraft.Input draft, string author = "钱信息", string reviewer = "孙总监")
    {
        await world.Approved(regulation, draft, author, reviewer);
        var published = await world.Does<PublishVersion, PublishVersion.PublishedVersion>(author, u => u.Handle(regulation, Ct));
        published.Findings.ShouldBeEmpty();
        return published.Value.VersionId;
    }

    /// <summary>Somebody acknowledges a version.</summary>
    public static Task<Outcome<AcknowledgeVersion.Acknowledged>> Reads(this World world, string who, Guid version) => world.Does<AcknowledgeVersion, AcknowledgeVersion.Acknowledged>(who, u => u.Handle(version, Ct));

    /// <summary>The read rate as somebody sees it.</summary>
    public static async Task<ReadRate> Rate(this World world, string who, Guid regulation, int number, bool overdue = false)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(await world.ActorOf(who));
        return (await scope.ServiceProvider.GetRequiredService<Guiju.Platform.UseCases.UseCase<ShowReadRate>>().Ask(u => u.Handle(regulation, number, overdue, null, Ct), Ct)).Value;
    }

    /// <summary>Makes the round that asks newcomers and lets go who left.</summary>
    public static Task AskRound(this World world) => world.Services.GetRequiredService<ReadingRound>().Once(Ct);

    /// <summary>Makes something over the API; answers its id.</summary>
    public static async Task<Guid> Made(this HttpClient browser, string path, object body)
    {
        using var answer = await browser.PostAsJsonAsync(path, body, Ct);
        ((int)answer.StatusCode).ShouldBe(201, path);
        return await answer.Content.ReadFromJsonAsync<Guid>(Ct);
    }

    /// <summary>Twelve people in 营业部 below 赵主管, and a draft's readers that are they.</summary>
    public static async Task<IReadOnlyList<Guid>> Twelve(this World world)
    {
        for (var n = 1; n <= 12; n++) await world.Joins($"员{n:00}", "营业部", supervisor: "赵主管");
        return [await world.DepartmentOf("营业部")];
    }
}
