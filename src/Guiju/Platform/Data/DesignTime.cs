using Guiju.Platform.Data.Postgres;
using Guiju.Platform.Data.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guiju.Platform.Data;

/// <summary>Builds the contexts for the migration tool, which has no database at hand.</summary>
sealed class DesignTime : IDesignTimeDbContextFactory<SqliteGuijuContext>, IDesignTimeDbContextFactory<PostgresGuijuContext>
{
    // Which tables Identity keeps follows from its options, which it looks for among the application's services.
    static readonly IServiceProvider Services = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    static readonly CompanyClock Clock = new(TimeProvider.System, new ConfigurationBuilder().Build());

    SqliteGuijuContext IDesignTimeDbContextFactory<SqliteGuijuContext>.CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteGuijuContext>)new DbContextOptionsBuilder<SqliteGuijuContext>().UseSqliteFile("design.db").UseApplicationServiceProvider(Services).Options, Clock);

    PostgresGuijuContext IDesignTimeDbContextFactory<PostgresGuijuContext>.CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgresGuijuContext>)new DbContextOptionsBuilder<PostgresGuijuContext>().UsePostgres("Host=design").UseApplicationServiceProvider(Services).Options, Clock);
}
