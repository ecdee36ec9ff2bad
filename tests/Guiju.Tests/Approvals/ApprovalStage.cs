using System.Text.Json;
using Guiju.Approvals;
using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Approvals;

/// <summary>Requests as tests need them.</summary>
static class ApprovalStage
{
    /// <summary>A kind nothing follows from.</summary>
    public const string Kind = "bulkExport";

    /// <summary>Asks as somebody, as a feature does.</summary>
    public static async Task<Outcome<AskedRequest>> Ask(this World world, string who, Guid? subject = null, Func<NewRequest, NewRequest>? shape = null)
    {
        Outcome<AskedRequest>? asked = null;
        var request = new NewRequest
        {
            Kind = Kind,
            Subject = new("person", subject ?? Ids.Next()),
            Title = "客户 500 行",
            UnitId = world.Unit,
            Facts = [new("exports.rows", "500")],
            Reason = "展会名单",
        };
        await world.As(await world.Actor_(who), async services => asked = await services.GetRequiredService<IApprovals>().Ask(shape?.Invoke(request) ?? request, default));
        return asked!;
    }

    /// <summary>Asks what must be taken.</summary>
    public static async Task<AskedRequest> Asked(this World world, string who, Guid? subject = null, Func<NewRequest, NewRequest>? shape = null)
    {
        var asked = await world.Ask(who, subject, shape);
        asked.Findings.Select(f => f.Key).ShouldBeEmpty();
        return asked.Value;
    }

    public static async Task<Outcome<ApprovalState>> Decide(this World world, string who, Guid id, Verdict verdict = Verdict.Approve, string? grounds = null)
    {
        // Also somebody who joined in the test.
        await using var scope = world.Services.CreateAsyncScope();
        var actor = (await scope.ServiceProvider.GetRequiredService<IActors>().Find(await world.Person(who), default))!;
        return await world.Do<DecideRequest, ApprovalState>(actor, u => u.Handle(id, verdict, grounds, default));
    }

    public static Task<ApprovalRequest> Request(this World world, Guid id) => world.Read(db => db.Set<ApprovalRequest>().AsNoTracking().SingleAsync(r => r.Id == id));

    /// <summary>Uses an approval as a guarded act does; null where none is in force.</summary>
    public static async Task<Approval?> Use(this World world, string who, ApprovalNeed need)
    {
        Approval? used = null;
        await world.As(await world.Actor_(who), async services => used = await services.GetRequiredService<IApprovals>().Use(need, "导出", default));
        return used;
    }

    /// <summary>Sets the steps of the kind.</summary>
    public static async Task Route(this World world, params StepRule[] steps) =>
        (await world.Do<SetRoute, Guid>("孙总监", u => u.Handle(Kind, new() { Steps = steps, Reason = "本公司流程" }, default))).Done.ShouldBeTrue();

    /// <summary>People who join, with an account.</summary>
    public static Task Hire(this World world, Guid unit, params (string Name, string? Post, string? Supervisor, string Role)[] people) => world.Write(async (db, services) =>
    {
        var accounts = services.GetRequiredService<UserManager<Account>>();
        foreach (var (name, post, supervisor, role) in people)
        {
            var person = new Person(unit, name, null, post, supervisor is null ? null : db.Set<Person>().Single(p => p.Name == supervisor).Id);
            person.Grant([db.Set<Role>().Single(r => r.Key == role).Id]);
            db.Add(person);
            await db.SaveChangesAsync();
            (await accounts.CreateAsync(new Account { Id = person.Id, UserName = name }, World.Password)).Succeeded.ShouldBeTrue();
        }
    });

    public static Task<Guid> Person(this World world, string name) => world.Read(db => db.Set<Person>().Where(p => p.Name == name).Select(p => p.Id).SingleAsync());

    /// <summary>Numbers or titles of a list over the API.</summary>
    public static List<string> Numbers(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()!)];
}
