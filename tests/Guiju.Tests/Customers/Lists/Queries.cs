using System.Data.Common;
using Guiju.Customers.Lists;
using Guiju.Platform.Data;
using Guiju.Platform.Data.Postgres;
using Guiju.Platform.Data.Sqlite;
using Guiju.Platform.Security;
using Guiju.Tests.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers.Lists;

/// <summary>Counts and keeps the queries of an act.</summary>
static class Queries
{
    /// <summary>What a use case is given here.</summary>
    public sealed record Given(GuijuContext Db, CurrentActor Actor, FileGaps Gaps, RememberedNames Names, IDataProtectionProvider Protection);

    public static async Task<int> Count(World world, string who, Func<Given, Task> act) => (await Of(world, who, act)).Count;

    /// <summary>The queries an act sends, with its parameters put aside.</summary>
    public static async Task<List<(string Sql, List<(string Name, object? Value)> Parameters)>> Of(World world, string who, Func<Given, Task> act)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        actor.Set(await world.Actor_(who));
        var seen = new Seen();
        var place = scope.ServiceProvider.GetRequiredService<DataPlace>();
        await using GuijuContext db = place.Postgres is { } postgres
            ? new PostgresGuijuContext((DbContextOptions<PostgresGuijuContext>)new DbContextOptionsBuilder<PostgresGuijuContext>().UsePostgres(postgres).AddInterceptors(seen).UseApplicationServiceProvider(scope.ServiceProvider).Options, world.Clock).For(actor, [])
            : new SqliteGuijuContext((DbContextOptions<SqliteGuijuContext>)new DbContextOptionsBuilder<SqliteGuijuContext>().UseSqliteFile(place.SqliteFile).AddInterceptors(seen).UseApplicationServiceProvider(scope.ServiceProvider).Options, world.Clock).For(actor, []);
        await act(new(db, actor, scope.ServiceProvider.GetRequiredService<FileGaps>(), scope.ServiceProvider.GetRequiredService<RememberedNames>(), scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>()));
        return seen.Commands;
    }

    sealed class Seen : DbCommandInterceptor
    {
        public List<(string Sql, List<(string Name, object? Value)> Parameters)> Commands { get; } = [];

        // The bounded count takes its command from EF and runs it itself: it is seen when made.
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Commands.Add((result.CommandText, [.. result.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            return result;
        }
    }
}
