using System.Security.Cryptography;
using System.Text;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Http;

/// <summary>An answer kept under the caller's <c>Idempotency-Key</c>: the same request sent again gets it again, and nothing is done twice.</summary>
public sealed class KeptAnswer
{
    /// <summary>Who asked.</summary>
    public Guid ActorId { get; init; }

    /// <summary>The key he chose, up to 100 characters.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required byte[] Request { get; init; }

    /// <summary>HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>Content-Type, ETag and Location as they were sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>ETag.</summary>
    public string? Tag { get; init; }

    /// <summary>Location.</summary>
    public string? Place { get; init; }

    /// <summary>The body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>When, UTC; kept for a day.</summary>
    public DateTime At { get; init; }
}

sealed class KeptAnswerMapping : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> answer)
    {
        answer.ToTable("kept_answers").HasKey(a => new { a.ActorId, a.Key });
        answer.HasIndex(a => a.At);
        answer.Property(a => a.Key).HasMaxLength(100);
        answer.Property(a => a.ContentType).HasMaxLength(100);
        answer.Property(a => a.Tag).HasMaxLength(40);
        answer.Property(a => a.Place).HasMaxLength(300);
    }
}

/// <summary>Does a change once for each <c>Idempotency-Key</c>.</summary>
public static class Idempotency
{
    const string Header = "Idempotency-Key";

    const int LongestKey = 100;

    /// <summary>How long an answer is kept, at least.</summary>
    static readonly TimeSpan kept = TimeSpan.FromDays(1);

    /// <summary>
    /// Runs a use case through its door. With an <c>Idempotency-Key</c> the answer is kept in the transaction of the change
    /// itself: sent again, also at the same time, the request gets the kept answer; another request under the same key is refused (422).
    /// A refused change keeps nothing and may be sent again.
    /// </summary>
    /// <param name="useCase">The door.</param>
    /// <param name="http">The request.</param>
    /// <param name="act">The change.</param>
    /// <param name="answer">Makes the answer of the outcome.</param>
    /// <param name="ct">Ends the act.</param>
    public static async Task<IResult> Once<T, R>(this UseCase<T> useCase, HttpContext http, Func<T, Task<Outcome<R>>> act, Func<Outcome<R>, IResult> answer, CancellationToken ct) where T : notnull
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0) return answer(await useCase.Run(act, ct));
        if (key.Length > LongestKey || key.Any(c => c is < '!' or > '~')) return Refused("platform.idempotency.key", LongestKey);
        var who = http.RequestServices.GetRequiredService<CurrentActor>().Value.PersonId ?? Guid.Empty;
        var request = http.Features.Get<RequestHash>()?.Value ?? throw new InvalidOperationException("UseIdempotency comes before the routes.");
        if (await Find(http, who, key, ct) is { } before) return Again(before, request);
        try
        {
            var outcome = await useCase.Run(act, async (db, done) => db.Add(await Keep(http, who, key, request, answer(done), db.Clock.Now)), ct);
            return answer(outcome);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same request was on its way twice: the other one was first, and its answer is this one's.
            if (await Find(http, who, key, ct) is { } first) return Again(first, request);
            throw;
        }
    }

    /// <summary>Lets the body of requests that carry a key be read twice and takes its hash; call it before the routes.</summary>
    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Headers.ContainsKey(Header) && http.Request.Path.StartsWithSegments("/api"))
        {
            http.Request.EnableBuffering();
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            sha.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
            var buffer = new byte[16384];
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;) sha.AppendData(buffer, 0, read);
            http.Request.Body.Position = 0;
            http.Features.Set(new RequestHash(sha.GetHashAndReset()));
        }
        await next(http);
    });

    static IResult Again(KeptAnswer kept, byte[] request) => kept.Request.AsSpan().SequenceEqual(request) ? new Replay(kept) : Refused("platform.idempotency.other");

    static IResult Refused(string key, params object?[] values) => Outcome<int>.Refused(Refusal.Invalid, new Finding(key, Header).With(values)).ToProblem();

    static async Task<KeptAnswer?> Find(HttpContext http, Guid who, string key, CancellationToken ct)
    {
        await using var scope = http.RequestServices.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<KeptAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.ActorId == who && a.Key == key, ct);
    }

    static async Task<KeptAnswer> Keep(HttpContext http, Guid who, string key, byte[] request, IResult result, DateTime now)
    {
        // The answer is written to a response of its own first, so that what is kept is byte for byte what is sent.
        var copy = new DefaultHttpContext { RequestServices = http.RequestServices };
        using var body = new MemoryStream();
        copy.Response.Body = body;
        await result.ExecuteAsync(copy);
        return new()
        {
            ActorId = who,
            Key = key,
            Request = request,
            At = now,
            Status = copy.Response.StatusCode,
            Body = body.ToArray(),
            ContentType = copy.Response.ContentType,
            Tag = Text(http.Response.Headers.ETag),
            Place = Text(copy.Response.Headers.Location),
        };
    }

    static string? Text(string? header) => string.IsNullOrEmpty(header) ? null : header;

    /// <summary>Forgets answers older than a day.</summary>
    public static Task<int> Forget(GuijuContext db, DateTime now, CancellationToken ct)
    {
        var before = now - kept;
        return db.Set<KeptAnswer>().Where(a => a.At < before).ExecuteDeleteAsync(ct);
    }

    sealed record RequestHash(byte[] Value);

    sealed class Replay(KeptAnswer kept) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = kept.Status;
            response.Headers["Idempotency-Replayed"] = "true";
            if (kept.ContentType is not null) response.ContentType = kept.ContentType;
            if (kept.Tag is not null) response.Headers.ETag = kept.Tag;
            if (kept.Place is not null) response.Headers.Location = kept.Place;
            if (kept.Body.Length > 0) await response.Body.WriteAsync(kept.Body, httpContext.RequestAborted);
        }
    }
}
