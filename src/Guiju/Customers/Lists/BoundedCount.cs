using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>How many there are, counted up to a bound: nobody waits for the exact number of a million.</summary>
/// <param name="Value">The number, or the bound.</param>
/// <param name="More">Whether there are more than that.</param>
/// <param name="About">Whether some of those counted may turn out not to match.</param>
public readonly record struct BoundedCount(int Value, bool More = false, bool About = false)
{
    /// <summary>Most that are counted.</summary>
    public const int Most = 10_000;

    /// <summary>A number counted to one more than the bound.</summary>
    public static BoundedCount Of(int counted) => counted > Most ? new(Most, true) : new(counted);

    /// <summary>Counts rows in whatever order the database finds them: asking for one, as EF demands of a bounded query, would make it sort them all.</summary>
    internal static async Task<BoundedCount> Of(GuijuContext db, IQueryable<long> rows, CancellationToken ct)
    {
        await using var command = rows.CreateDbCommand();
        command.CommandText = $"SELECT count(*) FROM ({command.CommandText} LIMIT {Most + 1}) AS bounded";
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            return Of(Convert.ToInt32(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
