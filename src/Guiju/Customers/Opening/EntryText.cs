using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Checks text before it is kept: what fits is kept exactly, what a database cannot hold is refused, never mended in silence.</summary>
static class EntryText
{
    /// <summary>Whether a text can be kept.</summary>
    /// <param name="text">What was typed; null and blank are fine.</param>
    /// <param name="field">Field in camel case.</param>
    /// <param name="most">Most characters.</param>
    /// <param name="lines">Whether it may have several lines.</param>
    public static Finding? Check(string? text, string field, int most, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var kept = text.Trim();
        if (kept.Length > most) return new Finding("customers.text.long", field).With($"customers.{field}", most, kept.Length);
        for (var i = 0; i < kept.Length; i++)
        {
            var c = kept[i];
            if (char.IsControl(c) && !(c is '\t' || (lines && c is '\n' or '\r'))) return new Finding("customers.text.control", field).With($"customers.{field}");
            if (!char.IsSurrogate(c)) continue;
            if (i + 1 >= kept.Length || !char.IsSurrogatePair(c, kept[i + 1])) return new Finding("customers.text.control", field).With($"customers.{field}");
            i++;
        }
        return null;
    }
}
