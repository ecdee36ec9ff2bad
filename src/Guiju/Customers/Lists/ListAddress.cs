using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>The address of a list, which is its whole state: made anew with one thing changed, for links.</summary>
/// <param name="Path">Path of the page.</param>
/// <param name="Parameters">What it asks for.</param>
public sealed record ListAddress(string Path, IReadOnlyDictionary<string, StringValues> Parameters)
{
    /// <summary>The address of a request, empty parameters left out.</summary>
    public static ListAddress Of(HttpRequest request) => Of(request.Path, request.Query);

    /// <summary>An address, empty parameters left out.</summary>
    public static ListAddress Of(string path, IEnumerable<KeyValuePair<string, StringValues>> query) =>
        new(path, query.Where(p => !StringValues.IsNullOrEmpty(p.Value) && p.Value.Any(v => !string.IsNullOrWhiteSpace(v))).ToDictionary(p => p.Key, p => p.Value));

    /// <summary>The conditions asked for.</summary>
    public IEnumerable<string> Conditions => ListParameters.Filters.Where(Parameters.ContainsKey);

    /// <summary>The groups of conditions; none where they cannot be read.</summary>
    public IReadOnlyList<ConditionGroup> Groups => ConditionGroup.Read(Parameters.GetValueOrDefault("where").OfType<string>()) is { Done: true } read ? read.Value : [];

    /// <summary>What a saved view keeps of it: conditions, order and page size, always written the same way.</summary>
    public string Query => Write(Parameters.Where(p => ListParameters.Filters.Contains(p.Key) || (p.Key == "sort" && p.Value != "name") || (p.Key == "size" && p.Value != "50")));

    /// <summary>The conditions alone, as they stand behind a path; empty where there are none.</summary>
    public string Asked => Write(Parameters.Where(p => ListParameters.Filters.Contains(p.Key))) is { Length: > 0 } conditions ? $"?{conditions}" : "";

    /// <summary>The same with a parameter set, or without it; back on the first page.</summary>
    public ListAddress With(string name, StringValues value)
    {
        var changed = new Dictionary<string, StringValues>(Parameters);
        if (name != "page") changed.Remove("page");
        if (StringValues.IsNullOrEmpty(value)) changed.Remove(name);
        else changed[name] = value;
        return Said(changed);
    }

    /// <summary>The same with other groups of conditions; empty ones fall away.</summary>
    public ListAddress With(IEnumerable<ConditionGroup> groups) => With("where", new StringValues([.. groups.Where(g => g.Any.Count > 0).Select(g => g.ToString())]));

    /// <summary>The same without one condition.</summary>
    public ListAddress Without(int group, int condition) =>
        With(Groups.Select((g, i) => i == group ? new ConditionGroup([.. g.Any.Where((_, j) => j != condition)]) : g));

    /// <summary>The same without any condition but those given; order and size stay.</summary>
    public ListAddress Only(params IReadOnlyList<(string Name, StringValues Value)> conditions) =>
        Said(Parameters.Where(p => p.Key is "sort" or "size").Concat(conditions.Select(c => KeyValuePair.Create(c.Name, c.Value))).ToDictionary());

    /// <summary>The same conditions on another page.</summary>
    public ListAddress At(string path) => this with { Path = path };

    /// <summary>The record of a row, which knows its place in this list: where it lies, how many there are.</summary>
    /// <param name="id">The customer.</param>
    /// <param name="place">Its place, from 1.</param>
    /// <param name="count">How many there are.</param>
    public string Record(Guid id, long place, BoundedCount? count) => RecordPlace.Link(id, Write(Parameters.Where(p => p.Key is not ("page" or "cols" or "id"))), place, count is { } c ? c.More ? c.Value + 1 : c.Value : null);

    /// <inheritdoc/>
    public override string ToString() => Parameters.Count == 0 ? Path : $"{Path}?{Write(Parameters)}";

    // An empty address opens with what the reader chose; one that was emptied asks for all customers.
    ListAddress Said(Dictionary<string, StringValues> changed)
    {
        if (changed.Count == 0 && Path == "/customers") changed["view"] = "all";
        return this with { Parameters = changed };
    }

    // Colon, comma and semicolon stay as they are: a query may hold them, and people read the address.
    static string Write(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value.Select(v => $"{Uri.EscapeDataString(p.Key)}={Readable(v ?? "")}")));

    static string Readable(string value) => Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3B", ";", StringComparison.Ordinal);
}
