using System.Reflection;

namespace Guiju.Platform.Security;

/// <summary>Everything a role can allow. Each has a text <c>permission.{value}</c>; a page, a route and a job that do the same ask for the same one.</summary>
public static class Permission
{
    /// <summary>See customers within one's scope.</summary>
    public const string CustomersRead = "customers.read";

    /// <summary>Register and change customers within one's scope.</summary>
    public const string CustomersWrite = "customers.write";

    /// <summary>Give customers to another owner.</summary>
    public const string CustomersAssign = "customers.assign";

    /// <summary>Bring customers in from files.</summary>
    public const string CustomersImport = "customers.import";

    /// <summary>Take customers out into files.</summary>
    public const string CustomersExport = "customers.export";

    /// <summary>Share one's views of the customer list with the company.</summary>
    public const string CustomersShareViews = "customers.share-views";

    /// <summary>See full phone numbers of customers one does not own.</summary>
    public const string CustomersSeePhones = "customers.phones";

    /// <summary>See bank accounts of customers one does not own.</summary>
    public const string CustomersSeeAccounts = "customers.accounts";

    /// <summary>Read the log of opened files (information department, D13-6c).</summary>
    public const string CustomersReadLog = "customers.access-log";

    /// <summary>Archive and restore customers.</summary>
    public const string CustomersArchive = "customers.archive";

    /// <summary>Delete files opened by mistake and take out of the recycle bin what others deleted.</summary>
    public const string CustomersDelete = "customers.delete";

    /// <summary>Decide what are duplicates, merge files and take a merge back (information department, D13-3.1b).</summary>
    public const string CustomersMerge = "customers.merge";

    /// <summary>Register and evaluate leads.</summary>
    public const string LeadsWrite = "leads.write";

    /// <summary>Give out leads nobody answers for and set territories.</summary>
    public const string LeadsAssign = "leads.assign";

    /// <summary>Log contacts with customers.</summary>
    public const string FollowUpWrite = "followup.write";

    /// <summary>Confirm what a subordinate may not decide alone.</summary>
    public const string FollowUpConfirm = "followup.confirm";

    /// <summary>Record quotations, contracts, orders and payments.</summary>
    public const string CommerceWrite = "commerce.write";

    /// <summary>See, print and export forms and lists.</summary>
    public const string ReportsRead = "reports.read";

    /// <summary>Send the periodic reports of one's company; with the scope of the group also return them.</summary>
    public const string ReportsSend = "reports.send";

    /// <summary>See the clause register.</summary>
    public const string PoliciesRead = "policies.read";

    /// <summary>Change the company's settings of clauses.</summary>
    public const string PoliciesWrite = "policies.write";

    /// <summary>See how clauses are kept, within one's scope.</summary>
    public const string ComplianceRead = "compliance.read";

    /// <summary>Draft, review and publish regulations of one's department; see drafts and who has read what.</summary>
    public const string RegulationsWrite = "regulations.write";

    /// <summary>Record breaches of conduct by one's people.</summary>
    public const string ViolationsWrite = "violations.write";

    /// <summary>See all breaches of conduct of the company (human resources, D01-2.4b).</summary>
    public const string ViolationsRead = "violations.read";

    /// <summary>Decide about breaches of conduct one may see.</summary>
    public const string ViolationsDecide = "violations.decide";

    /// <summary>See companies, departments and people.</summary>
    public const string OrganizationRead = "organization.read";

    /// <summary>Change companies, departments, people, posts and roles.</summary>
    public const string OrganizationWrite = "organization.write";

    /// <summary>Set the mail server and look after outgoing mail.</summary>
    public const string MailManage = "mail.manage";

    /// <summary>Read the audit trail.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Be signed in: one's own account, language, sessions and tokens.</summary>
    public const string Self = "self";

    /// <summary>All of them, in the order written here.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];
}

/// <summary>Says which permission a use case asks for; every use case has one.</summary>
/// <param name="permission">A value of <see cref="Permission"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(string permission) : Attribute
{
    /// <summary>A value of <see cref="Security.Permission"/>.</summary>
    public string Permission { get; } = permission;
}
