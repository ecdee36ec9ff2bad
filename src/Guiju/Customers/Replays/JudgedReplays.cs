using Guiju.Compliance.Contracts;
using Guiju.Customers.Clauses.Rules;
using Guiju.Customers.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Replays;

/// <summary>Evaluations with their grounds (D01-1.3b).</summary>
sealed class EvaluationReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : EventReplay<Evaluation>(db, actor, "D01-1.3b")
{
    public override string Cases => "customers.replay.evaluations";

    protected override IQueryable<Evaluation> Which(ReplayPeriod period) => Db.Set<Evaluation>().Where(e => e.UnitId == period.UnitId && e.At >= period.FromAt && e.At < period.Until);

    protected override Guid FileOf(Evaluation record) => record.CustomerId;

    protected override Task<IReadOnlyList<PastCase>> Of(IReadOnlyList<Evaluation> records, IReadOnlyDictionary<Guid, File> files, ReplayPeriod period, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<PastCase>>([.. records.Select(e => Case(e.CustomerId, files[e.CustomerId], clock.Local(e.At), new EvaluationRule.Case(e.LeadClass, e.Grounds)))]);
}

/// <summary>Moves between the categories of the register (D01-1.3e).</summary>
sealed class CategoryReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : EventReplay<CategoryMove>(db, actor, "D01-1.3e")
{
    Dictionary<Guid, int>? orders;

    public override string Cases => "customers.replay.moves";

    protected override IQueryable<CategoryMove> Which(ReplayPeriod period) => Db.Set<CategoryMove>().Where(e => e.UnitId == period.UnitId && e.At >= period.FromAt && e.At < period.Until);

    protected override Guid FileOf(CategoryMove record) => record.CustomerId;

    protected override async Task<IReadOnlyList<PastCase>> Of(IReadOnlyList<CategoryMove> records, IReadOnlyDictionary<Guid, File> files, ReplayPeriod period, CancellationToken ct)
    {
        orders ??= await Db.Set<RegisterCategory>().Where(c => c.UnitId == period.UnitId).ToDictionaryAsync(c => c.Id, c => c.Order, ct);
        return [.. records.Select(m => Case(m.CustomerId, files[m.CustomerId], clock.Local(m.At), new CategoryRule.Case(Order(m.FromId), Order(m.ToId), m.Reason)))];

        int? Order(Guid? id) => id is { } category && orders.TryGetValue(category, out var order) ? order : null;
    }
}

/// <summary>Days of the next contact as they were noted with contacts (D01-2.3b).</summary>
sealed class NextContactReplay(IPastPlans plans, CompanyClock clock) : IReplay
{
    public string Clause => "D01-2.3b";

    public string Cases => "customers.replay.plans";

    public Task<int> Count(ReplayPeriod period, CancellationToken ct) => plans.Count(period.UnitId, period.FromAt, period.Until, ct);

    public async Task<PastPart> After(ReplayPeriod period, string? mark, int size, CancellationToken ct)
    {
        var (found, next) = await plans.After(period.UnitId, period.FromAt, period.Until, mark, size, ct);
        return new([.. found.Select(p =>
        {
            var noted = clock.Local(p.NotedAt);
            return new PastCase { Facts = new NextContactRule.Case(p.On, DateOnly.FromDateTime(noted)), At = noted, Kind = FileDuties.Kind, SubjectId = p.CustomerId, Title = p.Customer, OwnerId = p.OwnerId, DepartmentId = p.DepartmentId };
        })], next);
    }
}

static class ReplayRegistration
{
    /// <summary>Makes known which clauses of customer files can be replayed.</summary>
    public static IServiceCollection AddCustomerReplays(this IServiceCollection services) => services
        .AddReplay<FileOpeningReplay>("D13-3.3.1b").AddReplay<TransferReplay>("D01-1.3c").AddReplay<ConfirmationReplay>("D02-4.6.2").AddReplay<CorrectionReplay>("D12-5a")
        .AddReplay<CompletenessReplay>("D13-3.3.2c").AddReplay<InformationReplay>("D01-1.2c").AddReplay<RegisterGateReplay>("D01-3.1b").AddReplay<StageReplay>("D01-3.1a")
        .AddReplay<EvaluationReplay>("D01-1.3b").AddReplay<CategoryReplay>("D01-1.3e").AddReplay<NextContactReplay>("D01-2.3b");
}
