using Guiju.Customers.Contracts;
using Guiju.Platform.Tables;

namespace Guiju.Customers.Import;

/// <summary>The kinds of rows a file can bring in, customers first.</summary>
public sealed class ImportShapes
{
    readonly Dictionary<string, ImportShape> byKey;
    readonly HashSet<string> known;

    /// <summary>Customers and what features registered.</summary>
    public ImportShapes(IEnumerable<ImportShape> others)
    {
        All = [CustomerFields.Shape, .. others];
        byKey = All.ToDictionary(s => s.Key);
        known = [.. All.SelectMany(s => s.Fields).SelectMany(f => f.Names).Select(ImportField.Plain)];
    }

    /// <summary>All, in the order they are offered.</summary>
    public IReadOnlyList<ImportShape> All { get; }

    /// <summary>The kind with this key; customers where there is none.</summary>
    public ImportShape Of(string? key) => Find(key) ?? CustomerFields.Shape;

    /// <summary>The kind with this key, or null.</summary>
    public ImportShape? Find(string? key) => key is null ? null : byKey.GetValueOrDefault(key);

    /// <summary>Whether a header is one of those known, whatever the kind.</summary>
    public bool Knows(string label) => known.Contains(ImportField.Plain(label));

    /// <summary>
    /// What a sheet brings in: another kind than customers only where it has all that kind needs and what no list of customers has, or is
    /// called so; customers with a contact in the row are customers.
    /// </summary>
    /// <param name="labels">Headers.</param>
    /// <param name="rows">First rows.</param>
    /// <param name="title">Names of sheet and file.</param>
    /// <param name="today">Today.</param>
    public ImportShape Recognise(IReadOnlyList<string> labels, IReadOnlyList<TableRow> rows, string title, DateOnly today)
    {
        var customers = MatchColumns.Of(labels, rows, today);
        if (customers.Count(f => f is "creditCode" or "legalRepresentative" or "industry" or "address" or "registeredCapital" or "businessScope" or "roles" or "source") > 1) return CustomerFields.Shape;
        var plain = labels.Select(ImportField.Plain).ToHashSet();
        foreach (var shape in All.Skip(1).Reverse())
        {
            var found = MatchColumns.Of(labels, [], today, shape.Fields);
            if (!shape.Needs.All(any => any.Any(found.Contains))) continue;
            if (shape.Signs.Select(ImportField.Plain).Count(plain.Contains) >= shape.SignsNeeded) return shape;
            if (shape.Titles.Any(t => title.Contains(t, StringComparison.OrdinalIgnoreCase)) && found.Count(f => f is not null) >= customers.Count(f => f is not null)) return shape;
        }
        return CustomerFields.Shape;
    }
}
