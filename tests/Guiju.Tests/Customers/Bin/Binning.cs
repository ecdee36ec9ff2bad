using System.Net;
using Guiju.Customers;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.Platform.Backup;
using Guiju.Platform.Http;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Bin;

/// <summary>Short ways into the recycle bin and out of it.</summary>
static class Binning
{
    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static Task<Outcome<DeleteCustomer.Deleted>> Delete(World world, string who, Guid id, string? reason = "误开", int? version = null) =>
        world.Do<DeleteCustomer, DeleteCustomer.Deleted>(who, u => u.Handle(id, reason, version, default));

    internal static Task<Outcome<RestoreFromBin.Restored>> Restore(World world, string who, Guid item, bool withoutCode = false) =>
        world.Do<RestoreFromBin, RestoreFromBin.Restored>(who, u => u.Handle(item, withoutCode, default));

    internal static async Task<IReadOnlyList<BinRow>> InBin(World world, string who, BinKind? kind = null, string? text = null) =>
        (await world.Ask<ReadBin, PageOf<BinRow>>(who, u => u.Handle(kind, text, null, 200, default))).Value.Items;

    /// <summary>A file of 张三 with whatever can hang on one that may be deleted.</summary>
    internal static async Task<Guid> Rich(World world)
    {
        var id = await world.Opened("张三", Files.Complete(1));
        await world.Log("张三", id, FollowUpStage.Call(new(2025, 6, 20)));
        await world.Do<EvaluateCustomer, LeadClass>("张三", u => u.Handle(id, LeadClass.Target, "需求明确", new(2025, 6, 20), null, default));
        await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["张三"], world.People["李四"], default));
        await world.Do<TagCustomer, IReadOnlyList<string>>("张三", u => u.Handle(id, ["展会"], default));
        await Attach(world, id);
        return id;
    }

    internal static async Task<string> Attach(World world, Guid id)
    {
        using var browser = await world.Browser("张三");
        using var content = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7 样本"u8.ToArray()), "file", "样本.pdf" } };
        using var answer = await browser.PostAsync($"/api/v1/customers/{id}/attachments", content, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await world.Read(db => db.Set<Attachment>().Where(a => a.CustomerId == id).Select(a => a.Hash).FirstAsync());
    }

    static readonly string[] bookkeeping = ["audit_entries", "audit_heads", "bin_items", "binned_files", "notices", "number_sequences", "sign_in_sessions", "accounts", "users", "customer_search_data", "customer_search_idx", "customer_search_docsize"];

    internal static async Task<Dictionary<string, TableDigest>> Digests(World world) =>
        (await world.Read(db => TableDigest.Of(db, default))).Where(d => !bookkeeping.Contains(d.Table)).ToDictionary(d => d.Table);
}
