using Guiju.Platform.Data;
using Guiju.Platform.Jobs;

namespace Guiju.Platform.Http;

/// <summary>Forgets the answers kept for repeated requests once nobody repeats them any more.</summary>
sealed class ForgetAnswers(IServiceScopeFactory scopes, WriteTurn turn) : ISweep
{
    public async Task<int> Once(CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        return await Idempotency.Forget(db, db.Clock.Now, ct);
    }
}
