using Guiju.Customers.Import;

namespace Guiju.Customers.Contracts;

/// <summary>Fields that name the customer of a row, for kinds of rows that hang on one.</summary>
public static class CustomerKeyFields
{
    /// <summary>One of these must be there.</summary>
    public static string[] Needed { get; } = ["customer.name", "customer.code", "customer.creditCode"];

    /// <summary>The fields.</summary>
    /// <param name="phones">Headers of a phone that is the customer's in such a file.</param>
    public static IReadOnlyList<ImportField> With(params IReadOnlyList<string> phones) =>
    [
        new("customer.code", "imports.field.customerCode", true, "客户编号", "档案编号", "客户档案编号", "客户代码", "客户编码", "所属客户编号", "customer number", "customer code", "customer no", "file number", "account number"),
        new("customer.creditCode", "customers.creditCode", true, CustomerFields.Shape.Find("creditCode")!.Names),
        new("customer.name", "imports.field.customerName", false, "客户名称", "所属客户", "关联客户", "客户全称", "公司名称", "单位名称", "企业名称", "所属公司", "对应客户", "客户", "公司", "单位", "企业", "跟进客户", "拜访客户",
            "account name", "company name", "customer name", "related to", "company / account", "company account", "associated company", "related company", "organization name", "company", "account", "customer", "organization"),
        new("customer.phone", "imports.field.customerPhone", true, phones),
    ];
}
