using System.Collections.Concurrent;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Readings;
using Guiju.Publishing.Versions;
using Guiju.Publishing.Violations;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Access;

/// <summary>Whether somebody gets at customers.</summary>
public enum GateState
{
    /// <summary>Nothing is in his way.</summary>
    Open,

    /// <summary>A new version waits for him; he has some days yet.</summary>
    Grace,

    /// <summary>He sees regulations only, until he has acknowledged one.</summary>
    Closed,

    /// <summary>A grave leak was recorded of him and is not decided yet (D10-5.4).</summary>
    Suspended,
}

/// <summary>What is in somebody's way, or will be.</summary>
/// <param name="State">Whether he gets at customers.</param>
/// <param name="RegulationId">Regulation he has to read.</param>
/// <param name="VersionId">Its version.</param>
/// <param name="Title">Its number and title.</param>
/// <param name="Until">Last day without an acknowledgement.</param>
/// <param name="ViolationId">The breach that suspends him.</param>
public sealed record GateAnswer(GateState State, Guid? RegulationId = null, Guid? VersionId = null, string? Title = null, DateOnly? Until = null, Guid? ViolationId = null);

/// <summary>Who has nothing in his way, remembered until people, roles or gates change; whoever has is asked about at each request, so that his acknowledgement counts at once.</summary>
sealed class FreePassage
{
    readonly ConcurrentDictionary<Guid, long> free = new();

    public bool Has(Actor actor) => actor is { PersonId: { } person, AccessStamp: { } stamp } && free.TryGetValue(person, out var known) && known == stamp;

    public void Remember(Actor actor)
    {
        if (actor is { PersonId: { } person, AccessStamp: { } stamp }) free[person] = stamp;
    }
}

/// <summary>
/// Read before access (D10-0.2): who is to read a regulation with a gate and never acknowledged any version of it sees nothing else; who acknowledged an
/// earlier one has some days for the new. Where no company has such a regulation nothing is asked but once a person.
/// </summary>
[Clause("D10-0.2"), Clause("D10-5.4")]
sealed class AccessGate(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters, AskReaders readers, FreePassage passage) : IBanner
{
    GateAnswer? answer;

    /// <summary>How it stands for who calls.</summary>
    public async Task<GateAnswer> Check(CancellationToken ct)
    {
        var me = actor.Value;
        if (me.PersonId is not { } person || passage.Has(me)) return answer = new(GateState.Open);
        if (await db.Set<Violation>().Where(v => v.PersonId == person && v.Suspends).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct) is { } violation) return answer = new(GateState.Suspended, ViolationId: violation);
        var unit = me.UnitId;
        var gates = await (from r in db.Set<Regulation>().AsNoTracking()
                           join v in db.Set<RegulationVersion>().AsNoTracking() on r.Id equals v.RegulationId
                           where r.AccessGate && r.Published == v.Number && (r.ForGroup || r.UnitId == unit)
                           select new { Regulation = r, Version = v }).ToListAsync(ct);
        answer = new(GateState.Open);
        foreach (var gate in gates)
        {
            var found = await One(gate.Regulation, gate.Version, person, ct);
            if (found.State > answer.State) answer = found;
        }
        if (answer.State == GateState.Open) passage.Remember(me);
        return answer;
    }

    async Task<GateAnswer> One(Regulation regulation, RegulationVersion version, Guid person, CancellationToken ct)
    {
        var id = regulation.Id;
        var read = await db.Set<Reading>().Where(r => r.PersonId == person && r.RegulationId == id && r.AcknowledgedAt != null).Select(r => r.VersionId).ToListAsync(ct);
        if (read.Contains(version.Id) || !await (await readers.Addressed(regulation, version, ct)).AnyAsync(p => p.Id == person, ct)) return new(GateState.Open);
        var (title, published) = ($"{regulation.Number} {regulation.Title}", clock.DateOf(version.PublishedAt!.Value));
        var from = version.EffectiveFrom > published ? version.EffectiveFrom.Value : published;
        var last = from.AddDays(parameters.For(actor.Value.UnitId).Get<int>("D10-0.2", "ack_grace_days", published));
        return new(read.Count > 0 && clock.Today <= last ? GateState.Grace : GateState.Closed, id, version.Id, title, last);
    }

    public Banner? Shown => answer is { State: GateState.Grace } grace
        ? new(Texts.All["publishing.gate.grace", [grace.Title, Show.Date(grace.Until)]], "/regulations/access", Texts.All["publishing.gate.read"], Tone.Warn) : null;
}
