using Guiju.Platform.Data;
using Guiju.Platform.Security;

namespace Guiju.Platform.Notices;

/// <summary>Tells people what others did that concerns them, in the transaction of what happened: a message never speaks of what was undone.</summary>
public sealed class Tell(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Where one act does the same to many records, how often each person was to be told what; he is told once, in the end. Null where each message is left.</summary>
    internal Dictionary<(Guid PersonId, string Key), int>? Gathered { get; set; }

    /// <summary>Leaves a message; nobody is told what he did himself, or what an import brings.</summary>
    /// <param name="personId">Whom; null tells nobody.</param>
    /// <param name="key">Key of the text, <c>notice.…</c>.</param>
    /// <param name="link">Path of the page it leads to, of this program.</param>
    /// <param name="clause">Clause behind it, or null.</param>
    /// <param name="values">Values of the text's places.</param>
    public void Person(Guid? personId, string key, string link, string? clause, params IReadOnlyList<string> values)
    {
        // An import brings the past in; nobody is called to work for it.
        if (personId is not { } id || id == actor.Value.PersonId || actor.Value.Door == Door.Import) return;
        if (Gathered is not null) Gathered[(id, key)] = Gathered.GetValueOrDefault((id, key)) + 1;
        else db.Add(new Notice(id, key, values, link, clause, clock.Now));
    }

    /// <summary>Leaves a message to whoever acts, where the program worked on for him after he had left.</summary>
    public void Self(string key, string link, string? clause, params IReadOnlyList<string> values)
    {
        if (actor.Value.PersonId is { } me) db.Add(new Notice(me, key, values, link, clause, clock.Now));
    }
}
