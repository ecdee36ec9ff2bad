using System.Collections.Concurrent;
using System.Threading.Channels;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Jobs;

/// <summary>
/// Jobs of one kind that go on after whoever started them has left: one after the other on a node, each on one node at a time. Looks for jobs
/// nobody is at when the program starts and every few seconds, so that what a dead node left is gone on with.
/// </summary>
abstract class BackgroundWork(JobClaims claims, TimeProvider time, ILogger log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(10);

    readonly Channel<Guid> queue = Channel.CreateUnbounded<Guid>();
    readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>Who is at which job.</summary>
    protected JobClaims Claims => claims;

    /// <summary>Works on a job soon.</summary>
    public void Soon(Guid id) => Worked(id);

    /// <summary>Works on a job soon; the answer ends when it has been worked on.</summary>
    public Task Worked(Guid id)
    {
        var ended = waiting.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        queue.Writer.TryWrite(id);
        return ended.Task;
    }

    /// <summary>Jobs to be gone on with that nobody is at.</summary>
    /// <param name="starting">Whether the program is just starting.</param>
    /// <param name="ct">Ends it.</param>
    protected abstract Task<IReadOnlyList<Guid>> Left(bool starting, CancellationToken ct);

    /// <summary>Does what the job asks for now; nothing where it asks for nothing.</summary>
    /// <returns>Why it ended early, or null.</returns>
    protected abstract Task<Finding?> Go(Guid id, CancellationToken ct);

    /// <summary>What is told where the program itself failed.</summary>
    protected abstract Finding Unexpected { get; }

    /// <summary>Notes why it ended early.</summary>
    protected abstract Task Note(Guid id, Finding finding, CancellationToken ct);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await claims.ForgetTheDead(cancellationToken);
        await Look(true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(Watch(stoppingToken), WorkOff(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; whoever looks next goes on.
        }
    }

    async Task Watch(CancellationToken ct)
    {
        // A wait at a time, not a tick for each ten seconds that a clock may have been set forward by.
        while (true)
        {
            await Task.Delay(look, time, ct);
            await StorageTrouble.Try(() => Look(false, ct));
        }
    }

    async Task Look(bool starting, CancellationToken ct)
    {
        foreach (var id in await Left(starting, ct)) Soon(id);
    }

    async Task WorkOff(CancellationToken ct)
    {
        await foreach (var id in queue.Reader.ReadAllAsync(ct))
        {
            waiting.TryRemove(id, out var told);
            try
            {
                await Held(id, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                log.LogError(e, "Job {Id} failed; what was written stands.", id);
                // Where there is no room even for the note, the next look finds the job without anybody at it; the program goes on serving.
                await StorageTrouble.Try(() => Note(id, StorageTrouble.Of(e) ?? Unexpected, ct));
            }
            finally
            {
                told?.TrySetResult();
            }
        }
    }

    async Task Held(Guid id, CancellationToken ct)
    {
        if (!await claims.Take(id, ct)) return;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = Renew(id, lost, ended.Token);
        try
        {
            if (await Go(id, lost.Token) is not { } finding) return;
            log.LogWarning("Job {Id} ended early: {Finding}", id, finding.Key);
            await Note(id, finding, ct);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            log.LogWarning("Job {Id} is another node's now.", id);
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
            await StorageTrouble.Try(() => ct.IsCancellationRequested ? claims.Leave(id, CancellationToken.None) : claims.Release(id, CancellationToken.None));
        }
    }

    // A process that could not renew in time has lost the job: somebody else may be at it by now.
    async Task Renew(Guid id, CancellationTokenSource lost, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(JobClaims.Hold / 3, time, ended);
                if (!await claims.Take(id, ended)) await lost.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Worked off.
        }
        catch (Exception e) when (StorageTrouble.Of(e) is not null)
        {
            await lost.CancelAsync();
        }
    }
}
