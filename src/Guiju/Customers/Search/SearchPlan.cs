using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Search;

/// <summary>
/// The way to the customers somebody searches. One way does not fit all: rare words are looked up in the index first; for frequent ones the
/// list is walked in its own order and each row tested against the index, until the page is full: against a list of the hits made once, or, where
/// they are so many that one is met soon, hit by hit.
/// </summary>
/// <remarks>
/// The index knows words, not their order: rows of a query of several words in a row are checked in memory. So are rows whose numbers are
/// masked to the actor when he types digits, since a hit would tell him a digit.
/// </remarks>
public sealed class SearchPlan
{
    /// <summary>Hits up to which a query counts as rare.</summary>
    public const int Rare = 1000;

    /// <summary>Hits up to which those that must be checked are sorted rather than found along the list.</summary>
    const int Sorted = 10_000;

    readonly SearchQuery query;
    readonly Actor actor;
    readonly IQueryable<Customer>? walk;

    SearchPlan(SearchQuery query, Actor actor, IQueryable<Customer> source, IQueryable<Customer>? walk, bool check, bool frequent) =>
        (this.query, this.actor, Source, this.walk, Check, Frequent) = (query, actor, source, walk, check, frequent);

    /// <summary>The files the words are found in, index first: to count, or to sort what is few.</summary>
    public IQueryable<Customer> Source { get; }

    /// <summary>The same files for reading in an order an index gives.</summary>
    public IQueryable<Customer> Walk => walk ?? Source;

    /// <summary>Whether rows must still be checked by <see cref="Keep"/>.</summary>
    public bool Check { get; }

    /// <summary>Whether there are more than <see cref="Rare"/> hits in the index.</summary>
    public bool Frequent { get; }

    /// <summary>Whether a count would tell of hidden numbers.</summary>
    public bool Hides { get; private init; }

    /// <summary>Whether nothing can be found at all.</summary>
    public bool Nothing { get; private init; }

    /// <summary>Chooses the way; one query to the index where there are words.</summary>
    public static async Task<SearchPlan> Choose(GuijuContext db, Actor actor, string? text, CancellationToken ct)
    {
        var query = SearchQuery.Parse(text);
        var all = db.Set<Customer>().AsQueryable();
        if (query.IsBlank || query.FindsNothing) return new(query, actor, all, null, false, false) { Nothing = query.FindsNothing };
        var hides = !actor.May(Permission.CustomersSeePhones) && query.Text.AsSpan().ContainsAnyInRange('0', '9');
        var check = hides || query.Terms.Any(t => t.Alternatives.Any(words => words.Count > 1));
        var match = (db.IsSqlite ? SearchSql.Fts5(query) : SearchSql.TsQuery(query))!;
        var hits = await IndexHits.Count(db, "customer_search", match, ct);
        // CROSS JOIN keeps SQLite from turning the two around; with EXISTS it tests row by row along the list's own index.
        var source = db.Set<Customer>().FromSql(db.IsSqlite
            ? (FormattableString)$"SELECT c.* FROM customer_search AS s CROSS JOIN customers AS c ON c.serial = s.rowid WHERE s.customer_search MATCH {match}"
            : $"SELECT c.* FROM customer_search AS s JOIN customers AS c ON c.serial = s.serial WHERE s.tokens @@ {match}::tsquery");
        if (hits <= Rare) return new(query, actor, source, null, check, false) { Hides = hides, Nothing = hits == 0 };
        // Rows that are checked are read by the dozen: where one row in a hundred is a hit, testing rows along the list takes longer than sorting the hits.
        if (db.IsSqlite && check && hits <= Sorted) return new(query, actor, source, null, check, true) { Hides = hides };
        var walk = db.Set<Customer>().FromSql(!db.IsSqlite
            ? $"SELECT c.* FROM customers AS c WHERE EXISTS (SELECT 1 FROM customer_search AS s WHERE s.serial = c.serial AND s.tokens @@ {match}::tsquery)"
            // The plus keeps SQLite on the list's own order, where it would else sort all the hits.
            : hits <= IndexHits.Listed ? $"SELECT c.* FROM customers AS c WHERE +c.serial IN (SELECT rowid FROM customer_search WHERE customer_search MATCH {match})"
            : (FormattableString)$"SELECT c.* FROM customers AS c WHERE EXISTS (SELECT 1 FROM customer_search AS s WHERE s.customer_search MATCH {match} AND s.rowid = c.serial)");
        return new(query, actor, source, walk, check, true) { Hides = hides };
    }

    /// <summary>Those of these customers that are really found, by what the actor may see of them; one query.</summary>
    public async Task<HashSet<long>> Keep(GuijuContext db, IQueryable<Customer> customers, CancellationToken ct)
    {
        var files = await SeenText.Read(db, customers.OrderBy(c => c.Serial), ct);
        return [.. files.Where(f => query.Matches(f.Fields(actor))).Select(f => f.Text.Serial)];
    }
}
