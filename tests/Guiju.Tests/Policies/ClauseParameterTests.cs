using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Guiju.Policies;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Policies;

public sealed class ClauseParameterTests
{
    const string Id = "D13-3.3.1b", Name = "file_open_within_workdays";

    static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    static DateOnly June(int day) => new(2025, 6, day);

    static Task<Outcome<SetClauseParameter.Decided>> Set(World world, string who, SetClauseParameter.Input input, string id = Id, string name = Name) =>
        world.Do<SetClauseParameter, SetClauseParameter.Decided>(who, u => u.Handle(id, name, input, default));

    static SetClauseParameter.Input To(string value, int? from = null, bool forGroup = false) =>
        new() { Value = Json(value), From = from is { } day ? June(day) : null, Reason = "旺季", ForGroup = forGroup };

    static async Task<int> InForce(World world, DateOnly on, Guid? unit = null)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(await world.Actor_("张三"));
        var parameters = scope.ServiceProvider.GetRequiredService<IClauseParameters>();
        return (unit is { } other ? parameters.For(other) : parameters).Get<int>(Id, Name, on);
    }

    [Theory, OnBoth]
    public async Task A_setting_holds_from_its_day_on_and_the_register_before(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await InForce(world, June(10))).ShouldBe(1);

        (await Set(world, "孙总监", To("3", from: 15))).Done.ShouldBeTrue();
        (await InForce(world, June(14))).ShouldBe(1);
        (await InForce(world, June(15))).ShouldBe(3);

        (await Set(world, "孙总监", To("5", from: 20))).Done.ShouldBeTrue();
        (await Set(world, "孙总监", To("4", from: 15))).Done.ShouldBeTrue();
        (await InForce(world, June(19))).ShouldBe(4, "of two for the same day the later decided counts");
        (await InForce(world, June(20))).ShouldBe(5);

        (await Set(world, "孙总监", new() { From = June(25), Reason = "恢复" })).Done.ShouldBeTrue();
        (await InForce(world, June(25))).ShouldBe(1, "no value goes back to the register's");
        (await InForce(world, June(24))).ShouldBe(5);

        var kept = await world.Read(db => db.Set<ClauseSetting>().OrderBy(s => s.CreatedAt).FirstAsync());
        (kept.CreatedBy, kept.Reason, kept.UnitId).ShouldBe((world.People["孙总监"], "旺季", world.Unit));
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == "clauseSetting"))).ShouldBe(4);
    }

    [Theory, OnBoth]
    public async Task The_group_decides_for_companies_that_decided_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var other = new Unit("HB", "华北公司", world.Unit);
        await world.Write((db, _) => { db.Add(other); return Task.CompletedTask; });
        (await Set(world, "孙总监", To("2"))).Done.ShouldBeTrue();
        (await Set(world, "admin", To("7", from: 12, forGroup: true))).Done.ShouldBeTrue();

        (await InForce(world, June(12), other.Id)).ShouldBe(7);
        (await InForce(world, June(11), other.Id)).ShouldBe(1);
        (await InForce(world, June(12))).ShouldBe(2, "its own decision comes first, though the group's is later");

        var refused = await Set(world, "孙总监", To("9", forGroup: true));
        (refused.Refusal, refused.Findings.Single().Key).ShouldBe((Refusal.Forbidden, "policies.setting.group"));
        (await InForce(world, June(30), other.Id)).ShouldBe(7);
    }

    [Theory, OnBoth]
    public async Task What_may_not_be_set_is_refused_and_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await Set(world, "张三", To("3"))).Refusal.ShouldBe(Refusal.Forbidden);
        (await Set(world, "孙总监", To("3"), id: "D13-3.3.1b", name: "no_such")).Refusal.ShouldBe(Refusal.NotFound);
        (await Set(world, "孙总监", To("3"), id: "x")).Refusal.ShouldBe(Refusal.NotFound);
        (await Set(world, "孙总监", To("3", from: 9))).Findings.Single().Key.ShouldBe("policies.setting.past");
        (await Set(world, "孙总监", To("3", from: 10))).Done.ShouldBeTrue("today is not past");

        var all = await Set(world, "孙总监", new() { Value = Json("\"三天\""), From = June(1), Reason = " " });
        all.Findings.Select(f => (f.Key, f.Field)).ShouldBe([("policies.setting.kind", "value"), ("policies.setting.past", "from"), ("policies.setting.reason", "reason")]);
        (await world.Read(db => db.Set<ClauseSetting>().CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData(Id, Name, "0", true)]
    [InlineData(Id, Name, "-1", false)]
    [InlineData(Id, Name, "1.5", false)]
    [InlineData(Id, Name, "\"1\"", false)]
    [InlineData(Id, Name, "3000000000", false)]
    [InlineData("D09-5.2a", "monthly_days", "20.83", true)]
    [InlineData("D09-5.2a", "monthly_days", "true", false)]
    [InlineData("D07-7.4k", "deposit", "200.00", true)]
    [InlineData("D07-7.4k", "deposit", "\"many\"", false)]
    [InlineData("D03-5.4", "open_time", "\"09:00\"", true)]
    [InlineData("D03-5.4", "open_time", "\"9 o'clock\"", false)]
    [InlineData("D03-5.4", "open_time", "\"24:00\"", false)]
    [InlineData("D11-2.1.3-1h", "workday", "\"09:00-12:00,13:30-18:30\"", true)]
    [InlineData("D11-2.1.3-1h", "workday", "\"18:00-09:00\"", false)]
    [InlineData("D11-2.1.3-1h", "count_mode", "\"next_day_is_day1\"", true)]
    [InlineData("D11-2.1.3-1h", "count_mode", "\"whenever\"", false)]
    [InlineData("D13-3.3.2a", "required_fields", """["客户名称", "地址"]""", true)]
    [InlineData("D13-3.3.2a", "required_fields", "[]", false)]
    [InlineData("D13-3.3.2a", "required_fields", "[1]", false)]
    [InlineData("D03-1.2m", "max_interval", """{"O": 7, "H": 1, "A": 5, "B": 10, "C": 20}""", true)]
    [InlineData("D03-1.2m", "max_interval", """{"H": 1}""", false)]
    [InlineData("D03-1.2m", "max_interval", """{"O": 7, "H": "1", "A": 5, "B": 10, "C": 20}""", false)]
    public void Only_values_of_the_same_sort_may_stand_in(string id, string name, string value, bool fits)
    {
        var clause = ClauseBook.Register[id];
        (SettingCheck.Of(clause, clause.Parameters[name], Json(value)) is null).ShouldBe(fits);
    }

    [Fact]
    public void Every_default_of_the_register_may_stand_in_for_itself() =>
        ClauseBook.Register.All.SelectMany(c => c.Parameters.Values.Where(p => p.HasValue).Select(p => (c.Id, p.Name, Finding: SettingCheck.Of(c, p, p.Value))))
            .Where(r => r.Finding is not null).ShouldBeEmpty();

    [Theory, OnBoth]
    public async Task The_calendar_takes_the_hours_the_company_set(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await Set(world, "孙总监", To("\"09:00-12:00,13:00-18:00\"", from: 11), "D11-2.1.3-1h", "workday")).Done.ShouldBeTrue();
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(await world.Actor_("张三"));
        var calendar = scope.ServiceProvider.GetRequiredService<IWorkCalendar>();
        var received = new DateTime(2025, 9, 30, 17, 0, 0);
        Deadline.WorkingHours(2).From(received, calendar.On(June(10))).At.ShouldBe(new(2025, 10, 9, 10, 0, 0));
        Deadline.WorkingHours(2).From(received, calendar.On(June(11))).At.ShouldBe(new(2025, 10, 9, 10, 0, 0));
        Deadline.WorkingHours(1).From(received, calendar.On(June(11))).At.ShouldBe(new(2025, 9, 30, 18, 0, 0));
        Deadline.WorkingHours(1).From(received, calendar.For(Guid.Empty).On(June(11))).At.ShouldBe(new(2025, 10, 9, 9, 0, 0), "another company keeps the register's");
        Deadline.WorkingDays(1).From(new DateOnly(2026, 12, 31), calendar.On(June(10))).Estimated.ShouldBeTrue();
    }

    [Theory, OnBoth]
    public async Task A_clause_shows_what_is_in_force_whose_choice_it_was_and_where_it_stands(Engine engine)
    {
        await using var world = await World.Open(engine);
        await Set(world, "孙总监", To("3", from: 10));
        await Set(world, "孙总监", To("4", from: 30));
        var view = (await world.Ask<ShowClause, ShowClause.View>("张三", u => u.Handle(Id, default))).Value;
        view.Twins.ShouldBe(["D15-3.3.1b", "D16-4.1b"], ignoreOrder: true);
        view.Forms.ShouldBe(["客户档案"]);
        var parameter = view.Parameters.Single();
        (parameter.InForce.GetInt32(), parameter.Register.GetInt32(), parameter.Source, parameter.Changed).ShouldBe((3, 1, ParameterSource.Default, true));
        parameter.Settings.Select(s => (s.From, s.ForGroup)).ShouldBe([(June(30), false), (June(10), false)]);
        (await world.Ask<ShowClause, ShowClause.View>("张三", u => u.Handle("x", default))).Refusal.ShouldBe(Refusal.NotFound);
    }
}
