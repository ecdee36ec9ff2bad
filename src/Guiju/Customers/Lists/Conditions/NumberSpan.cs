using System.Globalization;

namespace Guiju.Customers.Lists;

/// <summary>A span of numbers in a condition, <c>50..80</c>, either end open; both ends belong to it.</summary>
/// <param name="From">Least, or null.</param>
/// <param name="To">Greatest, or null.</param>
public sealed record NumberSpan(decimal? From, decimal? To)
{
    /// <summary>Reads one, or answers null.</summary>
    public static NumberSpan? Read(string text, (decimal Least, decimal Most) range)
    {
        if (text.Split("..") is not [var from, var to] || from.Length + to.Length == 0) return null;
        var span = new NumberSpan(Number(from), Number(to));
        bool lies(decimal? end, string typed) => typed.Length == 0 || (end >= range.Least && end <= range.Most);
        return lies(span.From, from) && lies(span.To, to) && !(span.From > span.To) ? span : null;
    }

    /// <summary>As the address writes it.</summary>
    public override string ToString() => $"{From?.ToString(CultureInfo.InvariantCulture)}..{To?.ToString(CultureInfo.InvariantCulture)}";

    static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
