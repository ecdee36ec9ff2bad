using System.Data.Common;
using Guiju.Platform.Data;
using Guiju.Platform.Data.Sqlite;
using Guiju.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Guiju.Customers.Search;

/// <summary>
/// Writes the search index, in the transaction of whoever calls. Saving through the context keeps it by itself
/// (<see cref="SearchFollower"/>); who writes customers past the context, such as a bulk import, calls <see cref="Write"/>.
/// </summary>
public static class SearchIndex
{
    const int Chunk = 1000;

    /// <summary>From so many on it is worth waking other cores.</summary>
    const int Many = 50;

    /// <summary>Writes the words of these customers; what the index held of them before is replaced.</summary>
    /// <param name="db">The database, in a transaction.</param>
    /// <param name="texts">The customers.</param>
    /// <param name="fresh">Whether the index surely holds none of them yet, which is faster.</param>
    /// <param name="ct">Stops writing; the transaction is then worth nothing.</param>
    public static async Task Write(GuijuContext db, IEnumerable<SearchText> texts, bool fresh, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            if (db.IsSqlite) WriteSqlite(db, texts, fresh, ct);
            else await WritePostgres(db, texts, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Takes customers out of the index.</summary>
    public static async Task Remove(GuijuContext db, IReadOnlyCollection<long> serials, CancellationToken ct)
    {
        foreach (var serial in serials)
            if (db.IsSqlite) await db.Database.ExecuteSqlAsync($"DELETE FROM customer_search WHERE rowid = {serial}", ct);
            else await db.Database.ExecuteSqlAsync($"DELETE FROM customer_search WHERE serial = {serial}", ct);
    }

    /// <summary>Makes the whole index anew from the files.</summary>
    /// <returns>Customers indexed.</returns>
    public static async Task<long> Rebuild(GuijuContext db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(db.IsSqlite ? (FormattableString)$"INSERT INTO customer_search (customer_search) VALUES ('delete-all')" : $"DELETE FROM customer_search", ct);
        long count = 0, after = 0;
        while (true)
        {
            var from = after;
            var texts = await Read(db, c => c.Serial > from, Chunk, ct);
            if (texts.Count == 0) return count;
            await Write(db, texts, fresh: true, ct);
            (count, after) = (count + texts.Count, texts[^1].Serial);
        }
    }

    /// <summary>What is searched of the first files, by serial number, that fulfil a condition.</summary>
    internal static async Task<List<SearchText>> Read(GuijuContext db, System.Linq.Expressions.Expression<Func<Customer, bool>> which, int most, CancellationToken ct)
    {
        var files = await db.Set<Customer>().AsNoTracking().Where(which).Where(c => c.MergedIntoId == null).OrderBy(c => c.Serial).Take(most)
            .Select(c => new { c.Id, c.Serial, c.Name, c.ShortName, c.Code, c.CreditCode, c.Phone }).ToListAsync(ct);
        if (files.Count == 0) return [];
        var ids = files.Select(f => f.Id).ToList();
        var people = (await db.Set<ContactPerson>().AsNoTracking().Where(p => ids.Contains(p.CustomerId))
            .Select(p => new { p.CustomerId, p.Id, p.Name, p.Mobile, p.Phone }).OrderBy(p => p.Id).ToListAsync(ct)).ToLookup(p => p.CustomerId, p => new SearchPerson(p.Name, p.Mobile, p.Phone));
        var merged = (await db.Set<Customer>().AsNoTracking().Where(m => m.MergedIntoId != null && ids.Contains(m.MergedIntoId.Value)).OrderBy(m => m.Serial)
            .Select(m => new { m.MergedIntoId, m.Code, m.Name }).ToListAsync(ct)).ToLookup(m => m.MergedIntoId!.Value, m => new SearchMerged(m.Code, m.Name));
        return [.. files.Select(f => new SearchText(f.Serial, f.Name, f.ShortName, f.Code, f.CreditCode, f.Phone, [.. people[f.Id]], [.. merged[f.Id]]))];
    }

    // The words are found on all cores, in order; the driver works on the caller's thread whether asked to wait or not.
    static void WriteSqlite(GuijuContext db, IEnumerable<SearchText> texts, bool fresh, CancellationToken ct)
    {
        using var delete = new SqliteInsert(db, "DELETE FROM customer_search WHERE rowid = ?");
        using var insert = new SqliteInsert(db, "INSERT INTO customer_search (rowid, tokens) VALUES (?, ?)");
        foreach (var chunk in texts.Chunk(Chunk))
        {
            ct.ThrowIfCancellationRequested();
            var tokens = new string[chunk.Length];
            if (chunk.Length < Many) for (var i = 0; i < chunk.Length; i++) tokens[i] = Tokens.Joined(chunk[i].Fields);
            else Parallel.For(0, chunk.Length, i => tokens[i] = Tokens.Joined(chunk[i].Fields));
            for (var i = 0; i < chunk.Length; i++)
            {
                if (!fresh) delete.Run([chunk[i].Serial]);
                insert.Run([chunk[i].Serial, tokens[i]]);
            }
        }
    }

    static async Task WritePostgres(GuijuContext db, IEnumerable<SearchText> texts, CancellationToken ct)
    {
        foreach (var chunk in texts.Chunk(Chunk))
        {
            await using var upsert = Command(db, """
                INSERT INTO customer_search (serial, tokens)
                SELECT r.serial, array_to_tsvector(string_to_array(r.tokens, ' ')) FROM unnest(@serials, @tokens) AS r (serial, tokens)
                ON CONFLICT (serial) DO UPDATE SET tokens = excluded.tokens
                """);
            upsert.Parameters.Add(new NpgsqlParameter("serials", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = chunk.Select(t => t.Serial).ToArray() });
            upsert.Parameters.Add(new NpgsqlParameter("tokens", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = chunk.Select(t => Tokens.Joined(t.Fields)).ToArray() });
            await upsert.ExecuteNonQueryAsync(ct);
        }
    }

    static DbCommand Command(GuijuContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
