using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Readings;

/// <summary>Acknowledges, for oneself alone, that one has read a version of a regulation; an acknowledgement is never taken back.</summary>
[Allow(Permission.Self), Clause("D13-1"), Clause("D01-2.4a"), Clause("D06-1"), Clause("D09-6.1"), Clause("D10-0.2")]
sealed class AcknowledgeVersion(GuijuContext db, CurrentActor actor, CompanyClock clock, IDuties duties, AskReaders readers)
{
    /// <summary>What was acknowledged.</summary>
    /// <param name="ReadingId">The reading.</param>
    /// <param name="At">When, UTC; of one acknowledged already the first time.</param>
    /// <param name="Late">Whether it was late.</param>
    public sealed record Acknowledged(Guid ReadingId, DateTime At, bool Late);

    /// <summary>Acknowledges it; once more changes nothing.</summary>
    public async Task<Outcome<Acknowledged>> Handle(Guid versionId, CancellationToken ct)
    {
        if (actor.Value.PersonId is not { } me) return Outcome<Acknowledged>.Refused(Refusal.Forbidden, new Finding("publishing.person"));
        if (await db.Set<RegulationVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.State == VersionState.Published, ct) is not { } version
            || await db.Set<Regulation>().AsNoTracking().VisibleTo(actor.Value).SingleOrDefaultAsync(r => r.Id == version.RegulationId, ct) is not { } regulation)
            return Outcome<Acknowledged>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        await readers.Lock(regulation.Id, ct);
        var reading = await db.Set<Reading>().SingleOrDefaultAsync(r => r.VersionId == versionId && r.PersonId == me && r.DroppedAt == null, ct);
        if (reading?.AcknowledgedAt is { } before) return new Acknowledged(reading.Id, before, Late(reading, before));
        if (version.Number != regulation.Published) return new Finding("publishing.superseded.read") { Link = OpenVersion.Place(regulation) };
        if (reading is null)
        {
            // Somebody who joined a moment ago need not wait until he is asked.
            if (!await (await readers.Addressed(regulation, version, ct)).AnyAsync(p => p.Id == me, ct)) return new Finding("publishing.not-addressed");
            reading = await readers.One(regulation, version, me, actor.Value.UnitId, ct);
        }
        reading.Acknowledge(clock.Now);
        await duties.Discharge(AskReaders.Subject(reading.Id), regulation.ReadingClause, new(AskReaders.Kind, reading.Id, $"{version.Title} {version.Label}"), ct);
        return new Acknowledged(reading.Id, reading.AcknowledgedAt!.Value, Late(reading, reading.AcknowledgedAt!.Value));
    }

    static bool Late(Reading reading, DateTime at) => at >= reading.DueAt.AddSeconds(1);
}
