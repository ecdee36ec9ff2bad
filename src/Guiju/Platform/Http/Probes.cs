using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guiju.Platform.Http;

/// <summary>
/// Probes for whoever watches the program: <c>/health/live</c> says that it runs, <c>/health/ready</c> that its database answers and has
/// exactly this program's schema. Open to anyone; they say one word and hold no data.
/// </summary>
static class Probes
{
    const string Database = "database";

    public static IServiceCollection AddProbes(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<SchemaIsOurs>(Database, timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static WebApplication MapProbes(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Name == Database }).AllowAnonymous();
        return app;
    }

    /// <summary>Whether the database can be reached and its migrations are those the program knows, no more and no fewer.</summary>
    sealed class SchemaIsOurs(GuijuContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
                return applied.ToHashSet().SetEquals(db.Database.GetMigrations()) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Another schema.");
            }
            catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", e);
            }
        }
    }
}
