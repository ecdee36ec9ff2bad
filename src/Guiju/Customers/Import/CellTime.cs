using System.Globalization;
using System.Text.RegularExpressions;
using Guiju.Platform.Search;

namespace Guiju.Customers.Import;

/// <summary>A time as cells write it: Chinese and international spellings, zones, Excel's serial numbers, seconds since 1970. A day that may be read two ways is not read.</summary>
static partial class CellTime
{
    static readonly string[] english = ["MMM d yyyy", "d MMM yyyy", "MMMM d yyyy", "d MMMM yyyy"];

    /// <summary>A time read.</summary>
    /// <param name="At">Day and time; UTC where the text names its zone.</param>
    /// <param name="HasTime">Whether a time of day is said.</param>
    /// <param name="Utc">Whether it is UTC.</param>
    public readonly record struct Time(DateTime At, bool HasTime, bool Utc);

    /// <summary>The time a text says, or null.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="from1904">Whether the workbook counts days from 1904.</param>
    public static Time? Read(string text, bool from1904)
    {
        var plain = Normal.Of(text);
        if (plain.Length is < 6 or > 60 && !Serial().IsMatch(plain)) return null;
        if (Serial().IsMatch(plain)) return OfSerial(plain, from1904);
        if (Whole().Match(plain) is { Success: true } whole) return OfParts(whole);
        if (Compact().Match(plain) is { Success: true } compact) return OfParts(compact);
        if (Stamp().IsMatch(plain) && long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var stamp))
            return new((plain.Length == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(stamp) : DateTimeOffset.FromUnixTimeSeconds(stamp)).UtcDateTime, true, true);
        if (Turned().Match(plain) is { Success: true } turned) return OfParts(turned, Order(turned));
        return English().Match(plain) is { Success: true } words
            && DateTime.TryParseExact($"{words.Groups["day"].Value.Replace(",", "", StringComparison.Ordinal)}", english, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
            ? OfParts(words, (day.Year, day.Month, day.Day)) : null;
    }

    // 3/25/2025 can only be March; 3/4/2025 can be both, and is not guessed at.
    static (int, int, int)? Order(Match match)
    {
        var (a, b, year) = (Number(match, "a"), Number(match, "b"), Number(match, "y"));
        return a > 12 && b <= 12 ? (year, b, a) : b > 12 && a <= 12 ? (year, a, b) : a == b ? (year, a, b) : null;
    }

    static Time? OfParts(Match match) => OfParts(match, (Number(match, "y"), Number(match, "m"), Number(match, "d")));

    static Time? OfParts(Match match, (int Year, int Month, int Day)? date)
    {
        if (date is not var (year, month, day) || year is < 1970 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var at = new DateTime(year, month, day);
        if (!match.Groups["h"].Success) return match.Groups["z"].Success ? null : new(at, false, false);
        var (hour, minute, second) = (Number(match, "h"), match.Groups["half"].Success ? 30 : Number(match, "i"), Number(match, "s"));
        var half = match.Groups["ap"].Success ? match.Groups["ap"].Value : match.Groups["ap2"].Value;
        if (half is "下午" or "晚上" or "中午" or "傍晚" or "pm" or "p.m." && hour < 12 && !(half == "中午" && hour == 11)) hour += 12;
        else if (half is "上午" or "凌晨" or "早上" or "am" or "a.m." && hour == 12) hour = 0;
        if (hour == 24 && minute == 0 && second == 0) (hour, at) = (0, at.AddDays(1));
        if (hour > 23 || minute > 59 || second > 59) return null;
        at = at.AddHours(hour).AddMinutes(minute).AddSeconds(second);
        if (match.Groups["z"] is not { Success: true, Value: var zone }) return new(at, true, false);
        if (zone is "z" or "utc" or "gmt") return new(at, true, true);
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var offset = new TimeSpan(int.Parse(digits[..2], CultureInfo.InvariantCulture), digits.Length > 2 ? int.Parse(digits[2..], CultureInfo.InvariantCulture) : 0, 0);
        return offset.TotalHours > 14 ? null : new(zone[0] == '-' ? at + offset : at - offset, true, true);
    }

    // Days since the end of 1899, or since 1904 in old workbooks of the Macintosh; a fraction is the time of day.
    static Time? OfSerial(string text, bool from1904)
    {
        var days = double.Parse(text, CultureInfo.InvariantCulture);
        var first = from1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
        if (days is < 20_000 or > 80_000) return null;
        var at = first.AddSeconds(Math.Round(days * 86_400));
        return at.Year < 1970 ? null : new(at, at.TimeOfDay != default, false);
    }

    static int Number(Match match, string group) => match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    const string OfDay = @"(?:[t,]|\s|(?:星期|周)[一二三四五六日天])*(?<ap>上午|下午|凌晨|早上|中午|傍晚|晚上|am|pm)?\s*(?:(?<h>\d{1,2})\s*[:时点]\s*(?:(?<half>半)|(?<i>\d{1,2})\s*分?)?(?:\s*:?\s*(?<s>\d{1,2})(?:\.\d{1,9})?\s*秒?)?)?\s*(?<ap2>am|pm|a\.m\.|p\.m\.)?\s*(?<z>z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$";

    [GeneratedRegex(@"^\d{5}(?:\.\d+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(?<y>\d{4})\s*[-/.年]\s*(?<m>\d{1,2})\s*[-/.月]\s*(?<d>\d{1,2})\s*[日号]?" + OfDay)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})(?:[t\s]?(?<h>\d{2}):?(?<i>\d{2})(?::?(?<s>\d{2}))?)?$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^1\d{9}(?:\d{3})?$")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<y>\d{4})" + OfDay)]
    private static partial Regex Turned();

    [GeneratedRegex(@"^(?<day>[a-z]{3,9}\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[a-z]{3,9},?\s+\d{4})" + OfDay)]
    private static partial Regex English();
}
