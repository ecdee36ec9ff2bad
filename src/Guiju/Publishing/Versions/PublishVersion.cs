using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Clauses;
using Guiju.Publishing.Readings;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Versions;

/// <summary>
/// Publishes an approved version with the day it comes into force: for good, with its parameters from that day on, and its readers asked. The version
/// before is in force through the day before, and stays readable. All of it in one transaction.
/// </summary>
[Allow(Permission.RegulationsWrite), Clause("D13-8b"), Clause("D06-7.2"), Clause("D06-0"), Clause("D17-5.5"), Clause("D07-1")]
sealed class PublishVersion(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseSettings settings, IClauseParameters parameters, AskReaders readers, AnnualReview review, IApprovals approvals)
{
    /// <summary>A version that was published.</summary>
    /// <param name="VersionId">The version.</param>
    /// <param name="EffectiveFrom">First day in force.</param>
    /// <param name="Asked">How many readers were asked at once; the others follow within minutes.</param>
    public sealed record PublishedVersion(Guid VersionId, DateOnly EffectiveFrom, int Asked);

    /// <summary>Publishes it.</summary>
    public async Task<Outcome<PublishedVersion>> Handle(Guid regulationId, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D06-7.2", ct);
        if (regulation is null) return Outcome<PublishedVersion>.Refused(refusal, finding!);
        if (await OpenVersion.Of(db, regulationId, ct) is not { } version) return new Finding("publishing.draft.none");
        var findings = OpenVersion.Unready(version);
        // What was approved is what is published, to the letter.
        var need = new ApprovalNeed(VersionApproval.Name, VersionApproval.Subject(version.Id)) { Bound = version.Content.Hash };
        if (version.State != VersionState.Approved || version.ApprovedHash != need.Bound || await approvals.InForce(need, ct) is null) findings.Add(new("publishing.not-approved", null, "D13-8b"));
        if (version.EffectiveFrom is { } day)
        {
            var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (day < clock.Today) findings.Add(new Finding("publishing.effective.past", "effectiveFrom").With(clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            if (await db.Set<RegulationVersion>().Where(v => v.RegulationId == regulationId && v.State == VersionState.Published && v.EffectiveFrom >= day).Select(v => v.Label).FirstOrDefaultAsync(ct) is { } later)
                findings.Add(new Finding("publishing.effective.before", "effectiveFrom").With(text, later));
        }
        if (!await db.Set<Department>().AnyAsync(d => d.Id == regulation.OwnerDepartmentId && d.Active, ct)) findings.Add(new("publishing.owner.required", "ownerDepartmentId", "D17-5.5"));
        if (findings.Count > 0) return findings;
        if (await approvals.Use(need, $"{regulation.Number} {version.Label}", ct) is null) return new Finding("publishing.not-approved", null, "D13-8b");

        var (unit, effective) = (regulation.ForGroup ? (Guid?)null : regulation.UnitId, version.EffectiveFrom!.Value);
        List<ParameterChange> changes = [];
        foreach (var change in version.Content.Changes)
        {
            changes.Add(change with { Was = await settings.InForce(unit, change.Clause, change.Name, effective.AddDays(-1), ct) });
            settings.Decide(unit, change.Clause, change.Name, change.Value, effective, $"{regulation.Number} {version.Label}");
        }
        var trial = version.Trial ? TrialPeriod.Last(effective, parameters.For(regulation.UnitId).Get<int>("D07-1", "trial_months", effective)) : (DateOnly?)null;
        version.Publish(changes, trial, actor.Value.Name, clock.Now);
        foreach (var clause in RegulationText.Named(version.Text).Union(changes.Select(c => c.Clause))) db.Add(new VersionClause { VersionId = version.Id, ClauseId = clause });
        regulation.Publish(version.Number, effective);
        await review.Revised(regulation, version, ct);
        await readers.Supersede(regulation, version.Id, ct);
        // What is remembered of who may get at customers is true no more.
        if (regulation.AccessGate) await db.ChangeAccess(ct);
        await db.SaveChangesAsync(ct);
        return new PublishedVersion(version.Id, effective, await readers.Ask(regulation, version, AskReaders.AtOnce, ct));
    }
}
