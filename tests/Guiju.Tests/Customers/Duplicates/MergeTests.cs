using System.Net;
using System.Net.Http.Json;
using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Search;
using Guiju.FollowUp;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Commerce;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Duplicates;

[Clause("D13-3.1b")]
public class MergeTests
{
    static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, OnBoth, Clause("D13-3.1b"), Clause("D02-4.6.1")]
    public async Task Everything_of_both_hangs_on_the_file_kept_and_the_other_number_leads_to_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (kept, gone) = (await world.First(), await world.Second());
        await world.Log("李四", gone, FollowUpStage.Call(new(2025, 6, 20)));
        await world.Entered("李四", Ledger.Of(DealingKind.Contract, gone));
        await world.Do<TagCustomer, IReadOnlyList<string>>("李四", u => u.Handle(gone, ["老客户"], default));
        await world.Do<EvaluateCustomer, LeadClass>("李四", u => u.Handle(gone, LeadClass.Target, "需求明确", new(2025, 6, 20), null, default));
        var (keptCode, goneCode) = ((await Files.File(world, kept)).Code, (await Files.File(world, gone)).Code);

        var merged = (await world.Merge(kept, gone)).Value;
        merged.Moved["Interaction"].ShouldBe(1);
        merged.Moved["ContactPerson"].ShouldBe(1);
        var file = await Files.File(world, kept);
        file.Contacts.Select(c => c.Name).Order().ShouldBe(new[] { "吴迪", "林芳" }.Order());
        file.Contacts.Count(c => c.Primary).ShouldBe(1);
        file.Roles.Select(r => r.Role).Order().ShouldBe([RoleKind.Buyer, RoleKind.Supplier]);
        file.Tags.ShouldBe(["老客户"]);
        (file.Industry, file.LeadClass, file.LastContactAt is null, file.Code).ShouldBe(("铸造", LeadClass.Target, false, keptCode));
        (await world.Read(db => db.Set<Interaction>().AllAsync(i => i.CustomerId == kept))).ShouldBeTrue();
        (await world.Read(db => db.Set<Dealing>().AllAsync(d => d.CustomerId == kept))).ShouldBeTrue();
        (await world.TimelineOf("张三", kept)).Count.ShouldBeGreaterThanOrEqualTo(3);
        (await world.Pairs()).ShouldBeEmpty();

        // The stub is in no list, count, search and export; its number is found and leads on; it is never given again.
        using var browser = await world.Browser("钱信息");
        (await browser.GetStringAsync("/api/v1/customers", Ct)).ShouldNotContain(gone.ToString());
        (await browser.GetStringAsync("/api/v1/customers?archived=all", Ct)).ShouldNotContain(gone.ToString());
        (await Find(world, goneCode)).ShouldBe([kept]);
        (await Find(world, "华星贸易(深圳)")).ShouldContain(kept);
        foreach (var path in new[] { $"/customers/{gone}", $"/customers/{gone}/card", $"/api/v1/customers/{gone}", $"/api/v1/customers/{gone}/timeline" })
        {
            using var led = await browser.Get(path);
            led.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect, path);
            led.Headers.Location!.ToString().ShouldBe(path.Replace(gone.ToString(), kept.ToString(), StringComparison.Ordinal));
        }
        using var stranger = await world.Browser("王五");
        (await stranger.Get($"/customers/{gone}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var next = (await world.Register("张三", new() { Name = "佛山新客户有限公司", Roles = [RoleKind.Buyer] })).Value.Code;
        new[] { keptCode, goneCode }.ShouldNotContain(next);

        // The merge can be read in the trail of both, and the kept file's history has both.
        var trail = await world.Read(db => db.Set<AuditEntry>().Where(e => e.Act == "MergeCustomers").ToListAsync());
        trail.Select(e => e.SubjectId).Distinct().ShouldBe([kept, gone], ignoreOrder: true);
        trail.ShouldContain(e => e.SubjectId == kept && e.Changes.Contains(goneCode));
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
        var history = await world.Ask<ShowHistory, Guiju.Platform.Http.PageOf<HistoryRow>>("钱信息", u => u.Handle(kept, null, null, 200, default));
        history.Value.Items.ShouldContain(r => r.Part == "customer" && r.Field == "name" && r.After == "华星贸易(深圳)有限公司");
    }

    [Theory, OnBoth]
    public async Task Of_each_field_that_differs_one_chooses(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (kept, gone) = (await world.First(phone: null), await world.Second(phone: "0755-88009999"));
        await world.Change("李四", gone, new() { CreditCode = Files.Code(7), Address = "福田区 1 号" });
        await world.Change("张三", kept, new() { Address = "南山区 2 号" });
        (await world.Merge(kept, gone, take: ["name", "creditCode", "phone", "ownerId"])).Done.ShouldBeTrue();
        var file = await Files.File(world, kept);
        (file.Name, file.CreditCode, file.Phone, file.Address, file.OwnerId).ShouldBe(("华星贸易(深圳)有限公司", Files.Code(7), "0755-88009999", "南山区 2 号", world.People["李四"]));
        file.SecondOwnerId.ShouldBe(world.People["张三"]);
        file.NameKey.ShouldNotBeEmpty();
        file.PhoneKey.ShouldNotBeNull();
    }

    [Theory, OnBoth]
    public async Task What_must_not_be_merged_is_refused_and_nothing_is_changed(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (kept, gone) = (await world.First(), await world.Second());
        (await world.Merge(kept, gone, "张三")).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Merge(kept, kept)).ShouldRefuse("customers.merge.self");
        (await world.Merge(kept, Guid.CreateVersion7())).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Merge(kept, gone, keptVersion: 99)).Refusal.ShouldBe(Refusal.Conflict);
        (await world.Merge(kept, gone, goneVersion: 99)).Refusal.ShouldBe(Refusal.Conflict);
        (await world.Merge(kept, gone, take: ["code"])).ShouldRefuse("customers.merge.field");
        await world.Change("张三", kept, new() { CreditCode = Files.Code(1) });
        await world.Change("李四", gone, new() { CreditCode = Files.Code(2) });
        (await world.Merge(kept, gone)).ShouldRefuse("customers.merge.codes");
        await world.Change("李四", gone, new() { CreditCode = "" }, new(2025, 6, 1), "来电");
        await world.Do<ArchiveCustomer, bool>("钱信息", u => u.Handle(gone, true, default));
        (await world.Merge(kept, gone)).ShouldRefuse("customers.merge.archived");
        await world.Do<ArchiveCustomer, bool>("钱信息", u => u.Handle(gone, false, default));
        (await world.Read(db => db.Set<CustomerMerge>().CountAsync())).ShouldBe(0);
        (await world.Merge(kept, gone)).Done.ShouldBeTrue();
        (await world.Merge(kept, gone)).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Merge(gone, kept)).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Change("李四", gone, new() { Industry = "贸易" })).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, OnBoth]
    public async Task Files_of_two_companies_are_not_merged(Engine engine)
    {
        await using var world = await World.Open(engine);
        var kept = await world.First();
        var gone = Guid.Empty;
        await world.Write(async (db, _) =>
        {
            var unit = new Unit("HD", "华东公司", null);
            var other = new Customer(unit.Id, 9001, "C20259001", "深圳华星贸易有限公司", null, null, new(2025, 6, 1));
            db.AddRange(unit, other);
            gone = other.Id;
            await Task.CompletedTask;
        });
        (await world.Merge(kept, gone, "admin")).ShouldRefuse("customers.merge.units");
        (await world.Merge(kept, gone)).Refusal.ShouldBe(Refusal.NotFound);
        (await world.Pairs(who: "admin")).ShouldBeEmpty();
    }

    [Theory, OnBoth]
    public async Task A_merge_is_taken_back_but_for_what_was_touched_since_and_that_is_told(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (kept, gone) = (await world.First(), await world.Second());
        await world.Log("李四", gone, FollowUpStage.Call(new(2025, 6, 20)));
        await world.Change("李四", gone, new() { CreditCode = Files.Code(7), Demand = "铸球" });
        var before = await Files.File(world, gone);
        var merge = (await world.Merge(kept, gone)).Value.Id;
        (await Files.File(world, kept)).ShouldSatisfyAllConditions(f => f.CreditCode.ShouldBe(Files.Code(7)), f => f.Demand.ShouldBe("铸球"), f => f.Industry.ShouldBe("铸造"));
        await world.Change("张三", kept, new() { Industry = "外贸" });

        (await world.Undo(merge, "张三")).Refusal.ShouldBe(Refusal.Forbidden);
        var undone = await world.Undo(merge);
        undone.Value.ShouldBe(gone);
        undone.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("customers.merge.not-back.field"), f => f.Values.ShouldBe(["customers.industry"]));
        var (one, two) = (await Files.File(world, kept), await Files.File(world, gone));
        (one.CreditCode, one.Demand, one.Industry, one.NextContactOn).ShouldBe((null, null, "外贸", null));
        (two.CreditCode, two.Demand, two.Industry, two.OwnerId, two.ArchivedAt, two.MergedIntoId).ShouldBe((Files.Code(7), "铸球", "铸造", before.OwnerId, null, null));
        (two.NameKey, two.MatchKey, two.PhoneKey).ShouldBe((before.NameKey, before.MatchKey, before.PhoneKey));
        (one.Contacts.Single().Name, two.Contacts.Single().Name, two.Contacts.Single().Primary).ShouldBe(("林芳", "吴迪", true));
        (one.Roles.Single().Role, two.Roles.Single().Role).ShouldBe((RoleKind.Buyer, RoleKind.Supplier));
        (await world.Read(db => db.Set<Interaction>().SingleAsync())).CustomerId.ShouldBe(gone);
        (await Find(world, two.Code)).ShouldBe([gone]);
        (await world.Pairs()).Count.ShouldBe(1);
        (await world.Undo(merge)).ShouldRefuse("customers.merge.undone");
    }

    [Theory, OnBoth]
    public async Task Merges_one_after_another_lead_straight_to_the_last_file_and_are_taken_back_in_turn(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (a, b) = (await world.First(), await world.Second());
        var c = await world.Opened("王五", new() { Name = "深圳华星商贸有限公司", Roles = [RoleKind.Buyer] });
        var first = (await world.Merge(b, a)).Value.Id;
        var second = (await world.Merge(c, b)).Value.Id;
        using var browser = await world.Browser("钱信息");
        (await browser.Get($"/customers/{a}")).Headers.Location!.ToString().ShouldBe($"/customers/{c}");
        (await world.Undo(first)).ShouldRefuse("customers.merge.later");
        (await browser.Page("/customers/duplicates/merged")).QuerySelectorAll("form[action$='/undo']").Length.ShouldBe(2);
        (await world.Undo(second)).Done.ShouldBeTrue();
        (await browser.Get($"/customers/{a}")).Headers.Location!.ToString().ShouldBe($"/customers/{b}");
        (await browser.Submit($"/customers/merges/{first}/undo")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Get($"/customers/{a}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBoth]
    public async Task The_page_and_the_API_merge(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (kept, gone) = (await world.First(), await world.Second());
        using var browser = await world.Browser("钱信息");
        var pair = (await world.Pairs()).Single();
        var fields = new[] { ("kept", gone.ToString()), ("take.name", gone.ToString()), ($"version.{kept}", "1"), ($"version.{gone}", $"{pair.Second.Version}") };
        (await browser.Submit($"/customers/duplicates/{pair.Id}/merge", [("kept", gone.ToString()), ($"version.{gone}", "99")])).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var merged = await browser.Submit($"/customers/duplicates/{pair.Id}/merge", fields);
        merged.Headers.Location!.ToString().ShouldBe($"/customers/{gone}");
        (await Files.File(world, gone)).ShouldSatisfyAllConditions(f => f.Name.ShouldBe("华星贸易(深圳)有限公司"), f => f.MergedIntoId.ShouldBeNull());
        var third = await world.Opened("王五", new() { Name = "深圳华星商贸有限公司", Roles = [RoleKind.Buyer] });
        using var answer = await browser.PostAsJsonAsync($"/api/v1/customers/{gone}/merge", new { goneId = third }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetStringAsync("/api/v1/customers/merges", Ct)).ShouldContain("深圳华星商贸");
    }

    [Fact]
    public async Task Every_table_with_a_customer_moves_with_it()
    {
        await using var world = await World.Open(Engine.Sqlite);
        // What keeps the two files apart on purpose: the pair, the merge, and what an import did to the file it names.
        Type[] stay = [typeof(DuplicatePair), typeof(CustomerMerge), typeof(Guiju.Customers.Import.ImportedRow)];
        var model = await world.Read(db => Task.FromResult(db.Model));
        var tables = model.GetEntityTypes().Where(e => e.GetProperties().Any(p => p.Name.EndsWith("CustomerId", StringComparison.Ordinal)) || e.GetForeignKeys().Any(f => f.PrincipalEntityType.ClrType == typeof(Customer)))
            .Select(e => e.ClrType).Except(stay).ToList();
        IReadOnlyList<Type> moved = [];
        await world.As(Actor.Program(Door.Job), services =>
        {
            moved = [.. services.GetServices<IMergesWithCustomer>().Select(m => m.Entity)];
            return Task.CompletedTask;
        });
        tables.Count.ShouldBeGreaterThan(10);
        tables.Where(t => !moved.Contains(t)).Select(t => t.Name).ShouldBeEmpty("register AddMergesWithCustomer<T>() for the table");
        moved.ShouldBeUnique();
    }

    static async Task<IReadOnlyList<Guid>> Find(World world, string text) =>
        [.. (await world.Ask<FindCustomers, IReadOnlyList<FindCustomers.Hit>>("钱信息", u => u.Handle(text, 10, default))).Value.Select(h => h.Id)];
}
