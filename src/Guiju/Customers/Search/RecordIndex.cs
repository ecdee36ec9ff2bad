using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Data.Sqlite;
using Guiju.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Guiju.Customers.Search;

/// <summary>Writes the index of what is found beside customers, in the transaction of whoever calls. One table of words for all kinds: each word begins with the letter of its kind.</summary>
public static class RecordIndex
{
    const int Chunk = 1000;

    /// <summary>The letter before each word of a kind.</summary>
    internal static string Tag(FoundKind kind) => ((char)('a' + (int)kind)).ToString();

    /// <summary>Writes the words of records; what the index held of them before is replaced.</summary>
    public static async Task Write(GuijuContext db, FoundKind kind, IReadOnlyList<SearchedRecord> records, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            foreach (var chunk in records.Chunk(Chunk))
            {
                var tokens = new string[chunk.Length];
                var tag = Tag(kind);
                if (chunk.Length < 50) for (var i = 0; i < chunk.Length; i++) tokens[i] = Words(chunk[i], tag);
                else Parallel.For(0, chunk.Length, i => tokens[i] = Words(chunk[i], tag));
                if (db.IsSqlite) WriteSqlite(db, kind, chunk, tokens);
                else await WritePostgres(db, kind, chunk, tokens, ct);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Takes records out of the index.</summary>
    public static async Task Remove(GuijuContext db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        foreach (var part in ids.Chunk(Chunk))
        {
            var serials = await db.Set<FoundRecord>().Where(f => part.Contains(f.RecordId)).Select(f => f.Serial).ToListAsync(ct);
            foreach (var serial in serials)
                if (db.IsSqlite) await db.Database.ExecuteSqlAsync($"DELETE FROM record_search WHERE rowid = {serial}", ct);
                else await db.Database.ExecuteSqlAsync($"DELETE FROM record_search WHERE serial = {serial}", ct);
            await db.Set<FoundRecord>().Where(f => serials.Contains(f.Serial)).ExecuteDeleteAsync(ct);
        }
    }

    /// <summary>Lets records hang on another file, after a merge.</summary>
    public static Task Move(GuijuContext db, Guid from, Guid to, CancellationToken ct) =>
        db.Set<FoundRecord>().Where(f => f.FileId == from).ExecuteUpdateAsync(s => s.SetProperty(f => f.FileId, to), ct);

    /// <summary>Lets the records a merge had moved hang on their own file again.</summary>
    public static Task MoveBack(GuijuContext db, Guid merge, Guid to, CancellationToken ct) =>
        db.Set<FoundRecord>().Where(f => db.Set<MergeMove>().Any(m => m.MergeId == merge && m.RowId == f.RecordId)).ExecuteUpdateAsync(s => s.SetProperty(f => f.FileId, to), ct);

    /// <summary>Makes the index of these kinds anew.</summary>
    /// <returns>Records indexed.</returns>
    public static async Task<long> Rebuild(GuijuContext db, IEnumerable<ISearchedKind> kinds, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(db.IsSqlite ? (FormattableString)$"INSERT INTO record_search (record_search) VALUES ('delete-all')" : $"DELETE FROM record_search", ct);
        await db.Set<FoundRecord>().ExecuteDeleteAsync(ct);
        var count = 0L;
        foreach (var kind in kinds)
        {
            var after = Guid.Empty;
            while (await kind.Walk(db, after, Chunk, ct) is { Count: > 0 } part)
            {
                await Write(db, kind.Kind, part, ct);
                (count, after) = (count + part.Count, part[^1].Id);
            }
        }
        return count;
    }

    static string Words(SearchedRecord record, string tag) => string.Join(' ', Tokens.Of(record.Fields).Select(t => tag + t));

    static void WriteSqlite(GuijuContext db, FoundKind kind, SearchedRecord[] records, string[] tokens)
    {
        using var place = new SqliteInsert(db, "INSERT INTO found_records (kind, record_id, file_id, at) VALUES (?, ?, ?, ?) ON CONFLICT (record_id) DO UPDATE SET file_id = excluded.file_id, at = excluded.at");
        using var delete = new SqliteInsert(db, "DELETE FROM record_search WHERE rowid = (SELECT serial FROM found_records WHERE record_id = ?)");
        using var insert = new SqliteInsert(db, "INSERT INTO record_search (rowid, tokens) SELECT serial, ? FROM found_records WHERE record_id = ?");
        for (var i = 0; i < records.Length; i++)
        {
            var id = records[i].Id.ToByteArray(true);
            place.Run([(int)kind, id, records[i].CustomerId.ToByteArray(true), records[i].At]);
            delete.Run([id]);
            insert.Run([tokens[i], id]);
        }
    }

    static async Task WritePostgres(GuijuContext db, FoundKind kind, SearchedRecord[] records, string[] tokens, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """
            WITH r AS (SELECT * FROM unnest(@ids, @files, @ats, @tokens) AS r (record_id, file_id, at, tokens)),
            f AS (INSERT INTO found_records (kind, record_id, file_id, at) SELECT @kind, record_id, file_id, at FROM r
                ON CONFLICT (record_id) DO UPDATE SET file_id = excluded.file_id, at = excluded.at RETURNING serial, record_id)
            INSERT INTO record_search (serial, tokens) SELECT f.serial, array_to_tsvector(string_to_array(r.tokens, ' ')) FROM f JOIN r USING (record_id)
            ON CONFLICT (serial) DO UPDATE SET tokens = excluded.tokens
            """;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.Parameters.Add(new NpgsqlParameter("kind", NpgsqlDbType.Integer) { Value = (int)kind });
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = Array.ConvertAll(records, r => r.Id) });
        command.Parameters.Add(new NpgsqlParameter("files", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = Array.ConvertAll(records, r => r.CustomerId) });
        command.Parameters.Add(new NpgsqlParameter("ats", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz) { Value = Array.ConvertAll(records, r => r.At) });
        command.Parameters.Add(new NpgsqlParameter("tokens", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = tokens });
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Keeps the index in step with the records, in the transaction that changes them.</summary>
sealed class RecordFollower(IEnumerable<ISearchedKind> kinds) : ISaveFollower
{
    public Func<CancellationToken, Task>? Before(GuijuContext db)
    {
        Dictionary<FoundKind, List<SearchedRecord>> written = [];
        List<Guid> removed = [];
        foreach (var fresh in db.Fresh) Note(fresh);
        foreach (var entry in db.ChangeTracker.Entries<Entity>())
        {
            if (entry.State == EntityState.Unchanged || kinds.FirstOrDefault(k => k.Of(entry.Entity) is not null) is not { } kind) continue;
            if (entry.State == EntityState.Deleted) removed.Add(entry.Entity.Id);
            else if (entry.State == EntityState.Added || kind.Watches(entry.Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name))) Note(entry.Entity);
        }
        return written.Count + removed.Count == 0 ? null : async ct =>
        {
            foreach (var (kind, records) in written) await RecordIndex.Write(db, kind, records, ct);
            if (removed.Count > 0) await RecordIndex.Remove(db, removed, ct);
        };

        void Note(object record)
        {
            foreach (var kind in kinds)
                if (kind.Of(record) is { } searched)
                {
                    if (!written.TryGetValue(kind.Kind, out var list)) written[kind.Kind] = list = [];
                    list.Add(searched);
                    return;
                }
        }
    }
}
