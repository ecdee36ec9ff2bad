using System.Reflection;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.UseCases;

/// <summary>
/// The one door to a use case: permission, a fresh scope and context, the transaction, the audit trail, the outcome.
/// Pages, API routes, imports, jobs and the command line all come through here.
/// </summary>
/// <typeparam name="T">The use case: a class with <see cref="AllowAttribute"/>, found and registered by its attribute.</typeparam>
public sealed class UseCase<T>(IServiceScopeFactory scopes, CurrentActor caller, WriteTurn turn, BriefMemory memory) where T : notnull
{
    static readonly string Permission = typeof(T).GetCustomAttribute<AllowAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{typeof(T).Name} says nothing of who may use it: add [Allow].");

    static readonly int attempts = typeof(T).IsDefined(typeof(LooksAgainAttribute), false) ? 20 : 1;

    /// <summary>
    /// Does a change: everything in one transaction, kept only when the outcome is done. A record that somebody else changed
    /// meanwhile gives <see cref="Refusal.Conflict"/>, and nothing is changed.
    /// </summary>
    public Task<Outcome<R>> Run<R>(Func<T, Task<Outcome<R>>> act, CancellationToken ct) => Run(act, null, ct);

    /// <summary>Does a change and, where it is done, something more in the same transaction before it is kept.</summary>
    internal async Task<Outcome<R>> Run<R>(Func<T, Task<Outcome<R>>> act, Func<GuijuContext, Outcome<R>, Task>? alongside, CancellationToken ct)
    {
        if (Denied() is { } denied) return Outcome<R>.Refused(Refusal.Forbidden, denied);
        for (var attempt = 1; ; attempt++)
        {
            if (await Once(act, alongside, ct) is { } outcome)
            {
                await Keep(outcome, ct);
                return outcome;
            }
            // Whoever lost the race looks again and is told field by field, or changes what the others left alone.
            if (attempt >= attempts) return Outcome<R>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        }
    }

    /// <summary>Does it once; null where somebody else was faster.</summary>
    async Task<Outcome<R>?> Once<R>(Func<T, Task<Outcome<R>>> act, Func<GuijuContext, Outcome<R>, Task>? alongside, CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        db.Act = typeof(T).Name;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var outcome = await act(scope.ServiceProvider.GetRequiredService<T>());
            if (!outcome.Done) return outcome;
            await db.SaveChangesAsync(ct);
            if (alongside is not null)
            {
                await alongside(db, outcome);
                await db.SaveChangesAsync(ct);
            }
            await transaction.CommitAsync(ct);
            memory.Forget(caller.Value.PersonId);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
        catch (DbUpdateException e) when (e.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.ForeignKeyViolation })
        {
            // What it hangs on went while the act was under way.
            return Outcome<R>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        }
    }

    /// <summary>Reads: no transaction, so that on SQLite nobody waits for a writer.</summary>
    public async Task<Outcome<R>> Ask<R>(Func<T, Task<Outcome<R>>> question, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Denied() is { } denied) return Outcome<R>.Refused(Refusal.Forbidden, denied);
        Outcome<R> answer;
        await using (var scope = Scope()) answer = await question(scope.ServiceProvider.GetRequiredService<T>());
        await Keep(answer, ct);
        return answer;
    }

    // What a guard refused is to be seen although nothing of the act is left: a small transaction of its own.
    async Task Keep<R>(Outcome<R> outcome, CancellationToken ct)
    {
        if (outcome.Done || !outcome.Findings.Any(f => f.Guard is not null)) return;
        using var mine = await turn.Take(ct);
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        db.Act = typeof(T).Name;
        foreach (var keeper in scope.ServiceProvider.GetServices<IKeepsRefusals>()) keeper.Keep(outcome.Findings);
        await db.SaveChangesAsync(ct);
    }

    Finding? Denied() => caller.Value.May(Permission) ? null : new Finding("platform.forbidden").With($"permission.{Permission}");

    AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(caller.Value);
        return scope;
    }
}

/// <summary>
/// The act is done anew where somebody else changed the record while it was under way: it then sees what became of it. Only for acts that keep
/// nothing of their first try.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LooksAgainAttribute : Attribute;

static class UseCaseRegistration
{
    /// <summary>Registers the door and every class that says who may use it.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        services.AddScoped<CurrentActor>();
        services.AddSingleton<BriefMemory>();
        services.AddScoped(typeof(UseCase<>));
        foreach (var type in typeof(UseCaseRegistration).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsDefined(typeof(AllowAttribute), false)))
            services.AddScoped(type);
        return services;
    }
}
