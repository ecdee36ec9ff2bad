using System.Globalization;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>Postcode and capital are entered in one form (D13-3.3.2b).</summary>
static class StandardEntry
{
    /// <summary>Currencies a capital can be in.</summary>
    public static readonly IReadOnlyList<string> Currencies = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP", "TWD", "MOP", "SGD", "KRW", "AUD", "CAD", "CHF"];

    /// <summary>Unit of entry: ten thousands of the currency.</summary>
    public const string TenThousand = "万元";

    /// <summary>Unit of entry: the currency itself.</summary>
    public const string One = "元";

    /// <summary>Whether a postcode has its digits.</summary>
    [Clause("D13-3.3.2b")]
    public static Finding? Postcode(string postcode, int digits) =>
        postcode.Length == digits && postcode.All(char.IsAsciiDigit) ? null : new Finding("customers.postcode.digits", "postcode", "D13-3.3.2b").With(digits);

    /// <summary>Reads a capital: 500 in 万元 is 5,000,000.00.</summary>
    /// <param name="text">Digits, with a decimal point and separators of thousands if any.</param>
    /// <param name="unit">万元 or 元.</param>
    /// <param name="currency">ISO code.</param>
    /// <param name="amount">In units of the currency, at least 0, below a thousand billions, whole cents.</param>
    [Clause("D13-3.3.2b")]
    public static Finding? Capital(string text, string unit, string currency, out decimal amount)
    {
        amount = 0;
        if (!Currencies.Contains(currency)) return new Finding("customers.capital.currency", "capitalCurrency", "D13-3.3.2b").With(string.Join(" ", Currencies));
        if (unit is not (TenThousand or One)) return new Finding("customers.capital.unit", "capitalUnit", "D13-3.3.2b");
        if (!decimal.TryParse(text.Replace("，", ",", StringComparison.Ordinal).Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
            return new Finding("customers.capital.number", "capital", "D13-3.3.2b").With(text);
        if (number > 1_000_000_000_000m) return new("customers.capital.large", "capital", "D13-3.3.2b");
        amount = unit == TenThousand ? number * 10_000 : number;
        return amount == decimal.Round(amount, 2) ? null : new("customers.capital.cents", "capital", "D13-3.3.2b");
    }
}
