namespace Guiju.Platform.Tables.Delimited;

/// <summary>Finds the separator of a text file: told by a <c>sep=</c> line, else the one that cuts most records alike.</summary>
static class Delimiter
{
    static readonly char[] Candidates = [',', '\t', ';'];

    /// <summary>The separator and whether the first line says so (and is no record then).</summary>
    /// <param name="sample">Beginning of the file.</param>
    /// <param name="whole">Whether the sample is the whole file.</param>
    /// <param name="limits">Limits of reading.</param>
    public static (char Delimiter, bool Told) Find(string sample, bool whole, TableLimits limits)
    {
        var first = sample.AsSpan(0, Math.Min(16, sample.Length)).TrimStart('"');
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length > 4
            && (first.Length == 5 || first[5..].TrimStart('"') is { Length: > 0 } rest && rest[0] is '\r' or '\n'))
            return (first[4], true);
        return (Candidates.MaxBy(c => Score(sample, whole, c, limits)), false);
    }

    /// <summary>Records that have the most frequent number of cells, weighted by that number.</summary>
    static long Score(string sample, bool whole, char delimiter, TableLimits limits)
    {
        var counts = new List<int>();
        try
        {
            foreach (var row in new DelimitedReader(new StringReader(sample), delimiter, limits with { Columns = int.MaxValue / 32 }).Rows().Take(200))
                counts.Add(row.Cells.Count);
        }
        catch (UnreadableTableException)
        {
            // A sample may end inside a quoted cell; the records before it count.
        }
        if (!whole && counts.Count > 1) counts.RemoveAt(counts.Count - 1);
        return counts.Where(c => c > 1).GroupBy(c => c).Select(g => (long)g.Count() * (g.Key - 1)).DefaultIfEmpty(0).Max();
    }
}
