using System.Globalization;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Lists;

/// <summary>A column somebody chose, with the width he dragged it to. Its text is <c>name:260</c>, of several <c>code,name:260,owner</c>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Width">Width on the screen in CSS pixels, <see cref="Least"/> to <see cref="Most"/>; null for as wide as it needs.</param>
public sealed record ColumnChoice(ListColumn Column, int? Width = null)
{
    /// <summary>Least width.</summary>
    public const int Least = 40;

    /// <summary>Greatest width.</summary>
    public const int Most = 800;

    /// <summary>The columns shown until somebody chooses others.</summary>
    public static IReadOnlyList<ColumnChoice> First { get; } = [.. ListColumn.Chosen([]).Select(c => new ColumnChoice(c))];

    /// <summary>Reads a choice; a column that does not exist is refused by name.</summary>
    public static Outcome<IReadOnlyList<ColumnChoice>> Read(string text)
    {
        List<ColumnChoice> chosen = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (key, width) = part.Split(':', 2) is [var k, var w] ? (k, w) : (part, "");
            if (ListColumn.All.FirstOrDefault(c => c.Key == key) is not { } column)
                return new Finding("lists.column.unknown", "cols").With(key.Length > 40 ? key[..40] + "…" : key, string.Join(", ", ListColumn.All.Select(c => c.Key)));
            if (width.Length > 0 && !(int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels is >= Least and <= Most))
                return new Finding("lists.column.width", "cols").With(column.Label, Least, Most);
            if (chosen.TrueForAll(c => c.Column != column)) chosen.Add(new(column, width.Length > 0 ? int.Parse(width, CultureInfo.InvariantCulture) : null));
        }
        return chosen.Count > 0 ? chosen : new Finding("lists.column.none", "cols");
    }

    /// <summary>What was kept earlier; what no longer exists is passed over.</summary>
    public static IReadOnlyList<ColumnChoice> Kept(string? text)
    {
        List<ColumnChoice> chosen = [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Read).Where(r => r.Done).SelectMany(r => r.Value).DistinctBy(c => c.Column)];
        return chosen.Count > 0 ? chosen : First;
    }

    /// <summary>As it is kept and written into the address.</summary>
    public static string Write(IEnumerable<ColumnChoice> choice) => string.Join(',', choice);

    /// <inheritdoc/>
    public override string ToString() => Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"{Column.Key}:{width}") : Column.Key;
}
