using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Notices;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Duplicates;

public class PairTests
{
    static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task Two_files_of_one_entity_are_in_the_work_list_with_the_reasons(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (first, second) = (await world.First(), await world.Second());
        var pair = (await world.Pairs()).ShouldHaveSingleItem();
        (pair.First.Id, pair.Second.Id, pair.Likeness).ShouldBe((first, second, Likeness.Same));
        pair.Reasons.Select(r => r.Key).ShouldBe(["customers.match.phone", "customers.match.name"]);
        // Who sees neither file, or may not decide, is told nothing of it.
        (await world.Ask<ReadPairs, Guiju.Platform.Http.PageOf<PairRow>>("张三", u => u.List(PairState.Open, null, default))).Refusal.ShouldBe(Refusal.Forbidden);
    }

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task A_phone_in_common_makes_suspect_what_the_name_tells_apart_and_a_branch_stays_a_branch(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.First();
        var other = await world.Opened("李四", new() { Name = "佛山宏远铸造有限公司", Roles = [RoleKind.Buyer], Phone = Twins.Phone });
        await world.Opened("李四", new() { Name = "深圳市华星贸易有限公司广州分公司", Roles = [RoleKind.Buyer], Phone = Twins.Phone });
        var pairs = await world.Pairs();
        pairs.Count(p => p.Second.Id == other && p.Likeness == Likeness.Suspect).ShouldBe(1);
        pairs.ShouldNotContain(p => p.First.Name == "深圳市华星贸易有限公司" && p.Second.Name.EndsWith("分公司"));
    }

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task A_pair_said_to_be_two_is_asked_again_only_when_facts_change(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (first, second) = (await world.First(), await world.Second());
        var pair = (await world.Pairs()).Single();
        (await world.Do<DecidePair, Guid>("张三", u => u.AreTwo(pair.Id, null, default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<DecidePair, Guid>("钱信息", u => u.AreTwo(pair.Id, "两块牌子", default))).Done.ShouldBeTrue();
        await Sweep(world);
        await world.Change("张三", first, new() { Industry = "贸易" });
        (await world.Pairs()).ShouldBeEmpty();
        (await world.Pairs(PairState.Different)).Single().ShouldSatisfyAllConditions(p => p.DecidedBy.ShouldBe("钱信息"), p => p.Note.ShouldBe("两块牌子"));
        await world.Do<ChangeContacts, Guid>("李四", u => u.Add(second, new() { Name = "林芳", Mobile = "13800138001" }, default));
        (await world.Pairs()).Single().Reasons.ShouldContain(r => r.Key == "customers.match.contact");
        // A file that is put aside waits in no pair.
        (await world.Do<ArchiveCustomer, bool>("钱信息", u => u.Handle(first, true, default))).Done.ShouldBeTrue();
        (await world.Pairs()).ShouldBeEmpty();
    }

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task The_daily_sweep_finds_what_was_there_before_and_finds_it_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        var (first, second) = (await world.First(), await world.Second());
        await world.Write(async (db, _) => await db.Set<DuplicatePair>().ExecuteDeleteAsync());
        await Sweep(world);
        await Sweep(world);
        (await world.Pairs()).Single().ShouldSatisfyAllConditions(p => p.First.Id.ShouldBe(first), p => p.Second.Id.ShouldBe(second));
    }

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task Duplicates_are_looked_for_by_the_keys_the_company_chose(Engine engine)
    {
        await using var world = await World.Open(engine);
        var keys = JsonSerializer.Deserialize<JsonElement>("""["规范化名称"]""");
        (await world.Do<SetClauseParameter, SetClauseParameter.Decided>("孙总监", u => u.Handle("D13-3.1b", "duplicate_keys", new() { Value = keys, From = new(2025, 6, 10), Reason = "总机共用" }, default))).Done.ShouldBeTrue();
        await world.First();
        await world.Opened("李四", new() { Name = "佛山宏远铸造有限公司", Roles = [RoleKind.Buyer], Phone = Twins.Phone });
        (await world.Pairs()).ShouldBeEmpty();
        await world.Second(phone: null);
        (await world.Pairs()).ShouldHaveSingleItem();
    }

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task Of_a_file_out_of_sight_one_learns_who_follows_it_and_can_ask_him(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.First();
        using var browser = await world.Browser("王五");
        var typed = Uri.EscapeDataString("华星贸易（深圳）有限责任公司");
        var hints = await browser.Page($"/customers/hints?name={typed}");
        var words = hints.Body!.TextContent;
        words.ShouldContain("张三");
        words.ShouldNotContain("C2025");
        words.ShouldNotContain("深圳市华星");
        words.ShouldNotContain("88001234");
        var button = hints.QuerySelector($"button[hx-post='/customers/together/{id}']").ShouldNotBeNull();
        button.TextContent.ShouldContain("请求协作");
        // Nobody learns of a file by trying ids.
        (await browser.Submit($"/customers/together/{id}", ("name", "佛山别家有限公司"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Submit($"/customers/together/{id}", ("name", "华星贸易(深圳)有限公司"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.Submit($"/customers/together/{id}", ("name", "华星贸易(深圳)有限公司"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var notice = await world.Read(db => db.Set<Notice>().SingleAsync());
        (notice.PersonId, notice.Key, notice.Link).ShouldBe((world.People["张三"], "customers.notice.together", $"/customers/{id}"));
        var alike = await browser.GetStringAsync($"/api/v1/customers/alike?phone={Twins.Phone}", Ct);
        alike.ShouldContain("张三");
        alike.ShouldNotContain("华星");
    }

    [Theory, OnBoth, Clause("D01-1.2c"), Clause("D13-3.1b")]
    public async Task A_second_file_in_another_spelling_with_the_same_phone_is_refused(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.First();
        (await world.Register("张三", new() { Name = "华星贸易（深圳）有限责任公司", Roles = [RoleKind.Buyer], Phone = "+86 755 8800 1234" })).ShouldRefuse("customers.duplicate.name-phone");
        (await world.Register("张三", new() { Name = "华星贸易（深圳）有限责任公司", Roles = [RoleKind.Buyer], Contact = new() { Name = "小林", Mobile = "138 0013 8001" } })).ShouldRefuse("customers.duplicate.name-phone");
        (await world.Register("李四", new() { Name = "华星贸易（深圳）有限责任公司", Roles = [RoleKind.Buyer], Phone = Twins.Phone })).ShouldRefuse("customers.duplicate.hidden");
    }

    [Theory, OnBoth, Clause("D13-3.1b")]
    public async Task The_pages_show_pairs_side_by_side_to_those_who_decide_and_to_nobody_else(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.First();
        await world.Second();
        var pair = (await world.Pairs()).Single().Id;
        using var clerk = await world.Browser("钱信息");
        (await clerk.Page("/customers")).QuerySelector("a[href='/customers/duplicates']").ShouldNotBeNull().TextContent.ShouldContain("1");
        var list = await clerk.Page("/customers/duplicates");
        list.QuerySelector($"a[href='/customers/duplicates/{pair}']").ShouldNotBeNull();
        list.Body!.TextContent.ShouldContain("电话相同");
        var side = await clerk.Page($"/customers/duplicates/{pair}");
        side.QuerySelectorAll("input[name=kept]").Length.ShouldBe(2);
        side.QuerySelectorAll("input[name='take.name']").Length.ShouldBe(2);
        using var seller = await world.Browser("张三");
        foreach (var path in new[] { "/customers/duplicates", "/customers/duplicates/merged", $"/customers/duplicates/{pair}" }) (await seller.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        (await seller.Submit($"/customers/duplicates/{pair}/merge")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await seller.PostAsJsonAsync($"/api/v1/customers/{Guid.CreateVersion7()}/merge", new { goneId = Guid.CreateVersion7() }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await seller.Page("/customers")).QuerySelector("a[href='/customers/duplicates']").ShouldBeNull();
        (await clerk.Submit($"/customers/duplicates/{pair}/different", ("note", "两块牌子"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await clerk.Page("/customers/duplicates/different")).Body!.TextContent.ShouldContain("两块牌子");
    }

    [Theory, OnBoth]
    public async Task The_work_list_costs_the_same_however_long_it_is(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.First();
        await world.Second();
        using var clerk = await world.Browser("钱信息");
        using (var one = await world.CountQuestions())
        {
            await clerk.Page("/customers/duplicates");
            one.Of("duplicate_pairs", "customers").ShouldBeLessThanOrEqualTo(3);
        }
        for (var i = 0; i < 12; i++) await world.Opened("李四", new() { Name = $"宏远{i}铸造有限公司", Roles = [RoleKind.Buyer], Phone = Twins.Phone });
        using var many = await world.CountQuestions();
        await clerk.Page("/customers/duplicates");
        many.Of("duplicate_pairs", "customers").ShouldBeLessThanOrEqualTo(3);
    }

    static Task Sweep(World world) => world.Services.GetRequiredService<DuplicateSweep>().Once(Ct);
}
