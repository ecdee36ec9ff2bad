using System.Threading.RateLimiting;

namespace Guiju.Platform.Security;

/// <summary>
/// Slows an address down that guesses: only failures count, so that an office of hundreds behind one address signs in at nine o'clock unhindered.
/// What one account stands is counted in the database (SignInSteps), across all addresses and nodes.
/// </summary>
public sealed class FailedAttempts(IConfiguration settings) : IDisposable
{
    readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new()
        {
            PermitLimit = settings.GetValue("Security:FailedSignInsPerMinute", 30),
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>Whether this address may try now.</summary>
    public bool MayTry(string address)
    {
        using var lease = limiter.AttemptAcquire(address, 0);
        return lease.IsAcquired;
    }

    /// <summary>It failed.</summary>
    public void Count(string address) => limiter.AttemptAcquire(address).Dispose();

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
