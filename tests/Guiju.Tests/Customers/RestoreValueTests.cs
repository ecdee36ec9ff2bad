using System.Net;
using System.Net.Http.Json;
using Guiju.Customers;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Http;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

[Clause("D13-3.4.1c")]
public class RestoreValueTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static async Task<HistoryRow> Row(World world, string who, Guid id, string field, string? before) =>
        (await world.Ask<ShowHistory, PageOf<HistoryRow>>(who, u => u.Handle(id, null, null, 200, default))).Value.Items.First(r => r.Field == field && r.Before == before);

    static Task<Outcome<RestoreValue.Restored>> Restore(World world, string who, Guid id, HistoryRow row, DateOnly? happened = null, string? source = null) =>
        world.Do<RestoreValue, RestoreValue.Restored>(who, u => u.Handle(new() { Id = id, Entry = row.Entry, PartId = row.PartId, Field = row.Field, HappenedOn = happened, ChangeSource = source }, default));

    [Theory, OnBoth, Clause("D13-3.4.1a"), Clause("D13-3.4.1c")]
    public async Task An_earlier_value_is_taken_up_again_by_the_rules_of_typing_it_and_the_trail_says_so(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        await world.Change("张三", id, new() { Industry = "矿业" });
        await world.Change("张三", id, new() { LegalRepresentative = "李四" }, new(2025, 6, 1), "来函");
        await world.Change("张三", id, new() { RegisteredCapital = "800" }, new(2025, 6, 1), "来函");
        var industry = await Row(world, "张三", id, "industry", "五金");
        industry.Restorable.ShouldBeTrue();
        (await Restore(world, "张三", id, industry)).Value.Value.ShouldBe("五金");
        (await Restore(world, "张三", id, industry)).ShouldRefuse("customers.history.same");
        var legal = await Row(world, "张三", id, "legalRepresentative", "张三");
        (await Restore(world, "张三", id, legal)).Findings.ShouldContain(f => f.Field == "happenedOn");
        (await world.File(id)).LegalRepresentative.ShouldBe("李四");
        (await Restore(world, "张三", id, legal, new(2025, 6, 9), "来函更正")).Done.ShouldBeTrue();
        var capital = (await world.Ask<ShowHistory, PageOf<HistoryRow>>("张三", u => u.Handle(id, null, null, 200, default))).Value.Items.First(r => r is { Field: "registeredCapital", Restorable: true });
        (await Restore(world, "张三", id, capital, new(2025, 6, 9), "来函更正")).Done.ShouldBeTrue();
        var file = await world.File(id);
        (file.Industry, file.LegalRepresentative, file.RegisteredCapital).ShouldBe(("五金", "张三", 5_000_000m));
        (await world.Read(db => db.Set<MajorChange>().CountAsync(c => c.CustomerId == id && c.Source == "来函更正"))).ShouldBe(2);
        var trail = await world.Read(db => db.Set<AuditEntry>().Where(e => e.SubjectId == id && e.Act == "RestoreValue").OrderBy(e => e.Number).ToListAsync());
        trail.Count.ShouldBe(3);
        trail.ShouldAllBe(e => e.Changes.Contains("restoredFrom"));
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory, OnBoth]
    public async Task What_is_not_valid_any_more_is_refused_with_the_reason(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        await world.Change("张三", id, new() { CreditCode = Files.Code(5) }, new(2025, 6, 1), "换证");
        await world.Opened("李四", Files.Complete(2) with { CreditCode = Files.Code(1) });
        (await Restore(world, "张三", id, await Row(world, "张三", id, "creditCode", Files.Code(1)), new(2025, 6, 1), "换证")).Findings.ShouldContain(f => f.Clause == "D13-2.1b");
        await world.Do<AssignCustomer, Guid>("赵主管", u => u.Handle(id, world.People["李四"], null, default));
        var owner = await Row(world, "赵主管", id, "ownerId", "张三");
        (await world.Ask<ShowHistory, PageOf<HistoryRow>>("李四", u => u.Handle(id, null, null, 200, default))).Value.Items.Where(r => r.Field == "ownerId").ShouldAllBe(r => !r.Restorable);
        (await Restore(world, "李四", id, owner)).Refusal.ShouldBe(Refusal.Forbidden);
        await world.Write((db, _) => db.Set<Person>().Where(p => p.Id == world.People["张三"]).ExecuteUpdateAsync(s => s.SetProperty(p => p.Active, false)));
        (await Restore(world, "赵主管", id, owner)).ShouldRefuse("customers.history.person-left");
        await world.Write((db, _) => db.Set<Person>().Where(p => p.Id == world.People["张三"]).ExecuteUpdateAsync(s => s.SetProperty(p => p.Active, true)));
        (await Restore(world, "赵主管", id, owner)).Done.ShouldBeTrue();
        (await world.File(id)).OwnerId.ShouldBe(world.People["张三"]);
    }

    [Theory, OnBoth]
    public async Task Who_may_not_see_or_write_it_restores_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        await world.Change("张三", id, new() { Phone = "0757-88889999" });
        var phone = await Row(world, "张三", id, "phone", "0757-81230001");
        var version = (await world.File(id)).Version;
        (await Restore(world, "王五", id, phone)).Refusal.ShouldBe(Refusal.NotFound);
        // The supervisor sees the number masked: he is not offered it and cannot move it.
        (await Row(world, "赵主管", id, "phone", PhoneNumber.Mask("0757-81230001"))).Restorable.ShouldBeFalse();
        (await Restore(world, "赵主管", id, phone)).ShouldRefuse("customers.history.masked");
        var other = await world.Opened("李四", Files.Complete(2));
        (await Restore(world, "李四", other, phone)).Refusal.ShouldBe(Refusal.NotFound);
        await world.Do<ArchiveCustomer, bool>("钱信息", u => u.Handle(id, true, default));
        (await Restore(world, "张三", id, phone)).ShouldRefuse("customers.archived");
        (await world.File(id)).ShouldSatisfyAllConditions(f => f.Phone.ShouldBe("0757-88889999"), f => f.Version.ShouldBe(version + 1));
    }

    [Theory, OnBoth]
    public async Task A_persons_fields_too_and_over_the_API_and_the_page(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", Files.Complete(1));
        var person = (await Files.File(world, id)).Contacts.Single().Id;
        await world.Do<ChangeContacts, Guid>("张三", u => u.Change(id, person, null, new() { Mobile = "13600001111", Post = "总经理" }, null, default));
        using var browser = await world.Browser("张三");
        var page = await browser.Page($"/customers/{id}?tab=changes");
        var link = page.QuerySelectorAll("a[href*='/restore?']").Select(a => a.GetAttribute("href")!).First(h => h.Contains("field=mobile"));
        var form = await browser.Page(link);
        form.Body!.TextContent.ShouldContain("13907570001");
        using var done = await browser.Submit(link[..link.IndexOf('?')], ("part", person.ToString()), ("field", "mobile"));
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Files.File(world, id)).Contacts.Single().Mobile.ShouldBe("13907570001");
        var row = await Row(world, "张三", id, "post", "生产副总");
        using var api = await browser.PostAsJsonAsync($"/api/v1/customers/{id}/history/{row.Entry}/restore", new { field = "post", partId = person }, Ct);
        api.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Files.File(world, id)).Contacts.Single().Post.ShouldBe("生产副总");
        (await browser.PostAsJsonAsync($"/api/v1/customers/{id}/history/{row.Entry}/restore", new { field = "hash", partId = person }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var pop = await browser.GetAsync($"/customers/{id}/facts/industry/history", Ct);
        pop.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
