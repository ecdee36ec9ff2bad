using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Platform.Notices;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers.Lists;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Bulk;

/// <summary>Short ways through a bulk change, step by step and without the background.</summary>
static class Bulking
{
    /// <summary>Files of one owner: 客户001 and so on.</summary>
    public static Task Own(this World world, string? owner, int count, Action<Customer>? shape = null, string name = "客户") =>
        world.Add([.. Enumerable.Range(1, count).Select(i => ($"{name}{i:000}有限公司", owner, shape))]);

    public static Task<Guid> IdOf(this World world, string name) => world.Read(db => db.Set<Customer>().Where(c => c.Name == name).Select(c => c.Id).SingleAsync());

    public static Task<List<Guid>> Ids(this World world) => world.Read(db => db.Set<Customer>().OrderBy(c => c.Serial).Select(c => c.Id).ToListAsync());

    public static Task<Outcome<Guid>> Ask(this World world, string who, BulkChange change, string? conditions = "", params IReadOnlyList<Guid> ids) =>
        world.Do<MoveBulk, Guid>(who, u => u.Open(change, conditions, ids, default));

    /// <summary>Asks and previews.</summary>
    public static async Task<BulkView> Preview(this World world, string who, BulkChange change, string? conditions = "", params IReadOnlyList<Guid> ids)
    {
        var opened = await world.Ask(who, change, conditions, ids);
        opened.Findings.Select(f => f.Key).ShouldBeEmpty();
        return await world.Go(who, opened.Value);
    }

    /// <summary>Does what the job asks for now.</summary>
    public static async Task<BulkView> Go(this World world, string who, Guid id)
    {
        await world.Services.GetRequiredService<RunBulk>().Go(id, default);
        return await world.Job(who, id);
    }

    public static async Task<BulkView> Job(this World world, string who, Guid id) => (await world.Ask<ReadBulk, BulkView>(who, u => u.Find(id, default))).Value;

    /// <summary>Confirms and runs.</summary>
    public static async Task<BulkView> Run(this World world, string who, Guid id)
    {
        (await world.Do<MoveBulk, Guid>(who, u => u.Run(id, default))).Findings.Select(f => f.Key).ShouldBeEmpty();
        return await world.Go(who, id);
    }

    /// <summary>Asks, previews and runs; what comes is what was foreseen.</summary>
    public static async Task<BulkView> Bulk(this World world, string who, BulkChange change, string? conditions = "", params IReadOnlyList<Guid> ids)
    {
        var foreseen = await world.Preview(who, change, conditions, ids);
        var done = await world.Run(who, foreseen.Id);
        done.State.ShouldBe(BulkState.Done);
        (done.Done, done.Unchanged, done.Refused).ShouldBe((foreseen.ToChange, foreseen.Already, foreseen.Blocked), "the preview foresees the run");
        return done;
    }

    /// <summary>Takes back.</summary>
    public static async Task<BulkView> TakeBack(this World world, string who, Guid id)
    {
        (await world.Do<MoveBulk, Guid>(who, u => u.Undo(id, default))).Findings.Select(f => f.Key).ShouldBeEmpty();
        return await world.Go(who, id);
    }

    public static async Task<IReadOnlyList<BulkRowView>> Rows(this World world, string who, Guid id, RowResult? result = null, string? reason = null) =>
        (await world.Ask<ReadBulk, BulkRowPage>(who, u => u.Rows(id, result, reason, 0, 200, default))).Value.Items;

    public static Task<List<Notice>> Notices(this World world, string who) => world.Read(db => db.Set<Notice>().Where(n => n.PersonId == world.People[who]).OrderBy(n => n.Id).ToListAsync());

    public static (int, int, int) Foreseen(this BulkView job) => (job.ToChange, job.Already, job.Blocked);

    public static BulkChange To(this World world, string owner) => new() { Kind = BulkKind.Owner, Person = world.People[owner] };
}
