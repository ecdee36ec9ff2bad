using System.Text.Json;
using Guiju.Approvals;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies;
using Guiju.Publishing;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Demo;

/// <summary>The demo group's regulations: three, with four versions, most of them read in time; by the use cases that people use.</summary>
sealed class DemoRegulations(GuijuContext db, CurrentActor actor, CompanyClock clock, SetClauseParameter set, SaveRegulation save, SaveDraft write, ReviewVersion review, DecideRequest decide, PublishVersion publish, AcknowledgeVersion acknowledge)
{
    sealed record Told(string Number, string Category, string Title, string Clause, bool Sales, int DaysAgo, string Label, bool Trial, string? Note, string Text, (string Clause, string Name, int Value)? Change, int OfTen);

    // Who has read it: so many of ten.
    static readonly Told[] plan =
    [
        new("KH-01", "管理办法", "客户信息管理办法", "D13-1", false, 190, "1.0", false, null,
            """
            # 总则
            为统一客户信息的收集、使用和保管，保障业务平稳，制定本办法（D13-1）。
            本办法由总管理处解释（D13-8a），经总经理批准后施行（D13-8b）。
            # 建档与补齐
            首次接触后按期建立档案（D13-3.3.1b）；缺项在规定天数内补齐（D13-3.3.2c）。
            # 查阅与保密
            接触客户信息的人员须先签阅本办法（D10-0.2）。泄密按情节处理（D10-5.4）。
            """, null, 10),
        new("YX-01", "行为规范", "营销人员行为规范", "D01-2.4a", true, 120, "1.0", false, null,
            """
            # 形象
            维护公司理念和形象，注重学习（D01-2.4a）。
            # 应酬
            饮酒不得失态（D01-2.4b），娱乐招待守住分寸（D01-2.4e）。
            # 守信与廉洁
            对客户的约定须兑现（D01-2.4d）；禁止以公司利益换取个人好处（D01-2.4f）。
            """, null, 9),
        new("GL-01", "实施细则", "客户管理实施细则", "D06-1", false, 40, "试行1", true, "试行一年",
            """
            # 目的
            统一管理口径，理清程序，划清标准与职责（D06-1）。
            # 复审
            本细则每年复审一次（D06-7.1）。
            """, null, 8),
        new("KH-01", "管理办法", "客户信息管理办法", "D13-1", false, 5, "1.1", false, "缩短新版签阅的宽限期，补充保管要求",
            """
            # 总则
            为统一客户信息的收集、使用和保管，保障业务平稳，制定本办法（D13-1）。
            本办法由总管理处解释（D13-8a），经总经理批准后施行（D13-8b）。
            # 建档与补齐
            首次接触后按期建立档案（D13-3.3.1b）；缺项在规定天数内补齐（D13-3.3.2c）。
            # 查阅与保密
            接触客户信息的人员须先签阅本办法，新版本的宽限期缩短为五天（D10-0.2）。泄密按情节处理（D10-5.4）。
            # 保管
            纸质资料归档后由信息部保管，借阅须登记。
            """, ("D10-0.2", "ack_grace_days", 5), 6),
    ];

    /// <summary>What happens when; the seed puts it among the rest.</summary>
    public IEnumerable<DemoScript.Happening> Happenings(IReadOnlyList<DemoGroup.Member> members, DateOnly today)
    {
        var (author, reviewer, general, administrator) = (Of("苏婉清"), Of("严正平"), Of("何建国"), Of("管理员"));
        DateTime At(int daysAgo, int hour) => today.AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 0));
        yield return new(At(195, 9), async ct =>
        {
            Act<SetClauseParameter>(administrator);
            Done(await set.Handle("D13-8b", "approver", new() { Value = JsonSerializer.SerializeToElement("集团总经理"), Reason = "集团的制度由集团总经理批准" }, ct));
        });
        foreach (var told in plan)
        {
            yield return new(At(told.DaysAgo, 10), ct => Publish(told, author, reviewer, general, members, ct));
            // Those who read it do so on three days; the others are late, or have days left.
            for (var day = 1; day <= 3; day++)
            {
                var (from, share) = (day, told.OfTen);
                yield return new(At(told.DaysAgo - day, 15), ct => Read(told.Number, members, from, share, ct));
            }
        }

        Actor Of(string name)
        {
            var member = members.Single(m => m.Person.Name == name);
            return new() { PersonId = member.Person.Id, Name = name, UnitId = member.Person.UnitId, DepartmentId = member.Person.DepartmentId, Scope = DataScope.Group, Permissions = StandardRoles.Make().Single(r => r.Key == member.Role).Permissions.Append(Permission.Self).ToHashSet(), Door = Door.CommandLine };
        }
    }

    async Task Publish(Told told, Actor author, Actor reviewer, Actor general, IReadOnlyList<DemoGroup.Member> members, CancellationToken ct)
    {
        var id = await db.Set<Regulation>().Where(r => r.Number == told.Number).Select(r => r.Id).SingleOrDefaultAsync(ct);
        if (id == Guid.Empty)
        {
            Act<SaveRegulation>(author);
            id = Done(await save.Handle(null, null, new() { Number = told.Number, Category = told.Category, Title = told.Title, OwnerDepartmentId = author.DepartmentId, ReadingClause = told.Clause, ForGroup = true }, ct));
            await db.SaveChangesAsync(ct);
        }
        var sellers = told.Sales ? await db.Set<Role>().Where(r => r.Key == "salesperson").Select(r => r.Id).ToListAsync(ct) : [];
        Act<SaveDraft>(author);
        Done(await write.Handle(id, null, new()
        {
            Label = told.Label,
            Text = told.Text,
            Trial = told.Trial,
            Note = told.Note,
            EffectiveFrom = clock.Today,
            Roles = sellers,
            Changes = told.Change is { } c ? [new(c.Clause, c.Name, JsonSerializer.SerializeToElement(c.Value))] : [],
        }, ct));
        await db.SaveChangesAsync(ct);
        Act<ReviewVersion>(author);
        Done(await review.Submit(id, ct));
        await db.SaveChangesAsync(ct);
        Act<ReviewVersion>(reviewer);
        Done(await review.Handle(id, true, null, ct));
        await db.SaveChangesAsync(ct);
        Act<DecideRequest>(general);
        var asked = await db.Set<ApprovalRequest>().Where(r => r.State == Approvals.Contracts.ApprovalState.Waiting && r.Kind == VersionApproval.Name).Select(r => r.Id).SingleAsync(ct);
        Done(await decide.Handle(asked, Verdict.Approve, null, ct));
        await db.SaveChangesAsync(ct);
        Act<PublishVersion>(author);
        Done(await publish.Handle(id, ct));
        await db.SaveChangesAsync(ct);
    }

    async Task Read(string number, IReadOnlyList<DemoGroup.Member> members, int day, int ofTen, CancellationToken ct)
    {
        var version = await (from r in db.Set<Regulation>() join v in db.Set<RegulationVersion>() on r.Id equals v.RegulationId where r.Number == number && v.Number == r.Published select v.Id).SingleAsync(ct);
        var asked = (await db.Set<Reading>().Where(r => r.VersionId == version && r.AcknowledgedAt == null && r.DroppedAt == null).Select(r => r.PersonId).ToListAsync(ct)).ToHashSet();
        foreach (var (member, n) in members.Select((m, n) => (m, n)).Where(m => m.n % 10 < ofTen && m.n % 3 == day - 1 && asked.Contains(m.m.Person.Id)))
        {
            Act<AcknowledgeVersion>(new() { PersonId = member.Person.Id, Name = member.Person.Name, UnitId = member.Person.UnitId, DepartmentId = member.Person.DepartmentId, Permissions = new HashSet<string> { Permission.Self }, Door = Door.CommandLine });
            Done(await acknowledge.Handle(version, ct));
            await db.SaveChangesAsync(ct);
        }
    }

    void Act<T>(Actor who)
    {
        actor.Set(who);
        db.Act = typeof(T).Name;
    }

    T Done<T>(Outcome<T> outcome) => outcome.Done ? outcome.Value : throw new InvalidOperationException($"The demo's {db.Act} was refused: {string.Join("; ", outcome.Findings.Select(f => $"{f.Key} {f.Field}"))}");
}
