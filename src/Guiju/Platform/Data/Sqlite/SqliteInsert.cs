using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Guiju.Platform.Data.Sqlite;

/// <summary>
/// A statement run by the thousand in the transaction of a context, its values bound by their place. The driver looks every parameter up by
/// name each time it runs, which was a tenth of an import. Values are written as the driver writes them.
/// </summary>
sealed class SqliteInsert : IDisposable
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt statement;

    /// <summary>Prepares a statement whose places are <c>?</c>; the connection must be open until it is disposed.</summary>
    public SqliteInsert(GuijuContext db, string sql)
    {
        connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle ?? throw new InvalidOperationException("The connection is not open.");
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(connection, sql, out statement), connection);
    }

    /// <summary>Runs it once.</summary>
    /// <param name="values">Values of the places, in the driver's own types; null for NULL.</param>
    /// <exception cref="SqliteException">The database refuses it.</exception>
    public void Run(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), connection);
        var result = sqlite3_step(statement);
        if (result != SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, connection);
        SqliteException.ThrowExceptionForRC(sqlite3_reset(statement), connection);
    }

    int Bind(int place, object? value) => value switch
    {
        null => sqlite3_bind_null(statement, place),
        string text => sqlite3_bind_text(statement, place, text),
        byte[] bytes => sqlite3_bind_blob(statement, place, bytes),
        long number => sqlite3_bind_int64(statement, place, number),
        int number => sqlite3_bind_int64(statement, place, number),
        bool yes => sqlite3_bind_int64(statement, place, yes ? 1 : 0),
        DateTime at => sqlite3_bind_text(statement, place, at.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        DateOnly day => sqlite3_bind_text(statement, place, day.ToString(@"yyyy\-MM\-dd", CultureInfo.InvariantCulture)),
        decimal amount => sqlite3_bind_text(statement, place, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        double number => sqlite3_bind_double(statement, place, number),
        // Rather none than one written in a form nobody reads again.
        _ => throw new NotSupportedException($"{value.GetType()} has no form in SQLite here yet."),
    };

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();
}
