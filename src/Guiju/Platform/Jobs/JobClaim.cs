using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Jobs;

/// <summary>Says which process is at a job and until when it is believed to be; one that dies loses the job when that time is over.</summary>
public sealed class JobClaim
{
    /// <summary>The job.</summary>
    public Guid JobId { get; init; }

    /// <summary>The process at it.</summary>
    public required string Holder { get; init; }

    /// <summary>Until when it is believed, UTC.</summary>
    public DateTime Until { get; init; }
}

sealed class JobClaimMapping : IEntityTypeConfiguration<JobClaim>
{
    public void Configure(EntityTypeBuilder<JobClaim> claim)
    {
        claim.ToTable("job_claims").HasKey(c => c.JobId);
        claim.Property(c => c.Holder).HasMaxLength(80);
    }
}

/// <summary>Gives each job to one process at a time, whichever node it runs on.</summary>
sealed class JobClaims(IServiceScopeFactory scopes, WriteTurn turn, CompanyClock clock)
{
    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(15);

    readonly string me = $"{Ids.Next():N}/{Environment.ProcessId}";

    /// <summary>Takes a job, or holds on to it; false where another process is at it.</summary>
    public Task<bool> Take(Guid job, CancellationToken ct) => Do(async db =>
    {
        var (now, until) = (clock.Now, clock.Now + Hold);
        object id = db.IsSqlite ? job.ToByteArray(true) : job;
        // One statement, so that of two who ask at once one gets it.
        return await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO job_claims (job_id, holder, until) VALUES ({0}, {1}, {2}) ON CONFLICT (job_id) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE job_claims.until < {3} OR job_claims.holder = {1}",
            [id, me, until, now], ct) > 0;
    }, ct);

    /// <summary>The job is worked off.</summary>
    public Task<bool> Release(Guid job, CancellationToken ct) => Do(async db => await db.Set<JobClaim>().Where(c => c.JobId == job && c.Holder == me).ExecuteDeleteAsync(ct) > 0, ct);

    /// <summary>The program stops in the middle of the job: the next one may go on at once.</summary>
    public Task<bool> Leave(Guid job, CancellationToken ct) => Do(async db =>
    {
        var past = clock.Now.AddSeconds(-1);
        return await db.Set<JobClaim>().Where(c => c.JobId == job && c.Holder == me).ExecuteUpdateAsync(s => s.SetProperty(c => c.Until, past), ct) > 0;
    }, ct);

    /// <summary>A file has one program: whoever held something there before this one started is gone.</summary>
    public Task<bool> ForgetTheDead(CancellationToken ct) => Do(async db =>
    {
        if (!db.IsSqlite) return false;
        var past = clock.Now.AddSeconds(-1);
        return await db.Set<JobClaim>().Where(c => c.Holder != me).ExecuteUpdateAsync(s => s.SetProperty(c => c.Until, past), ct) > 0;
    }, ct);

    /// <summary>Those of these jobs that somebody is at.</summary>
    public async Task<IReadOnlySet<Guid>> Live(IReadOnlyCollection<Guid> jobs, CancellationToken ct) => await Claimed(jobs, true, ct);

    /// <summary>Those of these jobs that somebody was at who has gone silent.</summary>
    public async Task<IReadOnlySet<Guid>> Abandoned(IReadOnlyCollection<Guid> jobs, CancellationToken ct) => await Claimed(jobs, false, ct);

    async Task<HashSet<Guid>> Claimed(IReadOnlyCollection<Guid> jobs, bool live, CancellationToken ct)
    {
        if (jobs.Count == 0) return [];
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        return [.. await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<JobClaim>().Where(c => jobs.Contains(c.JobId) && c.Until >= now == live).Select(c => c.JobId).ToListAsync(ct)];
    }

    async Task<bool> Do(Func<GuijuContext, Task<bool>> act, CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<GuijuContext>());
    }
}
