using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Audit;

/// <summary>Writes and checks the audit trail.</summary>
public static class AuditTrail
{
    /// <summary>Chinese stays readable in the stored changes.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly byte[] Start = new byte[32];

    /// <summary>From so many entries on they are written past the change tracker.</summary>
    const int Many = 20;

    /// <summary>The changes of one subject that are about to be saved.</summary>
    public sealed record Draft(Guid Unit, AuditSubject Subject, IReadOnlyList<FieldChange> Changes);

    /// <summary>What an act changed, waiting to be written.</summary>
    internal sealed record Told(Actor Actor, string Act, DateTime At, IReadOnlyList<Draft> Drafts);

    /// <summary>
    /// Appends the drafts to the chains of their companies. Runs inside the transaction of the change itself; the head of
    /// each chain is locked last and in the order of companies, so that two acts never wait for each other in a circle.
    /// </summary>
    public static Task Append(GuijuContext db, Actor actor, string act, IReadOnlyList<Draft> drafts, CancellationToken ct)
    {
        var told = new Told(actor, act, db.Clock.Now, drafts);
        if (db.Gathered is null) return Write(db, [told], ct);
        db.Gathered.Add(told);
        return Task.CompletedTask;
    }

    /// <summary>Writes what many acts of one transaction have gathered, in their order; before it commits.</summary>
    internal static async Task WriteGathered(GuijuContext db, CancellationToken ct)
    {
        if (db.Gathered is not { Count: > 0 } gathered) return;
        await Write(db, gathered, ct);
        gathered.Clear();
    }

    static async Task Write(GuijuContext db, IReadOnlyList<Told> acts, CancellationToken ct)
    {
        foreach (var chain in acts.SelectMany(a => a.Drafts.Select(d => (Told: a, Draft: d))).GroupBy(d => d.Draft.Unit).OrderBy(g => g.Key))
        {
            var (number, previous) = await Lock(db, chain.Key, ct);
            var entries = new List<AuditEntry>();
            foreach (var ((actor, act, at, _), draft) in chain)
            {
                var changes = ChangesText.Write(draft.Changes);
                var title = draft.Subject.Title.Length > 200 ? draft.Subject.Title[..200] : draft.Subject.Title;
                var hash = HashOf(chain.Key, ++number, at, actor.PersonId, actor.Name, actor.Door, act, draft.Subject.Kind, draft.Subject.Id, title, changes, previous);
                entries.Add(new()
                {
                    UnitId = chain.Key,
                    Number = number,
                    At = at,
                    ActorId = actor.PersonId,
                    ActorName = actor.Name,
                    Door = actor.Door,
                    Act = act,
                    SubjectKind = draft.Subject.Kind,
                    SubjectId = draft.Subject.Id,
                    SubjectTitle = title,
                    Changes = changes,
                    Previous = previous,
                    Hash = hash,
                });
                previous = hash;
            }
            if (entries.Count >= Many)
            {
                await BulkInsert.Write(db, entries, ct);
            }
            else
            {
                db.AddRange(entries);
                await db.SaveChangesAsync(ct);
            }
            await db.Set<AuditHead>().Where(h => h.UnitId == chain.Key)
                .ExecuteUpdateAsync(s => s.SetProperty(h => h.Number, number).SetProperty(h => h.Hash, previous), ct);
        }
    }

    static async Task<(long Number, byte[] Hash)> Lock(GuijuContext db, Guid unit, CancellationToken ct)
    {
        // SQLite's transaction holds the write lock already; PostgreSQL makes the row if need be and locks it in one statement.
        if (!db.IsSqlite)
            await db.Database.ExecuteSqlAsync($"INSERT INTO audit_heads (unit_id, number, hash) VALUES ({unit}, 0, {Start}) ON CONFLICT (unit_id) DO UPDATE SET number = audit_heads.number", ct);
        else if (!await db.Set<AuditHead>().AnyAsync(h => h.UnitId == unit, ct))
            await db.Database.ExecuteSqlAsync($"INSERT INTO audit_heads (unit_id, number, hash) VALUES ({unit.ToByteArray(true)}, 0, {Start})", ct);
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(h => h.UnitId == unit, ct);
        return (head.Number, head.Hash);
    }

    static byte[] HashOf(Guid unit, long number, DateTime at, Guid? actorId, string actorName, Door door, string act, string kind, Guid id, string title, string changes, byte[] previous)
    {
        ReadOnlySpan<string?> parts = [unit.ToString(), number.ToString(CultureInfo.InvariantCulture), at.Ticks.ToString(CultureInfo.InvariantCulture),
            actorId?.ToString(), actorName, door.ToString(), act, kind, id.ToString(), title, changes];
        var most = previous.Length;
        foreach (var part in parts) most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part?.Length ?? 0);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        previous.CopyTo(buffer, 0);
        var end = previous.Length;
        foreach (var part in parts)
        {
            // Each part is preceded by its length, so that no text can pass for the border between two.
            var length = Encoding.UTF8.GetBytes(part, buffer.AsSpan(end + sizeof(int)));
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(end), length);
            end += sizeof(int) + length;
        }
        var hash = SHA256.HashData(buffer.AsSpan(0, end));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    /// <summary>What a check of a chain found.</summary>
    /// <param name="Unit">Company whose chain it is.</param>
    /// <param name="Entries">Entries read.</param>
    /// <param name="BrokenAt">Number of the first entry that does not fit, or null where the chain is whole.</param>
    public sealed record Verdict(Guid Unit, long Entries, long? BrokenAt);

    /// <summary>Checks every chain from its first entry to its head.</summary>
    public static async Task<IReadOnlyList<Verdict>> Verify(GuijuContext db, CancellationToken ct)
    {
        var verdicts = new List<Verdict>();
        foreach (var head in await db.Set<AuditHead>().AsNoTracking().OrderBy(h => h.UnitId).ToListAsync(ct))
        {
            var previous = Start;
            long number = 0;
            long? broken = null;
            await foreach (var e in db.Set<AuditEntry>().AsNoTracking().Where(e => e.UnitId == head.UnitId).OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(ct))
            {
                number++;
                var hash = HashOf(e.UnitId, e.Number, e.At, e.ActorId, e.ActorName, e.Door, e.Act, e.SubjectKind, e.SubjectId, e.SubjectTitle, e.Changes, previous);
                if (e.Number != number || !e.Previous.AsSpan().SequenceEqual(previous) || !e.Hash.AsSpan().SequenceEqual(hash))
                {
                    broken = number;
                    break;
                }
                previous = e.Hash;
            }
            if (broken is null && (number != head.Number || !head.Hash.AsSpan().SequenceEqual(previous))) broken = number + 1;
            verdicts.Add(new(head.UnitId, number, broken));
        }
        return verdicts;
    }
}
