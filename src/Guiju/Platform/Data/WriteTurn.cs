namespace Guiju.Platform.Data;

/// <summary>
/// SQLite has one writer. Within this process writers queue here, in order, instead of polling the file's lock;
/// PostgreSQL needs no queue.
/// </summary>
public sealed class WriteTurn(DataPlace place) : IDisposable
{
    readonly SemaphoreSlim? turn = place.Postgres is null ? new(1, 1) : null;

    /// <summary>Waits for the turn to write; dispose the answer to hand it on.</summary>
    public async ValueTask<IDisposable> Take(CancellationToken ct)
    {
        if (turn is null) return new Held(null);
        await turn.WaitAsync(ct);
        return new Held(turn);
    }

    /// <inheritdoc/>
    public void Dispose() => turn?.Dispose();

    sealed class Held(SemaphoreSlim? turn) : IDisposable
    {
        SemaphoreSlim? turn = turn;
        public void Dispose() => Interlocked.Exchange(ref turn, null)?.Release();
    }
}
