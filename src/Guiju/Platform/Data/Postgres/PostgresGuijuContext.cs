using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Data.Postgres;

/// <summary>The database for several nodes and large groups.</summary>
public sealed class PostgresGuijuContext(DbContextOptions<PostgresGuijuContext> options, CompanyClock clock) : GuijuContext(options, clock);
