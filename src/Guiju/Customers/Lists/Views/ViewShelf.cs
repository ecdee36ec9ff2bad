using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>The views a reader may open and how he arranged the list; opens an address that names a view.</summary>
/// <param name="Views">All views he may open, by name.</param>
/// <param name="Opens">What the list opens with: key of a built-in view, id of a saved one, or null.</param>
/// <param name="Pins">Those he shows as tabs, in order.</param>
/// <param name="Columns">Columns of his account, or null until he chose some.</param>
public sealed record ViewShelf(IReadOnlyList<ViewShelf.View> Views, string? Opens, IReadOnlyList<ViewShelf.View> Pins, string? Columns)
{
    /// <summary>A saved view as its reader knows it.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">Version, for changes.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Mine">Whether the reader made it.</param>
    /// <param name="OwnerName">Who made it.</param>
    /// <param name="Shared">Whether the company may open it.</param>
    /// <param name="Query">Conditions, order and size as the address writes them.</param>
    /// <param name="Columns">Columns, or empty for those of the reader's account.</param>
    /// <param name="Left">Whether who made it works here no more: then it can be taken over.</param>
    public sealed record View(Guid Id, int Version, string Name, bool Mine, string OwnerName, bool Shared, string Query, string Columns, bool Left)
    {
        /// <summary>The address that opens it.</summary>
        public string Address => $"/customers?view={Id}";

        /// <summary>What it asks for.</summary>
        public IReadOnlyDictionary<string, StringValues> Parameters => QueryHelpers.ParseQuery(Query);
    }

    /// <summary>
    /// The address with what its view holds put into it. An address that names a view and says more is that view changed: what it says counts.
    /// An empty one opens with what the reader chose. A view he may not open is not found, whoever's it is.
    /// </summary>
    public Outcome<ListAddress> Open(ListAddress address)
    {
        var asked = address.Parameters.TryGetValue("view", out var named) ? named[^1] : address.Parameters.Count == 0 && address.Path == "/customers" ? Opens : null;
        if (asked is null) return address;
        var builtIn = ListView.All.FirstOrDefault(v => v.Key == asked);
        var saved = builtIn is null && Guid.TryParseExact(asked, "D", out var id) ? Views.FirstOrDefault(v => v.Id == id) : null;
        if (builtIn is null && saved is null) return named.Count == 0 ? address : Outcome<ListAddress>.Refused(Refusal.NotFound, new Finding("lists.view.not-found", "view"));
        if (address.Parameters.Keys.Any(k => k is not ("view" or "page" or "format" or "limit" or "after"))) return address;
        var opened = new Dictionary<string, StringValues>(address.Parameters);
        foreach (var (name, value) in builtIn is null ? saved!.Parameters.Select(p => (p.Key, p.Value)) : builtIn.Conditions) opened[name] = value;
        if (saved is null && builtIn!.Conditions.Count > 0) opened.Remove("view");
        else opened["view"] = asked;
        // The address of a changed view always says something beside its name, even when its last condition is taken away.
        if (saved is not null) opened.TryAdd("sort", "name");
        return address with { Parameters = opened };
    }

    /// <summary>The saved view an opened address is on.</summary>
    public View? Of(ListAddress address) => address.Parameters.TryGetValue("view", out var named) && Guid.TryParseExact(named[^1], "D", out var id) ? Views.FirstOrDefault(v => v.Id == id) : null;

    /// <summary>The columns of an opened address: those it says, else the view's, else the account's, else those of an old browser, else the first.</summary>
    public IReadOnlyList<ColumnChoice> ColumnsOf(ListAddress address, string? cookie) =>
        address.Parameters.TryGetValue("cols", out var said) && ColumnChoice.Read(said[^1] ?? "") is { Done: true } read ? read.Value
        : ColumnChoice.Kept(Of(address) is { Columns.Length: > 0 } view ? view.Columns : Columns ?? cookie?.Replace('.', ','));

    /// <summary>Whether an opened address differs from the view it names.</summary>
    public bool Changed(ListAddress address) => Of(address) is { } view
        && (address.Query != (address with { Parameters = view.Parameters }).Query || (address.Parameters.TryGetValue("cols", out var said) && said[^1] != view.Columns));
}
