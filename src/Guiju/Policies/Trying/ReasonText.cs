using System.Collections;
using System.Globalization;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Decisions;

namespace Guiju.Policies.Trying;

/// <summary>Says the lines of a decision in the reader's language.</summary>
static class ReasonText
{
    /// <summary>The sentence of a line.</summary>
    public static string Say(Texts texts, Reason reason) => texts[reason.Key, [.. reason.Values.Select(v => Value(texts, v))]];

    /// <summary>A moment by the company's clocks, with its seconds only where there are any: the last second of a day is not its last minute.</summary>
    public static string Moment(DateTime at) => at.ToString(at.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // The announcements join the names of holidays that run into each other.
    static IReadOnlyList<string>? Holiday(string name)
    {
        var keys = name.Split('、').Select(n => holidays.GetValueOrDefault(n)).OfType<string>().ToList();
        return keys.Count == name.AsSpan().Count('、') + 1 ? keys : null;
    }

    static readonly Dictionary<string, string> holidays = new[]
        { "holiday.yuandan", "holiday.chunjie", "holiday.qingming", "holiday.laodong", "holiday.duanwu", "holiday.zhongqiu", "holiday.guoqing" }.ToDictionary(k => Texts.All.Pairs[k].Zh);

    static object? Value(Texts texts, object? value) => value switch
    {
        string s when texts.Has(s) => texts[s],
        string s when Holiday(s) is { } known => string.Join(Texts.English ? ", " : "、", known.Select(k => texts[k])),
        string s => s,
        DateTime at => Moment(at),
        DateOnly day => $"{Show.Date(day)} {texts[$"weekday.{day.DayOfWeek}"]}",
        TimeOnly time => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        Enum e => texts[$"enum.{e.GetType().Name}.{e}"],
        IEnumerable list => string.Join(Texts.English ? ", " : "、", list.Cast<object?>().Select(v => Value(texts, v))),
        _ => value,
    };
}
