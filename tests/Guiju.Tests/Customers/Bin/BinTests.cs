using System.Net;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Commerce;
using Guiju.Tests.Customers.Duplicates;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guiju.Tests.Customers.Bin.Binning;

namespace Guiju.Tests.Customers.Bin;

public class BinTests
{
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
        var next = (await world.Register("张三", Files.Complete(9) with { Name = "佛山新客户有限公司", Contact = null })).Value;
        next.Code.ShouldNotBe(code);
        (await world.Do<DeleteCustomer, DeleteCustomer.Deleted>("钱信息", u => u.Handle(next.Id, "误开", null, default))).Done.ShouldBeTrue();

        var row = (await InBin(world, "钱信息", BinKind.Customer, "佛山第1")).ShouldHaveSingleItem();
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
        (await InBin(world, "张三")).ShouldHaveSingleItem().MayRestore.ShouldBeTrue();
        (await InBin(world, "王五")).ShouldBeEmpty();
        (await InBin(world, "赵主管")).ShouldBeEmpty();
        (await Restore(world, "王五", gone)).Refusal.ShouldBe(Refusal.NotFound);
        (await Restore(world, "赵主管", gone)).Refusal.ShouldBe(Refusal.NotFound);
        (await Restore(world, "张三", gone)).Done.ShouldBeTrue();
        var clerks = (await Delete(world, "钱信息", draft)).Value.BinId;
        (await InBin(world, "张三")).ShouldHaveSingleItem().MayRestore.ShouldBeFalse();
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
