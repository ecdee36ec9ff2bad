using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Audit;

/// <summary>What became of a field since somebody saw it.</summary>
/// <param name="Seen">What it said then.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="At">When, UTC.</param>
public sealed record ChangeSince(string? Seen, string By, DateTime At);

/// <summary>Reads from the trail what others did to a record since a version of it: field by field, what was, who and when.</summary>
public static class ChangesSince
{
    /// <summary>Entries looked back through; who holds an older version than that is told the values of now alone.</summary>
    const int Most = 200;

    /// <summary>The changed fields in camel case, each with what it said at that version.</summary>
    /// <param name="db">The database.</param>
    /// <param name="subject">The record whose trail it is.</param>
    /// <param name="part">The record itself or a part of it.</param>
    /// <param name="version">Version that was seen.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<string, ChangeSince>> Of(GuijuContext db, Guid subject, Guid part, int version, CancellationToken ct)
    {
        var since = new Dictionary<string, ChangeSince>();
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == subject).OrderByDescending(e => e.At).ThenByDescending(e => e.Number).Take(Most)
            .Select(e => new { e.At, e.ActorName, e.Changes }).ToListAsync(ct);
        foreach (var entry in entries)
        {
            var changes = ChangesText.Read(entry.Changes).Where(c => c.PartId == part && c.Version is not null).ToList();
            if (changes.Count > 0 && changes[0].Version <= version) break;
            // The newest tells who and when, the oldest what was seen.
            foreach (var change in changes)
                since[change.Field] = since.TryGetValue(change.Field, out var later) ? later with { Seen = change.Before } : new(change.Before, entry.ActorName, entry.At);
        }
        return since;
    }
}
