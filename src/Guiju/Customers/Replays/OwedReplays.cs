using Guiju.Compliance.Contracts;
using Guiju.Customers.BasicData;
using Guiju.Customers.Clauses;
using Guiju.Customers.Clauses.Rules;
using Guiju.Customers.Contracts;
using Guiju.Customers.Review;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Replays;

/// <summary>First contacts with customers without a file, and when the file was opened (D13-3.3.1b): from the duties of then.</summary>
sealed class FileOpeningReplay(IPastDuties past, CompanyClock clock) : IReplay
{
    public string Clause => "D13-3.3.1b";

    public string Cases => "customers.replay.first-contacts";

    public Task<int> Count(ReplayPeriod period, CancellationToken ct) => past.Count(Clause, period.UnitId, period.FromAt, period.Until, ct);

    public async Task<PastPart> After(ReplayPeriod period, string? mark, int size, CancellationToken ct)
    {
        var part = await past.After(Clause, period.UnitId, period.FromAt, period.Until, mark, size, ct);
        return new([.. part.Items.Select(d =>
        {
            var (contact, done) = (clock.Local(d.CountsFrom), d.DoneAt is { } at ? clock.Local(at) : (DateTime?)null);
            return new PastCase { Facts = new FileOpeningRule.Case(contact, done ?? period.Now), At = contact, DoneAt = done, Kind = d.Kind, SubjectId = d.SubjectId, Title = d.Title, OwnerId = d.OwnerId, DepartmentId = d.DepartmentId };
        })], part.Next);
    }
}

/// <summary>Evaluations of customers that were not in the register, and when they entered it (D01-1.3c).</summary>
sealed class TransferReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : EventReplay<Evaluation>(db, actor, "D01-1.3c")
{
    public override string Cases => "customers.replay.evaluations";

    protected override IQueryable<Evaluation> Which(ReplayPeriod period) => Db.Set<Evaluation>().Where(e => e.UnitId == period.UnitId && e.At >= period.FromAt && e.At < period.Until);

    protected override Guid FileOf(Evaluation record) => record.CustomerId;

    protected override async Task<IReadOnlyList<PastCase>> Of(IReadOnlyList<Evaluation> records, IReadOnlyDictionary<Guid, File> files, ReplayPeriod period, CancellationToken ct)
    {
        var ids = records.Select(r => r.CustomerId).Distinct().ToList();
        var moves = (await Db.Set<CategoryMove>().AsNoTracking().Where(m => ids.Contains(m.CustomerId)).Select(m => new { m.CustomerId, m.At, In = m.ToId != null }).ToListAsync(ct)).OrderBy(m => m.At).ToLookup(m => m.CustomerId, m => (m.At, m.In));
        var all = (await Db.Set<Evaluation>().AsNoTracking().Where(e => ids.Contains(e.CustomerId)).Select(e => new { e.CustomerId, e.Id, e.At, e.LeadClass }).ToListAsync(ct)).OrderBy(e => e.At).ThenBy(e => e.Id).ToLookup(e => e.CustomerId, e => (e.Id, e.At, e.LeadClass));
        List<PastCase> cases = [];
        foreach (var e in records)
        {
            var (own, others) = (moves[e.CustomerId].ToList(), all[e.CustomerId].ToList());
            // Who is in the register already owes nothing; what was owed already goes on being owed, whatever a further evaluation says.
            if (own.LastOrDefault(m => m.At < e.At).In) continue;
            if (Pending(e, own, others)) continue;
            var entered = own.Where(m => m.In && m.At >= e.At).Select(m => (DateTime?)m.At).FirstOrDefault();
            // Found to be no customer after all, it is not owed any more.
            if (LeadEvaluation.EntersRegister(e.LeadClass) && others.Exists(o => o.At > e.At && !LeadEvaluation.EntersRegister(o.LeadClass) && (entered is null || o.At < entered))) continue;
            var (at, done) = (clock.Local(e.At), entered is { } there ? clock.Local(there) : (DateTime?)null);
            var next = files[e.CustomerId].NextContactOn ?? (done is { } day ? DateOnly.FromDateTime(day) : null);
            cases.Add(Case(e.CustomerId, files[e.CustomerId], at, new TransferRule.Case(at, e.LeadClass, next, done ?? period.Now), done, act: false));
        }
        return cases;
    }

    static bool Pending(Evaluation e, List<(DateTime At, bool In)> moves, List<(Guid Id, DateTime At, LeadClass LeadClass)> evaluations)
    {
        var before = evaluations.Where(o => o.At < e.At || (o.At == e.At && o.Id.CompareTo(e.Id) < 0)).ToList();
        return before.Count > 0 && LeadEvaluation.EntersRegister(before[^1].LeadClass) && LeadEvaluation.EntersRegister(e.LeadClass) && !moves.Exists(m => m.At >= before[^1].At && m.At < e.At);
    }
}

/// <summary>Departments told of basic data, and when they confirmed (D02-4.6.2).</summary>
sealed class ConfirmationReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : EventReplay<DataReceipt>(db, actor, "D02-4.6.2")
{
    public override string Cases => "customers.replay.receipts";

    protected override IQueryable<DataReceipt> Which(ReplayPeriod period) => Db.Set<DataReceipt>().Where(r => r.UnitId == period.UnitId && r.SentAt >= period.FromAt && r.SentAt < period.Until);

    protected override Guid FileOf(DataReceipt record) => record.CustomerId;

    protected override Task<IReadOnlyList<PastCase>> Of(IReadOnlyList<DataReceipt> records, IReadOnlyDictionary<Guid, File> files, ReplayPeriod period, CancellationToken ct) => Task.FromResult<IReadOnlyList<PastCase>>([.. records.Select(r =>
    {
        var (told, done) = (clock.Local(r.SentAt), r.ConfirmedAt is { } at ? clock.Local(at) : (DateTime?)null);
        // The department owes it, not whoever follows the customer up.
        return Case(r.CustomerId, files[r.CustomerId] with { OwnerId = null, DepartmentId = r.DepartmentId }, told, new ConfirmationRule.Case(told, done ?? period.Now), done);
    })]);
}

/// <summary>Findings of reviews, and when they were put right (D12-5a).</summary>
sealed class CorrectionReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : EventReplay<ReviewLine>(db, actor, "D12-5a")
{
    public override string Cases => "customers.replay.findings";

    protected override IQueryable<ReviewLine> Which(ReplayPeriod period) => Db.Set<ReviewLine>().Where(r => r.UnitId == period.UnitId && r.DueAt != null && r.ReviewedAt >= period.FromAt && r.ReviewedAt < period.Until);

    protected override Guid FileOf(ReviewLine record) => record.CustomerId;

    protected override Task<IReadOnlyList<PastCase>> Of(IReadOnlyList<ReviewLine> records, IReadOnlyDictionary<Guid, File> files, ReplayPeriod period, CancellationToken ct) => Task.FromResult<IReadOnlyList<PastCase>>([.. records.Select(r =>
    {
        var (found, done) = (clock.Local(r.ReviewedAt), r.CorrectedAt is { } at ? clock.Local(at) : (DateTime?)null);
        return Case(r.CustomerId, files[r.CustomerId], found, new CorrectionRule.Case(found, done ?? period.Now), done);
    })]);
}
