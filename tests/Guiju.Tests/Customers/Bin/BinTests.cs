using System.Net;
using System.Net.Http.Json;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Leads;
using Guiju.Platform.Audit;
using Guiju.Platform.Backup;
using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Commerce;
using Guiju.Tests.Customers.Duplicates;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Bin;

public class BinTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static Task<Outcome<DeleteCustomer.Deleted>> Delete(World world, string who, Guid id, string? reason = "误开", int? version = null) =>
        world.Do<DeleteCustomer, DeleteCustomer.Deleted>(who, u => u.Handle(id, reason, version, default));

    static Task<Outcome<RestoreFromBin.Restored>> Restore(World world, string who, Guid item, bool withoutCode = false) =>
        world.Do<RestoreFromBin, RestoreFromBin.Restored>(who, u => u.Handle(item, withoutCode, default));

    static async Task<IReadOnlyList<BinRow>> Bin(World world, string who, BinKind? kind = null, string? text = null) =>
        (await world.Ask<ReadBin, PageOf<BinRow>>(who, u => u.Handle(kind, text, null, 200, default))).Value.Items;

    /// <summary>A file of 张三 with whatever can hang on one that may be deleted.</summary>
    static async Task<Guid> Rich(World world)
    {
        var id = await world.Opened("张三", Files.Complete(1));
        await world.Log("张三", id, FollowUpStage.Call(new(2025, 6, 20)));
        await world.Do<EvaluateCustomer, LeadClass>("张三", u => u.Handle(id, LeadClass.Target, "需求明确", new(2025, 6, 20), null, default));
        await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["张三"], world.People["李四"], default));
        await world.Do<TagCustomer, IReadOnlyList<string>>("张三", u => u.Handle(id, ["展会"], default));
        await Attach(world, id);
        return id;
    }

    static async Task<string> Attach(World world, Guid id)
    {
        using var browser = await world.Browser("张三");
        using var content = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7 样本"u8.ToArray()), "file", "样本.pdf" } };
        using var answer = await browser.PostAsync($"/api/v1/customers/{id}/attachments", content, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await world.Read(db => db.Set<Attachment>().Where(a => a.CustomerId == id).Select(a => a.Hash).FirstAsync());
    }

    static readonly string[] bookkeeping = ["audit_entries", "audit_heads", "bin_items", "binned_files", "notices", "number_sequences", "sign_in_sessions", "accounts", "users", "customer_search_data", "customer_search_idx", "customer_search_docsize"];

    static async Task<Dictionary<string, TableDigest>> Digests(World world) =>
        (await world.Read(db => TableDigest.Of(db, default))).Where(d => !bookkeeping.Contains(d.Table)).ToDictionary(d => d.Table);

    [Theory, OnBoth, Clause("D02-4.6.1")]
    public async Task A_deleted_file_is_nowhere_and_comes_back_row_for_row(Engine engine)
    {
        await using var world = await World.Open(engine);
        var other = await world.Opened("张三", Files.Complete(2));
        var id = await Rich(world);
        var code = (await Files.File(world, id)).Code;
        var notices = await world.Read(db => db.Set<Notice>().CountAsync(n => n.Link == $"/customers/{id}"));
        notices.ShouldBeGreaterThan(0);
        var before = await Digests(world);

        var gone = (await Delete(world, "钱信息", id)).Value;
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.Id == id))).ShouldBe(0);
        foreach (var who in new[] { "张三", "李四", "赵主管", "钱信息", "孙总监", "admin" })
        {
            using var browser = await world.Browser(who);
            foreach (var path in new[]
            {
                "/", "/customers", "/customers?archived=all", "/api/v1/customers", "/api/v1/customers?archived=all", "/api/v1/customers?q=佛山第1", $"/api/v1/customers?q={code}", "/customers/export?format=csv", "/search?q=佛山第1",
                "/palette?q=佛山第1", "/customers/duplicates", "/api/v1/customers/duplicates", $"/api/v1/customers/alike?name=佛山第1五金有限公司&creditCode={Files.Code(1)}", "/follow-up", "/api/v1/interactions", "/follow-up/customers?q=佛山第1",
                "/leads", "/notices", "/reports/customers", "/reports/customer-index", "/dealings",
            })
            {
                using var answer = await browser.GetAsync(path, Ct);
                var text = await answer.Content.ReadAsStringAsync(Ct);
                // Who was in charge is told that it was deleted, by whom and why; nothing leads to the file.
                if (path == "/notices") text = text.Replace($"{code} 佛山第1五金有限公司", "", StringComparison.Ordinal);
                text.Replace("q=佛山第1", "", StringComparison.Ordinal).Replace("value=\"佛山第1", "", StringComparison.Ordinal).ShouldNotContain("佛山第1五金", Case.Sensitive, $"{who} {path}");
                text.ShouldNotContain(id.ToString(), Case.Insensitive, $"{who} {path}");
            }
        }
        foreach (var path in new[] { $"/customers/{id}", $"/customers/{id}/card", $"/api/v1/customers/{id}", $"/api/v1/customers/{id}/timeline", $"/api/v1/customers/{id}/attachments" })
        {
            using var mine = await world.Browser("张三");
            using var theirs = await world.Browser("王五");
            using var told = await mine.Get(path);
            told.StatusCode.ShouldBe(HttpStatusCode.Gone, path);
            (await told.Content.ReadAsStringAsync(Ct)).ShouldContain("误开");
            (await theirs.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await world.Change("张三", id, new() { Industry = "贸易" })).Refusal.ShouldBe(Refusal.NotFound);
        (await Delete(world, "钱信息", id)).Refusal.ShouldBe(Refusal.NotFound);
        var next = (await world.Register("张三", new() { Name = "佛山新客户有限公司", Roles = [RoleKind.Buyer] })).Value;
        next.Code.ShouldNotBe(code);
        (await world.Do<DeleteCustomer, DeleteCustomer.Deleted>("钱信息", u => u.Handle(next.Id, "误开", null, default))).Done.ShouldBeTrue();

        var row = (await Bin(world, "钱信息", BinKind.Customer, "佛山第1")).ShouldHaveSingleItem();
        (row.Code, row.Reason, row.DeletedBy, row.Until).ShouldBe((code, "误开", "钱信息", new DateOnly(2025, 9, 8)));
        (await Restore(world, "钱信息", gone.BinId)).Value.CustomerId.ShouldBe(id);
        var after = await Digests(world);
        foreach (var (table, digest) in before) after[table].ShouldBe(digest, table);
        (await world.Read(db => db.Set<Notice>().CountAsync(n => n.Link == $"/customers/{id}"))).ShouldBe(notices);
        using var again = await world.Browser("张三");
        (await again.GetStringAsync("/api/v1/customers?q=佛山第1", Ct)).ShouldContain(id.ToString());
        (await again.GetStringAsync($"/api/v1/customers/{id}/timeline", Ct)).ShouldContain("确认样品参数");
        (await Restore(world, "钱信息", gone.BinId)).Refusal.ShouldBe(Refusal.NotFound);
        var trail = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == id && (e.Act == "DeleteCustomer" || e.Act == "RestoreFromBin")).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        trail.ShouldBe(["DeleteCustomer", "RestoreFromBin"]);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        _ = other;
    }

    [Theory, OnBoth]
    public async Task Who_may_not_delete_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var before = await Digests(world);
        (await Delete(world, "张三", id)).Refusal.ShouldBe(Refusal.Forbidden);
        (await Delete(world, "赵主管", id)).Refusal.ShouldBe(Refusal.Forbidden);
        (await Delete(world, "王五", id)).Refusal.ShouldBe(Refusal.NotFound);
        (await Delete(world, "钱信息", id, "  ")).ShouldRefuse("customers.bin.reason", "reason");
        (await Delete(world, "钱信息", id, new string('长', 201))).ShouldRefuse("customers.text.long", "reason");
        (await Delete(world, "钱信息", id, version: 99)).Refusal.ShouldBe(Refusal.Conflict);
        (await Delete(world, "钱信息", Guid.CreateVersion7())).Refusal.ShouldBe(Refusal.NotFound);
        foreach (var (table, digest) in await Digests(world)) digest.ShouldBe(before[table], table);
        (await world.Read(db => db.Set<BinItem>().CountAsync())).ShouldBe(0);
        // One's own draft one may throw away; another's not.
        var draft = await world.Opened("张三", new() { Name = "草稿公司", Status = FileStatus.Draft });
        var byClerk = await world.Opened("钱信息", new() { Name = "信息员的草稿", Status = FileStatus.Draft });
        await world.Do<AssignCustomer, Guid>("孙总监", u => u.Handle(byClerk, world.People["张三"], null, default));
        (await Delete(world, "张三", byClerk)).Refusal.ShouldBe(Refusal.Forbidden);
        var gone = (await Delete(world, "张三", draft)).Value.BinId;
        // The bin shows each what is in his scope; taking back what another deleted asks for the permission.
        (await Bin(world, "张三")).ShouldHaveSingleItem().MayRestore.ShouldBeTrue();
        (await Bin(world, "王五")).ShouldBeEmpty();
        (await Bin(world, "赵主管")).ShouldBeEmpty();
        (await Restore(world, "王五", gone)).Refusal.ShouldBe(Refusal.NotFound);
        (await Restore(world, "赵主管", gone)).Refusal.ShouldBe(Refusal.NotFound);
        (await Restore(world, "张三", gone)).Done.ShouldBeTrue();
        var clerks = (await Delete(world, "钱信息", draft)).Value.BinId;
        (await Bin(world, "张三")).ShouldHaveSingleItem().MayRestore.ShouldBeFalse();
        (await Restore(world, "张三", clerks)).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.Id == draft))).ShouldBe(0);
    }

    [Theory, OnBoth, Clause("D10-6.1"), Clause("D13-3.4.1b"), Clause("D13-3.1b")]
    public async Task What_a_clause_keeps_is_refused_with_the_clause_and_archiving_as_the_way_out(Engine engine)
    {
        await using var world = await World.Open(engine);
        var formal = await world.Opened("张三", Files.Complete(1, FileStatus.Formal));
        (await Delete(world, "钱信息", formal)).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("customers.bin.formal"), f => f.Clause.ShouldBe("D10-6.1"), f => f.Values.ShouldBe([10]));
        // Emptying a field makes it fall short, not free.
        (await world.Change("张三", formal, new() { BusinessScope = "" }, new(2025, 6, 9), "来函")).Done.ShouldBeTrue();
        (await Files.File(world, formal)).Status.ShouldBe(FileStatus.Incomplete);
        (await Delete(world, "钱信息", formal)).ShouldRefuse("customers.bin.formal");
        var archived = await world.Opened("张三", Files.Complete(2));
        await world.Do<ArchiveCustomer, bool>("钱信息", u => u.Handle(archived, true, default));
        (await Delete(world, "钱信息", archived)).ShouldRefuse("customers.bin.archived");
        var dealing = await world.Opened("张三", Files.Complete(3));
        await world.Entered("张三", Ledger.Of(DealingKind.Quotation, dealing));
        (await Delete(world, "钱信息", dealing)).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("commerce.keeps-customer"), f => f.Clause.ShouldBe("D13-3.4.1b"));
        var (kept, merged) = (await world.First(), await world.Second());
        (await world.Merge(kept, merged)).Done.ShouldBeTrue();
        (await Delete(world, "钱信息", kept)).ShouldRefuse("customers.bin.merged");
        (await Delete(world, "钱信息", merged)).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Read(db => db.Set<BinItem>().CountAsync())).ShouldBe(0);
        using var browser = await world.Browser("钱信息");
        using var page = await browser.Submit($"/customers/{formal}/delete", ("reason", "误开"));
        page.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await page.Page()).QuerySelector($"form[action='/customers/{formal}/archived']").ShouldNotBeNull();
    }

    [Theory, OnBoth, Clause("D13-2.1b")]
    public async Task Another_file_with_the_code_meanwhile_is_told_with_a_way_out(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var gone = (await Delete(world, "钱信息", id)).Value.BinId;
        var second = await world.Opened("李四", Files.Complete(1) with { Phone = "0757-81239999", Contact = null });
        var refused = await Restore(world, "钱信息", gone);
        refused.ShouldRefuse("customers.bin.code-taken");
        refused.Findings[0].Link.ShouldBe($"/customers/{second}");
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.Id == id))).ShouldBe(0);
        using var browser = await world.Browser("钱信息");
        using var page = await browser.Submit($"/customers/bin/{gone}/restore");
        page.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await page.Page()).QuerySelector($"form[action='/customers/bin/{gone}/restore'] input[name=withoutCode]").ShouldNotBeNull();
        var back = await Restore(world, "钱信息", gone, withoutCode: true);
        back.Done.ShouldBeTrue();
        back.Findings.Select(f => f.Key).ShouldBe(["customers.bin.without-code", "customers.bin.twin"]);
        (await Files.File(world, id)).CreditCode.ShouldBeNull();
        (await world.Read(db => db.Set<DuplicatePair>().CountAsync(p => p.State == PairState.Open))).ShouldBe(1);
    }

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
        (await Bin(world, "张三")).Select(r => r.Kind).ShouldBe([BinKind.Interaction, BinKind.Attachment, BinKind.ContactPerson]);
        (await Bin(world, "王五")).ShouldBeEmpty();
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
            (await world.Read(db => db.Database.SqlQueryRaw<int>($"SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM {table} WHERE customer_id NOT IN (SELECT id FROM customers)").SingleAsync())).ShouldBe(0, table);
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
        var item = (await Bin(world, "钱信息", BinKind.Customer)).Single().Id;
        (await Restore(world, "钱信息", item)).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<ContactPerson>().CountAsync())).ShouldBe(1 + (await Task.WhenAll(hung)).Count(o => o.Done));
    }

    [Fact]
    public async Task Every_table_with_a_customer_goes_along_or_keeps_it()
    {
        await using var world = await World.Open(Engine.Sqlite);
        // The pair and the merge are dealt with by the deletion itself; what is in the bin already stays there.
        Type[] apart = [typeof(DuplicatePair), typeof(CustomerMerge), typeof(BinItem), typeof(Customer)];
        var model = await world.Read(db => Task.FromResult(db.Model));
        var tables = model.GetEntityTypes().Where(e => e.GetProperties().Any(p => p.Name.EndsWith("CustomerId", StringComparison.Ordinal)) || e.GetForeignKeys().Any(f => f.PrincipalEntityType.ClrType == typeof(Customer)))
            .Select(e => e.ClrType).Except(apart).ToList();
        List<Type> known = [];
        await world.As(Actor.Program(Door.Job), services =>
        {
            known = [.. services.GetServices<IBinsWithCustomer>().Select(b => b.Entity), .. services.GetServices<IKeepsCustomer>().Select(k => k.Entity)];
            return Task.CompletedTask;
        });
        tables.Count.ShouldBeGreaterThan(10);
        tables.Except(known).Select(t => t.Name).ShouldBeEmpty("register AddBinsWithCustomer<T>() or an IKeepsCustomer for the table");
        known.ShouldBeUnique();
    }
}
