using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Security;

namespace Guiju.FollowUp.Import;

/// <summary>Where columns of a file of contacts logged can go to.</summary>
static class ActivityFields
{
    /// <summary>Contacts logged as a kind of rows.</summary>
    public static ImportShape Shape { get; } = new("activities", Permission.CustomersWrite,
    [
        .. CustomerKeyFields.With("客户电话", "联系电话", "电话", "手机", "手机号", "联系人手机", "phone", "mobile", "phone number"),
        new("at", "followup.at", false, "跟进时间", "联系时间", "拜访时间", "沟通时间", "通话时间", "活动时间", "跟进日期", "联系日期", "拜访日期", "沟通日期", "发生时间", "发生日期", "日期", "时间",
            "activity date", "activitydate", "contact date", "call date", "meeting date", "visit date", "completed date", "completeddatetime", "start date", "date/time", "date", "due date only", "start"),
        new("time", "followup.import.time", false, "时刻", "具体时间", "开始时间", "时间", "start time", "time"),
        new("mode", "followup.mode", false, "跟进方式", "联系类型", "拜访方式", "沟通方式", "跟进类型", "活动类型", "记录类型", "联系方式", "方式", "类型", "activity type", "task subtype", "tasksubtype", "contact mode", "call type", "mode", "channel", "type"),
        new("with", "followup.import.with", false, "联系人", "联系人姓名", "客户联系人", "沟通对象", "拜访对象", "对方", "与谁", "contact name", "contact person", "contact", "with", "attendees", "name"),
        new("subject", "followup.import.subject", false, "主题", "标题", "跟进主题", "拜访主题", "活动名称", "subject", "title", "topic"),
        new("feedback", "followup.import.feedback", false, "跟进内容", "跟进记录", "联系内容", "联系记录", "沟通内容", "沟通记录", "拜访内容", "拜访记录", "跟进情况", "客户反馈", "反馈", "内容", "记录内容", "详情", "描述", "备注", "说明",
            "full comments", "call notes", "comments", "description", "feedback", "content", "details", "body", "notes", "note"),
        new("result", "followup.import.result", false, "跟进结果", "联系结果", "拜访结果", "沟通结果", "结果", "客户意向", "outcome", "call outcome", "result", "call result", "disposition"),
        new("nextOn", "followup.import.next", false, "下次联系", "下次联系时间", "下次联系日期", "下次跟进", "下次跟进时间", "下次跟进日期", "下次拜访时间", "下次回访时间", "next contact", "next contact date", "next follow-up", "next activity date", "follow-up date"),
        new("nextStep", "followup.next-step", false, "下一步", "下一步计划", "下次联系内容", "后续计划", "跟进计划", "next step", "nextstep", "next steps"),
        new("author", "followup.import.author", false, "跟进人", "跟进人员", "拜访人", "联系人员", "记录人", "创建人", "录入人", "填写人", "业务员", "销售员", "负责人", "操作人", "所有人",
            "activity assigned to", "assigned to", "logged by", "created by", "author", "owner", "user", "sales rep"),
        new("notedAt", "followup.import.noted", false, "创建时间", "录入时间", "填写时间", "记录时间", "创建日期", "created date", "create date", "createddate", "created at", "created time"),
    ])
    {
        Needs = [CustomerKeyFields.Needed, ["at", "notedAt"], ["feedback", "subject"]],
        Signs = ["跟进时间", "跟进日期", "跟进内容", "跟进记录", "跟进方式", "联系时间", "联系内容", "联系记录", "沟通时间", "沟通内容", "沟通方式", "沟通记录", "拜访时间", "拜访日期", "拜访内容", "拜访记录", "拜访方式",
            "activity date", "activity type", "task subtype", "call date", "call notes", "meeting date", "contact date", "full comments"],
        SignsNeeded = 2,
        Titles = ["跟进", "联系记录", "拜访", "沟通记录", "activit", "follow-up", "follow up", "interactions", "tasks", "calls", "meetings", "notes"],
        Choices = [new("mode", "followup.import.mode", "followup.import.mode.hint", [.. Enum.GetValues<ContactMode>().Select(m => KeyValuePair.Create(m.ToString(), $"enum.ContactMode.{m}"))], Unless: "mode")],
    };
}
