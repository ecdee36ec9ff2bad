namespace Guiju.Platform.Regions;

/// <summary>Names of regions as spoken: without 省, 市, 区, 自治州 and the peoples in them.</summary>
static class ShortNames
{
    static readonly string[] kinds = ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "盟", "区", "县"];

    // What would be cut in the middle of a word: 滨海新区 is not 滨海新.
    static readonly string[] whole = ["新区", "矿区", "林区", "特区", "开发区", "园区", "矿务局"];

    static readonly string[] peoples =
    [
        "蒙古族", "回族", "藏族", "维吾尔族", "维吾尔", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "哈萨克族",
        "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "柯尔克孜", "土族", "达斡尔族", "仫佬族", "羌族",
        "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "锡伯", "塔吉克族", "塔吉克", "怒族", "鄂温克族", "鄂伦春族", "裕固族", "保安族", "独龙族", "普米族", "蒙古", "各族",
    ];

    /// <summary>The short name; the full one where cutting would leave less than two characters.</summary>
    public static string Of(string name)
    {
        foreach (var end in whole)
            if (name.EndsWith(end, StringComparison.Ordinal)) return name;
        var kind = kinds.FirstOrDefault(k => name.EndsWith(k, StringComparison.Ordinal));
        if (kind is null || name.Length - kind.Length < 2) return name;
        var stem = name[..^kind.Length];
        if (!kind.StartsWith("自治", StringComparison.Ordinal)) return stem;
        while (peoples.Where(p => stem.EndsWith(p, StringComparison.Ordinal) && stem.Length - p.Length >= 2).MaxBy(p => p.Length) is { } people)
            stem = stem[..^people.Length];
        return stem;
    }
}
