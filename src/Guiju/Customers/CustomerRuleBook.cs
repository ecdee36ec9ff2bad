using Guiju.Platform;
using Guiju.Policies.Contracts;

namespace Guiju.Customers;

/// <summary>Reads the rules of customer files in force today from the clause register and the company's settings.</summary>
sealed class CustomerRuleBook(IClauseParameters parameters, IConfiguration settings, CompanyClock clock)
{
    /// <summary>First twelve columns of the form 客户档案, unless the company names others (setting <c>Customers:Template</c>).</summary>
    static readonly string[] template =
        ["档案编号", "客户类别", "客户名称", "统一社会信用代码", "法定代表人", "地址", "电话", "联系人", "经营范围", "注册资本", "首次接触日期", "开发专员"];

    CustomerRules? rules;
    readonly Dictionary<Guid, CustomerRules> others = [];

    /// <summary>The rules of the caller's company today.</summary>
    public CustomerRules Today => rules ??= Of(parameters);

    /// <summary>The rules of another company today.</summary>
    public CustomerRules For(Guid unitId) => others.TryGetValue(unitId, out var known) ? known : others[unitId] = Of(parameters.For(unitId));

    CustomerRules Of(IClauseParameters book)
    {
        var on = clock.Today;
        return new()
        {
            NumberRule = book.Get<string>("D10-1.1b", "code_rule", on),
            PostcodeDigits = book.Get<int>("D13-3.3.2b", "postcode_digits", on),
            CapitalUnit = book.Get<string>("D13-3.3.2b", "capital_unit", on),
            StandardFields = book.Get<List<string>>("D13-3.3.2a", "required_fields", on),
            Template = settings.GetSection("Customers:Template").Get<string[]>() ?? template,
            CompleteTarget = book.Get<decimal>("D13-3.3.2c", "complete_target_pct", on),
            ChaseAfterDays = book.Get<int>("D13-3.3.2c", "chase_after_days", on),
            ChangeTypes = book.Get<List<string>>("D13-3.4.1a", "change_types", on),
            LeastScore = book.Get<int>("D01-1.2c", "completeness_min", on),
            TransferWithin = book.Get<int>("D01-1.3c", "transfer_within", on),
            Categories = [book.Get<string>("D01-1.3c", "category1_name", on), .. book.Get<List<string>>("D01-1.3e", "categories", on).Skip(1)],
            MaxFutureDays = book.Get<int>("D01-2.3b", "max_future", on),
            StaleAfter = book.Get<int>("D01-3.1a", "stale_after", on),
            GateLeast = book.Get<decimal>("D01-3.1b", "completeness_min", on),
            DuplicateKeys = book.Get<List<string>>("D13-3.1b", "duplicate_keys", on),
            RetentionYears = book.Get<int>("D10-6.1", "retention_years", on),
            FileWithin = book.Get<int>("D13-3.3.1b", "file_open_within_workdays", on),
        };
    }
}
