namespace Guiju.Platform.Security;

/// <summary>Finds out who a person is and what he may do; implemented by the organization.</summary>
public interface IActors
{
    /// <summary>The actor of a person who still works here, without session and door; null otherwise.</summary>
    Task<Actor?> Find(Guid personId, CancellationToken ct);
}
