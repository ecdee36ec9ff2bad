using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;

namespace Guiju.Shell.Demo;

/// <summary>What people of the demo say, sell and plan; invented, and plain enough for a sales floor.</summary>
static class DemoStory
{
    /// <summary>What a company of the demo deals in.</summary>
    /// <param name="Buyers">Trades of those who buy, with their industry and business scope.</param>
    /// <param name="Goods">What they ask for, with a usual amount of an order in yuan.</param>
    /// <param name="Suppliers">Trades of those who supply.</param>
    public sealed record Market(IReadOnlyList<(string Trade, string Industry, string Scope)> Buyers, IReadOnlyList<(string Name, int Amount)> Goods, IReadOnlyList<string> Suppliers);

    /// <summary>Markets by the company's code.</summary>
    public static readonly IReadOnlyDictionary<string, Market> Markets = new Dictionary<string, Market>
    {
        ["HYNM"] = new(
            [("水泥", "水泥", "水泥、熟料生产与销售"), ("矿业", "矿山", "铁矿采选、锰矿加工"), ("新型建材", "建材", "新型建筑材料研发、制造"), ("环保科技", "环保", "环保设备设计、制造、安装"),
             ("电力设备", "电力", "火力发电、供热"), ("钢构", "机械", "钢结构加工与安装"), ("粉体科技", "建材", "非金属矿物粉体加工"), ("机械设备", "机械", "机电设备制造、销售及维修")],
            [("φ90 铬合金铸球", 286_000), ("φ60 锻球", 148_000), ("立磨辊套", 420_000), ("破碎机锤头", 96_000), ("耐磨衬板", 175_000), ("输送带托辊", 63_000)],
            ["铸造", "铁合金", "耐火材料", "模具", "热处理"]),
        ["HYHG"] = new(
            [("磷化工", "化工", "磷肥、磷酸盐生产"), ("陶瓷", "建材", "建筑陶瓷制造"), ("包装材料", "包装", "纸塑包装制品加工"), ("水务科技", "环保", "污水处理及再生利用"),
             ("新材料", "化工", "高分子材料研发、生产"), ("印染", "纺织", "纺织品印染加工"), ("食品", "食品", "粮油食品加工")],
            [("水处理药剂", 88_000), ("包装助剂", 52_000), ("陶瓷减水剂", 74_000), ("印染助剂", 61_000), ("食品级磷酸盐", 132_000)],
            ["化学原料", "塑料桶业", "危化物流", "助剂"]),
        ["HYYY"] = new(
            [("医药", "医药", "药品批发、零售"), ("医疗器械", "医药", "二、三类医疗器械经营"), ("大药房连锁", "零售", "药品零售连锁"), ("生物科技", "医药", "生物制品研发"), ("健康管理", "医疗", "健康体检与咨询服务")],
            [("一次性医用耗材", 68_000), ("中药饮片", 45_000), ("血糖仪及试纸", 92_000), ("医用敷料", 38_000)],
            ["药用包材", "原料药", "冷链物流", "医用纺织"]),
    };

    /// <summary>Firms of the special class, one pattern a kind.</summary>
    public static readonly IReadOnlyList<(SpecialKind Kind, string Pattern, string Scope, string Post)> Specials =
    [
        (SpecialKind.Lawyer, "{1}律师事务所", "法律服务", "合伙人"), (SpecialKind.FinancialAdviser, "{0}{1}财务咨询有限公司", "财务、税务咨询", "项目经理"),
        (SpecialKind.Advertising, "{0}{1}广告传媒有限公司", "广告设计、发布", "客户总监"), (SpecialKind.PublicRelations, "{0}{1}公关策划有限公司", "公共关系、会展服务", "策划总监"),
        (SpecialKind.Bank, "{1}银行{0}分行", "存贷款、结算业务", "客户经理"), (SpecialKind.Insurer, "{1}财产保险{0}中心支公司", "财产保险、信用保险", "业务主管"),
        (SpecialKind.FinancingAssistance, "{0}{1}融资担保有限公司", "融资担保", "风控经理"),
    ];

    /// <summary>Channels leads come through, those of D01-1.1b.</summary>
    public static readonly string[] Channels = ["展会", "网络", "转介绍", "电话", "拜访", "广告", "行业资料", "其他"];

    /// <summary>How the customer is contacted, calls most of all.</summary>
    public static readonly ContactMode[] Modes = [ContactMode.Call, ContactMode.Call, ContactMode.Call, ContactMode.Visit, ContactMode.WeChat, ContactMode.WeChat, ContactMode.Mail, ContactMode.Exhibition];

    /// <summary>What is said at first, with what is to be done next.</summary>
    public static readonly (string Said, string Next)[] First =
    [
        ("介绍了公司和主要产品，对方要求先看同行业案例。", "发同行业案例"), ("对方在等年度预算，月底前不会定供应商。", "跟进年度预算"), ("约好到现场看工况，需要带样件。", "带样件上门"),
        ("现供方交期不稳，希望我们能备库存。", "书面答复备货方案"), ("采购换了人，重新介绍了公司和资质，资料已发邮箱。", "确认资料收到"), ("技术部提出两项指标要书面答复。", "书面答复技术指标"),
    ];

    /// <summary>What is said later on.</summary>
    public static readonly (string Said, string Next)[] Later =
    [
        ("愿意安排小批量试用，要求附检测报告。", "寄样和检测报告"), ("试用满 20 天，反馈良好，准备走内部评审。", "回访评审进度"), ("认为单价偏高，想按全年用量再谈。", "按全年用量重新报价"),
        ("付款方式希望改为月结 60 天，需请示。", "答复付款方式"), ("库存还够一个月，下月初再定。", "确认下月计划"), ("报价已收到，领导出差回来后定。", "催报价答复"),
    ];

    /// <summary>What is said once he buys.</summary>
    public static readonly (string Said, string Next)[] Bought =
    [
        ("到货验收合格，包装有两处破损，已拍照。", "跟进包装改进"), ("发票信息核对无误，财务下周付款。", "确认付款"), ("使用情况正常，询问下批价格。", "报下批价格"), ("希望年底签年度框架。", "准备年框方案"),
    ];

    /// <summary>Grounds of an evaluation that goes well.</summary>
    public static readonly string[] Grounds = ["月用量大，现供方交期不稳", "有明确采购计划，预算已批", "需求稳定，决策人已接触", "有潜在需求，等年度预算", "正在比价，规模合适"];

    /// <summary>What a colleague's file is asked for.</summary>
    public static readonly string[] ToRead = ["同一集团的客户，准备联合投标", "客户转介绍，需了解以往报价和交期", "区域交接前了解往来情况"];

    /// <summary>Grounds of putting somebody aside.</summary>
    public static readonly string[] Aside = ["已停产检修，半年内无采购", "集团统一采购，分公司无权选供应商", "刚与现供方签了两年合同"];

    /// <summary>Tags.</summary>
    public static readonly string[] Tags = ["重点", "年框", "试用中", "招投标", "老客户介绍", "展会名单"];

    /// <summary>Posts of the people one speaks to.</summary>
    public static readonly string[] Posts = ["采购部经理", "生产副总", "设备科长", "总经理", "采购员", "技术主管", "财务经理", "办公室主任", "仓储主管"];
}
