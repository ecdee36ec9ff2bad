using System.Threading.Channels;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Access;

/// <summary>
/// Writes down who opened which file (D13-6c) a moment later, many in one transaction: a page that is read waits for no writer. Whoever reads the log sees
/// all of it; the end of the program writes what is left, a power cut may lose the last moment.
/// </summary>
[Clause("D13-6c")]
sealed class AccessLog(IServiceScopeFactory scopes, WriteTurn turn, TimeProvider time, ILogger<AccessLog> log) : BackgroundService
{
    const int Batch = 500;
    const int Most = 100_000;

    readonly Channel<FileAccess> waiting = Channel.CreateBounded<FileAccess>(Most);
    readonly SemaphoreSlim writing = new(1, 1);
    readonly List<FileAccess> taken = [];

    /// <summary>Notes an opening.</summary>
    public ValueTask Note(FileAccess access, CancellationToken ct) => waiting.Writer.WriteAsync(access, ct);

    /// <summary>Notes that somebody opened a file within his scope.</summary>
    public ValueTask Opened(CustomerView file, Actor by, CancellationToken ct) => Note(new(file.UnitId, file.Id, file.Code, by, Now, GroundOf(file.Owner?.Id, file.SecondOwner?.Id, by)), ct);

    /// <summary>This instant.</summary>
    internal DateTime Now => new(time.GetUtcNow().UtcDateTime.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>Writes all that was noted until now.</summary>
    public async Task Flush(CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            while (true)
            {
                while (taken.Count < Batch && waiting.Reader.TryRead(out var access)) taken.Add(access);
                if (taken.Count == 0) return;
                await Write(ct);
                taken.Clear();
            }
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Flush(CancellationToken.None);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
                try
                {
                    await Flush(stoppingToken);
                }
                catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException or IOException)
                {
                    // What was taken is kept and written with what comes next.
                    log.LogError(e, "The log of opened files could not be written; {Waiting} openings wait.", taken.Count);
                    await Task.Delay(TimeSpan.FromSeconds(10), time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    async Task Write(CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        db.AddRange(taken);
        await db.SaveChangesAsync(ct);
    }

    static AccessGround GroundOf(Guid? owner, Guid? second, Actor by) => by.PersonId is { } me && owner == me ? AccessGround.Owner
        : by.PersonId is { } also && second == also ? AccessGround.SecondOwner
        : by.Scope switch { DataScope.Group => AccessGround.Group, DataScope.Unit => AccessGround.Unit, _ => AccessGround.Department };
}

/// <summary>Forgets openings older than the clause keeps them.</summary>
sealed class ForgetAccesses(IServiceScopeFactory scopes, WriteTurn turn, CompanyClock clock) : ISweep
{
    const int Chunk = 5_000;

    public async Task<int> Once(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        var (db, parameters) = (scope.ServiceProvider.GetRequiredService<GuijuContext>(), scope.ServiceProvider.GetRequiredService<IClauseParameters>());
        var forgotten = 0;
        foreach (var unit in await db.Set<Unit>().Select(u => u.Id).ToListAsync(ct))
        {
            var before = clock.Utc(clock.Today.AddYears(-parameters.For(unit).Get<int>("D13-6c", "log_retention_years", clock.Today)).ToDateTime(TimeOnly.MinValue));
            for (var gone = Chunk; gone == Chunk; forgotten += gone)
            {
                using var mine = await turn.Take(ct);
                var ids = db.Set<FileAccess>().Where(a => a.UnitId == unit && a.At < before).OrderBy(a => a.At).Take(Chunk).Select(a => a.Id);
                gone = await db.Set<FileAccess>().Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(ct);
            }
        }
        return forgotten;
    }
}
