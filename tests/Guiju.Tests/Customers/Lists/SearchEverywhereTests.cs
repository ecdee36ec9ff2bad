using System.Net;
using System.Text.Json;
using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Search;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Leads;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Lists;

public class SearchEverywhereTests
{
    [Theory, OnBoth]
    public async Task Every_kind_of_record_is_found_with_its_customer_in_the_act_that_writes_it(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = (await world.Register("张三", LeadStage.Full())).Value;
        await world.Log("张三", lead.CustomerId, new() { Mode = ContactMode.Call, Feedback = "客户询问铸球硬度，寄 sample 两件", NextOn = new(2025, 6, 20), NextStep = "确认热处理工艺" });
        await Attach(world, lead.CustomerId, "2025年报价单_v2.pdf");
        await Deal(world, lead.CustomerId, "HT-2025-0042", "磨球年度供货合同");

        foreach (var (text, kind) in new[] { ("周立", FoundKind.Person), ("zl", FoundKind.Person), ("采购经理", FoundKind.Person), ("zhou@example.com", FoundKind.Person), ("13800138000", FoundKind.Person),
            ("铸球", FoundKind.Activity), ("硬度", FoundKind.Activity), ("samp", FoundKind.Activity), ("热处理工艺", FoundKind.Activity), ("熱處理", FoundKind.Activity),
            ("报价单", FoundKind.Attachment), ("bjd", FoundKind.Attachment), ("v2", FoundKind.Attachment), ("华泰精工", FoundKind.Lead), ("HT-2025-0042", FoundKind.Dealing), ("0042", FoundKind.Dealing), ("年度供货", FoundKind.Dealing) })
        {
            var part = (await world.Search("孙总监", text)).Parts.Single(p => p.Kind == kind);
            part.Items.Count.ShouldBe(1, $"{text} {kind}");
            part.Count!.Value.Value.ShouldBe(1, $"{text} {kind}");
            part.Items[0].CustomerId.ShouldBe(lead.CustomerId, text);
            part.Items[0].Title.Concat(part.Items[0].Details).Concat(part.Items[0].Excerpt).ShouldContain(p => p.Marked, $"{text} {kind}");
        }
        // An interaction is text: read aloud it is not found.
        (await world.Search("张三", "yingdu")).Parts.Single(p => p.Kind == FoundKind.Activity).Items.ShouldBeEmpty();

        // What is changed is found as it is now.
        await world.Write(async (db, _) =>
        {
            (await db.Set<Interaction>().SingleAsync()).Tell(ContactMode.Visit, new(2025, 6, 1, 1, 0, 0, DateTimeKind.Utc), null, null, "改谈球磨机衬板", null);
            (await db.Set<ContactPerson>().SingleAsync()).Describe("尹晟", null, null);
            db.Remove(await db.Set<Attachment>().SingleAsync());
        });
        (await world.Hits("张三", "硬度", FoundKind.Activity)).ShouldBeEmpty();
        (await world.Search("张三", "衬板", FoundKind.Activity)).Parts.Single(p => p.Kind == FoundKind.Activity).Items.Single().At.ShouldBe(new(2025, 6, 1, 1, 0, 0, DateTimeKind.Utc));
        (await world.Hits("张三", "ys", FoundKind.Person)).ShouldBe(["尹晟"]);
        (await world.Hits("张三", "报价单", FoundKind.Attachment)).ShouldBeEmpty();
        (await Check(world)).InStep.ShouldBeTrue();
    }

    [Theory, OnBoth]
    public async Task Hits_counts_and_suggestions_obey_scope_permission_and_masks(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("甲方铸造有限公司", "张三", f => f.Has("刘建国", "13912346021")), ("乙方铸造有限公司", "李四", f => f.Has("刘建华", "13912346022")), ("丙方铸造有限公司", "王五", f => f.Has("刘建党", "13912346023")),
            ("归档铸造有限公司", "张三", f => { f.Has("刘建库", "13912346024"); f.Archive(new(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc)); }
        ));
        await world.Write(async (db, _) =>
        {
            foreach (var file in await db.Set<Customer>().ToListAsync())
            {
                db.Add(Said(file, world, $"{file.Name[..2]}谈铸球", file.OwnerId!.Value));
                db.Add(new Dealing(file.UnitId, file.Id, DealingKind.Order, $"DD-2025-{file.Serial:0000}", new(2025, 6, 1), new(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc), "张三"));
            }
        });
        var table = new Dictionary<string, string[]> { ["张三"] = ["甲方"], ["李四"] = ["乙方"], ["王五"] = ["丙方"], ["赵主管"] = ["甲方", "乙方"], ["孙总监"] = ["甲方", "乙方", "丙方"], ["钱信息"] = ["甲方", "乙方", "丙方"] };
        foreach (var (who, sees) in table)
        {
            var all = (await world.Search(who, "铸球")).Parts.Single(p => p.Kind == FoundKind.Activity);
            all.Count!.Value.Value.ShouldBe(sees.Length, who);
            all.Items.Select(i => i.Customer![..2]).Order().ShouldBe(sees.Order(), who);
            var people = await world.Search(who, "刘建");
            people.Parts.Single(p => p.Kind == FoundKind.Person).Items.Select(i => i.Customer![..2]).Order().ShouldBe(sees.Order(), who);
            var dealings = (await world.Search(who, "DD-2025")).Parts.SingleOrDefault(p => p.Kind == FoundKind.Dealing);
            if (!(await world.Actor_(who)).May(Permission.ReportsRead)) dealings.ShouldBeNull(who);
            else dealings!.Count!.Value.Value.ShouldBe(sees.Length, who);
            // Digits: found by whoever sees them whole, and told to nobody else, by no kind and no count.
            var numbers = who == "赵主管" ? 0 : sees.Length;
            foreach (var digits in (string[])["12346", "1391234602"])
            {
                var found = await world.Search(who, digits);
                found.Parts.Where(p => p.Kind is FoundKind.Person or FoundKind.Customer).ShouldAllBe(p => p.Items.Count == numbers && p.Count!.Value.Value == numbers, who);
                if (numbers == 0) JsonSerializer.Serialize(found.Parts).ShouldNotContain("12346", Case.Sensitive, who);
                found.Parts.SelectMany(p => p.Items).ShouldAllBe(i => i.Customer == null || !i.Customer.StartsWith("归档", StringComparison.Ordinal), who);
            }
            (await world.Search(who, "刘建", FoundKind.Person)).Parts.Single(p => p.Kind == FoundKind.Person).Items.ShouldAllBe(i => string.Concat(i.Details.Select(d => d.Text)).Contains(numbers == 0 ? "139****602" : "1391234602"), who);
            // A word that stands in others' files alone is never suggested; in one's own it is, and finds something.
            foreach (var (slip, owner, meant) in new[] { ("甲方铸早", "张三", "甲方铸造"), ("丙方铸早", "王五", "丙方铸造"), ("归档铸早", "", "归档铸造") })
            {
                var offered = (await world.Search(who, slip)).Suggestions;
                offered.Contains(meant).ShouldBe(sees.Any(s => meant.StartsWith(s, StringComparison.Ordinal)), $"{who} {slip}: {string.Join(' ', offered)}");
                foreach (var text in offered) (await world.Search(who, text)).Parts[0].Items.ShouldNotBeEmpty($"{who} {text}");
                _ = owner;
            }
            (await world.Search(who, "13912346029")).Suggestions.Count.ShouldBe(numbers, who);
        }
        // Who may see no customers finds none.
        var nobody = (await world.Actor_("张三")) with { Permissions = new HashSet<string>() };
        (await world.Do<SearchEverywhere, SearchAnswer>(nobody, u => u.Handle(new("铸球"), default))).Refusal.ShouldBe(Refusal.Forbidden);
    }

    [Theory, OnBoth]
    public async Task The_index_follows_merging_taking_back_archiving_and_the_owner(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("湘江水泥有限公司", "张三", f => f.Has("刘建国", "13912346021")), ("湘水水泥有限公司", "王五", f => f.Has("周明慧", "13912346022")));
        var (kept, gone) = (await Id(world, 1), await Id(world, 2));
        await world.Write(async (db, _) => db.Add(Said(await db.Set<Customer>().SingleAsync(c => c.Id == gone), world, "谈熟料价格", world.People["王五"])));
        (await world.Hits("张三", "熟料", FoundKind.Activity)).ShouldBeEmpty();
        var merged = await world.Do<MergeCustomers, MergeCustomers.Merged>("孙总监", u => u.Handle(new() { KeptId = kept, GoneId = gone }, default));
        merged.Done.ShouldBeTrue(string.Join(", ", merged.Findings.Select(f => f.Key)));
        (await world.Search("张三", "熟料", FoundKind.Activity)).Parts.Single(p => p.Kind == FoundKind.Activity).Items.Single().CustomerId.ShouldBe(kept);
        (await world.Hits("张三", "周明慧", FoundKind.Person)).ShouldBe(["周明慧"]);
        (await world.Hits("李四", "周明慧", FoundKind.Person)).ShouldBeEmpty();
        (await world.Do<UndoMerge, Guid>("孙总监", u => u.Handle(merged.Value.Id, default))).Done.ShouldBeTrue();
        (await world.Hits("张三", "周明慧", FoundKind.Person)).ShouldBeEmpty();
        (await world.Hits("王五", "熟料", FoundKind.Activity)).Count.ShouldBe(1);
        await world.Write(async (db, _) => (await db.Set<Customer>().SingleAsync(c => c.Id == gone)).Archive(new(2025, 6, 9, 0, 0, 0, DateTimeKind.Utc)));
        (await world.Hits("王五", "熟料", FoundKind.Activity)).ShouldBeEmpty();
        (await Check(world)).InStep.ShouldBeTrue();
    }

    [Theory, OnBoth]
    public async Task An_index_out_of_step_is_told_and_made_anew(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("湘江水泥有限公司", "张三", f => f.Has("刘建国", "13912346021")), ("鄂东球团有限公司", "张三", f => f.Has("周明慧", "13912346022")));
        (await Check(world)).ShouldBe(new CheckIndex.Verdict(4, 0, 0));
        await world.Write(async (db, _) =>
        {
            await db.Database.ExecuteSqlRawAsync(db.IsSqlite ? "DELETE FROM record_search WHERE rowid = 1" : "DELETE FROM record_search WHERE serial = 1");
            await db.Database.ExecuteSqlRawAsync(db.IsSqlite ? "DELETE FROM customer_search WHERE rowid = 2" : "DELETE FROM customer_search WHERE serial = 2");
            await db.Database.ExecuteSqlRawAsync(db.IsSqlite ? "INSERT INTO customer_search (rowid, tokens) VALUES (99, 'x')" : "INSERT INTO customer_search VALUES (99, 'x')");
        });
        (await Check(world)).ShouldBe(new CheckIndex.Verdict(4, 2, 1));
        (await world.Do<ReindexCustomers, ReindexCustomers.Reindexed>(Actor.Program(Door.CommandLine), u => u.Handle(default))).Value.ShouldBe(new(2, 2));
        (await Check(world)).ShouldBe(new CheckIndex.Verdict(4, 0, 0));
        (await world.Hits("张三", "ljg", FoundKind.Person)).ShouldBe(["刘建国"]);
    }

    [Theory, OnBoth]
    public async Task Pages_follow_each_other_newest_first_narrowed_by_day_and_owner(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("湘江水泥有限公司", "张三", null), ("鄂东球团有限公司", "李四", null));
        await world.Write(async (db, _) =>
        {
            foreach (var file in await db.Set<Customer>().OrderBy(c => c.Serial).ToListAsync())
                for (var day = 0; day < 700; day++) db.Add(Said(file, world, day % 2 == 0 ? "来电询价样品" : "样品来电询价", file.OwnerId!.Value, new DateTime(2023, 1, 1, 1, 0, 0, DateTimeKind.Utc).AddDays(day)));
        });
        // Frequent and checked (several pairs in a row), frequent and sure, rare by its scope: the same pages, each hit once, newest first.
        foreach (var (who, text, expected) in new[] { ("赵主管", "询价样品", 700), ("赵主管", "样品", 1400), ("张三", "样品", 700), ("张三", "询价样品", 350) })
        {
            List<Guid> ids = [];
            var last = DateTime.MaxValue;
            string? after = null;
            do
            {
                var part = (await world.Search(who, text, FoundKind.Activity, after, size: 100)).Parts.Single(p => p.Kind == FoundKind.Activity);
                foreach (var hit in part.Items)
                {
                    hit.At!.Value.ShouldBeLessThanOrEqualTo(last);
                    last = hit.At.Value;
                    ids.Add(hit.Id);
                }
                if (after is null && text == "样品") part.Count!.Value.Value.ShouldBe(expected, who);
                after = part.Next;
            } while (after is not null);
            (ids.Count, ids.Distinct().Count()).ShouldBe((expected, expected), $"{who} {text}");
        }
        var narrow = await world.Ask<SearchEverywhere, SearchAnswer>("赵主管", u => u.Handle(new("样品", FoundKind.Activity, new(2023, 1, 2), new(2023, 1, 3), world.People["李四"]), default));
        narrow.Value.Parts.Single(p => p.Kind == FoundKind.Activity).Items.Select(i => (i.Customer, i.At!.Value.Day)).ShouldBe([("鄂东球团有限公司", 3), ("鄂东球团有限公司", 2)]);
        (await world.Ask<SearchEverywhere, SearchAnswer>("赵主管", u => u.Handle(new("样品", FoundKind.Activity, After: "nonsense"), default))).Done.ShouldBeFalse();
    }

    [Theory, OnBoth]
    public async Task Page_palette_and_api_show_the_hits_marked_and_whatever_is_typed_is_answered(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add(("湘江<b>水泥</b>有限公司", "张三", f => f.Has("刘建国", "13912346021")));
        await world.Write(async (db, _) => db.Add(Said(await db.Set<Customer>().SingleAsync(), world, "<script>alert(1)</script>谈水泥价格", world.People["张三"])));
        using var browser = await world.Browser("张三");
        var page = await browser.Page("/search?q=水泥");
        page.QuerySelectorAll("mark").Select(m => m.TextContent).Distinct().ShouldBe(["水泥"]);
        page.QuerySelectorAll(".hits script, .hits b").ShouldBeEmpty();
        page.QuerySelectorAll(".hits .to").Select(a => a.TextContent).ShouldContain(t => t.Contains("湘江<b>水泥</b>有限公司", StringComparison.Ordinal));
        page.QuerySelectorAll(".nav-tabs .nav-link").Length.ShouldBeGreaterThan(4);
        (await browser.Page("/search?q=水泥&kind=Activity")).QuerySelectorAll(".hits > li").Length.ShouldBe(1);
        (await browser.Page("/search?q=水尼")).QuerySelector(".near a")!.TextContent.ShouldBe("水泥");
        (await browser.Page("/search")).QuerySelectorAll(".hits").ShouldBeEmpty();
        var palette = await browser.GetStringAsync("/search/palette?q=水泥", TestContext.Current.CancellationToken);
        palette.ShouldContain("<mark>");
        palette.ShouldNotContain("<script>");
        var api = JsonDocument.Parse(await browser.GetStringAsync("/api/v1/search?q=ljg&kind=Person", TestContext.Current.CancellationToken)).RootElement;
        api.GetProperty("parts").EnumerateArray().Single(p => string.Equals(p.GetProperty("kind").GetString(), "person", StringComparison.OrdinalIgnoreCase)).GetProperty("items")[0].GetProperty("title")[0].GetProperty("text").GetString().ShouldBe("刘建国");
        foreach (var path in (string[])["/search?q=水泥&from=soon", "/search?q=水泥&kind=Activity&after=x"])
        {
            using var refused = await browser.GetAsync(path, TestContext.Current.CancellationToken);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
            (await refused.Page()).QuerySelector("[role=alert]").ShouldNotBeNull(path);
        }
        foreach (var text in Platform.Search.Naughty.Strings.Where((_, i) => i % 5 == 0).Append("\uD800").Append("' OR 1=1 --").Append("a* AND b"))
        {
            (await world.Ask<SearchEverywhere, SearchAnswer>("张三", u => u.Handle(new(text), default))).Done.ShouldBeTrue(text);
            (await world.Ask<SearchEverywhere, SearchAnswer>("孙总监", u => u.Handle(new(text, FoundKind.Activity), default))).Done.ShouldBeTrue(text);
        }
        using var questions = await world.CountQuestions();
        using (await browser.GetAsync("/search?q=水泥", TestContext.Current.CancellationToken)) { }
        questions.Of("customer_search", "record_search", "found_records", "customers", "interactions", "contact_persons", "dealings", "leads", "attachments").ShouldBeLessThanOrEqualTo(16);
    }

    static async Task<Guid> Id(World world, long serial) => await world.Read(db => db.Set<Customer>().Where(c => c.Serial == serial).Select(c => c.Id).SingleAsync());

    static Interaction Said(Customer file, World world, string text, Guid author, DateTime? at = null)
    {
        var said = new Interaction(file.UnitId, file.Id, file.Name, author, world.People.First(p => p.Value == author).Key);
        said.Tell(ContactMode.Call, at ?? new(2025, 6, 1, 1, 0, 0, DateTimeKind.Utc), null, null, text, null);
        return said;
    }

    static Task Attach(World world, Guid customer, string name) => world.Write(async (db, _) =>
        db.Add(new Attachment(await db.Set<Customer>().SingleAsync(c => c.Id == customer), name, "application/pdf", 10, new string('0', 64), "张三")));

    static Task Deal(World world, Guid customer, string number, string summary) => world.Write((db, _) =>
    {
        var deal = new Dealing(world.Unit, customer, DealingKind.Contract, number, new(2025, 6, 1), new(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc), "张三");
        deal.Tell(summary, 1000, "CNY");
        deal.Between(world.People["张三"], null);
        db.Add(deal);
        return Task.CompletedTask;
    });

    static async Task<CheckIndex.Verdict> Check(World world) => (await world.Do<CheckIndex, CheckIndex.Verdict>(Actor.Program(Door.CommandLine), u => u.Handle(default))).Value;
}

static class EverywhereStage
{
    /// <summary>What somebody finds.</summary>
    public static async Task<SearchAnswer> Search(this World world, string who, string text, FoundKind? kind = null, string? after = null, int size = 20)
    {
        var found = await world.Ask<SearchEverywhere, SearchAnswer>(who, u => u.Handle(new(text, kind, After: after, Size: size), default));
        found.Done.ShouldBeTrue($"{who} {text}: {string.Join(", ", found.Findings.Select(f => f.Key))}");
        return found.Value;
    }

    /// <summary>Titles of the hits of a kind.</summary>
    public static async Task<IReadOnlyList<string>> Hits(this World world, string who, string text, FoundKind kind) =>
        [.. (await world.Search(who, text, kind)).Parts.Single(p => p.Kind == kind).Items.Select(i => i.Name)];
}
