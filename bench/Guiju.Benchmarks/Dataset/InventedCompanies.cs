using System.Globalization;

namespace Guiju.Benchmarks.Dataset;

/// <summary>A company that is nobody's.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="Region">Region code.</param>
/// <param name="Place">Place as written.</param>
/// <param name="Industry">Industry.</param>
/// <param name="CreditCode">A well-formed code.</param>
/// <param name="Mobile">Mobile of the person there.</param>
/// <param name="Person">Name of the person there.</param>
sealed record Invented(string Name, string Region, string Place, string Industry, string CreditCode, string Mobile, string Person);

/// <summary>
/// Invents companies by the million: each number gives the same company in every run, no two the same name. Trades are as frequent as
/// in a list of real names, where 科技 is in every sixth.
/// </summary>
static class InventedCompanies
{
    static readonly (string Place, string Region)[] places =
    [
        ("杭州", "330100"), ("宁波", "330200"), ("温州", "330300"), ("苏州", "320500"), ("无锡", "320200"), ("南京", "320100"), ("合肥", "340100"), ("佛山", "440600"), ("东莞", "441900"), ("广州", "440100"),
        ("深圳", "440300"), ("长沙", "430100"), ("湘潭", "430300"), ("武汉", "420100"), ("宜昌", "420500"), ("郑州", "410100"), ("洛阳", "410300"), ("济南", "370100"), ("青岛", "370200"), ("重庆", "500000"),
        ("成都", "510100"), ("昆明", "530100"), ("西安", "610100"), ("沈阳", "210100"), ("大连", "210200"), ("厦门", "350200"), ("福州", "350100"), ("南宁", "450100"), ("南昌", "360100"), ("贵阳", "520100"),
    ];

    // Shares in hundredths.
    static readonly (string Trade, string Industry, int Share)[] trades =
    [
        ("科技", "信息技术", 17), ("贸易", "批发", 14), ("商贸", "批发", 9), ("机械", "制造", 6), ("建筑工程", "建筑", 8), ("电子", "制造", 6), ("食品", "食品", 5), ("信息技术", "信息技术", 6), ("化工", "化工", 4), ("物流", "运输", 4),
        ("环保科技", "环保", 4), ("医疗器械", "医疗", 3), ("汽车配件", "汽车", 3), ("包装材料", "制造", 2), ("文化传媒", "文化", 3), ("农业发展", "农业", 2), ("纺织", "制造", 2), ("新能源", "能源", 1), ("模具", "制造", 1),
    ];

    const string Signs = "安白百宝北博昌诚晨辰成大德鼎东凡方飞丰峰凤福富刚高光广贵桂国海瀚豪昊和恒红宏虹鸿华汇惠慧吉佳嘉建健江杰金锦晶京景久聚君俊凯康科坤蓝乐力立利联亮林凌龙隆鲁路绿迈茂美盟明铭南宁诺鹏平普奇启千强勤庆全荣如瑞润赛三森山尚升圣盛时世顺思松苏泰腾天通同万旺威维伟文沃希仙贤祥翔欣新鑫信兴星雄秀旭轩雅亚阳耀业怡亿义艺益银盈永优友宇玉誉元源远云韵泽展兆振正致智中忠众舟洲卓";

    static readonly string[] surnames = ["谢", "罗", "唐", "陈", "周", "何", "刘", "蒋", "彭", "曾", "欧阳", "单", "郭", "邓", "许", "韩", "冯", "曹", "袁", "潘", "李", "王", "张", "杨", "吴"];

    const string Given = "强梅坤国慧远敏斌华东燕栋怡刚兰轩俊红楠新婷胜生曦";

    static readonly int[] spread = [.. trades.SelectMany((t, i) => Enumerable.Repeat(i, t.Share))];

    /// <summary>The company of a number, 0 to some millions.</summary>
    public static Invented Number(int number)
    {
        // Mixed, so that neighbours in a file are no neighbours by name.
        var mixed = (uint)number * 2654435761u;
        var place = places[(int)(mixed % places.Length)];
        var of = trades[spread[(int)(mixed / 31 % spread.Length)]];
        var many = Signs.Length;
        var rest = number / many / many;
        var brand = string.Concat(Signs[number % many], Signs[number / many % many], rest == 0 ? "" : Signs[rest % many].ToString());
        var suffix = ((mixed >> 8) % 10) switch { < 7 => "有限公司", 7 => "有限责任公司", 8 => "股份有限公司", _ => "集团有限公司" };
        var name = (mixed >> 12) % 8 == 0 ? $"{brand}{of.Trade}（{place.Place}）{suffix}" : $"{place.Place}{brand}{of.Trade}{suffix}";
        var person = surnames[(int)((mixed >> 5) % surnames.Length)] + Given[(int)((mixed >> 9) % Given.Length)] + ((mixed >> 14) % 3 == 0 ? "" : Given[(int)((mixed >> 17) % Given.Length)].ToString());
        return new(name, place.Region, place.Place, of.Industry, CreditCode(place.Region, number), string.Create(CultureInfo.InvariantCulture, $"1{38 + (int)(mixed % 2)}{(ulong)number * 7919 % 100_000_000:00000000}"), person);
    }

    static string CreditCode(string region, int number)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        ReadOnlySpan<int> weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        var body = string.Create(CultureInfo.InvariantCulture, $"91{region}MA{number:0000000}");
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * alphabet.IndexOf(body[i], StringComparison.Ordinal);
        return body + alphabet[(31 - sum % 31) % 31];
    }
}
