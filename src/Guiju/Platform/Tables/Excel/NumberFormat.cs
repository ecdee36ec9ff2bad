using System.Globalization;

namespace Guiju.Platform.Tables.Excel;

/// <summary>What a number format makes of a number.</summary>
/// <param name="Date">It shows a year, month or day.</param>
/// <param name="Time">It shows a time of day.</param>
/// <param name="Elapsed">It shows hours beyond 23, such as <c>[h]:mm</c>.</param>
/// <param name="Digits">It shows whole numbers with at least so many digits, such as <c>000000</c>; 0 where not.</param>
readonly record struct NumberFormat(bool Date = false, bool Time = false, bool Elapsed = false, int Digits = 0)
{
    /// <summary>
    /// Formats known by number alone. 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean Excel.
    /// </summary>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => new(Date: true),
        22 => new(Date: true, Time: true),
        >= 18 and <= 21 or >= 32 and <= 35 or 45 or 47 or 55 or 56 => new(Time: true),
        46 => new(Time: true, Elapsed: true),
        _ => default,
    };

    /// <summary>Reads a format such as <c>yyyy"年"m"月"d"日"</c>.</summary>
    public static NumberFormat Of(string? code)
    {
        if (string.IsNullOrEmpty(code)) return default;
        var (date, time, elapsed, minutes, zeros, other) = (false, false, false, false, 0, false);
        var rest = code.Replace("General", "", StringComparison.OrdinalIgnoreCase).AsSpan();
        for (var i = 0; i < rest.Length && rest[i] != ';'; i++)
            switch (char.ToLowerInvariant(rest[i]))
            {
                case '"':
                    i += Math.Max(0, rest[(i + 1)..].IndexOf('"') + 1);
                    other = true;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    other = true;
                    break;
                case '[':
                    var end = rest[i..].IndexOf(']');
                    if (end < 0) return default;
                    elapsed |= end > 1 && rest.Slice(i + 1, end - 1).Trim("hmsHMS").Length == 0;
                    i += end;
                    break;
                case 'y' or 'd': date = true; break;
                case 'a' when rest[i..].StartsWith("aaa", StringComparison.OrdinalIgnoreCase): date = true; break;
                case 'e' when i + 1 >= rest.Length || rest[i + 1] is not ('+' or '-'): date = true; break;
                case 'h' or 's': time = true; break;
                case 'm': minutes = true; break;
                case '0': zeros++; break;
                default: other = true; break;
            }
        if (elapsed) return new(Time: true, Elapsed: true);
        if (minutes && !time) date = true;
        return date || time ? new(date, time) : new(Digits: !other && zeros > 1 ? zeros : 0);
    }

    /// <summary>The cell a stored number shows as.</summary>
    /// <param name="stored">The number as the file has it.</param>
    /// <param name="from1904">Whether days count from 1904 (old Excel for Macintosh).</param>
    public Cell Show(string stored, bool from1904)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return Cell.Of(stored);
        if ((Date || Time) && AsDate(number, from1904) is { } cell) return cell;
        return AsNumber(stored.Trim(), number);
    }

    Cell? AsDate(double number, bool from1904)
    {
        if (number is < 0 or >= 2_958_466) return null;
        var seconds = (long)Math.Round(number * 86_400);
        var (days, time) = (seconds / 86_400, TimeSpan.FromSeconds(seconds % 86_400));
        if (Elapsed || days == 0 && !Date)
            return new(string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{time.Minutes:00}:{time.Seconds:00}"), CellKind.Time);
        // Excel has a 29 February 1900 that never was: days up to it count from a day later.
        if (!from1904 && days == 0) return null;
        if (!from1904 && days == 60) return new("1900-02-29", CellKind.Text);
        var first = from1904 ? new DateTime(1904, 1, 1) : days < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        if ((DateTime.MaxValue - first).TotalDays < days + 1) return null;
        return new((first.AddDays(days) + time).ToString(time == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), CellKind.Date);
    }

    Cell AsNumber(string stored, double number)
    {
        var sign = stored[0] == '-' ? 1 : 0;
        if (stored.AsSpan(sign).IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            // Excel shows 15 digits; the file may hold 17, the last two of which are noise of the binary form.
            var shown = number.ToString("G15", CultureInfo.InvariantCulture);
            stored = decimal.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && (number == 0 || Math.Abs(number) > 1e-12) ? exact.ToString("0.############################", CultureInfo.InvariantCulture) : shown;
            sign = stored[0] == '-' ? 1 : 0;
        }
        var whole = stored.AsSpan(sign).IndexOfAnyExceptInRange('0', '9') < 0;
        var digits = stored.AsSpan(sign).TrimStart('0').Length;
        if (whole && Digits > stored.Length - sign)
            stored = stored[..sign] + stored[sign..].PadLeft(Digits, '0');
        return new(stored, CellKind.Number, whole && digits > 15 ? CellNote.LongNumber : CellNote.None);
    }
}
