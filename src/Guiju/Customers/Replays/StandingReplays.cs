using Guiju.Compliance.Contracts;
using Guiju.Customers.Clauses;
using Guiju.Customers.Clauses.Rules;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;

namespace Guiju.Customers.Replays;

/// <summary>How complete files are today, and when those that were chased became complete (D13-3.3.2c).</summary>
sealed class CompletenessReplay(GuijuContext db, CurrentActor actor, CompanyClock clock, IPastDuties past) : FileReplay(db, actor, clock, "D13-3.3.2c")
{
    // After the files come the duties that were done.
    const string Owed = "owed ";

    public override string Cases => "customers.replay.completeness";

    protected override object Facts(Customer file, DateOnly today)
    {
        var held = FileJudgement.FactsOf(file);
        return new CompletenessRule.Case(file.OpenedOn, Names(held.Filled), Names(held.Absent), today);
    }

    public override async Task<int> Count(ReplayPeriod period, CancellationToken ct) => await base.Count(period, ct) + await past.Count(Clause, period.UnitId, period.FromAt, period.Until, ct);

    public override async Task<PastPart> After(ReplayPeriod period, string? mark, int size, CancellationToken ct)
    {
        if (mark?.StartsWith(Owed, StringComparison.Ordinal) != true)
        {
            var files = await base.After(period, mark, size, ct);
            return files with { Next = files.Next ?? Owed };
        }
        var part = await past.After(Clause, period.UnitId, period.FromAt, period.Until, mark.Length > Owed.Length ? mark[Owed.Length..] : null, size, ct);
        return new([.. part.Items.Where(d => d.DoneAt is not null).Select(d =>
        {
            var (from, done) = (Clock.Local(d.CountsFrom), Clock.Local(d.DoneAt!.Value));
            // What the file held before is not known any more, but that it was not complete: so it is asked as of an empty one.
            return new PastCase { Facts = new CompletenessRule.Case(DateOnly.FromDateTime(from), [], null, DateOnly.FromDateTime(done)), At = from, DoneAt = done, Act = false, Kind = d.Kind, SubjectId = d.SubjectId, Title = d.Title, OwnerId = d.OwnerId, DepartmentId = d.DepartmentId };
        })], part.Next is { } next ? Owed + next : null);
    }

    static List<string> Names(IReadOnlySet<string> fields) => [.. FileCompleteness.Fields.Where(f => fields.Contains(f.Value)).Select(f => f.Key)];
}

/// <summary>How much is known of customers today (D01-1.2c).</summary>
sealed class InformationReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : FileReplay(db, actor, clock, "D01-1.2c")
{
    public override string Cases => "customers.replay.files";

    protected override object Facts(Customer file, DateOnly today) => new InformationRule.Case([.. FileJudgement.Known(file)]);
}

/// <summary>Rows of the register as they stand today (D01-3.1b).</summary>
sealed class RegisterGateReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : FileReplay(db, actor, clock, "D01-3.1b")
{
    public override string Cases => "customers.replay.register";

    protected override bool Act => true;

    protected override IQueryable<Customer> Which(IQueryable<Customer> files) => files.Where(c => c.CategoryId != null);

    protected override object Facts(Customer file, DateOnly today) =>
        new RegisterGateRule.Case(CustomerRegister.Empty(file.Contacts.Count, file.Demand, file.LastContactAt, file.LastFeedback, file.NextContactOn), file.Score);
}

/// <summary>How fresh the data of customers are today (D01-3.1a); the moves themselves depend on no parameter.</summary>
sealed class StageReplay(GuijuContext db, CurrentActor actor, CompanyClock clock) : FileReplay(db, actor, clock, "D01-3.1a")
{
    public override string Cases => "customers.replay.stages";

    protected override object Facts(Customer file, DateOnly today) => new StageRule.Case(file.Stage, file.Stage, null, null, Clock.DateOf(file.RefreshedAt), today);
}
