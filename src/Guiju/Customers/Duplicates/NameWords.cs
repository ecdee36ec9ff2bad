using System.Collections.Frozen;

namespace Guiju.Customers;

/// <summary>Legal form as far as a name tells it.</summary>
public enum LegalForm
{
    /// <summary>None written, or a bare 公司.</summary>
    Unsaid,

    /// <summary>有限公司, 有限责任公司, Co., Ltd.</summary>
    Limited,

    /// <summary>股份有限公司.</summary>
    JointStock,
}

/// <summary>Words of names that say what somebody is rather than who.</summary>
static class NameWords
{
    /// <summary>Words trades are put together from; a run of them at the end of a name is its trade.</summary>
    static readonly FrozenDictionary<char, string[]> trades = ByEnd(
    [
        "科技", "贸易", "商贸", "技术", "网络", "信息", "电子", "实业", "机械", "设备", "机电", "建筑", "工程", "食品", "餐饮", "管理", "文化", "传媒", "传播", "建材",
        "广告", "物流", "生物", "供应链", "国际", "医疗", "器械", "商务", "装饰", "装修", "化工", "智能", "服装", "服饰", "五金", "制品", "企业", "咨询", "新材料", "材料",
        "塑料", "塑胶", "进出口", "医药", "新能源", "能源", "环保", "自动化", "软件", "纺织品", "纺织", "家具", "投资", "教育", "包装", "汽车", "零部件", "配件", "物业",
        "农业", "数据", "印刷", "印务", "印业", "模具", "销售", "服务", "房地产", "地产", "置业", "开发", "经纪", "人力资源", "发展", "园林", "绿化", "景观", "化妆品", "健康",
        "旅游", "旅行社", "照明", "通信", "通讯", "仪器", "仪表", "日用品", "光电", "酒业", "橡胶", "钢铁", "玻璃", "珠宝", "检测", "半导体", "消防", "安防", "体育", "茶业", "粮油",
        "家电", "电器", "办公", "用品", "酒店", "展览", "航空", "船舶", "检验", "认证", "水产", "金属", "钢结构", "铸造", "电力", "电气", "电缆", "光伏", "制药", "药业",
        "饮料", "乳业", "养殖", "种植", "农牧", "工贸", "科贸", "经贸", "外贸", "租赁", "运输", "货运", "仓储", "快递", "保险", "代理", "担保", "会计", "税务", "知识产权", "设计",
        "策划", "影视", "娱乐", "电商", "制造", "加工", "产业", "集团", "控股", "工业", "矿业", "水泥", "涂料", "陶瓷", "卫浴", "门窗", "木业", "纸业", "布艺", "鞋业", "皮具", "箱包",
        "玩具", "礼品", "工艺品", "家居", "母婴", "宠物", "美容", "养生", "劳务", "保安", "保洁", "清洁", "家政", "维修", "安装", "测绘", "勘察", "监理", "系统", "集成",
        "商行", "经营部", "工作室", "中心", "合伙企业", "商店", "超市", "便利店", "饭店", "餐厅", "门市部", "批发部", "服务部", "厂", "店", "行", "部", "馆", "城", "院",
    ]);

    /// <summary>What a part of a company is called that has no name of its own.</summary>
    static readonly FrozenDictionary<char, string[]> sites = ByEnd(["分公司", "支公司", "子公司", "分行", "支行", "办事处", "联络处", "代表处", "分部", "分店", "分厂", "分院", "分校", "分中心", "营业部"]);

    /// <summary>Where the trade begins; the length of the text where it has none.</summary>
    /// <param name="core">Name without place and legal form.</param>
    /// <param name="least">Characters of a brand that are left at least.</param>
    public static int TradeOf(string core, int least = 1)
    {
        var from = core.Length;
        while (from > least && Longest(trades, core.AsSpan(0, from), from - least) is > 0 and var length) from -= length;
        return from;
    }

    /// <summary>Where the word for a branch or office begins a name ends with, or -1.</summary>
    public static int SiteOf(string text) => Longest(sites, text, text.Length) is > 0 and var length ? text.Length - length : -1;

    // An import reads a name a row: only words with the right last character are looked at.
    static FrozenDictionary<char, string[]> ByEnd(string[] words) => words.GroupBy(w => w[^1]).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    static int Longest(FrozenDictionary<char, string[]> ending, ReadOnlySpan<char> text, int most)
    {
        var found = 0;
        if (text.Length == 0 || !ending.TryGetValue(text[^1], out var words)) return 0;
        foreach (var word in words)
            if (word.Length > found && word.Length <= most && text.EndsWith(word)) found = word.Length;
        return found;
    }
}
