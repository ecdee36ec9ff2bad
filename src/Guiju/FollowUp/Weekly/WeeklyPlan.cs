using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.FollowUp.Weekly;

/// <summary>A weekly plan that was sent: what it said and the register beside it never change again.</summary>
[Clause("D01-3.1c")]
public sealed class WeeklyPlan : Entity, IAudited
{
    WeeklyPlan() { }

    internal WeeklyPlan(Actor by, PlanDocument document, StoredFile plan, StoredFile register) =>
        (UnitId, PersonId, Person, DepartmentId, Week, SentAt, DueAt, Late, Document, PlanHash, RegisterHash) =
        (by.UnitId, by.PersonId!.Value, by.Name, by.DepartmentId, document.Monday, document.SentAt, document.DueAt, document.Late, document.Write(), plan.Hash, register.Hash);

    /// <summary>Company of who sent it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who sent it.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>His name then.</summary>
    public string Person { get; private set; } = "";

    /// <summary>His department then.</summary>
    [NotAudited]
    public Guid? DepartmentId { get; private set; }

    /// <summary>Monday of the week.</summary>
    public DateOnly Week { get; private set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTime SentAt { get; private set; }

    /// <summary>When it was due, UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>Whether it was late (迟交).</summary>
    public bool Late { get; private set; }

    /// <summary>Plan and register as they were, as JSON.</summary>
    [NotAudited]
    public string Document { get; private set; } = "";

    /// <summary>Hash of the workbook 周工作计划 as it was sent.</summary>
    public string PlanHash { get; private set; } = "";

    /// <summary>Hash of the workbook 销售客户分类登记表 as it was sent.</summary>
    public string RegisterHash { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("weeklyPlan", Id, $"{Person} {new PlanWeek(Week)}");
}

/// <summary>What somebody's superior wrote to his plan.</summary>
public sealed class PlanAnswer : Entity, IAudited
{
    PlanAnswer() { }

    internal PlanAnswer(WeeklyPlan plan, Guid authorId, string author, string text) => (UnitId, PlanId, Title, AuthorId, Author, Text) = (plan.UnitId, plan.Id, plan.AuditSubject.Title, authorId, author, text);

    /// <summary>Company of the plan.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The plan.</summary>
    public Guid PlanId { get; private set; }

    /// <summary>Whose plan of which week.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Who answers; when is <see cref="Entity.CreatedAt"/>.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>His name then.</summary>
    [NotAudited]
    public string Author { get; private set; } = "";

    /// <summary>What he says, up to 1,000 characters.</summary>
    public string Text { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("weeklyPlan", PlanId, Title);
}

/// <summary>A plan as it was sent.</summary>
/// <param name="Unit">Company.</param>
/// <param name="Person">Who sent it (营销人员).</param>
/// <param name="Monday">Monday of the week (周次).</param>
/// <param name="SentAt">When it was sent (发送时间), UTC.</param>
/// <param name="DueAt">When it was due, UTC.</param>
/// <param name="Late">Whether it was late.</param>
/// <param name="To">Whom it went to (收件).</param>
/// <param name="Cc">Who got a copy (抄送).</param>
/// <param name="Lines">The week's contacts with what became of them.</param>
/// <param name="Next">What is planned for the week after (下周计划).</param>
/// <param name="Columns">Headings of the register's columns.</param>
/// <param name="Register">The register by category.</param>
public sealed record PlanDocument(string Unit, string Person, DateOnly Monday, DateTime SentAt, DateTime DueAt, bool Late, IReadOnlyList<string> To, IReadOnlyList<string> Cc,
    IReadOnlyList<DocumentLine> Lines, IReadOnlyList<DocumentLine> Next, IReadOnlyList<string> Columns, IReadOnlyList<RegisterPart> Register)
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal string Write() => JsonSerializer.Serialize(this, json);

    internal static PlanDocument Read(string text) => JsonSerializer.Deserialize<PlanDocument>(text, json)!;
}

/// <summary>A line of a plan as it was sent, or as it stands.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Customer">His name (本周计划联系客户).</param>
/// <param name="On">Day planned (计划日期).</param>
/// <param name="Mode">How (联系方式).</param>
/// <param name="Purpose">What for (目的).</param>
/// <param name="Result">What became of it (完成情况).</param>
/// <param name="DoneOn">Day of the contact.</param>
/// <param name="MovedTo">Day it was put off to.</param>
/// <param name="Reason">Why it was not done, put off or taken out (未完成原因).</param>
/// <param name="Proposed">Whether the next contact date brought it in.</param>
public sealed record DocumentLine(Guid CustomerId, string Customer, DateOnly On, ContactMode? Mode, string? Purpose, LineResult Result, DateOnly? DoneOn, DateOnly? MovedTo, string? Reason, bool Proposed);

sealed class WeeklyPlanMapping : IEntityTypeConfiguration<WeeklyPlan>, IEntityTypeConfiguration<PlanAnswer>
{
    public void Configure(EntityTypeBuilder<WeeklyPlan> plan)
    {
        plan.ToTable("weekly_plans");
        plan.Ignore(p => p.AuditUnit).Ignore(p => p.AuditSubject);
        plan.Property(p => p.Person).HasMaxLength(60);
        plan.Property(p => p.PlanHash).HasMaxLength(64);
        plan.Property(p => p.RegisterHash).HasMaxLength(64);
        plan.HasIndex(p => new { p.PersonId, p.Week }).IsUnique();
        plan.HasIndex(p => new { p.UnitId, p.Week, p.Id });
    }

    public void Configure(EntityTypeBuilder<PlanAnswer> answer)
    {
        answer.ToTable("plan_answers");
        answer.Ignore(a => a.AuditUnit).Ignore(a => a.AuditSubject);
        answer.Property(a => a.Title).HasMaxLength(100);
        answer.Property(a => a.Author).HasMaxLength(60);
        answer.Property(a => a.Text).HasMaxLength(1000);
        answer.HasIndex(a => new { a.PlanId, a.Id });
        answer.HasOne<WeeklyPlan>().WithMany().HasForeignKey(a => a.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The workbooks as they were sent stay in the store.</summary>
sealed class PlanFiles : IFileReferences
{
    public IQueryable<string> Hashes(GuijuContext db) => db.Set<WeeklyPlan>().Select(p => p.PlanHash).Concat(db.Set<WeeklyPlan>().Select(p => p.RegisterHash));
}

/// <summary>Whose plans an actor sees: his own, and by his data scope those of his people.</summary>
static class PlanScope
{
    public static IQueryable<WeeklyPlan> VisibleTo(this IQueryable<WeeklyPlan> plans, Actor actor)
    {
        var (me, unit, departments, people) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        return actor.Scope switch
        {
            DataScope.Group => plans,
            DataScope.Unit => plans.Where(p => p.UnitId == unit || p.PersonId == me),
            DataScope.Department => plans.Where(p => p.PersonId == me || (p.UnitId == unit && (departments.Contains(p.DepartmentId!.Value) || people.Contains(p.PersonId)))),
            DataScope.Own => plans.Where(p => p.PersonId == me),
        };
    }

    public static IQueryable<Organization.Person> TeamOf(this IQueryable<Organization.Person> team, Actor actor)
    {
        var (me, unit, departments, people) = (actor.PersonId, actor.UnitId, actor.Departments, actor.Subordinates);
        return actor.Scope switch
        {
            DataScope.Group => team,
            DataScope.Unit => team.Where(p => p.UnitId == unit),
            DataScope.Department => team.Where(p => p.UnitId == unit && (departments.Contains(p.DepartmentId!.Value) || people.Contains(p.Id) || p.Id == me)),
            DataScope.Own => team.Where(p => p.Id == me),
        };
    }
}
