using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Duplicates;

/// <summary>Two files that may be one, as tests need them.</summary>
static class Twins
{
    public const string Phone = "0755-88001234";

    /// <summary>深圳市华星贸易有限公司.</summary>
    public static Task<Guid> First(this World world, string who = "张三", string? phone = Phone) =>
        world.Opened(who, new() { Name = "深圳市华星贸易有限公司", Roles = [RoleKind.Buyer], Phone = phone, Contact = new() { Name = "林芳", Mobile = "13800138001" } });

    /// <summary>华星贸易(深圳)有限公司; its phone is entered afterwards, since a second file of the same name and phone is refused.</summary>
    public static async Task<Guid> Second(this World world, string who = "李四", string? phone = Phone, bool contact = true)
    {
        var id = await world.Opened(who, new() { Name = "华星贸易(深圳)有限公司", Roles = [RoleKind.Supplier], Industry = "铸造", Contact = contact ? new() { Name = "吴迪", Mobile = "13800138002" } : null });
        // As it stood before anybody looked: the door refuses such a change.
        if (phone is not null) await world.Write(async (db, _) => (await db.Set<Customer>().SingleAsync(c => c.Id == id)).Reach(phone, PhoneNumber.Read(phone).Value.Key, null));
        return id;
    }

    public static async Task<IReadOnlyList<PairRow>> Pairs(this World world, PairState state = PairState.Open, string who = "钱信息") =>
        (await world.Ask<ReadPairs, PageOf<PairRow>>(who, u => u.List(state, null, default))).Value.Items;

    public static Task<Outcome<MergeCustomers.Merged>> Merge(this World world, Guid kept, Guid gone, string who = "钱信息", IReadOnlyList<string>? take = null, int? keptVersion = null, int? goneVersion = null) =>
        world.Do<MergeCustomers, MergeCustomers.Merged>(who, u => u.Handle(new() { KeptId = kept, GoneId = gone, Take = take, KeptVersion = keptVersion, GoneVersion = goneVersion }, default));

    public static Task<Outcome<Guid>> Undo(this World world, Guid merge, string who = "钱信息") => world.Do<UndoMerge, Guid>(who, u => u.Handle(merge, default));
}
