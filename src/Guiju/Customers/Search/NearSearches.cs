using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>您是不是要找: what the reader may have meant. Offered is only what stands in a customer's file he sees, in a field he may search; so it is sure to find something, and tells nothing of others' files.</summary>
sealed class NearSearches(GuijuContext db, CurrentActor actor)
{
    /// <summary>Files looked at, and searches offered.</summary>
    const int Looked = 300, Offered = 3;

    /// <summary>The likeliest first; one query to the index and the files.</summary>
    public async Task<IReadOnlyList<string>> Of(SearchQuery query, CancellationToken ct)
    {
        if (NearMiss.Of(query) is not { } miss) return [];
        var me = actor.Value;
        var match = db.IsSqlite ? miss.Fts5 : miss.TsQuery;
        // In a wide scope nearly every hit is the reader's, and the first ones do; in a narrow one its own files are tested.
        var files = me.Scope is DataScope.Group or DataScope.Unit
            ? db.Set<Customer>().FromSql(db.IsSqlite
                ? (FormattableString)$"SELECT c.* FROM (SELECT rowid AS serial FROM customer_search WHERE customer_search MATCH {match} LIMIT {Looked}) AS s CROSS JOIN customers AS c ON c.serial = s.serial"
                // Group by group: of hundreds of words joined by OR PostgreSQL would expect half the table, and read all of it.
                : $"SELECT c.* FROM (SELECT DISTINCT l.serial FROM (SELECT w.serial FROM unnest({miss.TsQueries}) AS g (q) JOIN customer_search AS w ON w.tokens @@ g.q::tsquery LIMIT {Looked}) AS l) AS s JOIN customers AS c ON c.serial = s.serial")
            : db.Set<Customer>().FromSql(db.IsSqlite
                ? (FormattableString)$"SELECT c.* FROM customers AS c WHERE EXISTS (SELECT 1 FROM customer_search AS s WHERE s.customer_search MATCH {match} AND s.rowid = c.serial)"
                : $"SELECT c.* FROM customers AS c WHERE EXISTS (SELECT 1 FROM customer_search AS s WHERE s.serial = c.serial AND s.tokens @@ {match}::tsquery OFFSET 0)");
        var seen = await SeenText.Read(db, files.VisibleTo(me).Where(c => c.ArchivedAt == null).OrderBy(c => c.Serial).Take(Looked), ct);
        return [.. seen.SelectMany(f => miss.In([.. f.Fields(me)]).DistinctBy(c => c.Text))
            .GroupBy(c => c.Text).OrderBy(g => g.Min(c => c.Rank)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Length).Take(Offered).Select(g => g.Key)];
    }
}

/// <summary>What is searched of a customer, with who is in charge of it.</summary>
sealed record SeenText(Guid? OwnerId, Guid? SecondOwnerId, SearchText Text)
{
    /// <summary>The fields this actor may search.</summary>
    public IEnumerable<SearchField> Fields(Actor actor) => actor.SeesPhones(OwnerId, SecondOwnerId) ? Text.Fields : Text.MaskedFields;

    /// <summary>Those of these customers; one query.</summary>
    public static async Task<List<SeenText>> Read(GuijuContext db, IQueryable<Customer> customers, CancellationToken ct) =>
        (await customers.AsNoTracking().Select(c => new
        {
            c.OwnerId,
            c.SecondOwnerId,
            c.Serial,
            c.Name,
            c.ShortName,
            c.Code,
            c.CreditCode,
            c.Phone,
            People = db.Set<ContactPerson>().Where(p => p.CustomerId == c.Id).Select(p => new { p.Name, p.Mobile, p.Phone }).ToList(),
            Merged = db.Set<Customer>().Where(m => m.MergedIntoId == c.Id).Select(m => new { m.Code, m.Name }).ToList(),
        }).AsSingleQuery().ToListAsync(ct)).ConvertAll(f => new SeenText(f.OwnerId, f.SecondOwnerId,
            new(f.Serial, f.Name, f.ShortName, f.Code, f.CreditCode, f.Phone, [.. f.People.Select(p => new SearchPerson(p.Name, p.Mobile, p.Phone))], [.. f.Merged.Select(m => new SearchMerged(m.Code, m.Name))])));
}
