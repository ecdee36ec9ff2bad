using Guiju.Platform.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Guiju.Platform.Data;

/// <summary>
/// Writes new records by the thousand: one prepared statement a table on SQLite, COPY on PostgreSQL, with the columns and
/// conversions of the model, past the change tracker, which costs more than writing. What saving adds (stamps, audit trail, followers)
/// comes with <see cref="GuijuContext.AddFresh"/>.
/// </summary>
static class BulkInsert
{
    /// <summary>Writes records of any kinds, what others refer to first.</summary>
    public static async Task Write(GuijuContext db, IReadOnlyCollection<object> rows, CancellationToken ct)
    {
        foreach (var table in rows.GroupBy(r => db.Model.FindEntityType(r.GetType())!).OrderBy(g => Depth(g.Key, []))) await Write(db, table.Key, [.. table], ct);
    }

    static async Task Write(GuijuContext db, IEntityType type, IReadOnlyList<object> rows, CancellationToken ct)
    {
        var columns = type.GetOrAddRuntimeAnnotationValue("Guiju:Columns", static t => Column.Of(t!), type);
        if (db.IsSqlite) InsertSqlite(db, type, columns, rows, ct);
        else await CopyPostgres(db, type, columns, rows, ct);
    }

    // How many tables stand above this one by foreign keys.
    static int Depth(IReadOnlyEntityType type, HashSet<IReadOnlyEntityType> seen) => !seen.Add(type) ? 0
        : type.GetForeignKeys().Select(k => k.PrincipalEntityType).Where(p => p != type).Select(p => 1 + Depth(p, [.. seen])).DefaultIfEmpty(0).Max();

    // The driver works on the caller's thread whether asked to wait or not.
    static void InsertSqlite(GuijuContext db, IEntityType type, Column[] columns, IReadOnlyList<object> rows, CancellationToken ct)
    {
        using var insert = new SqliteInsert(db, $"INSERT INTO \"{type.GetTableName()}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        var values = new object?[columns.Length];
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++) values[i] = columns[i].ValueOf(row);
            insert.Run(values);
        }
    }

    static async Task CopyPostgres(GuijuContext db, IEntityType type, Column[] columns, IReadOnlyList<object> rows, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync($"COPY \"{type.GetTableName()}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            foreach (var column in columns)
                if (column.ValueOf(row) is { } value) await writer.WriteAsync(value, column.Mapping.StoreTypeNameBase, ct);
                else await writer.WriteNullAsync(ct);
        }
        await writer.CompleteAsync(ct);
    }

    static string Names(Column[] columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    /// <summary>A column and the way from a record to its value; made once a table, for reading through the change tracker costs more than writing.</summary>
    sealed record Column(string Name, RelationalTypeMapping Mapping, IClrPropertyGetter Getter)
    {
        public static Column[] Of(IEntityType type) => [.. type.GetTableMappings().Single().ColumnMappings.Select(c => c.Property.IsShadowProperty()
            ? throw new NotSupportedException($"{c.Property} lies in no record and cannot be written by the thousand.")
            : new Column(c.Column.Name, c.TypeMapping, c.Property.GetGetter()))];

        public object? ValueOf(object row)
        {
            var value = Getter.GetClrValueUsingContainingEntity(row);
            return value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }
    }
}
