using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Guiju.Platform.Data;

/// <summary>
/// Writes new records by the thousand: one prepared statement a table on SQLite, COPY on PostgreSQL, with the columns and
/// conversions of the model. Asked for by <see cref="GuijuContext.Bulk"/>; stamps, audit trail and followers are those of any saving.
/// </summary>
static class BulkInsert
{
    /// <summary>Writes everything added, what others refer to first; it then counts as saved.</summary>
    public static async Task Write(GuijuContext db, CancellationToken ct)
    {
        var tables = db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).GroupBy(e => e.Metadata).OrderBy(g => Depth(g.Key, [])).ToList();
        foreach (var table in tables)
        {
            var entries = table.ToList();
            var columns = table.Key.GetTableMappings().Single().ColumnMappings.ToList();
            if (db.IsSqlite) InsertSqlite(db, table.Key, columns, entries, ct);
            else await CopyPostgres(db, table.Key, columns, entries, ct);
            foreach (var entry in entries) entry.State = EntityState.Unchanged;
        }
    }

    // How many tables stand above this one by foreign keys.
    static int Depth(IReadOnlyEntityType type, HashSet<IReadOnlyEntityType> seen) => !seen.Add(type) ? 0
        : type.GetForeignKeys().Select(k => k.PrincipalEntityType).Where(p => p != type).Select(p => 1 + Depth(p, [.. seen])).DefaultIfEmpty(0).Max();

    // The driver works on the caller's thread whether asked to wait or not.
    static void InsertSqlite(GuijuContext db, IReadOnlyEntityType type, List<IColumnMapping> columns, List<EntityEntry> entries, CancellationToken ct)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var parameters = new DbParameter[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            parameters[i] = columns[i].TypeMapping.CreateParameter(command, $"@p{i}", null, true);
            command.Parameters.Add(parameters[i]);
        }
        command.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({Names(columns)}) VALUES ({string.Join(", ", parameters.Select(p => p.ParameterName))})";
        command.Prepare();
        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++) parameters[i].Value = Value(columns[i], entry) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    static async Task CopyPostgres(GuijuContext db, IReadOnlyEntityType type, List<IColumnMapping> columns, List<EntityEntry> entries, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync($"COPY \"{type.GetTableName()}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var entry in entries)
        {
            await writer.StartRowAsync(ct);
            foreach (var column in columns)
                if (Value(column, entry) is { } value) await writer.WriteAsync(value, column.TypeMapping.StoreTypeNameBase, ct);
                else await writer.WriteNullAsync(ct);
        }
        await writer.CompleteAsync(ct);
    }

    static object? Value(IColumnMapping column, EntityEntry entry)
    {
        var value = entry.Property(column.Property.Name).CurrentValue;
        return value is not null && column.TypeMapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }

    static string Names(List<IColumnMapping> columns) => string.Join(", ", columns.Select(c => $"\"{c.Column.Name}\""));
}
