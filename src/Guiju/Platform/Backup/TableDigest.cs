using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Guiju.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace Guiju.Platform.Backup;

/// <summary>
/// Rows of a table and their hash: the sum of the hashes of its rows, so that it needs no order and shows any row that is lost,
/// doubled or changed.
/// </summary>
/// <param name="Table">Name.</param>
/// <param name="Rows">How many.</param>
/// <param name="Hash">128 bits, as the engine's own form of it.</param>
public sealed record TableDigest(string Table, long Rows, string Hash)
{
    /// <summary>Digests of all tables, in the order of their names, in the transaction of the context where there is one.</summary>
    internal static async Task<IReadOnlyList<TableDigest>> Of(GuijuContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return db.Database.GetDbConnection() switch
            {
                SqliteConnection sqlite => OfSqlite(sqlite, ct),
                NpgsqlConnection postgres => await OfPostgres(postgres, ct),
                _ => throw new NotSupportedException(),
            };
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    static List<TableDigest> OfSqlite(SqliteConnection connection, CancellationToken ct)
    {
        List<string> names = [];
        using (var command = connection.CreateCommand())
        {
            // A virtual table keeps its rows in tables of its own, which are counted.
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
            using var reader = command.ExecuteReader();
            while (reader.Read()) names.Add(reader.GetString(0));
        }
        return [.. names.Select(name => OfSqlite(connection.Handle!, name, ct))];
    }

    // Past the driver: millions of rows are read without an object for each value.
    static TableDigest OfSqlite(sqlite3 database, string table, CancellationToken ct)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, $"SELECT * FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", out var statement), database);
        using (statement)
        {
            var columns = raw.sqlite3_column_count(statement);
            var row = new ArrayBufferWriter<byte>(4096);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            var (rows, sum) = (0L, UInt128.Zero);
            for (int code; (code = raw.sqlite3_step(statement)) != raw.SQLITE_DONE; rows++)
            {
                if (code != raw.SQLITE_ROW) SqliteException.ThrowExceptionForRC(code, database);
                if (rows % 10_000 == 0) ct.ThrowIfCancellationRequested();
                row.ResetWrittenCount();
                for (var i = 0; i < columns; i++) Write(row, statement, i);
                SHA256.HashData(row.WrittenSpan, hash);
                sum = unchecked(sum + BinaryPrimitives.ReadUInt128BigEndian(hash));
            }
            return new(table, rows, sum.ToString("x32", CultureInfo.InvariantCulture));
        }
    }

    // Kind and length before each value, so that no value can pass for the border between two.
    static void Write(ArrayBufferWriter<byte> row, sqlite3_stmt statement, int column)
    {
        var kind = raw.sqlite3_column_type(statement, column);
        var whole = kind switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, column),
            raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(raw.sqlite3_column_double(statement, column)),
            _ => 0,
        };
        var bytes = kind is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? raw.sqlite3_column_blob(statement, column) : [];
        var head = row.GetSpan(13);
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head[5..], whole);
        row.Advance(13);
        row.Write(bytes);
    }

    static async Task<IReadOnlyList<TableDigest>> OfPostgres(NpgsqlConnection connection, CancellationToken ct)
    {
        // Rows become text on the server; these say how, whatever the server's own settings are.
        await Execute(connection, "SET TIME ZONE 'UTC'; SET datestyle TO ISO, YMD; SET intervalstyle TO iso_8601; SET extra_float_digits TO 1; SET bytea_output TO hex", ct);
        List<string> names = [];
        await using (var command = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE \"C\"", connection))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct)) names.Add(reader.GetString(0));
        List<TableDigest> digests = [];
        foreach (var name in names)
        {
            await using var command = new NpgsqlCommand($"""
                SELECT count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0)::text || ':' || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0)::text
                FROM (SELECT md5(t::text) AS h FROM "{name.Replace("\"", "\"\"", StringComparison.Ordinal)}" t) rows
                """, connection) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            digests.Add(new(name, reader.GetInt64(0), reader.GetString(1)));
        }
        await Execute(connection, "RESET TIME ZONE; RESET datestyle; RESET intervalstyle; RESET extra_float_digits; RESET bytea_output", ct);
        return digests;
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
