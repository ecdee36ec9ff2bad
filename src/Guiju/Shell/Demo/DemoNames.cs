using Guiju.Customers;

namespace Guiju.Shell.Demo;

/// <summary>Makes up names, phones and codes for the demo; the same seed makes the same ones. The fanciful brands are nobody's.</summary>
sealed class DemoNames(int seed)
{
    // A fixed seed, so that screenshots, tests and manuals show the same company.
    readonly Random random = new(seed);
    readonly HashSet<string> taken = [];

    static readonly (string Place, string Region, string Area)[] Places =
    [
        ("湘潭", "430300", "0731"), ("岳阳", "430600", "0730"), ("邵阳", "430500", "0739"), ("长沙", "430100", "0731"), ("赣州", "360700", "0797"), ("九江", "360400", "0792"),
        ("黄石", "420200", "0714"), ("襄阳", "420600", "0710"), ("宜昌", "420500", "0717"), ("韶关", "440200", "0751"), ("佛山", "440600", "0757"), ("东莞", "441900", "0769"),
        ("杭州", "330100", "0571"), ("宁波", "330200", "0574"), ("温州", "330300", "0577"), ("苏州", "320500", "0512"), ("无锡", "320200", "0510"), ("宣城", "341800", "0563"),
        ("合肥", "340100", "0551"), ("济南", "370100", "0531"), ("青岛", "370200", "0532"), ("重庆", "500000", "023"), ("达州", "511700", "0818"), ("成都", "510100", "028"),
        ("遵义", "520300", "0851"), ("昆明", "530100", "0871"), ("柳州", "450200", "0772"), ("南宁", "450100", "0771"), ("厦门", "350200", "0592"), ("福州", "350100", "0591"),
        ("郑州", "410100", "0371"), ("洛阳", "410300", "0379"), ("西安", "610100", "029"), ("宝鸡", "610300", "0917"), ("沈阳", "210100", "024"), ("大连", "210200", "0411"),
    ];

    static readonly string[] Brands =
    [
        "月牙坡", "蓝鲸湾", "风车岭", "小满仓", "半山亭", "晴川里", "九尾山", "竹马渡", "萤火谷", "松果岭", "星子坞", "纸鸢台", "鹿鸣坡", "棋盘石", "雁字桥", "木樨园", "雪松湾",
        "麦浪堂", "听雨轩", "云上坊", "三眼井", "石榴巷", "糖葫芦", "不倦斋", "大橘子", "千层塔", "半夏园", "拾贝湾", "白杨堡", "琥珀川",
    ];

    static readonly string[] Suffixes = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];

    static readonly string[] Surnames = ["谢", "罗", "唐", "陈", "周", "何", "刘", "蒋", "彭", "曾", "欧阳", "单", "郭", "邓", "许", "韩", "冯", "曹", "袁", "潘", "李", "王", "张", "杨", "吴"];

    static readonly string[] Given = ["志强", "雪梅", "坤", "建国", "明慧", "思远", "佳敏", "文斌", "丽华", "晓东", "海燕", "国栋", "静怡", "永刚", "秀兰", "子轩", "俊", "红梅", "振华", "亚楠", "立新", "婷", "德胜", "春生", "若曦"];

    /// <summary>Picks one.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True with this share.</summary>
    public bool Chance(double share) => random.NextDouble() < share;

    /// <summary>A whole number from the first to the second, both included.</summary>
    public int Number(int from, int to) => random.Next(from, to + 1);

    /// <summary>The same in another order.</summary>
    public IReadOnlyList<T> Mixed<T>(IEnumerable<T> things)
    {
        var mixed = things.ToArray();
        random.Shuffle(mixed);
        return mixed;
    }

    /// <summary>A made-up company.</summary>
    public sealed record Invented(string Name, string Short, string Region, string Area);

    /// <summary>A company nobody else has, in one of these provinces (two digits each), of a trade.</summary>
    public Invented Company(IReadOnlyList<string> provinces, string trade)
    {
        var places = Places.Where(p => provinces.Contains(p.Region[..2])).ToList();
        while (true)
        {
            var (place, region, area) = Pick(places);
            var brand = Pick(Brands);
            if (!taken.Add(place + brand + trade)) continue;
            var name = Chance(0.12) ? $"{brand}{trade}（{place}）{Pick(Suffixes)}" : $"{place}{brand}{trade}{Pick(Suffixes)}";
            return new(name, brand + trade, region, area);
        }
    }

    /// <summary>A firm whose name does not end as companies' do, such as an office of lawyers; the pattern has the place at {0} and the brand at {1}.</summary>
    public Invented Firm(IReadOnlyList<string> provinces, string pattern)
    {
        var places = Places.Where(p => provinces.Contains(p.Region[..2])).ToList();
        while (true)
        {
            var (place, region, area) = Pick(places);
            var brand = Pick(Brands);
            var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, place, brand);
            if (taken.Add(name)) return new(name, brand, region, area);
        }
    }

    /// <summary>Somebody's name.</summary>
    public string Person() => Pick(Surnames) + Pick(Given);

    /// <summary>A mobile number; never dialled by the program.</summary>
    public string Mobile() => $"1{Pick(["38", "39", "37", "86", "59"])}{Number(0, 9999):0000}{Number(0, 9999):0000}";

    /// <summary>A fixed line of an area, of eight digits or seven as they are there.</summary>
    public string Phone(string area)
    {
        while (true)
            foreach (var line in (string[])[$"{area}-{Number(2, 8)}{Number(0, 9_999_999):0000000}", $"{area}-{Number(2, 8)}{Number(0, 999_999):000000}"])
                if (PhoneNumber.Read(line).Done) return line;
    }

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
