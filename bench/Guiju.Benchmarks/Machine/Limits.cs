using System.Diagnostics;
using Guiju.Benchmarks.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Guiju.Benchmarks.Machine;

/// <summary>What this machine gives at most, measured in the same run with the same means: figures of different machines are compared by their ratio to these.</summary>
/// <param name="Answers">Small JSON answers a second of a bare web server.</param>
/// <param name="Lists">Answers of 7 KB a second of a bare web server.</param>
/// <param name="Pages">Answers of 40 KB a second of a bare web server.</param>
/// <param name="DatabaseLists">Lists of 50 rows by an index a second, asked of the bare database on two threads.</param>
/// <param name="Syncs">Times a second a file can be made durable.</param>
sealed record Limits(double Answers, double Lists, double Pages, double DatabaseLists, double Syncs)
{
    /// <summary>Measures them.</summary>
    public static async Task<Limits> Measure(Place place, int seconds)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var (list, page) = (new string('x', 7 << 10), new string('x', 40 << 10));
        app.MapGet("/small", () => Results.Json(new { id = 1, name = "科技" }));
        app.MapGet("/list", () => Results.Text(list, "application/json"));
        app.MapGet("/page", () => Results.Text(page, "text/html"));
        await app.StartAsync();
        var address = new Uri(app.Urls.First());
        await Wrk.Send(address, [new("/small")], [], 8, 2);
        async Task<double> Of(string path) => (await Wrk.Send(address, [new(path)], [], 8, seconds)).Rate;
        return new(await Of("/small"), await Of("/list"), await Of("/page"), DatabaseListsOf(place, seconds), SyncsOf(place, seconds));
    }

    static double DatabaseListsOf(Place place, int seconds)
    {
        const string sql = "SELECT id, serial, code, name, sort_key, phone, region_code, owner_id, next_contact_on FROM customers WHERE unit_id = (SELECT id FROM units ORDER BY code LIMIT 1) AND archived_at IS NULL AND merged_into_id IS NULL ORDER BY sort_key, serial LIMIT 50";
        var (watch, done) = (Stopwatch.StartNew(), 0L);
        Parallel.For(0, 2, _ =>
        {
            using System.Data.Common.DbConnection connection = place.Postgres is { } postgres ? new NpgsqlConnection(postgres) : new SqliteConnection($"Data Source={Path.Combine(place.Folder, "guiju.db")};Mode=ReadOnly");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Prepare();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                using var reader = command.ExecuteReader();
                while (reader.Read()) for (var i = 0; i < reader.FieldCount; i++) reader.GetValue(i);
                Interlocked.Increment(ref done);
            }
        });
        return done / watch.Elapsed.TotalSeconds;
    }

    static double SyncsOf(Place place, int seconds)
    {
        var path = Path.Combine(place.Folder, "sync.tmp");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var (block, watch, done) = (new byte[4096], Stopwatch.StartNew(), 0);
        for (; watch.Elapsed.TotalSeconds < seconds; done++)
        {
            file.Write(block);
            file.Flush(true);
        }
        return done / watch.Elapsed.TotalSeconds;
    }
}
