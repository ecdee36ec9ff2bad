using Guiju.Platform.Data.Postgres;
using Guiju.Platform.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guiju.Platform.Data;

/// <summary>Which database the program uses and where its files lie.</summary>
/// <param name="Folder">Data folder: the SQLite file, attachments, keys. Setting <c>GUIJU_DATA</c>, default <c>data</c>.</param>
/// <param name="Postgres">Connection string <c>ConnectionStrings__Guiju</c>, or null for the embedded SQLite file.</param>
public sealed record DataPlace(string Folder, string? Postgres)
{
    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(Folder, "guiju.db");

    /// <summary>Where the data are, for messages: the SQLite file, or server and database without the password.</summary>
    public string Where
    {
        get
        {
            if (Postgres is null) return SqliteFile;
            try
            {
                var parts = new Npgsql.NpgsqlConnectionStringBuilder(Postgres);
                return $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}";
            }
            catch (ArgumentException)
            {
                return "PostgreSQL";
            }
        }
    }

    /// <summary>Reads the place from the settings; a relative folder is below the content root's repository or the working folder.</summary>
    public static DataPlace From(IConfiguration settings) =>
        new(Path.GetFullPath(settings["GUIJU_DATA"] is { Length: > 0 } folder ? folder : "data"),
            settings.GetConnectionString("Guiju") is { Length: > 0 } postgres ? postgres : null);
}

static class DataRegistration
{
    public static IServiceCollection AddData(this IServiceCollection services, DataPlace place)
    {
        services.AddSingleton(place);
        if (place.Postgres is { } connection)
            services.AddPooledDbContextFactory<PostgresGuijuContext>(o => o.UsePostgres(connection)).AddScoped(Lend<PostgresGuijuContext>);
        else
            services.AddPooledDbContextFactory<SqliteGuijuContext>(o => o.UseSqliteFile(place.SqliteFile)).AddScoped(Lend<SqliteGuijuContext>).AddSingleton<Jobs.ISweep, QueryStatistics>();
        services.AddSingleton<WriteTurn>();
        return services;
    }

    static GuijuContext Lend<T>(IServiceProvider scope) where T : GuijuContext =>
        scope.GetRequiredService<IDbContextFactory<T>>().CreateDbContext().For(scope.GetRequiredService<Security.CurrentActor>(), scope.GetServices<ISaveFollower>());

    public static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string file, bool readOnly = false) => options
        .UseSqlite($"Data Source={file};Default Timeout=10{(readOnly ? ";Mode=ReadOnly;Pooling=False" : "")}", o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .AddInterceptors(new SqliteSetUp()).Shared();

    public static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql(connection, o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)).Shared();

    static DbContextOptionsBuilder Shared(this DbContextOptionsBuilder options) => options
        .UseSnakeCaseNamingConvention()
        // A context used again would else be deaf for a second to whoever begins to listen to its commands.
        .ConfigureLoggingCacheTime(TimeSpan.Zero)
        .ConfigureWarnings(w => w
            // A list without an order gives another page each time: a bug, not a warning.
            .Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
            .Throw(CoreEventId.FirstWithoutOrderByAndFilterWarning));
}
