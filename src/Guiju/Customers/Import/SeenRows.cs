namespace Guiju.Customers.Import;

/// <summary>
/// Customers of the rows already dealt with, so that a file's own duplicates are found across batches. Holds keys alone, about
/// 200 bytes a row. What a batch adds is kept only once the batch is.
/// </summary>
sealed class SeenRows
{
    readonly Dictionary<string, Seen> byCode = [], byName = [], newCodes = [], newNames = [];
    readonly Dictionary<Guid, int> byKey = [], newKeys = [];

    /// <summary>A row's customer.</summary>
    /// <param name="Row">Number of the row.</param>
    /// <param name="Code">Credit code.</param>
    /// <param name="Phones">Keys of its phones.</param>
    /// <param name="OnFile">Whether it was on file before this import.</param>
    public sealed record Seen(int Row, string? Code, IReadOnlyList<string> Phones, bool OnFile);

    /// <summary>The earlier row of the same entity, and whether credit code, or name and phone, make that sure; null where there is none.</summary>
    public (Seen Row, bool Sure)? Find(RowEntry entry)
    {
        var code = entry.Entry.CreditCode;
        if (code is not null && (newCodes.GetValueOrDefault(code) ?? byCode.GetValueOrDefault(code)) is { } same) return (same, true);
        if (entry.NameKey.Length == 0 || (newNames.GetValueOrDefault(entry.NameKey) ?? byName.GetValueOrDefault(entry.NameKey)) is not { } named) return null;
        var phone = named.Phones.Intersect(entry.PhoneKeys).Any();
        // Two credit codes are two entities, whatever they are called; with the same phone too, neither is sure (D01-1.2c).
        return code is not null && named.Code is not null && !phone ? null : (named, phone);
    }

    /// <summary>Notes a row that was taken.</summary>
    public void Add(RowEntry entry, bool onFile)
    {
        var seen = new Seen(entry.Row.Number, entry.Entry.CreditCode, entry.PhoneKeys, onFile);
        if (seen.Code is { } code && !byCode.ContainsKey(code)) newCodes.TryAdd(code, seen);
        if (entry.NameKey.Length > 0 && !byName.ContainsKey(entry.NameKey)) newNames.TryAdd(entry.NameKey, seen);
    }

    /// <summary>The earlier row with one of these keys, or null.</summary>
    public int? Find(IEnumerable<string> keys)
    {
        foreach (var key in keys.Select(Short))
            if (newKeys.TryGetValue(key, out var row) || byKey.TryGetValue(key, out row)) return row;
        return null;
    }

    /// <summary>Notes the keys of a row; those noted before stay with the row before.</summary>
    public void Add(IEnumerable<string> keys, int row)
    {
        foreach (var key in keys.Select(Short))
            if (!byKey.ContainsKey(key)) newKeys.TryAdd(key, row);
    }

    // Sixteen bytes whatever a row says.
    static Guid Short(string key) => new(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(key.AsSpan())).AsSpan(0, 16));

    /// <summary>The batch is kept.</summary>
    public void Keep()
    {
        foreach (var (key, row) in newCodes) byCode.TryAdd(key, row);
        foreach (var (key, row) in newNames) byName.TryAdd(key, row);
        foreach (var (key, row) in newKeys) byKey.TryAdd(key, row);
        Drop();
    }

    /// <summary>The batch is not kept.</summary>
    public void Drop()
    {
        newCodes.Clear();
        newNames.Clear();
        newKeys.Clear();
    }
}
