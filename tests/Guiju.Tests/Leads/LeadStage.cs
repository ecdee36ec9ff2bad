using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Leads;
using Guiju.Platform.Http;
using Guiju.Rulebook.Findings;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Leads;

/// <summary>What the tests of leads set up again and again.</summary>
static class LeadStage
{
    public const string Shanghai = "310000", Jiangsu = "320000", Guangdong = "440000", Shenzhen = "440300", Sichuan = "510000";

    /// <summary>A lead that says all ten scored fields.</summary>
    public static RegisterLead.Input Full(string name = "苏州华泰精工有限公司", string phone = "13800138000") => new()
    {
        Name = name,
        Role = RoleKind.Buyer,
        RegionCode = Jiangsu,
        Industry = "机械制造",
        Address = "工业园区星湖街 8 号",
        ContactName = "周立",
        ContactPost = "采购经理",
        Phone = phone,
        Email = "zhou@example.com",
        Channel = "展会",
        Demand = "φ90 铸球",
    };

    public static Task<Outcome<RegisterLead.Registered>> Register(this World world, string who, RegisterLead.Input input) =>
        world.Do<RegisterLead, RegisterLead.Registered>(who, u => u.Handle(input, default));

    public static Task<Outcome<Guid>> Territory(this World world, string name, string owner, string[] regions, params string[] fields) =>
        world.Do<DrawTerritory, Guid>("孙总监", u => u.Handle(null, null, new(name, world.People[owner], regions, fields), default));

    public static async Task<IReadOnlyList<LeadRow>> Leads(this World world, string who, LeadView view) =>
        (await world.Ask<LeadList, PageOf<LeadRow>>(who, q => q.Handle(new(view), default))).Value.Items;

    public static Task<Outcome<CustomerHeader>> Evaluate(this World world, string who, Guid lead, LeadClass? leadClass, string? grounds) =>
        world.Do<EvaluateLead, CustomerHeader>(who, u => u.Handle(lead, new(leadClass, grounds), default));

    /// <summary>A lead of 张三 that he has called, with a next contact planned.</summary>
    public static async Task<RegisterLead.Registered> Contacted(this World world, string who, RegisterLead.Input input)
    {
        var lead = (await world.Register(who, input)).Value;
        (await world.Log(who, lead.CustomerId, new() { Mode = ContactMode.Call, Feedback = "月底定型号", NextOn = new(2025, 6, 20) })).Done.ShouldBeTrue();
        return lead;
    }
}
