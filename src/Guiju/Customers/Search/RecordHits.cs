using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>What narrows a search beside its words.</summary>
/// <param name="From">First instant, UTC.</param>
/// <param name="Until">First instant no more, UTC.</param>
/// <param name="Owner">Who is in charge of the customer.</param>
public sealed record SearchLimits(DateTime? From = null, DateTime? Until = null, Guid? Owner = null);

/// <summary>Records found, each as it is searched, with the customer as the reader sees it (null where he sees the record alone).</summary>
sealed record RecordHit(SearchedRecord Record, Guid? CustomerId, string? Customer, string? Code, bool SeesPhones);

/// <summary>A page of hits.</summary>
/// <param name="Hits">The hits, newest first.</param>
/// <param name="Count">How many there are, or null where not asked for or where a count would tell of hidden numbers.</param>
/// <param name="Next">Where the next page begins, or null at the end.</param>
sealed record RecordPage(IReadOnlyList<RecordHit> Hits, BoundedCount? Count, string? Next);

/// <summary>
/// Finds the records of a kind that hang on customers in the actor's scope, newest first. As with customers: rare words are looked up in
/// the index, for frequent ones the records are walked by time (where the scope is narrow: those of its files) and each is tested against the index.
/// </summary>
sealed class RecordHits(GuijuContext db, CurrentActor actor)
{
    /// <summary>Rows read at most to fill one page where many of them turn out not to match.</summary>
    const int MostRead = 1200;

    /// <summary>A page of a kind; at most four queries where the words say enough, a few more where rows must be checked.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="limits">What else narrows it.</param>
    /// <param name="after">Where the last page ended.</param>
    /// <param name="size">Hits wanted; 0 for the count alone.</param>
    /// <param name="count">Whether to count.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RecordPage> Find(ISearchedKind kind, SearchQuery query, SearchLimits limits, (DateTime At, long Serial)? after, int size, bool count, CancellationToken ct)
    {
        if (query.IsBlank || query.FindsNothing) return new([], new(0), null);
        var me = actor.Value;
        var tag = RecordIndex.Tag(kind.Kind);
        var match = (db.IsSqlite ? SearchSql.Fts5(query, tag) : SearchSql.TsQuery(query, tag))!;
        var hits = await IndexHits.Count(db, "record_search", match, ct);
        if (hits == 0) return new([], new(0), null);
        var rare = hits <= SearchPlan.Rare;
        var hides = !me.May(Permission.CustomersSeePhones) && query.Text.AsSpan().ContainsAnyInRange('0', '9');
        var check = hides || query.Terms.Any(t => t.Alternatives.Any(words => words.Count > 1));

        var number = (int)kind.Kind;
        var byIndex = db.Set<FoundRecord>().FromSql(db.IsSqlite
            ? (FormattableString)$"SELECT f.* FROM record_search AS s CROSS JOIN found_records AS f ON f.serial = s.rowid WHERE s.record_search MATCH {match}"
            : $"SELECT f.* FROM record_search AS s JOIN found_records AS f ON f.serial = s.serial WHERE s.tokens @@ {match}::tsquery");
        // OFFSET 0 keeps PostgreSQL from joining the index whole: row by row along the walk it is.
        var walk = rare ? byIndex : db.Set<FoundRecord>().FromSql(!db.IsSqlite
            ? $"SELECT f.* FROM found_records AS f WHERE f.kind = {number} AND EXISTS (SELECT 1 FROM record_search AS s WHERE s.serial = f.serial AND s.tokens @@ {match}::tsquery OFFSET 0)"
            : hits <= IndexHits.Listed ? $"SELECT f.* FROM found_records AS f WHERE f.kind = {number} AND +f.serial IN (SELECT rowid FROM record_search WHERE record_search MATCH {match})"
            : (FormattableString)$"SELECT f.* FROM found_records AS f WHERE f.kind = {number} AND EXISTS (SELECT 1 FROM record_search AS s WHERE s.record_search MATCH {match} AND s.rowid = f.serial)");
        // A rare phrase is checked whole, so that its count is exact; a count over what is hidden is given only so.
        var whole = rare && check && (count || size > 0);
        BoundedCount? counted = null;
        if (count && !whole && !hides)
            counted = await BoundedCount.Of(db, Seen(kind, limits, rare || me.Scope is DataScope.Group or DataScope.Unit ? byIndex : walk).Select(f => f.Serial), ct) with { About = check };
        if (size == 0 && !whole) return new([], counted, null);

        List<RecordHit> found = [];
        List<(DateTime At, long Serial)> places = [];
        var (from, read, exhausted) = (whole ? null : after, 0, false);
        var step = whole ? SearchPlan.Rare : check ? Math.Max(60, 2 * size) : size + 1;
        while (!exhausted && (whole || (found.Count <= size && read < MostRead)))
        {
            var rows = await Rows(kind, limits, walk, from, step, ct);
            (exhausted, read) = (rows.Count < step || whole, read + rows.Count);
            if (rows.Count == 0) break;
            from = (rows[^1].At, rows[^1].Serial);
            var records = (await kind.Read(db, rows.ConvertAll(r => r.RecordId), ct)).ToDictionary(r => r.Id);
            foreach (var row in rows)
            {
                if (!records.TryGetValue(row.RecordId, out var record)) continue;
                var sees = row.CustomerId is not null && me.SeesPhones(row.OwnerId, row.SecondOwnerId);
                if (check && !query.Matches(sees ? record.Fields : record.MaskedFields)) continue;
                found.Add(new(record, row.CustomerId, row.Name, row.Code, sees));
                places.Add((row.At, row.Serial));
            }
        }
        if (whole)
        {
            counted = new(found.Count);
            var passed = after is { } place ? places.FindIndex(p => p.At < place.At || (p.At == place.At && p.Serial < place.Serial)) : 0;
            if (passed < 0) passed = found.Count;
            (found, places) = (found[passed..], places[passed..]);
        }
        var more = found.Count > size;
        var next = more && size > 0 ? Mark(places[size - 1]) : !more && !exhausted && from is { } end ? Mark(end) : null;
        return new(more ? found[..size] : found, counted, next);
    }

    /// <summary>The place a page ended at, or null where it is none.</summary>
    public static (DateTime At, long Serial)? Place(string after) =>
        after.Split('_') is [var ticks, var serial] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks
            && long.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? (new DateTime(t, DateTimeKind.Utc), s) : null;

    static string Mark((DateTime At, long Serial) place) => string.Create(CultureInfo.InvariantCulture, $"{place.At.Ticks}_{place.Serial}");

    sealed record Row(long Serial, Guid RecordId, DateTime At, Guid? CustomerId, string? Name, string? Code, Guid? OwnerId, Guid? SecondOwnerId);

    IQueryable<Customer> Files => db.Set<Customer>().VisibleTo(actor.Value).Where(c => c.ArchivedAt == null);

    IQueryable<FoundRecord> Seen(ISearchedKind kind, SearchLimits limits, IQueryable<FoundRecord> found)
    {
        var files = limits.Owner is { } owner ? Files.Where(c => c.OwnerId == owner) : Files;
        found = kind.AlsoVisible(db, actor.Value) is { } also && limits.Owner is null
            ? found.Where(f => files.Any(c => c.Id == f.FileId) || also.Contains(f.RecordId))
            : from f in found join c in files on f.FileId equals c.Id select f;
        if (limits.From is { } from) found = found.Where(f => f.At >= from);
        return limits.Until is { } until ? found.Where(f => f.At < until) : found;
    }

    async Task<List<Row>> Rows(ISearchedKind kind, SearchLimits limits, IQueryable<FoundRecord> found, (DateTime At, long Serial)? after, int most, CancellationToken ct)
    {
        var seen = Seen(kind, limits, found).AsNoTracking();
        if (after is { } last) seen = seen.Where(f => f.At < last.At || (f.At == last.At && f.Serial < last.Serial));
        // The customer is named only as far as it is seen itself.
        return await (from f in seen
                      from c in Files.Where(c => c.Id == f.FileId).DefaultIfEmpty()
                      orderby f.At descending, f.Serial descending
                      select new Row(f.Serial, f.RecordId, f.At, c == null ? null : c.Id, c == null ? null : c.Name, c == null ? null : c.Code, c == null ? null : c.OwnerId, c == null ? null : c.SecondOwnerId)).Take(most).ToListAsync(ct);
    }
}
