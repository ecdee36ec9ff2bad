using System.Net;
using System.Net.Http.Json;
using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Customers.Contracts;
using Guiju.Platform.Jobs;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Bulk;

/// <summary>Who may change what in bulk, what is refused, how a job stops, goes on and is taken back.</summary>
public class BulkTests
{
    [Theory, OnBoth]
    public async Task What_somebody_does_not_see_is_neither_counted_nor_named_nor_changed(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Lists.Files.Add(world, ("甲客户", "张三", null), ("乙客户", "李四", null), ("丙客户", "王五", null), ("丁客户", null, null));
        Dictionary<string, string[]> sees = new() { ["张三"] = ["甲客户"], ["赵主管"] = ["甲客户", "乙客户"], ["孙总监"] = ["甲客户", "乙客户", "丙客户", "丁客户"] };
        var all = await world.Ids();
        foreach (var (who, names) in sees)
            foreach (var conditions in new[] { "", null })
            {
                var tag = $"{who}{(conditions is null ? "勾" : "全")}";
                var job = await world.Bulk(who, new() { Kind = BulkKind.Tag, Tags = [tag] }, conditions, conditions is null ? [.. all, Guiju.Platform.Ids.Next()] : []);
                (job.Rows, job.Done, job.Refused).ShouldBe((names.Length, names.Length, 0), tag);
                (await world.Rows(who, job.Id)).Select(r => r.Name).ShouldBe(names, ignoreOrder: true);
                (await world.Read(db => db.Set<Customer>().Where(c => c.Tags.Contains(tag)).Select(c => c.Name).ToListAsync())).ShouldBe(names, ignoreOrder: true);
                // Nobody else sees the job, not even those above.
                foreach (var other in sees.Keys.Where(k => k != who))
                {
                    (await world.Ask<ReadBulk, BulkView>(other, u => u.Find(job.Id, default))).Refusal.ShouldBe(Refusal.NotFound);
                    (await world.Ask<ReadBulk, BulkRowPage>(other, u => u.Rows(job.Id, null, null, 0, 10, default))).Refusal.ShouldBe(Refusal.NotFound);
                    foreach (var step in new Func<MoveBulk, Task<Outcome<Guid>>>[] { u => u.Run(job.Id, default), u => u.Cancel(job.Id, default), u => u.Undo(job.Id, default) })
                        (await world.Do(other, step)).Refusal.ShouldBe(Refusal.NotFound);
                }
            }
        // Nothing but what is not his: there is no job to confirm.
        (await world.Preview("张三", new() { Kind = BulkKind.Tag, Tags = ["x"] }, null, await world.IdOf("丙客户"))).ShouldSatisfyAllConditions(j => j.State.ShouldBe(BulkState.Failed), j => j.Rows.ShouldBe(0), j => j.Failure!.Key.ShouldBe("bulk.nobody"));
    }

    [Theory, OnBoth]
    public async Task A_row_that_left_the_scope_since_the_preview_is_left_alone(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 2);
        var foreseen = await world.Preview("张三", new() { Kind = BulkKind.Tag, Tags = ["重点"] });
        foreseen.Foreseen().ShouldBe((2, 0, 0));
        var gone = await world.IdOf("客户002有限公司");
        (await world.Do<AssignCustomer, Guid>("孙总监", u => u.Handle(gone, world.People["王五"], null, default))).Done.ShouldBeTrue();
        var done = await world.Run("张三", foreseen.Id);
        (done.Done, done.Refused).ShouldBe((1, 1));
        (await world.File(gone)).Tags.ShouldBeEmpty();
        (await world.Preview("孙总监", new() { Kind = BulkKind.Tag, Tags = ["重点"] }, "?view=unowned")).Foreseen().ShouldBe((0, 0, 0));
        (await world.Rows("张三", done.Id, RowResult.Refused)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Name.ShouldBeNull(), r => r.CustomerId.ShouldBeNull(), r => r.Finding!.Key.ShouldBe("platform.not-found"));
    }

    [Theory, OnBoth]
    public async Task Orders_that_cannot_be_are_refused_and_nothing_is_kept(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 1);
        async Task Refused(string who, BulkChange change, string key, string? conditions = "") => (await world.Ask(who, change, conditions)).ShouldRefuse(key);
        await Refused("孙总监", new() { Kind = BulkKind.Tag, Tags = ["重点"] }, "bulk.none", null);
        await Refused("孙总监", new() { Kind = BulkKind.Tag, Tags = [" "] }, "bulk.tags.none");
        // A view that is not looked into would stand for every customer there is.
        await Refused("孙总监", new() { Kind = BulkKind.Tag, Tags = ["重点"] }, "bulk.conditions.view", $"?view={Guiju.Platform.Ids.Next()}");
        await Refused("孙总监", new() { Kind = BulkKind.Tag, Tags = [new('长', 21)] }, "customers.text.long");
        await Refused("孙总监", new() { Kind = BulkKind.Fact, Field = "name", Value = "甲" }, "bulk.field.unknown");
        await Refused("孙总监", new() { Kind = BulkKind.Fact, Field = "ownerId", Value = "甲" }, "bulk.field.unknown");
        await Refused("孙总监", new() { Kind = BulkKind.Fact, Field = "regionCode", Value = "999999" }, "customers.region.unknown");
        await Refused("孙总监", new() { Kind = BulkKind.Fact, Field = "industry", Value = new('长', 61) }, "customers.text.long");
        await Refused("孙总监", new() { Kind = BulkKind.NextContact, NextContactOn = new(2025, 6, 9) }, "customers.next-contact.past");
        await Refused("孙总监", new() { Kind = BulkKind.NextContact }, "customers.next-contact.required");
        await Refused("孙总监", new() { Kind = BulkKind.Stage }, "bulk.stage.none");
        await Refused("孙总监", new() { Kind = BulkKind.Category, Category = Guiju.Platform.Ids.Next() }, "customers.category.unknown");
        await Refused("孙总监", new() { Kind = BulkKind.Owner, Person = Guiju.Platform.Ids.Next() }, "customers.owner.unknown");
        await Refused("孙总监", new() { Kind = BulkKind.Tag, Tags = ["重点"] }, "lists.parameter.unknown", "?nonsense=1");
        await Refused("孙总监", new() { Kind = BulkKind.Tag, Tags = ["重点"] }, "lists.parameter.unreadable", "?stage=Nowhere");
        // A salesperson assigns and archives nothing, by whatever door.
        foreach (var change in new[] { world.To("李四"), new() { Kind = BulkKind.SecondOwner }, new() { Kind = BulkKind.Archive } })
            (await world.Ask("张三", change)).Refusal.ShouldBe(Refusal.Forbidden, change.Kind.ToString());
        using var seller = await world.Browser("张三");
        using var denied = await seller.PostAsJsonAsync("/api/v1/customers/bulk", new { kind = "Owner", person = world.People["李四"], filter = "" });
        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.Read(db => db.Set<BulkJob>().CountAsync())).ShouldBe(0);
    }

    [Theory, OnBoth]
    public async Task Who_loses_the_permission_after_the_preview_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 2);
        var foreseen = await world.Preview("孙总监", world.To("李四"));
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(foreseen.Id, default))).Done.ShouldBeTrue();
        await world.Write((db, _) =>
        {
            foreach (var role in db.Set<Guiju.Organization.PersonRole>().Where(r => r.PersonId == world.People["孙总监"])) db.Remove(role);
            return Task.CompletedTask;
        });
        await world.Services.GetRequiredService<RunBulk>().Go(foreseen.Id, default);
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.OwnerId == world.People["李四"]))).ShouldBe(0);
    }

    [Theory, OnBoth]
    public async Task Killed_in_the_middle_it_goes_on_by_itself_and_does_no_row_twice(Engine engine)
    {
        const int count = 900;
        var (folder, postgres) = await Databases.Make(engine);
        Guid id;
        await using (var world = await World.Start(folder, postgres))
        {
            await world.Own("张三", count);
            id = (await world.Preview("孙总监", world.To("李四"))).Id;
            (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(id, default))).Done.ShouldBeTrue();
            // Two chunks, and the program is gone.
            foreach (var after in new[] { 0, 200 })
                (await world.Do<RunBulkRows, (int LastRow, bool Ended)>("孙总监", u => u.Handle(new(id, after, 200, false, () => 1), default))).Value.ShouldBe((after + 200, false));
            // Somebody who has not seen the second chunk is told so, and does nothing.
            (await world.Do<RunBulkRows, (int, bool)>("孙总监", u => u.Handle(new(id, 200, 200, false, () => 1), default))).ShouldRefuse("bulk.stopped");
        }
        await using (var world = await World.Start(folder, postgres))
        {
            for (var i = 0; i < 600 && (await world.Job("孙总监", id)).State != BulkState.Done; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
            var done = await world.Job("孙总监", id);
            (done.State, done.Done, done.Unchanged, done.Refused, done.RowsDone).ShouldBe((BulkState.Done, count, 0, 0, count));
            (await world.Read(db => db.Set<Customer>().CountAsync(c => c.OwnerId == world.People["李四"]))).ShouldBe(count);
            (await world.Read(db => db.Set<Guiju.Platform.Audit.AuditEntry>().CountAsync(e => e.Act == nameof(RunBulkRows) && e.SubjectKind == "customer"))).ShouldBe(count, "each once");
            (await world.Notices("李四")).ShouldHaveSingleItem().Values[1].ShouldBe("900");
        }
    }

    [Theory, OnBoth]
    public async Task A_job_is_in_one_hand_at_a_time_and_passes_on_when_that_goes_silent(Engine engine)
    {
        await using var world = await World.Open(engine);
        JobClaims Node() => ActivatorUtilities.CreateInstance<JobClaims>(world.Services);
        var (one, two, job) = (Node(), Node(), Guiju.Platform.Ids.Next());
        (await one.Take(job, default)).ShouldBeTrue();
        (await two.Take(job, default)).ShouldBeFalse();
        (await one.Take(job, default)).ShouldBeTrue("who has it holds on to it");
        (await two.Live([job], default)).ShouldContain(job);
        world.Time.Advance(JobClaims.Hold + TimeSpan.FromSeconds(1));
        (await two.Abandoned([job], default)).ShouldContain(job);
        (await two.Take(job, default)).ShouldBeTrue();
        (await one.Take(job, default)).ShouldBeFalse("the first has lost it");
        (await two.Release(job, default)).ShouldBeTrue();
        // Of many who ask at once one gets it.
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Node().Take(job, default)));
        asked.Count(a => a).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task Two_runs_of_one_job_at_once_do_each_row_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 600);
        var id = (await world.Preview("孙总监", world.To("李四"))).Id;
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(id, default))).Done.ShouldBeTrue();
        var run = world.Services.GetRequiredService<RunBulk>();
        await Task.WhenAll(run.Go(id, default), run.Go(id, default));
        var done = await world.Job("孙总监", id);
        (done.State, done.Done, done.Unchanged).ShouldBe((BulkState.Done, 600, 0));
        (await world.Read(db => db.Set<BulkEffect>().CountAsync())).ShouldBe(600);
    }

    [Theory, OnBoth]
    public async Task Cancelled_it_stops_goes_on_and_counts_true(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 500);
        var id = (await world.Preview("孙总监", world.To("李四"))).Id;
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(id, default))).Done.ShouldBeTrue();
        (await world.Do<RunBulkRows, (int, bool)>("孙总监", u => u.Handle(new(id, 0, 200, false, () => 1), default))).Done.ShouldBeTrue();
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Cancel(id, default))).Done.ShouldBeTrue();
        var stopped = await world.Go("孙总监", id);
        (stopped.State, stopped.Done, stopped.RowsDone).ShouldBe((BulkState.Cancelled, 200, 200));
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Cancel(id, default))).ShouldRefuse("bulk.state");
        var done = await world.Run("孙总监", id);
        (done.State, done.Done, done.RowsDone).ShouldBe((BulkState.Done, 500, 500));
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(id, default))).ShouldRefuse("bulk.state");
    }

    [Theory, OnBoth]
    public async Task Taken_back_all_is_as_it_was_but_for_what_somebody_touched(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 250);
        var done = await world.Bulk("赵主管", world.To("李四"));
        // One is given on, one gets a tag: the first was touched in what the job changed, the second was not.
        var (given, tagged) = (await world.IdOf("客户001有限公司"), await world.IdOf("客户002有限公司"));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        (await world.Do<AssignCustomer, Guid>("孙总监", u => u.Handle(given, world.People["王五"], null, default))).Done.ShouldBeTrue();
        (await world.Do<AssignCustomer, Guid>("孙总监", u => u.Handle(given, world.People["李四"], null, default))).Done.ShouldBeTrue("and back: touched all the same");
        (await world.Do<TagCustomer, IReadOnlyList<string>>("李四", u => u.Handle(tagged, ["重点"], default))).Done.ShouldBeTrue();
        var undone = await world.TakeBack("赵主管", done.Id);
        (undone.State, undone.TakenBack, undone.Stayed).ShouldBe((BulkState.Undone, 249, 1));
        (await world.Read(db => db.Set<Customer>().CountAsync(c => c.OwnerId == world.People["张三"]))).ShouldBe(249);
        (await world.File(tagged)).ShouldSatisfyAllConditions(c => c.OwnerId.ShouldBe(world.People["张三"]), c => c.Tags.ShouldBe(["重点"]));
        (await world.File(given)).OwnerId.ShouldBe(world.People["李四"]);
        (await world.Rows("赵主管", done.Id, RowResult.Stayed)).ShouldHaveSingleItem().Finding!.Key.ShouldBe("bulk.undo.touched");
        (await world.Do<MoveBulk, Guid>("赵主管", u => u.Undo(done.Id, default))).ShouldRefuse("bulk.state");
        (await world.Notices("李四")).Count(n => n.Key == "bulk.notice.taken-back").ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task Stages_plans_and_archive_are_taken_back_with_their_records(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 3, c => c.PlanContact(new(2025, 6, 20), "拜访"));
        var before = await All();
        BulkChange[] changes =
        [
            new() { Kind = BulkKind.Stage, Stage = Stage.Contacted, Reason = "展会" }, new() { Kind = BulkKind.NextContact, NextContactOn = new(2025, 7, 1), NextStep = "送样" },
            new() { Kind = BulkKind.NextContact, NextContactOn = new(2026, 7, 1) }, new() { Kind = BulkKind.Archive }, new() { Kind = BulkKind.Fact, Field = "industry", Value = "水泥" }, new() { Kind = BulkKind.Tag, Tags = ["重点"] },
        ];
        foreach (var change in changes)
        {
            var done = await world.Bulk("孙总监", change);
            done.Done.ShouldBe(3, change.Kind.ToString());
            (await world.TakeBack("孙总监", done.Id)).TakenBack.ShouldBe(3, change.Kind.ToString());
            (await All()).ShouldBe(before, change.Kind.ToString());
        }
        (await world.Read(db => db.Set<StageRecord>().CountAsync())).ShouldBe(0);
        (await world.Read(db => db.Set<ContactPlan>().CountAsync())).ShouldBe(0);

        Task<List<string>> All() => world.Read(async db => (await db.Set<Customer>().OrderBy(c => c.Serial).ToListAsync()).ConvertAll(c => string.Join('|', c.Stage, c.NextContactOn, c.NextStep, c.ArchivedAt, c.Industry, string.Join(',', c.Tags))));
    }

    [Theory, OnBoth]
    public async Task After_the_time_the_company_allows_nothing_is_taken_back(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 1);
        var done = await world.Bulk("孙总监", world.To("李四"));
        done.UndoUntil.ShouldNotBeNull();
        world.Time.Advance(TimeSpan.FromDays(7.1));
        (await world.Job("孙总监", done.Id)).UndoUntil.ShouldBeNull();
        (await world.Do<MoveBulk, Guid>("孙总监", u => u.Undo(done.Id, default))).ShouldRefuse("bulk.undo.late");
    }

    [Theory, OnBoth]
    public async Task A_chunk_asks_no_more_for_two_hundred_rows_than_for_ten(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Own("张三", 210);
        foreach (var change in new[] { world.To("李四"), new() { Kind = BulkKind.Tag, Tags = ["重点"] }, new() { Kind = BulkKind.Stage, Stage = Stage.Contacted, Reason = "展会" }, new() { Kind = BulkKind.NextContact, NextContactOn = new(2025, 7, 1) }, new() { Kind = BulkKind.Archive } })
        {
            var id = (await world.Preview("孙总监", change)).Id;
            (await world.Do<MoveBulk, Guid>("孙总监", u => u.Run(id, default))).Done.ShouldBeTrue();
            async Task<int> Asked(int after, int size)
            {
                using var questions = await world.CountQuestions();
                (await world.Do<RunBulkRows, (int, bool)>("孙总监", u => u.Handle(new(id, after, size, false, () => 1), default))).Done.ShouldBeTrue();
                return questions.Of("SELECT");
            }
            var few = await Asked(0, 10);
            (await Asked(10, 200)).ShouldBeLessThanOrEqualTo(few + 1, change.Kind.ToString());
        }
    }
}
