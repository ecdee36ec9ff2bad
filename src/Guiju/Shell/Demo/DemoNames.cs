namespace Guiju.Shell.Demo;

/// <summary>Makes up names, phones and codes for the demo; the same seed makes the same ones. Any likeness to a real company is chance.</summary>
sealed class DemoNames(int seed)
{
    // A fixed seed, so that screenshots, tests and manuals show the same company.
    readonly Random random = new(seed);
    readonly HashSet<string> taken = [];

    static readonly (string Place, string Region, string Area)[] Places =
    [
        ("湘潭", "430300", "0731"), ("岳阳", "430600", "0730"), ("邵阳", "430500", "0739"), ("赣州", "360700", "0797"), ("九江", "360400", "0792"),
        ("黄石", "420200", "0714"), ("襄阳", "420600", "0710"), ("韶关", "440200", "0751"), ("佛山", "440600", "0757"), ("东莞", "441900", "0769"),
        ("杭州", "330100", "0571"), ("宁波", "330200", "0574"), ("苏州", "320500", "0512"), ("宣城", "341800", "0563"), ("济南", "370100", "0531"),
        ("重庆", "500000", "023"), ("达州", "511700", "0818"), ("遵义", "520300", "0851"), ("昆明", "530100", "0871"), ("西安", "610100", "029"),
        ("长沙", "430100", "0731"), ("柳州", "450200", "0772"), ("厦门", "350200", "0592"), ("郑州", "410100", "0371"), ("沈阳", "210100", "024"),
    ];

    static readonly string[] Brands =
        ["云麓", "宏岭", "金沛", "同越", "启衡", "瑞澜", "恒拓", "华岱", "远桥", "盛坤", "永砺", "中璟", "东屿", "正钧", "百川泽", "力鼎源", "三江渡", "天工造", "鑫铭达", "长庚",
         "惠岚", "新垣", "佳禾成", "汇峰谷", "安澜", "德润禾", "信立行", "昌宁", "兴隆坡", "博川"];

    static readonly string[] Trades =
        ["水泥", "矿业", "新型建材", "磷化工", "铸造", "精密五金", "机械设备", "环保科技", "电力设备", "陶瓷", "包装材料", "化学", "医药", "贸易", "供应链", "自动化科技", "轴承", "钢构", "粉体科技", "新材料"];

    static readonly string[] Suffixes = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];

    static readonly string[] Surnames = ["谢", "罗", "唐", "陈", "周", "何", "刘", "蒋", "彭", "曾", "欧阳", "单", "郭", "邓", "许", "韩", "冯", "曹", "袁", "潘", "李", "王", "张", "杨", "吴"];

    static readonly string[] Given = ["志强", "雪梅", "坤", "建国", "明慧", "思远", "佳敏", "文斌", "丽华", "晓东", "海燕", "国栋", "静怡", "永刚", "秀兰", "子轩", "俊", "红梅", "振华", "亚楠", "立新", "婷", "德胜", "春生", "若曦"];

    static readonly string[] Posts = ["采购部经理", "生产副总", "设备科长", "总经理", "采购员", "技术主管", "财务经理", "办公室主任", "仓储主管", "厂长"];

    /// <summary>Picks one.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True with this share.</summary>
    public bool Chance(double share) => random.NextDouble() < share;

    /// <summary>A whole number from the first to the second, both included.</summary>
    public int Number(int from, int to) => random.Next(from, to + 1);

    /// <summary>A made-up company.</summary>
    public sealed record Invented(string Name, string Short, string Region, string Area);

    /// <summary>Provinces the made-up companies lie in, two digits each.</summary>
    public static IReadOnlyList<string> Provinces { get; } = [.. Places.Select(p => p.Region[..2]).Distinct()];

    /// <summary>A company nobody else has, in one of these provinces.</summary>
    public Invented Company(IReadOnlyList<string> provinces)
    {
        var places = Places.Where(p => provinces.Contains(p.Region[..2])).ToList();
        while (true)
        {
            var (place, region, area) = Pick(places);
            var (brand, trade) = (Pick(Brands), Pick(Trades));
            var name = Chance(0.15) ? $"{brand}{trade}（{place}）{Pick(Suffixes)}" : $"{place}{brand}{trade}{Pick(Suffixes)}";
            if (taken.Add(place + brand + trade)) return new(name, brand + trade, region, area);
        }
    }

    /// <summary>Somebody's name.</summary>
    public string Person() => Pick(Surnames) + Pick(Given);

    /// <summary>A post at a customer.</summary>
    public string Post() => Pick(Posts);

    /// <summary>A mobile number from the range that carriers keep for films and tests nowhere; never dialled by the program.</summary>
    public string Mobile() => $"1{Pick(["38", "39", "37", "86", "59"])}{Number(0, 9999):0000}{Number(0, 9999):0000}";

    /// <summary>A fixed line of an area.</summary>
    public string Phone(string area) => $"{area}-{Number(2, 8)}{Number(0, 999999):000000}{(area.Length == 3 ? Number(0, 9).ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}";

    /// <summary>A well-formed unified social credit code of a region.</summary>
    public string CreditCode(string region)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        var body = "91" + region + "MA" + string.Concat(Enumerable.Range(0, 7).Select(_ => alphabet[random.Next(alphabet.Length)]));
        var sum = body.Select((c, i) => alphabet.IndexOf(c, StringComparison.Ordinal) * weights[i]).Sum();
        return body + alphabet[(31 - (sum % 31)) % 31];
    }
}
