using System.Globalization;
using System.Text.RegularExpressions;
using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Registered capital (注册资本) with its currency.</summary>
/// <param name="Amount">In units of the currency (not in ten thousands), at least 0, two decimals.</param>
/// <param name="Currency">ISO 4217.</param>
[Clause("D13-3.3.2b")]
public sealed partial record Capital(decimal Amount, string Currency)
{
    /// <summary>Above this it is a slip of the pen.</summary>
    public const decimal Most = 10_000_000_000_000m;

    static readonly Dictionary<string, string> currencies = new()
    {
        ["元"] = "CNY",
        ["人民币元"] = "CNY",
        ["元人民币"] = "CNY",
        ["人民币"] = "CNY",
        ["cny"] = "CNY",
        ["rmb"] = "CNY",
        ["¥"] = "CNY",
        ["元cny"] = "CNY",
        ["元rmb"] = "CNY",
        ["美元"] = "USD",
        ["美金"] = "USD",
        ["usd"] = "USD",
        ["us$"] = "USD",
        ["$"] = "USD",
        ["欧元"] = "EUR",
        ["eur"] = "EUR",
        ["€"] = "EUR",
        ["港元"] = "HKD",
        ["港币"] = "HKD",
        ["hkd"] = "HKD",
        ["hk$"] = "HKD",
        ["日元"] = "JPY",
        ["日圆"] = "JPY",
        ["jpy"] = "JPY",
        ["英镑"] = "GBP",
        ["gbp"] = "GBP",
        ["£"] = "GBP",
        ["新台币"] = "TWD",
        ["台币"] = "TWD",
        ["twd"] = "TWD",
        ["澳门元"] = "MOP",
        ["mop"] = "MOP",
        ["新加坡元"] = "SGD",
        ["sgd"] = "SGD",
        ["韩元"] = "KRW",
        ["krw"] = "KRW",
    };

    /// <summary>Reads <c>500</c>, <c>500万</c>, <c>人民币500万元</c>, <c>1,200.5 万美元</c>, <c>500 万元 CNY</c>; says why it is none of them.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="unit">Unit of a bare number: parameter <c>capital_unit</c> of the clause, such as <c>万元</c> or <c>元</c>.</param>
    /// <param name="field">Input field the finding points to.</param>
    /// <exception cref="ArgumentException">The unit is none this program knows: a fault in the settings.</exception>
    public static Outcome<Capital> Read(string? typed, string unit, string field = "registeredCapital")
    {
        var text = Normal.Of(typed).Replace(" ", "", StringComparison.Ordinal);
        if (Form().Match(text) is not { Success: true } match) return Refused(text.StartsWith('-') ? "customers.capital.negative" : "customers.capital.form");
        var before = match.Groups["before"].Value;
        var after = match.Groups["after"].Value;
        var scale = match.Groups["scale"].Value;
        if (scale.Length == 0 && before.Length == 0 && after.Length == 0)
        {
            var given = Form().Match("1" + unit);
            (scale, after) = (given.Groups["scale"].Value, given.Groups["after"].Value);
            if (!given.Success || CurrencyOf("", after) is null) throw new ArgumentException($"'{unit}' is no unit of capital.", nameof(unit));
        }
        if (CurrencyOf(before, after) is not { } currency) return Refused("customers.capital.form");
        if (!decimal.TryParse(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return Refused("customers.capital.form");
        var factor = scale switch { "亿" => 100_000_000m, "千万" => 10_000_000m, "百万" => 1_000_000m, "万" => 10_000m, "千" => 1_000m, _ => 1m };
        if (number > Most / factor) return Refused("customers.capital.most");
        var amount = number * factor;
        if (amount != decimal.Round(amount, 2)) return Refused("customers.capital.cents");
        return new Capital(decimal.Round(amount, 2) + 0.00m, currency);

        Finding Refused(string key) => new Finding(key, field, "D13-3.3.2b").With(typed?.Trim());
    }

    // Said before the number, after it, or both and the same: 人民币500万元.
    static string? CurrencyOf(string before, string after)
    {
        var first = before.Length == 0 ? "" : currencies.GetValueOrDefault(before, "?");
        var second = after.Length == 0 ? "" : currencies.GetValueOrDefault(after, "?");
        if (first == "?" || second == "?") return null;
        if (first.Length == 0) return second.Length == 0 ? "CNY" : second;
        return second.Length == 0 || second == first || after == "元" ? first : null;
    }

    [GeneratedRegex(@"^(?<before>[^\d.,+\-()]{0,5})(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,20}(?:\.\d{1,8})?)(?<scale>亿|千万|百万|万|千)?(?<after>[^\d.,+\-()]{0,6})$")]
    private static partial Regex Form();
}
