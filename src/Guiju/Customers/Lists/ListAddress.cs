using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>The address of a list, which is its whole state: made anew with one thing changed, for links.</summary>
/// <param name="Path">Path of the page.</param>
/// <param name="Parameters">What it asks for.</param>
public sealed record ListAddress(string Path, IReadOnlyDictionary<string, StringValues> Parameters)
{
    /// <summary>The address of a request, empty parameters left out.</summary>
    public static ListAddress Of(HttpRequest request) =>
        new(request.Path, request.Query.Where(p => !StringValues.IsNullOrEmpty(p.Value) && p.Value.Any(v => !string.IsNullOrWhiteSpace(v))).ToDictionary(p => p.Key, p => p.Value));

    /// <summary>The conditions asked for.</summary>
    public IEnumerable<string> Conditions => ListParameters.Filters.Where(Parameters.ContainsKey);

    /// <summary>The same with a parameter set, or without it; back on the first page.</summary>
    public ListAddress With(string name, StringValues value)
    {
        var changed = new Dictionary<string, StringValues>(Parameters);
        if (name != "page") changed.Remove("page");
        if (StringValues.IsNullOrEmpty(value)) changed.Remove(name);
        else changed[name] = value;
        return this with { Parameters = changed };
    }

    /// <summary>The same without any condition but those given; order and size stay.</summary>
    public ListAddress Only(params IReadOnlyList<(string Name, StringValues Value)> conditions) => this with
    {
        Parameters = Parameters.Where(p => p.Key is "sort" or "size").Concat(conditions.Select(c => KeyValuePair.Create(c.Name, c.Value))).ToDictionary(),
    };

    /// <summary>The same conditions on another page.</summary>
    public ListAddress At(string path) => this with { Path = path };

    /// <inheritdoc/>
    public override string ToString() => Parameters.Count == 0 ? Path
        : Path + new QueryBuilder(Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? ""))));
}
