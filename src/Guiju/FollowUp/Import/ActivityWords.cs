using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;

namespace Guiju.FollowUp.Import;

/// <summary>Words other systems use for how a customer was contacted and what came of it.</summary>
static class ActivityWords
{
    static readonly Dictionary<string, ContactMode> modes = Words<ContactMode>(
        (ContactMode.Call, ["电话", "打电话", "去电", "来电", "呼出", "呼入", "电话沟通", "电话联系", "电话拜访", "电话跟进", "电话回访", "回访", "通话", "座机", "手机", "语音", "call", "phone", "phone call", "telephone", "outbound", "inbound", "outbound call", "inbound call"]),
        (ContactMode.Visit, ["拜访", "上门", "上门拜访", "现场", "现场拜访", "走访", "面谈", "面访", "约见", "会面", "见面", "来访", "客户来访", "会议", "出差", "考察", "陌拜", "visit", "meeting", "event", "on-site", "onsite", "in person", "face to face", "demo"]),
        (ContactMode.WeChat, ["微信", "企业微信", "企微", "微信沟通", "微信联系", "公众号", "qq", "钉钉", "飞书", "whatsapp", "wechat", "weixin", "linkedin", "skype", "chat", "im"]),
        (ContactMode.Message, ["短信", "信息", "发短信", "手机短信", "sms", "text", "text message"]),
        (ContactMode.Mail, ["邮件", "电子邮件", "邮箱", "发邮件", "email", "e-mail", "mail", "listemail"]),
        (ContactMode.Exhibition, ["展会", "会展", "展览", "参展", "exhibition", "trade fair", "trade show", "fair"]),
        (ContactMode.NotReached, ["未接通", "未接", "无人接听", "没接通", "没人接", "占线", "拒接", "not reached", "no answer", "busy", "left voicemail", "voicemail"]));

    static readonly Dictionary<string, ContactResult> results = Words<ContactResult>(
        (ContactResult.Interested, ["有意向", "意向", "感兴趣", "有兴趣", "意向强", "interested"]),
        (ContactResult.Considering, ["考虑中", "考虑", "再考虑", "待定", "观望", "considering", "undecided"]),
        (ContactResult.Agreed, ["已约定", "已约", "已预约", "约定", "agreed", "meeting scheduled", "scheduled"]),
        (ContactResult.NoNeedNow, ["暂无需求", "暂不需要", "无需求", "没有需求", "不需要", "no need now", "no need"]),
        (ContactResult.Declined, ["已拒绝", "拒绝", "无意向", "没意向", "不感兴趣", "declined", "not interested", "rejected"]));

    /// <summary>The mode a word means, or null.</summary>
    public static ContactMode? AsMode(string word) => modes.TryGetValue(ImportField.Plain(word), out var mode) ? mode : null;

    /// <summary>The result a word means, or null.</summary>
    public static ContactResult? AsResult(string word) => results.TryGetValue(ImportField.Plain(word), out var result) ? result : null;

    static Dictionary<string, T> Words<T>(params (T Value, string[] Words)[] table) where T : struct, Enum =>
        table.SelectMany(t => t.Words.Select(w => (Word: ImportField.Plain(w), t.Value))).DistinctBy(t => t.Word).ToDictionary(t => t.Word, t => t.Value);
}
