using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>A view offered as a tab: a name for some conditions.</summary>
/// <param name="Key">Key; its name is the text <c>lists.view.{key}</c>.</param>
/// <param name="Conditions">What it asks for.</param>
public sealed record ListView(string Key, params IReadOnlyList<(string Name, StringValues Value)> Conditions)
{
    /// <summary>Days ahead that count as soon.</summary>
    public const int Soon = 14;

    /// <summary>The tabs.</summary>
    public static IReadOnlyList<ListView> All { get; } =
    [
        new("all"),
        new("mine", ("owner", "me")),
        new("due", ("within", "14")),
        new("overdue", ("overdue", "true")),
        new("drafts", ("status", new(["Draft", "Incomplete"]))),
        new("unowned", ("owner", "none")),
        new("archived", ("archived", "only")),
    ];

    /// <summary>The tab an address is on: the one whose conditions it all has, the more of them the better.</summary>
    public static ListView Of(ListAddress address) => All
        .Where(v => v.Conditions.All(c => address.Parameters.TryGetValue(c.Name, out var value) && value.ToHashSet().SetEquals(c.Value)))
        .MaxBy(v => v.Conditions.Count)!;
}
