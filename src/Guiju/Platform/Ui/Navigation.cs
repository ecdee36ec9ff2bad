using Guiju.Platform.Security;

namespace Guiju.Platform.Ui;

/// <summary>A number beside an entry of the navigation.</summary>
/// <param name="Value">How many; nothing is shown for zero.</param>
/// <param name="Hot">Whether it asks for action today (red).</param>
public readonly record struct NavCount(int Value, bool Hot = false);

/// <summary>An entry of the main navigation; a feature registers its own as a singleton.</summary>
/// <param name="Text">Key of its text.</param>
/// <param name="Href">Path of its page; pages below it mark it as current.</param>
/// <param name="Icon">Icon name; it must be in <c>assets/icons.txt</c>.</param>
/// <param name="Order">Place, ascending; a line is drawn where the hundreds change. Those below 100 come first, then daily work (100 to 899), then administration (900 up).</param>
/// <param name="Permission">Shown to those who hold it (a value of <see cref="Security.Permission"/>), or to all.</param>
/// <param name="Count">Asks for the number beside it, within the request's scope; keep it to one indexed query.</param>
/// <param name="Key">Letter that leads here after <c>g</c>, or null.</param>
public sealed record NavItem(
    string Text, string Href, string Icon, int Order, string? Permission = null,
    Func<IServiceProvider, CancellationToken, ValueTask<NavCount>>? Count = null, char? Key = null);

/// <summary>Something one can start from every page, in the "new" menu of the top bar; the first one is its button.</summary>
/// <param name="Text">Key of its text.</param>
/// <param name="Href">Path of its form.</param>
/// <param name="Icon">Icon name; it must be in <c>assets/icons.txt</c>.</param>
/// <param name="Order">Place, ascending.</param>
/// <param name="Permission">Shown to those who hold it, or to all.</param>
public sealed record QuickAction(string Text, string Href, string Icon, int Order, string? Permission = null);

/// <summary>What the signed-in person finds in navigation, menus and palette; the same rule for all three.</summary>
public sealed class Navigation(IEnumerable<NavItem> items, IEnumerable<QuickAction> actions, CurrentActor actor, IServiceProvider services)
{
    /// <summary>Entries he may open, in order.</summary>
    public IReadOnlyList<NavItem> Items { get; } = [.. items.Where(i => May(actor, i.Permission)).OrderBy(i => i.Order)];

    /// <summary>Things he may start, in order.</summary>
    public IReadOnlyList<QuickAction> Actions { get; } = [.. actions.Where(a => May(actor, a.Permission)).OrderBy(a => a.Order)];

    /// <summary>The entry a path belongs to: the one with the longest path above it.</summary>
    public NavItem? Current(string path) => Items
        .Where(i => path.Equals(i.Href, StringComparison.OrdinalIgnoreCase) || path.StartsWith(i.Href.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase) && i.Href != "/")
        .MaxBy(i => i.Href.Length);

    /// <summary>The numbers beside the entries, those that are zero left out.</summary>
    public async Task<IReadOnlyDictionary<NavItem, NavCount>> Counts(CancellationToken ct)
    {
        var counts = new Dictionary<NavItem, NavCount>();
        // One after the other: they share the request's database context.
        foreach (var item in Items)
            if (item.Count is { } count && await count(services, ct) is { Value: > 0 } found)
                counts[item] = found;
        return counts;
    }

    static bool May(CurrentActor actor, string? permission) => permission is null || actor.OrNull?.May(permission) == true;
}
