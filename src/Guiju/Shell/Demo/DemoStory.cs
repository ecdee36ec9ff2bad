using Guiju.FollowUp.Contracts;

namespace Guiju.Shell.Demo;

/// <summary>What people of the demo say and plan; invented, and plain enough for a sales floor.</summary>
static class DemoStory
{
    /// <summary>Channels leads come through, those of D01-1.1b.</summary>
    public static readonly string[] Channels = ["展会", "网络", "转介绍", "电话", "拜访", "广告", "行业资料", "其他"];

    /// <summary>How the customer is contacted, calls most of all.</summary>
    public static readonly ContactMode[] Modes = [ContactMode.Call, ContactMode.Call, ContactMode.Call, ContactMode.Visit, ContactMode.WeChat, ContactMode.WeChat, ContactMode.Mail, ContactMode.Exhibition, ContactMode.NotReached];

    /// <summary>What was said.</summary>
    public static readonly string[] Said =
    [
        "介绍了耐磨件的使用寿命和现场服务，对方要求先看同行业案例。", "设备科确认现用件每 40 天更换一次，愿意安排一个机位试用。", "对方在等年度预算，月底前不会定供应商。",
        "报价已收到，认为单价偏高，想按全年用量再谈。", "约好下周到现场看磨损情况，需要带样件。", "现供方交期不稳，希望我们能备库存。", "技术部提出两项指标要书面答复。",
        "采购换了人，重新介绍了公司和资质，资料已发邮箱。", "试用满 20 天，反馈良好，准备走内部评审。", "确认第一批 30 吨，等合同盖章。", "发票信息核对无误，财务下周付款。", "对方暂时没有新项目，请半年后再联系。",
    ];

    /// <summary>What comes next.</summary>
    public static readonly string[] Next = ["发同行业案例", "现场看工况", "跟进年度预算", "按全年用量重新报价", "带样件上门", "确认试用安排", "书面答复技术指标", "催合同盖章", "回访试用情况", "确认付款"];

    /// <summary>Grounds of an evaluation.</summary>
    public static readonly string[] Grounds = ["月用量大，现供方交期不稳", "有明确采购计划，预算已批", "需求稳定，决策人已接触", "有潜在需求，等年度预算", "正在比价，规模合适", "已停产检修，半年内无采购"];

    /// <summary>What customers ask for.</summary>
    public static readonly string[] Demands = ["φ90 铬合金铸球", "φ60 锻球", "立磨辊套", "破碎机锤头", "耐磨衬板", "包装助剂", "水处理药剂", "医用耗材", "不锈钢反应釜", "输送带托辊"];

    /// <summary>Business scopes.</summary>
    public static readonly string[] Scopes = ["水泥、熟料生产与销售", "铁矿采选、锰矿加工", "新型建筑材料研发、制造", "精密零部件加工与销售", "化工产品（不含危险品）销售", "环保设备设计、制造、安装", "药品、医疗器械批发", "机电设备销售及维修"];

    /// <summary>Industries.</summary>
    public static readonly string[] Industries = ["水泥", "矿山", "化工", "电力", "机械", "建材", "医药", "环保", "贸易"];
}
