using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Postcodes (邮编).</summary>
[Clause("D13-3.3.2b")]
public static class Postcode
{
    /// <summary>Reads a postcode into plain digits, or says why it is none.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="digits">Digits it must have: parameter <c>postcode_digits</c> of the clause.</param>
    /// <param name="field">Input field the finding points to.</param>
    public static Outcome<string> Read(string? typed, int digits, string field = "postcode")
    {
        var text = Normal.Of(typed).Replace(" ", "", StringComparison.Ordinal);
        return text.Length == digits && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && text.AsSpan().ContainsAnyExcept('0')
            ? text
            : new Finding("customers.postcode.form", field, "D13-3.3.2b").With(digits, typed?.Trim());
    }
}
