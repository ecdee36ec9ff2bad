namespace Guiju.Shell.Demo;

/// <summary>Who of the demo answers for which provinces. Nobody has the north-west and the north-east: leads from there wait in the pool.</summary>
static class DemoTerritories
{
    /// <summary>A territory: its name, who has it, and its provinces, two digits each.</summary>
    public sealed record Drawn(string Name, string Owner, IReadOnlyList<string> Provinces);

    static readonly string[] East = ["32", "33", "34", "35", "37"], Middle = ["36", "41", "42", "43"], South = ["44", "45"], SouthWest = ["50", "51", "52", "53"];

    /// <summary>Provinces without anybody.</summary>
    public static readonly string[] Nobodys = ["21", "61"];

    /// <summary>By the company's code.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<Drawn>> Of = new Dictionary<string, IReadOnlyList<Drawn>>
    {
        ["HYNM"] =
        [
            new("华东一区", "陈思远", ["33", "35"]), new("华东二区", "刘佳敏", ["32"]), new("华东三区", "王振", ["34", "37"]), new("华中一区", "李子涵", ["43"]), new("华中二区", "欧阳雪", ["42"]),
            new("华中三区", "单晓峰", ["36", "41"]), new("华南一区", "曾丽", ["44"]), new("华南二区", "彭国栋", ["45"]), new("西南大区", "韩冰", SouthWest),
        ],
        ["HYHG"] = [new("华东大区", "曹阳", East), new("华中大区", "袁梦", Middle), new("华南大区", "潘永刚", South), new("西南大区", "唐雪梅", SouthWest)],
        ["HYYY"] = [new("华东大区", "谢春生", East), new("华中大区", "杨若曦", Middle), new("华南及西南大区", "吴亚楠", [.. South, .. SouthWest])],
    };
}
