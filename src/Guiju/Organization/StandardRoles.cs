using Guiju.Platform.Security;
using static Guiju.Platform.Security.Permission;

namespace Guiju.Organization;

/// <summary>The roles a new installation starts with; the company may change them.</summary>
public static class StandardRoles
{
    static readonly string[] Sells = [CustomersRead, CustomersWrite, LeadsWrite, FollowUpWrite, CommerceWrite, ReportsRead, PoliciesRead, ComplianceRead];

    /// <summary>Key, Chinese name, scope and permissions of each.</summary>
    public static IReadOnlyList<Role> Make() =>
    [
        new("salesperson", "营销人员", DataScope.Own, Sells),
        new("supervisor", "销售主管", DataScope.Department, [.. Sells, CustomersAssign, CustomersExport, CustomersShareViews, LeadsAssign, FollowUpConfirm, OrganizationRead, RegulationsWrite, ViolationsWrite, ViolationsDecide]),
        new("director", "市场营销总监", DataScope.Unit, [.. Sells, CustomersAssign, CustomersExport, CustomersShareViews, CustomersReadLog, CustomersSeePhones, CustomersSeeAccounts, CustomersArchive, CustomersDelete, CustomersMerge, LeadsAssign, FollowUpConfirm, ReportsSend, OrganizationRead, PoliciesWrite, RegulationsWrite, ViolationsWrite, ViolationsDecide, AuditRead]),
        new("clerk", "信息员", DataScope.Unit, [CustomersRead, CustomersWrite, CustomersImport, CustomersExport, CustomersShareViews, CustomersArchive, CustomersDelete, CustomersMerge, CustomersReadLog, CustomersSeePhones, LeadsWrite, ReportsRead, ReportsSend, PoliciesRead, ComplianceRead, OrganizationRead, RegulationsWrite]),
        new("group", "集团管理", DataScope.Group, [CustomersRead, ReportsRead, ReportsSend, PoliciesRead, ComplianceRead, OrganizationRead, RegulationsWrite, ViolationsRead, ViolationsDecide, AuditRead]),
        new("hr", "人事", DataScope.Unit, [PoliciesRead, OrganizationRead, ViolationsWrite, ViolationsRead, ViolationsDecide]),
        // Configures and does not approve: separation of duties (roles of the regulations).
        new("administrator", "管理员", DataScope.Group, [CustomersRead, CustomersWrite, CustomersAssign, CustomersImport, CustomersExport, CustomersShareViews, CustomersReadLog, CustomersSeePhones, CustomersSeeAccounts, CustomersArchive, CustomersDelete, CustomersMerge,
            ReportsRead, PoliciesRead, PoliciesWrite, ComplianceRead, RegulationsWrite, OrganizationRead, OrganizationWrite, MailManage, AuditRead]),
    ];
}
