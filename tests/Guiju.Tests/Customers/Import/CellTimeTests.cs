using System.Globalization;
using Guiju.Customers.Import;

namespace Guiju.Tests.Customers.Import;

/// <summary>Times as people and programs write them into cells.</summary>
public class CellTimeTests
{
    [Theory]
    [InlineData("2025-06-10 09:30", "2025-06-10 09:30:00")]
    [InlineData("2025/6/1 9:05:07", "2025-06-01 09:05:07")]
    [InlineData("2025.6.1", "2025-06-01")]
    [InlineData("2025年6月1日", "2025-06-01")]
    [InlineData("2025年6月1号 下午3:20", "2025-06-01 15:20:00")]
    [InlineData("2025年06月01日 15时20分30秒", "2025-06-01 15:20:30")]
    [InlineData("2025年6月1日下午3点半", "2025-06-01 15:30:00")]
    [InlineData("２０２５年６月１日　上午９：０５", "2025-06-01 09:05:00")]
    [InlineData("2025-06-10 星期二 09:30", "2025-06-10 09:30:00")]
    [InlineData("2025-06-10 凌晨12:10", "2025-06-10 00:10:00")]
    [InlineData("2025-06-10 12:10 AM", "2025-06-10 00:10:00")]
    [InlineData("2025-06-10 12:10 pm", "2025-06-10 12:10:00")]
    [InlineData("2025-06-10 24:00", "2025-06-11 00:00:00")]
    [InlineData("20250610", "2025-06-10")]
    [InlineData("20250610 0930", "2025-06-10 09:30:00")]
    [InlineData("20250610093015", "2025-06-10 09:30:15")]
    [InlineData("2025-06-10T09:30:00Z", "2025-06-10 09:30:00 UTC")]
    [InlineData("2025-06-10T09:30:00.000+0000", "2025-06-10 09:30:00 UTC")]
    [InlineData("2025-06-10T09:30:00+08:00", "2025-06-10 01:30:00 UTC")]
    [InlineData("2025-06-10 09:30:00 -0500", "2025-06-10 14:30:00 UTC")]
    [InlineData("1749519000", "2025-06-10 01:30:00 UTC")]
    [InlineData("1749519000000", "2025-06-10 01:30:00 UTC")]
    [InlineData("25/3/2025 9:05 PM", "2025-03-25 21:05:00")]
    [InlineData("3/25/2025", "2025-03-25")]
    [InlineData("6/6/2025", "2025-06-06")]
    [InlineData("Jun 10, 2025 9:05 AM", "2025-06-10 09:05:00")]
    [InlineData("10 June 2025", "2025-06-10")]
    [InlineData("45818", "2025-06-10")]
    [InlineData("45818.395833333336", "2025-06-10 09:30:00")]
    [InlineData("3/4/2025", null)]
    [InlineData("2025-02-30", null)]
    [InlineData("2025-06-10 25:00", null)]
    [InlineData("1900-01-01", null)]
    [InlineData("99999999", null)]
    [InlineData("13873126552", null)]
    [InlineData("12345", null)]
    [InlineData("昨天", null)]
    [InlineData("2025年6月", null)]
    [InlineData("=NOW()", null)]
    public void A_time_is_read_or_told(string text, string? expected) => Shown(CellTime.Read(text, false)).ShouldBe(expected);

    [Theory]
    [InlineData("44356.5", "2025-06-10 12:00:00")]
    [InlineData("2025-06-10", "2025-06-10")]
    public void Serial_numbers_of_old_Macintosh_workbooks_count_from_1904(string text, string expected) => Shown(CellTime.Read(text, true)).ShouldBe(expected);

    [Fact]
    public void No_text_throws()
    {
        foreach (var text in Guiju.Tests.Platform.Search.Naughty.Strings) _ = CellTime.Read(text, false);
    }

    static string? Shown(CellTime.Time? read) => read is not { } t ? null
        : t.At.ToString(t.HasTime ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture) + (t.Utc ? " UTC" : "");
}
