using System.Net;
using System.Text.Json;
using Guiju.Approvals.Contracts;
using Guiju.Approvals;
using Guiju.Duties;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Policies;
using Guiju.Publishing;
using Guiju.Publishing.Pages;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Duties;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Publishing;

/// <summary>The register of regulations, their versions, who writes, approves and explains them.</summary>
public class RegulationTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBoth, Clause("D06-0"), Clause("D17-5.5")]
    public async Task A_number_is_one_regulations_and_what_is_left_out_is_as_the_clause_says(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        using var browser = await world.Browser("钱信息");
        var owner = await world.DepartmentOf("信息部");
        var id = await browser.Made("/api/v1/regulations", new { category = "实施细则", number = "KH-01", title = "公司客户管理实施细则", ownerDepartmentId = owner });
        var (_, shown) = await browser.Json(HttpMethod.Get, $"/api/v1/regulations/{id}");
        (shown.GetProperty("supervising").GetString(), shown.GetProperty("executing").GetString()).ShouldBe(("市场部", "各业务单位"));
        (await browser.Json(HttpMethod.Post, "/api/v1/regulations", new { category = "实施细则", number = "KH-01", title = "另一制度", ownerDepartmentId = owner })).Body.Keys().ShouldBe(["publishing.number.taken"]);
        (await browser.Json(HttpMethod.Post, "/api/v1/regulations", new { category = " ", number = "", title = "无号", ownerDepartmentId = (Guid?)null })).Body.Keys().ShouldBe(["publishing.category.required", "publishing.number.required", "publishing.owner.required"]);
        // Another department's number cannot be entered for it, and the register of another company has its own KH-01.
        (await browser.Json(HttpMethod.Post, "/api/v1/regulations", new { category = "x", number = "XS-01", title = "销售", ownerDepartmentId = await world.DepartmentOf("销售一部") })).Status.ShouldBe(403);
        using var seller = await world.Browser("张三");
        (await seller.Json(HttpMethod.Post, "/api/v1/regulations", new { category = "x", number = "XS-02", title = "销售", ownerDepartmentId = await world.DepartmentOf("销售一部") })).Status.ShouldBe(403);
        (await seller.Json(HttpMethod.Get, $"/api/v1/regulations/{id}")).Status.ShouldBe(404, "nothing of it is published");
        (await world.Read(db => db.Set<Regulation>().CountAsync())).ShouldBe(1);

        // Without a day to come into force nothing is handed in.
        (await browser.Json(HttpMethod.Put, $"/api/v1/regulations/{id}/draft", new { label = "1", text = "# 总则\n统一管理口径。" })).Status.ShouldBe(200);
        (await browser.Json(HttpMethod.Post, $"/api/v1/regulations/{id}/draft/submission")).Body.Keys().ShouldBe(["publishing.effective.required"]);
        await world.Published(id, PublishingStage.Draft("1", new(2025, 6, 10)));
        await world.Published(id, PublishingStage.Draft("2", new(2025, 7, 1), "# 总则\n第二版。"));
        (await browser.Json(HttpMethod.Get, $"/api/v1/regulations?search=KH-01")).Body.GetProperty("items")[0].GetProperty("version").GetString().ShouldBe("1");
        world.SetTime(2025, 6, 30, 23, 59, 59);
        (await Standing(world, id)).ShouldBe([VersionStanding.Upcoming, VersionStanding.InForce]);
        world.SetTime(2025, 7, 1, 0, 0, 0);
        (await Standing(world, id)).ShouldBe([VersionStanding.InForce, VersionStanding.Replaced]);
        using var later = await world.Browser("张三");
        (await later.Page($"/regulations/{id}?version=1")).Body!.TextContent.ShouldContain("为规范客户管理", Case.Sensitive, "the first stays readable");
        var page = await later.Page($"/regulations/{id}");
        page.Body!.TextContent.ShouldContain("第二版");
        foreach (var word in new[] { "2025-07-01", "郑总", "信息部", "已失效", "现行" }) page.Body!.TextContent.ShouldContain(word);
        (await later.Page("/regulations")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        using var questions = await world.CountQuestions();
        await later.Page("/regulations");
        questions.Of("regulations", "regulation_versions", "regulation_readings").ShouldBeLessThanOrEqualTo(5);
    }

    [Theory, OnBoth, Clause("D06-0")]
    public async Task The_pages_take_what_they_offer(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        using var browser = await world.Browser("钱信息");
        var form = await browser.Page("/regulations/new");
        var owner = form.QuerySelectorAll("select[name=ownerDepartmentId] option").Single(o => o.TextContent == "信息部").GetAttribute("value")!;
        using (var refused = await browser.Submit("/regulations", ("number", ""), ("title", "办法"), ("ownerDepartmentId", owner)))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Page()).QuerySelector("[name=title]")!.GetAttribute("value").ShouldBe("办法");
        }
        using var made = await browser.Submit("/regulations", ("number", "KH-09"), ("category", "办法"), ("title", "办法"), ("ownerDepartmentId", owner), ("readingClause", "D06-1"));
        var place = made.Headers.Location!.ToString();
        var draft = await browser.Page($"{place}/draft");
        var role = draft.QuerySelectorAll("select[name=roles] option").Single(o => o.TextContent == "营销人员").GetAttribute("value")!;
        using (var refused = await browser.Submit($"{place}/draft", ("label", "1"), ("text", "# 一\n见 D13-1"), ("effectiveFrom", "明天"))) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Submit($"{place}/draft", ("label", "1"), ("text", "# 一\n见 D13-1"), ("effectiveFrom", "2025-06-12"), ("roles", role))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var wrong = await browser.Submit($"{place}/draft", ("label", "1"), ("text", "# 一\n见 D13-1"), ("effectiveFrom", "2025-06-12"), ("roles", role), (DraftInput.Field("D13-1", "ack_days"), "七")))
            (await wrong.Page()).QuerySelector($"[name='{DraftInput.Field("D13-1", "ack_days")}']")!.GetAttribute("aria-invalid").ShouldBe("true");
        (await browser.Submit($"{place}/draft", ("label", "1"), ("text", "# 一\n见 D13-1"), ("effectiveFrom", "2025-06-12"), ("roles", role), (DraftInput.Field("D13-1", "ack_days"), "5"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Submit($"{place}/draft/submit")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var reviewer = await world.Browser("孙总监")) (await reviewer.Submit($"{place}/draft/review", ("right", "true"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.Decides("郑总", Verdict.Approve)).Done.ShouldBeTrue();
        (await browser.Page(place)).Body!.TextContent.ShouldContain("已批准，可以发布");
        (await browser.Submit($"{place}/publish")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await browser.Page(place);
        page.Body!.TextContent.ShouldContain("营销人员");
        page.Body!.TextContent.ShouldContain("已阅 0/3（0 %）");
        (await browser.Submit($"{place}/interpretations", ("about", "#一"), ("text", "从宽解释"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page(place)).Body!.TextContent.ShouldContain("从宽解释");
        (await browser.Submit($"{place}/annual-reviews", ("conclusion", "无须修改"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    static async Task<IReadOnlyList<VersionStanding>> Standing(World world, Guid id) => [.. (await world.Ask<ShowRegulation, RegulationView>("钱信息", u => u.Handle(id, null, Ct))).Value.Versions.Select(v => v.Standing)];

    [Theory, OnBoth, Clause("D13-8b"), Clause("D16-9b"), Clause("D15-8b")]
    public async Task Nothing_is_published_without_the_general_managers_approval_of_this_very_draft(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 3, 1);
        await world.General();
        var id = await world.Entered();
        await world.Published(id, PublishingStage.Draft("1.0", new(2025, 3, 1)));
        world.SetTime(2025, 3, 10);
        var draft = PublishingStage.Draft("1.1", new(2025, 3, 15), "# 总则\n档案完整度未达标的限期补齐（D13-3.3.2c）。") with { Changes = [new("D13-3.3.2c", "chase_after_days", JsonSerializer.SerializeToElement(20))] };
        (await world.Do<SaveDraft, Guid>("钱信息", u => u.Handle(id, null, draft, Ct))).Done.ShouldBeTrue();
        await Refused(PublishVersionKey);
        // The author does not review what he wrote, nor does anybody approve what was not reviewed.
        (await world.Do<ReviewVersion, Guid>("钱信息", u => u.Submit(id, Ct))).Done.ShouldBeTrue();
        (await world.Do<ReviewVersion, Guid>("钱信息", u => u.Handle(id, true, null, Ct))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<ReviewVersion, Guid>("张三", u => u.Handle(id, true, null, Ct))).Refusal.ShouldBe(Refusal.Forbidden);
        (await world.Do<ReviewVersion, Guid>("孙总监", u => u.Handle(id, false, " ", Ct))).Findings.ShouldHaveSingleItem().Key.ShouldBe("publishing.why.required");
        (await world.Do<ReviewVersion, Guid>("孙总监", u => u.Handle(id, true, null, Ct))).Done.ShouldBeTrue();
        await Refused(PublishVersionKey);
        (await world.Decides("钱信息", Verdict.Approve)).Done.ShouldBeFalse("the author never approves");
        (await world.Decides("孙总监", Verdict.Approve)).Done.ShouldBeFalse();
        // Sent back with the reason, handed in again, approved.
        (await world.Does<DecideRequest, ApprovalState>("郑总", async u => await u.Handle(await Waiting(), Verdict.Return, "写明理由", Ct))).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<RegulationVersion>().SingleAsync(v => v.Label == "1.1"))).ShouldSatisfyAllConditions(v => v.State.ShouldBe(VersionState.Draft), v => v.SentBack.ShouldBe("写明理由"));
        await world.Approved(id, draft with { Note = "缩短补齐期限" });
        // Changed after the approval: the approval is of another draft.
        (await world.Do<SaveDraft, Guid>("钱信息", u => u.Handle(id, null, draft with { Note = "缩短补齐期限", Text = draft.Text + "\n又加一句。" }, Ct))).Done.ShouldBeTrue();
        await Refused(PublishVersionKey);
        (await world.Read(db => db.Set<RegulationVersion>().SingleAsync(v => v.Label == "1.1"))).ApprovedHash.ShouldBeNull();
        (await world.Read(db => db.Set<ApprovalRequest>().OrderByDescending(r => r.Id).Select(r => r.State).FirstAsync())).ShouldBe(ApprovalState.Lapsed);
        (await world.Read(db => db.Set<ClauseSetting>().CountAsync())).ShouldBe(0);
        await world.Published(id, draft with { Note = "缩短补齐期限" });
        world.SetTime(2025, 3, 14, 23, 59, 59);
        (await Standing(world, id)).ShouldBe([VersionStanding.Upcoming, VersionStanding.InForce]);
        (await InForce(new(2025, 3, 14))).ShouldBe(15);
        world.SetTime(2025, 3, 15, 0, 0, 0);
        (await Standing(world, id)).ShouldBe([VersionStanding.InForce, VersionStanding.Replaced]);
        (await InForce(new(2025, 3, 15))).ShouldBe(20);
        // What is published is changed by nobody: a draft is the next version.
        (await world.Does<SaveDraft, Guid>("钱信息", u => u.Handle(id, null, PublishingStage.Draft("1.1", new(2025, 4, 1)), Ct))).Findings.ShouldHaveSingleItem().Key.ShouldBe("publishing.label.taken");
        Should.Throw<InvalidOperationException>(() => world.Read(async db => { (await db.Set<RegulationVersion>().FirstAsync(v => v.State == VersionState.Published)).SendBack("x"); return 0; }).GetAwaiter().GetResult());
        // The clause's page says where it stands, and the trail says who published.
        using var browser = await world.Browser("张三");
        (await browser.Page("/policies/clauses/D13-3.3.2c")).Body!.TextContent.ShouldContain("KH-01 《客户信息管理办法》");
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.Act == "PublishVersion"))).ShouldBeGreaterThan(0);
        var compared = (await world.Ask<ShowComparison, VersionComparison>("张三", u => u.Handle(id, 1, 2, Ct))).Value;
        compared.Parameters.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Old.ShouldStartWith("15"), p => p.New.ShouldStartWith("20"));
        compared.Sections.ShouldHaveSingleItem().Change.ShouldBe(SectionChange.Changed);
        (await browser.Page($"/regulations/{id}/compare?from=1&to=2")).QuerySelectorAll("ins").Length.ShouldBeGreaterThan(1);

        async Task Refused(string key)
        {
            (await world.Do<PublishVersion, PublishVersion.PublishedVersion>("钱信息", u => u.Handle(id, Ct))).Findings.Select(f => f.Key).ShouldBe([key]);
            (await Standing(world, id))[^1].ShouldBe(VersionStanding.InForce);
        }

        Task<Guid> Waiting() => world.Read(db => db.Set<ApprovalRequest>().Where(r => r.State == ApprovalState.Waiting).Select(r => r.Id).SingleAsync());

        async Task<int> InForce(DateOnly day)
        {
            var found = 0;
            await world.As(await world.Actor_("钱信息"), services => { found = ((Guiju.Policies.Contracts.IClauseParameters)services.GetService(typeof(Guiju.Policies.Contracts.IClauseParameters))!).Get<int>("D13-3.3.2c", "chase_after_days", day); return Task.CompletedTask; });
            return found;
        }
    }

    const string PublishVersionKey = "publishing.not-approved";

    [Theory, OnBoth, Clause("D06-7.2"), Clause("D03-0f")]
    public async Task What_begins_before_a_version_is_in_force_keeps_the_one_before(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        var id = await world.Entered(owner: "信息部", title: "客户管理流程");
        await world.Published(id, PublishingStage.Draft("v1", new(2025, 6, 10)));
        // Another department publishes nothing of it.
        await world.Approved(id, PublishingStage.Draft("v2", new(2025, 7, 1)) with { Changes = [new("D13-3.3.2c", "chase_after_days", JsonSerializer.SerializeToElement(3))] });
        using (var other = await world.Browser("赵主管")) (await other.Json(HttpMethod.Post, $"/api/v1/regulations/{id}/publication")).Status.ShouldBe(403);
        using (var own = await world.Browser("钱信息")) (await own.Json(HttpMethod.Post, $"/api/v1/regulations/{id}/publication")).Status.ShouldBe(200);
        world.SetTime(2025, 6, 30, 23, 59, 59);
        await world.Opened("张三", Files.Complete(1) with { Fax = null });
        world.SetTime(2025, 7, 1, 0, 0, 0);
        await world.Opened("张三", Files.Complete(2) with { Fax = null });
        var due = (await world.Owed("D13-3.3.2c")).ConvertAll(d => (d.ParametersOn, Day: world.Clock.DateOf(d.DueAt)));
        due.ShouldBe([(new(2025, 6, 30), new DateOnly(2025, 7, 15)), (new(2025, 7, 1), new DateOnly(2025, 7, 4))]);
        // Both versions are read by anybody, and neither is written by anybody any more.
        using var browser = await world.Browser("张三");
        foreach (var version in (int[])[1, 2]) (await browser.Json(HttpMethod.Get, $"/api/v1/regulations/{id}?version={version}")).Body.GetProperty("shown").GetProperty("state").GetString().ShouldBe("published");
    }

    [Theory, OnBoth, Clause("D07-1")]
    public async Task A_trial_ends_with_its_months_and_then_waits_to_be_made_lasting(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 1, 1);
        await world.General();
        var id = await world.Entered(number: "YC-01", title: "客户基础信息管理规定");
        await world.Published(id, PublishingStage.Draft("v1", new(2025, 1, 1)) with { Trial = true });
        world.SetTime(2025, 12, 31, 23, 59, 59);
        (await Shown()).ShouldSatisfyAllConditions(v => v.TrialUntil.ShouldBe(new DateOnly(2025, 12, 31)), v => v.TrialOver.ShouldBeFalse());
        world.SetTime(2026, 1, 1, 0, 0, 0);
        (await Shown()).TrialOver.ShouldBeTrue();
        using (var browser = await world.Browser("张三")) (await browser.Page($"/regulations/{id}")).Body!.TextContent.ShouldContain("试行期满待转正");
        await world.Published(id, PublishingStage.Draft("v2", new(2026, 1, 1)));
        (await Shown()).ShouldSatisfyAllConditions(v => v.Label.ShouldBe("v2"), v => v.TrialOver.ShouldBeFalse());
        (await world.Ask<ShowRegulation, RegulationView>("张三", u => u.Handle(id, 1, Ct))).Value.Shown!.TrialOver.ShouldBeFalse("it was replaced");

        async Task<VersionView> Shown() => (await world.Ask<ShowRegulation, RegulationView>("张三", u => u.Handle(id, null, Ct))).Value.Shown!;
    }

    [Theory, OnBoth, Clause("D13-8a"), Clause("D15-8a"), Clause("D16-9a")]
    public async Task The_owner_department_and_its_sections_alone_draft_and_explain(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.General();
        // 营销部 with its section 信息部, beside the 信息部 of the company.
        await world.Write(async (db, _) =>
        {
            var marketing = new Department(world.Unit, "营销部", null);
            db.AddRange(marketing, new Department(world.Unit, "市场科", marketing.Id));
            await db.SaveChangesAsync(Ct);
        });
        await world.Joins("营销甲", "营销部", "clerk");
        await world.Joins("市场乙", "市场科", "clerk");
        var ours = await world.Entered("YX-16", "营销部办法", owner: "营销部");
        var theirs = await world.Entered("XX-13", "信息部办法", owner: "信息部");
        await world.Published(theirs, PublishingStage.Draft("1.0", new(2025, 6, 10)));
        List<(string Who, bool Ours, bool Theirs)> matrix = [("营销甲", true, false), ("市场乙", true, false), ("钱信息", false, true), ("赵主管", false, false), ("admin", false, false)];
        foreach (var (who, mine, other) in matrix)
        {
            var before = await Stored();
            using var browser = await world.Browser(who);
            (await browser.Json(HttpMethod.Put, $"/api/v1/regulations/{ours}/draft", new { text = $"# 总则\n{who}写的。", effectiveFrom = "2025-07-01" })).Status.ShouldBe(mine ? 200 : 403, who);
            (await browser.Json(HttpMethod.Put, $"/api/v1/regulations/{theirs}/draft", new { text = $"# 总则\n{who}写的（D13-8a）。", effectiveFrom = "2025-07-01" })).Status.ShouldBe(other ? 200 : 403, who);
            (await browser.Json(HttpMethod.Post, $"/api/v1/regulations/{theirs}/interpretations", new { clause = "D13-1", text = $"{who}的解释" })).Status.ShouldBe(other ? 201 : 403, who);
            (await browser.Json(HttpMethod.Delete, $"/api/v1/regulations/{ours}/draft")).Status.ShouldBe(mine ? 204 : 403, who);
            if (!mine && !other) (await Stored()).ShouldBe(before, who);
            using var form = await browser.Get($"/regulations/{theirs}/draft");
            form.StatusCode.ShouldBe(other ? HttpStatusCode.OK : HttpStatusCode.Forbidden, who);
        }
        using (var nobody = await world.Browser("张三")) (await nobody.Json(HttpMethod.Post, $"/api/v1/regulations/{theirs}/interpretations", new { clause = "D13-1", text = "x" })).Status.ShouldBe(403);
        // It stands beside the clause, with author and date, in the text and on the clause's page.
        using var reader = await world.Browser("张三");
        foreach (var path in new[] { $"/regulations/{theirs}", "/policies/clauses/D13-1" })
        {
            var text = (await reader.Page(path)).Body!.TextContent;
            foreach (var word in new[] { "钱信息的解释", "信息部 钱信息", "06-10 09:00" }) text.ShouldContain(word, Case.Sensitive, path);
        }
        // Another company sees nothing of either.
        Guid north = default;
        await world.Write((db, _) => { var unit = new Unit("HB", "华北公司", null); db.Add(unit); north = unit.Id; return Task.CompletedTask; });
        await world.Joins("北信息", "信息部", "clerk", unit: north);
        using var foreign = await world.Browser("北信息");
        (await foreign.Json(HttpMethod.Get, $"/api/v1/regulations/{theirs}")).Status.ShouldBe(404);
        (await foreign.Json(HttpMethod.Put, $"/api/v1/regulations/{theirs}/draft", new { text = "x" })).Status.ShouldBe(404);
        (await foreign.Json(HttpMethod.Get, "/api/v1/regulations")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await foreign.Json(HttpMethod.Get, "/api/v1/clauses/D13-1")).Body.GetProperty("places").GetArrayLength().ShouldBe(0);

        Task<(int, int, string)> Stored() => world.Read(async db => (await db.Set<RegulationVersion>().CountAsync(), await db.Set<Interpretation>().CountAsync(), string.Concat(await db.Set<RegulationVersion>().OrderBy(v => v.Id).Select(v => v.Text).ToListAsync())));
    }

    [Theory, OnBoth, Clause("D06-7.1")]
    public async Task A_regulation_is_looked_at_again_after_a_year_and_a_conclusion_alone_ends_the_reminder(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2024, 2, 28);
        await world.General();
        var leap = await world.Entered("KH-02", "闰日制度");
        await world.Published(leap, PublishingStage.Draft("1", new(2024, 2, 29)));
        (await world.Owed("D06-7.1")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => world.Clock.DateOf(d.DueAt).ShouldBe(new DateOnly(2025, 2, 28)));
        world.SetTime(2024, 6, 10);
        var id = await world.Entered("KH-01");
        await world.Published(id, PublishingStage.Draft("1", new(2024, 6, 10)));
        (await world.Does<ConcludeReview, Guid>("钱信息", u => u.Handle(leap, "无须修改", Ct))).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 9, 23, 59, 59);
        await world.Remind();
        (await world.Messages("钱信息")).ShouldNotContain("duty.D06-7_1.notice");
        world.SetTime(2025, 6, 10, 0, 0, 0);
        await world.Remind();
        (await world.Messages("钱信息")).Count(m => m == "duty.D06-7_1.notice").ShouldBeGreaterThan(0);
        (await world.Does<ConcludeReview, Guid>("钱信息", u => u.Handle(id, "  ", Ct))).Findings.ShouldHaveSingleItem().Key.ShouldBe("publishing.conclusion.required");
        (await world.Does<ConcludeReview, Guid>("赵主管", u => u.Handle(id, "无须修改", Ct))).Refusal.ShouldBe(Refusal.Forbidden);
        (await Open()).ShouldBe(1);
        (await world.Does<ConcludeReview, Guid>("钱信息", u => u.Handle(id, "无须修改", Ct))).Done.ShouldBeTrue();
        var done = (await world.Owed("D06-7.1")).Where(d => d.SubjectId == id).ToList();
        done.Select(d => (d.State, world.Clock.DateOf(d.DueAt))).ShouldBe([(DutyState.DoneInTime, new(2025, 6, 10)), (DutyState.Open, new DateOnly(2026, 6, 10))]);
        done[0].Evidence.ShouldBe("无须修改");

        Task<int> Open() => world.Read(db => db.Set<Duty>().CountAsync(d => d.ClauseId == "D06-7.1" && d.State == DutyState.Open && d.SubjectId == id));
    }

    [Fact]
    public void A_text_is_read_by_headings_and_the_clauses_it_names()
    {
        var sections = RegulationText.Sections("前言。\n第一章 总则\n第一条 见 D13-1。\n\n# 附则\n按D13-3.3.2c。与 D99-1、AD13-1 无关");
        sections.Select(s => (s.Heading, string.Join(',', s.Clauses))).ShouldBe([("", ""), ("第一章 总则", "D13-1"), ("附则", "D13-3.3.2c")]);
        RegulationText.Parts("按D13-1。").ShouldBe([("按", false), ("D13-1", true), ("。", false)]);
        var compared = ShowComparison.Sections("# 甲\n一\n二\n# 乙\n旧\n# 丙\n同", "# 甲\n一\n三\n# 丁\n新\n# 丙\n同");
        compared.Select(s => (s.Heading, s.Change)).ShouldBe([("甲", SectionChange.Changed), ("丁", SectionChange.Added), ("乙", SectionChange.Removed), ("丙", SectionChange.Same)]);
        compared[0].Lines.ShouldBe([new(SectionChange.Same, "一"), new(SectionChange.Removed, "二"), new(SectionChange.Added, "三")]);
    }
}
