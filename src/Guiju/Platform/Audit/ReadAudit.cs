using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Audit;

/// <summary>Reads the audit trail of the actor's company, newest first; the group's own entries by those who see the group.</summary>
[Allow(Permission.AuditRead)]
public sealed class ReadAudit(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Which entries.</summary>
    /// <param name="Unit">Company; null for the actor's own.</param>
    /// <param name="Kind">Kind of record, such as <c>customer</c>.</param>
    /// <param name="Subject">One record.</param>
    /// <param name="Who">Person who acted.</param>
    /// <param name="From">First day, in the company's zone.</param>
    /// <param name="To">Last day, included.</param>
    /// <param name="Before">Entries with a smaller number than this: the next page.</param>
    public sealed record Filter(Guid? Unit = null, string? Kind = null, Guid? Subject = null, Guid? Who = null, DateOnly? From = null, DateOnly? To = null, long? Before = null);

    /// <summary>One entry as read.</summary>
    public sealed record Row(Guid Unit, long Number, DateTime At, string ActorName, Door Door, string Act, string SubjectKind, Guid SubjectId, string SubjectTitle,
        IReadOnlyList<FieldChange> Changes, string Hash);

    /// <summary>A page of entries.</summary>
    /// <param name="Rows">The entries, newest first.</param>
    /// <param name="Next">Value of <see cref="Filter.Before"/> for the next page, or null at the end.</param>
    /// <param name="Names">Names of the records whose ids stand in the changes.</param>
    /// <param name="Units">Companies whose trails the reader may open, by name; empty where there is but his own.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, long? Next, IReadOnlyDictionary<Guid, string> Names, IReadOnlyList<KeyValuePair<Guid, string>> Units);

    /// <summary>Reads a page.</summary>
    public async Task<Outcome<Page>> Handle(Filter filter, CancellationToken ct)
    {
        var me = actor.Value;
        var unit = filter.Unit ?? me.UnitId;
        if (unit != me.UnitId && me.Scope != DataScope.Group)
            return Outcome<Page>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.UnitId == unit);
        if (filter.Kind is { Length: > 0 } kind) entries = entries.Where(e => e.SubjectKind == kind);
        if (filter.Subject is { } subject) entries = entries.Where(e => e.SubjectId == subject);
        if (filter.Who is { } who) entries = entries.Where(e => e.ActorId == who);
        if (filter.From is { } from)
        {
            var start = clock.Utc(from.ToDateTime(TimeOnly.MinValue));
            entries = entries.Where(e => e.At >= start);
        }
        if (filter.To is { } to)
        {
            var end = clock.Utc(to.AddDays(1).ToDateTime(TimeOnly.MinValue));
            entries = entries.Where(e => e.At < end);
        }
        if (filter.Before is { } before) entries = entries.Where(e => e.Number < before);
        var rows = await entries.OrderByDescending(e => e.Number).Take(PageSize + 1).ToListAsync(ct);
        List<Row> read = [.. rows.Take(PageSize).Select(r => Read(r, me))];
        var names = await AuditValues.NamesIn(db, read.SelectMany(r => r.Changes), ct);
        return new Page(read, rows.Count > PageSize ? rows[PageSize - 1].Number : null, names, me.Scope == DataScope.Group ? await Units(ct) : []);
    }

    // The trail knows the companies that have one: each is the subject of an entry of its own.
    async Task<IReadOnlyList<KeyValuePair<Guid, string>>> Units(CancellationToken ct)
    {
        var heads = await db.Set<AuditHead>().AsNoTracking().OrderBy(h => h.UnitId).Select(h => h.UnitId).Take(200).ToListAsync(ct);
        return [.. (await AuditValues.NamesOf(db, heads, ct)).OrderBy(n => n.Value, StringComparer.Ordinal)];
    }

    internal static Row Read(AuditEntry e, Actor reader) => new(e.UnitId, e.Number, e.At, e.ActorName, e.Door, e.Act, e.SubjectKind, e.SubjectId, e.SubjectTitle,
        [.. ChangesText.Read(e.Changes).Select(c => Masked(c, reader))], Convert.ToHexStringLower(e.Hash));

    // The trail is one more list: who may not see a customer's phone elsewhere does not see it here.
    static FieldChange Masked(FieldChange change, Actor reader) => change.Field is "phone" or "mobile" && !reader.May(Permission.CustomersSeePhones)
        ? change with { Before = Masked(change.Before), After = Masked(change.After) } : change;

    static string? Masked(string? phone) => string.IsNullOrEmpty(phone) ? phone : PhoneMask.Of(phone);
}
