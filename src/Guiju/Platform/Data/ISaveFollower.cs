namespace Guiju.Platform.Data;

/// <summary>
/// Keeps something in step with what is saved, such as a search index: asked before every saving, it says what is left to do
/// after it. Both are in the transaction of the change, so that neither is ever there without the other.
/// </summary>
public interface ISaveFollower
{
    /// <summary>Looks at what is about to be saved.</summary>
    /// <returns>What to do once it is saved, or null where nothing concerns it.</returns>
    Func<CancellationToken, Task>? Before(GuijuContext db);
}
