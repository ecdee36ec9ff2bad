using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Jobs;

/// <summary>Who a job works for: asked anew for every part, so that who leaves, or loses the permission, has nothing done for him any more.</summary>
/// <param name="PersonId">The person; null for the program itself.</param>
/// <param name="Name">His name, should he be gone.</param>
/// <param name="UnitId">Company the job belongs to.</param>
/// <param name="Door">Door its acts come through.</param>
sealed record OnBehalf(Guid? PersonId, string Name, Guid UnitId, Door Door)
{
    /// <summary>A scope of his.</summary>
    public async Task<AsyncServiceScope> Scope(IServiceScopeFactory scopes, CancellationToken ct)
    {
        var actor = Actor.Program(Door, UnitId);
        if (PersonId is { } person)
        {
            await using var asking = scopes.CreateAsyncScope();
            asking.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door));
            actor = (await asking.ServiceProvider.GetRequiredService<IActors>().Find(person, ct) ?? new Actor { PersonId = person, Name = Name, UnitId = UnitId }) with { Door = Door };
        }
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        return scope;
    }

    /// <summary>Does a change for him, through the door.</summary>
    public async Task<Outcome<R>> Run<T, R>(IServiceScopeFactory scopes, Func<T, Task<Outcome<R>>> act, CancellationToken ct) where T : notnull
    {
        await using var scope = await Scope(scopes, ct);
        return await scope.ServiceProvider.GetRequiredService<UseCase<T>>().Run(act, ct);
    }

    /// <summary>Asks for him, through the door.</summary>
    public async Task<Outcome<R>> Ask<T, R>(IServiceScopeFactory scopes, Func<T, Task<Outcome<R>>> question, CancellationToken ct) where T : notnull
    {
        await using var scope = await Scope(scopes, ct);
        return await scope.ServiceProvider.GetRequiredService<UseCase<T>>().Ask(question, ct);
    }

    /// <summary>The program itself, noting how a job goes.</summary>
    public static OnBehalf Program { get; } = new(null, "Guiju", Guid.Empty, Door.Job);
}
