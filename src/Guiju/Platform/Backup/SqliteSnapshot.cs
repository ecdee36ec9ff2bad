using Guiju.Platform.Data;
using Guiju.Platform.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Guiju.Platform.Backup;

/// <summary>Copies the embedded database as it is at one moment, while others read and write.</summary>
static class SqliteSnapshot
{
    /// <summary>Pages copied between two looks at whether it is still wanted.</summary>
    const int Pages = 4096;

    /// <summary>
    /// Copies page by page. The reading transaction around the copying keeps it at the moment it began: whatever is committed meanwhile
    /// goes into the log beside it, nobody waits, and the copy need not begin anew.
    /// </summary>
    public static void Copy(string from, string to, CancellationToken ct)
    {
        using (var source = new SqliteConnection($"Data Source={from};Mode=ReadWrite;Pooling=False;Default Timeout=30"))
        using (var target = new SqliteConnection($"Data Source={to};Pooling=False"))
        {
            source.Open();
            target.Open();
            Execute(source, "BEGIN");
            Execute(source, "SELECT count(*) FROM sqlite_master");
            using (var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main"))
            {
                if (backup.IsInvalid) SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target.Handle), target.Handle);
                int code;
                do ct.ThrowIfCancellationRequested();
                while ((code = raw.sqlite3_backup_step(backup, Pages)) == raw.SQLITE_OK);
                if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, target.Handle);
            }
            Execute(source, "ROLLBACK");
            // One file without a log beside it; the first to write turns the log on again.
            Execute(target, "PRAGMA journal_mode = DELETE");
        }
    }

    /// <summary>Opens a copy for reading alone.</summary>
    public static GuijuContext Open(string file, CompanyClock clock, IServiceProvider services) => new SqliteGuijuContext(
        (DbContextOptions<SqliteGuijuContext>)new DbContextOptionsBuilder<SqliteGuijuContext>().UseSqliteFile(file, readOnly: true).UseApplicationServiceProvider(services).Options, clock);

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }
}
