using System.Text.Json;
using Guiju.Compliance.Contracts;
using Guiju.Compliance.WhatIf;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Jobs;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Decisions;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Compliance;

/// <summary>The past replayed by other parameters.</summary>
public class WhatIfTests
{
    /// <summary>
    /// Ten files around the National Day holiday of 2025 (10-01 to 10-08) and the Saturday made up for it (10-11), with two working days to open a file.
    /// Looked at on 10-13 at noon.
    /// </summary>
    static async Task<World> October(Engine engine)
    {
        var world = await World.Open(engine);
        world.SetTime(2025, 9, 15);
        using (var director = await world.Browser("孙总监"))
            (await director.Json(HttpMethod.Post, "/api/v1/clauses/D13-3.3.1b/parameters/file_open_within_workdays/settings", new { value = 2, from = "2025-09-15", reason = "放宽到两天" })).Status.ShouldBe(201);
        Dictionary<string, Guid> files = [];
        await On(29, 9, ["庚迟"], []);
        await On(30, 9, ["甲当天", "乙次日"], []);
        await On(9, 10, ["丙周六立"], ["甲当天"]);
        await On(10, 10, ["丁周六立", "戊周一立", "辛未立"], ["乙次日"]);
        await On(11, 10, ["己未立"], ["丙周六立", "丁周六立"], "李四");
        await On(13, 10, [], ["戊周一立", "庚迟"]);
        return world;

        async Task On(int day, int month, string[] contacted, string[] filed, string who = "张三")
        {
            world.SetTime(2025, month, day, 12);
            foreach (var name in contacted)
            {
                files[name] = (await world.Register(who, new() { Name = name, Roles = [RoleKind.Buyer], Status = FileStatus.Draft })).Value.Id;
                (await world.Log(who, files[name], FollowUpStage.Call(new(2025, 11, 20)))).Done.ShouldBeTrue();
            }
            foreach (var name in filed) (await world.Do<SetFileStatus, FileStatus>("孙总监", u => u.Handle(files[name], FileStatus.Incomplete, default))).Done.ShouldBeTrue();
        }
    }

    [Theory, OnBoth, Clause("D13-3.3.1b")]
    public async Task A_day_less_makes_just_these_files_late_and_a_day_more_frees_them(Engine engine)
    {
        await using var world = await October(engine);
        using var director = await world.Browser("孙总监");
        var before = await Everything(world);
        // Two days were: 乙 due on 10-10, 丙 on Saturday 10-11, 戊 and 辛 on 10-13, 己 on 10-14. One day would have been: 10-09, 10-10, Saturday 10-11, Saturday 10-11, 10-13.
        var (id, run, cases) = await world.Replay(director, new { clause = "D13-3.3.1b", from = "2025-09-01", to = "2025-10-13", parameters = new { file_open_within_workdays = 1 } });
        run.GetProperty("state").GetString().ShouldBe("done");
        Counts(run).ShouldBe((8, 1, 5, 4, 0));
        cases.Select(c => (Title(c), c.GetProperty("change").GetString(), Local(world, c, "dueBefore"), Local(world, c, "dueAfter"), Local(world, c, "doneAt"))).ShouldBe(
        [
            ("乙次日", "late", "10-10 23:59:59", "10-09 23:59:59", "10-10 12:00:00"), ("丙周六立", "late", "10-11 23:59:59", "10-10 23:59:59", "10-11 12:00:00"),
            ("戊周一立", "late", "10-13 23:59:59", "10-11 23:59:59", "10-13 12:00:00"), ("辛未立", "late", "10-13 23:59:59", "10-11 23:59:59", null),
        ], ignoreOrder: true);
        run.GetProperty("counts").GetProperty("moved").GetInt32().ShouldBe(4, "甲, 丁, 己 and 庚 are due otherwise, and nothing else");
        run.GetProperty("months").EnumerateArray().Select(m => (m.GetProperty("month").GetString(), m.GetProperty("before").GetInt32(), m.GetProperty("after").GetInt32())).ShouldBe([("2025-09-01", 1, 2), ("2025-10-01", 0, 3)]);

        // The reverse: by the day before the setting one had one day, by a day after it two.
        var (_, reverse, freed) = await world.Replay(director, new { clause = "D13-3.3.1b", from = "2025-09-01", to = "2025-10-13", beforeOn = "2025-09-14", afterOn = "2025-09-15" });
        Counts(reverse).ShouldBe((8, 5, 1, 0, 4));
        freed.Select(Title).ShouldBe(["乙次日", "丙周六立", "戊周一立", "辛未立"], ignoreOrder: true);
        freed.ShouldAllBe(c => c.GetProperty("change").GetString() == "inTime");
        // Only what happened in the period, to the second; and only what was asked changes.
        Counts((await world.Replay(director, new { clause = "D13-3.3.1b", from = "2025-09-30", to = "2025-10-09", parameters = new { file_open_within_workdays = 1 } })).Run).ShouldBe((3, 0, 2, 2, 0));
        Counts((await world.Replay(director, new { clause = "D13-3.3.1b", from = "2025-10-12", to = "2025-10-13", parameters = new { file_open_within_workdays = 1 } })).Run).ShouldBe((0, 0, 0, 0, 0));
        (await Everything(world)).ShouldBe(before, "nothing was set, owed or written into the trail");

        // The page, its tabs, the file; the next step is to decide it.
        var page = await director.Page($"/what-if/{id}");
        page.QuerySelectorAll(".kpi .v").Select(v => v.FirstChild!.TextContent).ShouldBe(["4", "5", "4", "0", "0 / 0", "0"]);
        page.QuerySelector(".draft-row del")!.TextContent.ShouldBe("2");
        page.QuerySelector(".draft-row ins")!.TextContent.ShouldBe("1");
        page.QuerySelectorAll("svg.trend rect.after").Length.ShouldBe(2);
        page.QuerySelector("a[href='/policies/clauses/D13-3.3.1b?set=file_open_within_workdays']").ShouldNotBeNull();
        (await director.Page($"/what-if/{id}?change=InTime")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        var book = await director.Book($"/what-if/{id}/result.xlsx");
        book.Skip(1).Select(r => (r[1], r[2])).ShouldBe(cases.Select(c => ("变为逾期", Title(c))));
        (await director.Page("/what-if")).QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        (await director.Page("/notices")).Body!.TextContent.ShouldContain("D13-3.3.1b 推演完成：8 件中 4 件会有不同");
    }

    [Theory, OnBoth]
    public async Task Whoever_asks_sees_his_own_replays_and_in_them_what_his_scope_reaches(Engine engine)
    {
        await using var world = await October(engine);
        await world.Strangers();
        using var director = await world.Browser("孙总监");
        var input = new { clause = "D13-3.3.1b", from = "2025-09-01", to = "2025-10-13", parameters = new { file_open_within_workdays = 0 } };
        var (id, run, _) = await world.Replay(director, input);
        run.GetProperty("counts").GetProperty("cases").GetInt32().ShouldBe(8);
        foreach (var (who, status) in new[] { ("admin", 404), ("北总监", 404), ("张三", 403), ("赵主管", 403), ("财务", 403) })
        {
            using var browser = await world.Browser(who);
            foreach (var path in new[] { $"/api/v1/what-if/{id}", $"/api/v1/what-if/{id}/cases", $"/what-if/{id}", $"/what-if/{id}/progress", $"/what-if/{id}/result.xlsx" })
                ((int)(await browser.Get(path)).StatusCode).ShouldBe(status, $"{who}: {path}");
            (await browser.Json(HttpMethod.Post, $"/api/v1/what-if/{id}/cancel")).Status.ShouldBe(status, who);
            if (status == 404) continue;
            var count = await world.Count<WhatIfRun>();
            (await browser.Json(HttpMethod.Post, "/api/v1/what-if", input)).Status.ShouldBe(403, who);
            ((int)(await browser.Get("/what-if")).StatusCode).ShouldBe(403, who);
            (await world.Count<WhatIfRun>()).ShouldBe(count, $"{who}: a denied replay is none");
        }
        // Another company holds nothing of it and may not be replayed from elsewhere; department one has its own people's and its own.
        using (var north = await world.Browser("北总监"))
        {
            (await world.Replay(north, input)).Run.GetProperty("counts").GetProperty("cases").GetInt32().ShouldBe(0);
            (await north.Json(HttpMethod.Post, "/api/v1/what-if", new { input.clause, input.parameters, unit = world.Unit })).Status.ShouldBe(403);
        }
        using (var department = await world.Browser("一部制度员"))
            (await world.Replay(department, input)).Run.GetProperty("counts").GetProperty("cases").GetInt32().ShouldBe(8);
        await world.Write(async (db, _) =>
        {
            var two = await db.Set<Guiju.Organization.Department>().Where(d => d.Name == "销售二部").Select(d => d.Id).SingleAsync();
            var li = world.People["李四"];
            await db.Set<Guiju.Duties.Duty>().Where(d => d.OwnerId == li).ExecuteUpdateAsync(s => s.SetProperty(d => d.DepartmentId, two));
        });
        using (var department = await world.Browser("一部制度员"))
            (await world.Replay(department, input)).Run.GetProperty("counts").GetProperty("cases").GetInt32().ShouldBe(7, "what another department owes is not replayed for him");
        using var admin = await world.Browser("admin");
        (await world.Replay(admin, new { input.clause, input.from, input.to, input.parameters, unit = world.Unit })).Run.GetProperty("counts").GetProperty("cases").GetInt32().ShouldBe(8, "the group reaches its companies");

        // What cannot be replayed is said, with the way out.
        foreach (var (wrong, keys) in new (object, string[])[]
        {
            (new { }, ["whatif.clause.none"]), (new { clause = "D01-3.1c" }, ["whatif.clause.unknown"]), (new { clause = "D13-3.3.1b" }, ["whatif.same"]),
            (new { clause = "D13-3.3.1b", from = "2025-10-01", to = "2025-09-01", parameters = new { file_open_within_workdays = "x", no_such = 1 } }, ["whatif.period", "policies.setting.unknown", "policies.setting.kind"]),
            (new { clause = "D13-3.3.1b", beforeOn = "1900-01-01", afterOn = "2025-01-01" }, ["whatif.day"]), (new { clause = "D13-3.3.1b", beforeOn = "2025-01-01", afterOn = "2025-01-01" }, ["whatif.same"]),
        })
        {
            var (status, body) = await director.Json(HttpMethod.Post, "/api/v1/what-if", wrong);
            status.ShouldBe(422, wrong.ToString());
            body.Keys().ShouldBe(keys, wrong.ToString());
        }
        (await director.Json(HttpMethod.Post, $"/api/v1/what-if/{id}/cancel")).Body.Keys().ShouldBe(["whatif.ended"]);
    }

    [Theory, OnBoth]
    public async Task Every_clause_that_can_be_tried_can_be_replayed_or_says_why_not(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 6, 3);
        var ids = new List<Guid>();
        for (var n = 1; n <= 3; n++) ids.Add(await world.Opened("张三", n == 3 ? Files.Complete(n) with { Fax = null } : Files.Complete(n)));
        (await world.Log("张三", ids[0], FollowUpStage.Call(new(2025, 9, 20)))).Done.ShouldBeTrue();
        (await world.Evaluate(ids[0], LeadClass.Target, "有需求")).Done.ShouldBeTrue();
        (await world.Evaluate(ids[1], LeadClass.Potential, "有意")).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 6);
        (await world.Do<PlanNextContact, DateOnly?>("张三", u => u.Handle(ids[1], new DateOnly(2025, 7, 1), null, default))).Done.ShouldBeTrue();
        var one = (await world.Ask<ShowRelation, IReadOnlyList<CategoryView>>("张三", u => u.Categories(default))).Value[0];
        (await world.Do<MoveCategory, Guid?>("张三", u => u.Handle(ids[1], one.Id, null, null, default))).Done.ShouldBeTrue();
        world.SetTime(2025, 6, 20);
        using var director = await world.Browser("孙总监");
        await using var scope = world.Services.CreateAsyncScope();
        var rules = scope.ServiceProvider.GetServices<ClauseRule>().Select(r => r.Clause).ToList();
        scope.ServiceProvider.GetServices<ReplayedClause>().Select(r => r.Clause).ShouldBe(rules, ignoreOrder: true);

        // What is tried, how many cases there are, late before and after, newly late, refused, otherwise.
        foreach (var (clause, draft, expected) in new (string, object, int[])[]
        {
            ("D13-3.3.1b", new { file_open_within_workdays = 5 }, [0, 0, 0, 0, 0, 0]),
            ("D01-1.3c", new { transfer_within = 0 }, [2, 1, 1, 0, 0, 0]),
            ("D01-1.3c", new { transfer_within = 3 }, [2, 1, 0, 0, 0, 0]),
            ("D02-4.6.2", new { confirm_within = 1 }, [0, 0, 0, 0, 0, 0]),
            ("D12-5a", new { correct_workdays = 1 }, [0, 0, 0, 0, 0, 0]),
            ("D13-3.3.2c", new { chase_after_days = 30 }, [3, 1, 0, 0, 0, 0]),
            ("D13-3.3.2c", new { complete_target_pct = 80 }, [3, 1, 0, 0, 0, 0]),
            ("D01-1.2c", new { completeness_min = 101 }, [3, 0, 0, 0, 0, 3]),
            ("D01-3.1b", new { completeness_min = 101 }, [2, 0, 0, 0, 1, 0]),
            ("D01-2.3b", new { max_future = 100 }, [1, 0, 0, 0, 0, 1]),
            ("D01-3.1a", new { stale_after = 1 }, [3, 3, 3, 0, 0, 0]),
            ("D01-3.1a", new { stale_after = 90 }, [3, 3, 0, 0, 0, 0]),
        })
        {
            var counts = (await world.Replay(director, new { clause, from = "2025-06-01", to = "2025-06-20", parameters = draft })).Run.GetProperty("counts");
            new[] { "cases", "lateBefore", "lateAfter", "late", "refused", "rerouted" }.Select(n => counts.GetProperty(n).GetInt32()).ShouldBe(expected, $"{clause} {draft}");
        }
        foreach (var clause in new[] { "D01-1.3b", "D01-1.3e" })
            (await world.Replay(director, new { clause, from = "2025-06-01", to = "2025-06-20", beforeOn = "2025-06-01", afterOn = "2025-06-02" })).Run.GetProperty("counts").GetProperty("cases").GetInt32().ShouldBe(2, clause);

        // On the clause's page: the way to the replay, or why there is none; in the form of its setting too.
        (await director.Page("/policies/clauses/D01-2.3b")).QuerySelector("a[href='/what-if/new?clause=D01-2.3b']").ShouldNotBeNull();
        (await director.Page("/policies/clauses/D01-2.3b?set=max_future")).QuerySelector("a[href='/what-if/new?clause=D01-2.3b&set=max_future']")!.TextContent.ShouldBe("先用过去的记录推演");
        var none = await director.Page("/policies/clauses/D01-3.1c");
        none.QuerySelector("a[href^='/what-if/']").ShouldBeNull();
        none.Body!.TextContent.ShouldContain("推演: 本条不作可重算的判断，无法推演");
        using var seller = await world.Browser("张三");
        (await seller.Page("/policies/clauses/D01-2.3b")).QuerySelector("a[href^='/what-if/']").ShouldBeNull();
        // By the form, as people do it; what is left as in force is no draft.
        (await director.Page("/what-if/new")).QuerySelectorAll("li a[href^='/what-if/new?clause=']").Length.ShouldBe(rules.Count);
        var form = await director.Page("/what-if/new?clause=D01-2.3b");
        form.QuerySelector("input[name='p.max_future']").ShouldNotBeNull();
        using var same = await director.Submit("/what-if", ("clause", "D01-2.3b"), ("p.max_future", "180"), ("from", "2025-06-01"), ("to", "2025-06-20"));
        ((int)same.StatusCode, await same.TextOf()).ShouldSatisfyAllConditions(a => a.Item1.ShouldBe(422), a => a.Item2.ShouldContain("两边参数相同"));
        using var wrong = await director.Submit("/what-if", ("clause", "D01-2.3b"), ("p.max_future", "viel"), ("from", "gestern"));
        ((int)wrong.StatusCode).ShouldBe(422);
        using var opened = await director.Submit("/what-if", ("clause", "D01-2.3b"), ("p.max_future", "100"), ("from", "2025-06-01"), ("to", "2025-06-20"));
        opened.StatusCode.ShouldBe(System.Net.HttpStatusCode.SeeOther);
        (await director.Page(opened.Headers.Location!.ToString())).QuerySelector("tbody tr")!.TextContent.ShouldContain("要主管确认后生效");
    }

    [Theory, OnBoth]
    public async Task A_replay_goes_on_after_the_last_part_kept_and_a_stopped_one_stays_stopped(Engine engine)
    {
        await using var world = await October(engine);
        var director = await world.Actor_("孙总监", Guiju.Platform.Security.Door.Job);
        using var browser = await world.Browser("孙总监");
        var (whole, run, cases) = await world.Replay(browser, new { clause = "D13-3.3.1b", from = "2025-09-01", to = "2025-10-13", parameters = new { file_open_within_workdays = 1 } });
        // Killed after its first part: its counts, rows and mark are kept together, and the part is never counted twice.
        var input = new MoveWhatIf.Input { Clause = "D13-3.3.1b", From = new(2025, 9, 1), To = new(2025, 10, 13), Parameters = new() { ["file_open_within_workdays"] = JsonSerializer.SerializeToElement(1) } };
        var id = (await world.Do<MoveWhatIf, Guid>("孙总监", u => u.Handle(input, default))).Value;
        var part = (await world.Ask<ReplayPart, ReplayPart.Answer>("孙总监", u => u.Handle(id, default))).Value;
        part.Next.ShouldNotBeNull("there is more than one part");
        (await world.Do<NoteWhatIf, bool>(director, u => u.Handle(id, 0, part, 1, default))).Value.ShouldBeFalse();
        (await world.Do<NoteWhatIf, bool>(director, u => u.Handle(id, 0, part, 1, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("whatif.stopped", "another node kept that part");
        (await browser.Page($"/what-if/{id}")).QuerySelector("#progress [role=progressbar]").ShouldNotBeNull();
        await world.Services.GetRequiredService<WhatIfWorker>().Worked(id).WaitAsync(TimeSpan.FromSeconds(30));
        var again = (await browser.Json(HttpMethod.Get, $"/api/v1/what-if/{id}")).Body;
        again.GetProperty("state").GetString().ShouldBe("done");
        again.GetProperty("counts").ToString().ShouldBe(run.GetProperty("counts").ToString());
        (await browser.Json(HttpMethod.Get, $"/api/v1/what-if/{id}/cases")).Body.GetProperty("items").EnumerateArray().Select(Title).ShouldBe(cases.Select(Title));

        var stopped = (await world.Do<MoveWhatIf, Guid>("孙总监", u => u.Handle(input, default))).Value;
        (await browser.Json(HttpMethod.Post, $"/api/v1/what-if/{stopped}/cancel")).Status.ShouldBe(204);
        (await world.Do<NoteWhatIf, bool>(director, u => u.Handle(stopped, 0, part, 1, default))).Findings.ShouldHaveSingleItem().Key.ShouldBe("whatif.stopped");
        (await browser.Get($"/what-if/{stopped}/progress")).Headers.GetValues("HX-Refresh").ShouldBe(["true"]);
        whole.ShouldNotBe(id);

        // Long over, it is forgotten with its rows.
        world.SetTime(2026, 3, 1);
        await world.Services.GetServices<ISweep>().OfType<ForgetWhatIf>().Single().Once(default);
        (await world.Count<WhatIfRun>(), await world.Count<WhatIfRow>()).ShouldBe((0, 0));
    }

    static (int Cases, int Before, int After, int Late, int InTime) Counts(JsonElement run)
    {
        var c = run.GetProperty("counts");
        return (c.GetProperty("cases").GetInt32(), c.GetProperty("lateBefore").GetInt32(), c.GetProperty("lateAfter").GetInt32(), c.GetProperty("late").GetInt32(), c.GetProperty("inTime").GetInt32());
    }

    static string Title(JsonElement c) => c.GetProperty("title").GetString()!;

    static string? Local(World world, JsonElement c, string name) => c.GetProperty(name) is { ValueKind: JsonValueKind.String } at ? world.Clock.Local(at.GetDateTime().ToUniversalTime()).ToString("MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) : null;

    static Task<(int, int, int)> Everything(World world) => world.Read(async db =>
        (await db.Set<Guiju.Platform.Audit.AuditEntry>().CountAsync(), await db.Set<ClauseSetting>().CountAsync(), await db.Set<Guiju.Duties.DutyLine>().CountAsync()));
}
