using System.Net;
using System.Net.Http.Json;
using Guiju.Customers;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Files;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guiju.Tests.Customers.Bin.Binning;

namespace Guiju.Tests.Customers.Bin;

/// <summary>Parts of files in the bin, its end, its page and its API.</summary>
public class BinDoorTests
{
    [Theory, OnBoth]
    public async Task Parts_go_and_come_back(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1, FileStatus.Draft));
        var person = (await world.Do<ChangeContacts, Guid>("张三", u => u.Add(id, new() { Name = "周敏", Mobile = "13600001111" }, default))).Value;
        var hash = await Attach(world, id);
        var attachment = await world.Read(db => db.Set<Attachment>().Select(a => a.Id).SingleAsync());
        var logged = (await world.Log("张三", id, FollowUpStage.Call(new(2025, 6, 20)))).Value.Id;
        world.Time.Advance(TimeSpan.FromMinutes(5));
        var wrong = (await world.Log("张三", id, new() { Mode = ContactMode.Visit, Feedback = "记错客户了", NextOn = new(2025, 6, 21) })).Value.Id;
        (await Files.File(world, id)).LastFeedback.ShouldBe("记错客户了");

        var people = (await world.Do<ChangeContacts, Guid>("张三", u => u.Remove(id, person, new(null, null), default))).Value;
        var files = (await world.Do<ChangeAttachments, Guid>("张三", u => u.Remove(id, attachment, default))).Value;
        (await world.Do<DiscardInteraction, DiscardInteraction.Discarded>("赵主管", u => u.Handle(wrong, null, default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<DiscardInteraction, DiscardInteraction.Discarded>("王五", u => u.Handle(wrong, null, default))).Refusal.ShouldBe(Refusal.NotFound);
        var contact = (await world.Do<DiscardInteraction, DiscardInteraction.Discarded>("张三", u => u.Handle(wrong, "记错", default))).Value.BinId;
        (await Files.File(world, id)).ShouldSatisfyAllConditions(f => f.LastFeedback.ShouldBe("确认样品参数，月底前定"), f => f.Contacts.Count.ShouldBe(1));
        (await InBin(world, "张三")).Select(r => r.Kind).ShouldBe([BinKind.Interaction, BinKind.Attachment, BinKind.ContactPerson]);
        (await InBin(world, "王五")).ShouldBeEmpty();
        (await Restore(world, "王五", people)).Refusal.ShouldBe(Refusal.NotFound);
        // The bytes stay while the attachment lies in the bin.
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Services.GetRequiredService<FileSweep>().Once(Ct);
        world.Services.GetRequiredService<FileStore>().Open(hash).ShouldNotBeNull().Dispose();

        foreach (var item in new[] { people, files, contact }) (await Restore(world, "张三", item)).Done.ShouldBeTrue();
        (await Files.File(world, id)).ShouldSatisfyAllConditions(f => f.LastFeedback.ShouldBe("记错客户了"), f => f.Contacts.Select(c => c.Id).ShouldContain(person));
        using var browser = await world.Browser("张三");
        (await browser.GetStringAsync("/api/v1/customers?q=周敏", Ct)).ShouldContain(id.ToString());
        using var sent = await browser.Get($"/api/v1/customers/{id}/attachments/{attachment}");
        (await sent.Content.ReadAsStringAsync(Ct)).ShouldBe("%PDF-1.7 样本");
        world.Time.Advance(TimeSpan.FromMinutes(30));
        (await world.Do<DiscardInteraction, DiscardInteraction.Discarded>("张三", u => u.Handle(logged, null, default))).ShouldRefuse("followup.correct.late");
    }

    [Theory, OnBoth, Clause("D10-6.1")]
    public async Task After_its_time_it_goes_for_good_and_leaves_nothing_but_the_trail(Engine engine)
    {
        await using var world = await World.Open(engine);
        var kept = await world.Opened("张三", Files.Complete(2, FileStatus.Formal));
        await Attach(world, kept);
        var id = await Rich(world);
        using (var browser = await world.Browser("张三"))
        {
            using var content = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7 只此一份"u8.ToArray()), "file", "另一份.pdf" } };
            (await browser.PostAsync($"/api/v1/customers/{id}/attachments", content, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        var hashes = await world.Read(db => db.Set<Attachment>().Where(a => a.CustomerId == id).OrderBy(a => a.Id).Select(a => a.Hash).ToListAsync());
        var extra = (await world.Do<ChangeContacts, Guid>("张三", u => u.Add(id, new() { Name = "周敏" }, default))).Value;
        await world.Do<ChangeContacts, Guid>("张三", u => u.Remove(id, extra, new(null, null), default));
        var ofFormal = await world.Read(db => db.Set<Attachment>().Where(a => a.CustomerId == kept).Select(a => a.Id).SingleAsync());
        await world.Do<ChangeAttachments, Guid>("张三", u => u.Remove(kept, ofFormal, default));
        await Delete(world, "钱信息", id);
        var sweep = world.Services.GetRequiredService<BinSweep>();
        world.Time.Advance(TimeSpan.FromDays(89));
        (await sweep.Once(Ct)).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromDays(2));
        (await sweep.Once(Ct)).ShouldBe(2);
        // What belongs to a formal file stays, with its bytes, which the purged file named too; the others' bytes go.
        (await world.Read(db => db.Set<BinItem>().Select(i => i.Kind).ToListAsync())).ShouldBe([BinKind.Attachment]);
        (await world.Read(db => db.Set<BinnedFile>().CountAsync())).ShouldBe(1);
        await world.Services.GetRequiredService<FileSweep>().Once(Ct);
        using (var shared = world.Services.GetRequiredService<FileStore>().Open(hashes[0])) shared.ShouldNotBeNull();
        world.Services.GetRequiredService<FileStore>().Open(hashes[1]).ShouldBeNull();
        foreach (var table in await world.Read(db => Task.FromResult(db.Model.GetEntityTypes().Where(t => t.FindProperty("CustomerId") is not null).Select(t => t.GetTableName()!).Distinct().ToList())))
#pragma warning disable EF1002 // Names of our own tables.
            (await world.Read(db => db.Database.SqlQueryRaw<int>($"SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM {table} WHERE customer_id NOT IN (SELECT id FROM customers)").SingleAsync())).ShouldBe(0, table);
#pragma warning restore EF1002
        (await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == id).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync())).TakeLast(2).ShouldBe(["DeleteCustomer", "PurgeBin"]);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        using var gone = await world.Browser("张三");
        (await gone.Get($"/customers/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnBoth]
    public async Task A_page_deletes_with_an_undo_and_the_bin_takes_back_what_is_ticked(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (one, two) = (await world.Opened("张三", Files.Complete(1)), await world.Opened("张三", Files.Complete(2)));
        using var browser = await world.Browser("钱信息");
        (await browser.Page($"/customers/{one}")).QuerySelector($"a[href='/customers/{one}/delete']").ShouldNotBeNull();
        using (var seller = await world.Browser("张三")) (await seller.Page($"/customers/{one}")).QuerySelector($"a[href='/customers/{one}/delete']").ShouldBeNull();
        using var bare = await browser.Submit($"/customers/{one}/delete");
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var gone = await browser.Submit($"/customers/{one}/delete", ("reason", "重复登记"));
        gone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var undo = (await browser.Page("/customers")).QuerySelector(".toasts form")!;
        using var back = await browser.Submit(undo.GetAttribute("action")!);
        back.Headers.Location!.ToString().ShouldBe($"/customers/{one}");
        foreach (var id in new[] { one, two }) (await browser.Submit($"/customers/{id}/delete", ("reason", "重复登记"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var questions = await world.CountQuestions();
        var page = await browser.Page("/customers/bin");
        questions.Of("bin_items", "customers").ShouldBeLessThanOrEqualTo(1);
        var ids = page.QuerySelectorAll("input[name=ids]").Select(i => i.GetAttribute("value")!).ToList();
        ids.Count.ShouldBe(2);
        (await browser.Page("/customers/bin?q=佛山第2")).QuerySelectorAll("input[name=ids]").Length.ShouldBe(1);
        (await browser.Page("/customers/bin?kind=Attachment")).QuerySelectorAll("input[name=ids]").Length.ShouldBe(0);
        using var ticked = await browser.Submit("/customers/bin/restore", [.. ids.Select(i => ("ids", i))]);
        ticked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(2);
    }

    [Theory, OnBoth]
    public async Task Over_the_API_a_file_is_deleted_listed_and_restored(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        using var browser = await world.Browser("钱信息");
        (await browser.DeleteAsync($"/api/v1/customers/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var gone = await browser.DeleteAsync($"/api/v1/customers/{id}?reason=误开", Ct);
        gone.StatusCode.ShouldBe(HttpStatusCode.OK);
        var item = (await gone.Content.ReadFromJsonAsync<DeleteCustomer.Deleted>(Ct))!.BinId;
        (await browser.GetStringAsync("/api/v1/bin", Ct)).ShouldContain(item.ToString());
        using var stranger = await world.Browser("王五");
        (await stranger.GetStringAsync("/api/v1/bin", Ct)).ShouldNotContain(item.ToString());
        (await stranger.PostAsJsonAsync($"/api/v1/bin/{item}/restore", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsJsonAsync($"/api/v1/bin/{item}/restore", new { withoutCode = false }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/api/v1/customers/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBoth]
    public async Task Of_ten_who_delete_at_once_one_does_and_whoever_hangs_something_on_it_leaves_no_orphan(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var acts = Enumerable.Range(0, 10).Select(_ => Task.Run(async () => (await Delete(world, "钱信息", id)).Done)).ToList();
        var hung = Enumerable.Range(0, 10).Select(i => Task.Run(() => world.Do<ChangeContacts, Guid>("张三", u => u.Add(id, new() { Name = $"第{i}人" }, default)))).ToList();
        (await Task.WhenAll(acts)).Count(done => done).ShouldBe(1);
        (await Task.WhenAll(hung)).ShouldAllBe(o => o.Done || o.Refusal == Refusal.NotFound || o.Refusal == Refusal.Conflict);
        (await world.Read(db => db.Set<ContactPerson>().CountAsync())).ShouldBe(0);
        var item = (await InBin(world, "钱信息", BinKind.Customer)).Single().Id;
        (await Restore(world, "钱信息", item)).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<ContactPerson>().CountAsync())).ShouldBe(1 + (await Task.WhenAll(hung)).Count(o => o.Done));
    }
}
