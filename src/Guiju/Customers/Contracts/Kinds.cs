namespace Guiju.Customers.Contracts;

/// <summary>How far a file has come.</summary>
public enum FileStatus
{
    /// <summary>A name is enough (草稿).</summary>
    Draft,

    /// <summary>Filed, with standard fields missing (待完善).</summary>
    Incomplete,

    /// <summary>All standard fields there or said to be nonexistent (正式).</summary>
    Formal,
}

/// <summary>The five stages of D01-3.1a, in their order.</summary>
public enum Stage
{
    /// <summary>搜集.</summary>
    Collected,

    /// <summary>联系.</summary>
    Contacted,

    /// <summary>意向.</summary>
    Intent,

    /// <summary>成交.</summary>
    Won,

    /// <summary>忠诚.</summary>
    Loyal,
}

/// <summary>The three classes of D01-1.3b.</summary>
public enum LeadClass
{
    /// <summary>目标客户.</summary>
    Target,

    /// <summary>潜力客户.</summary>
    Potential,

    /// <summary>暂时无效客户.</summary>
    TemporarilyInvalid,
}

/// <summary>What an entity is to the company.</summary>
public enum RoleKind
{
    /// <summary>采购方 (业务客户): buys from us; in negotiation until the first deal (D10-0.3).</summary>
    Buyer,

    /// <summary>经销商: distributes for us (D13-2.1a).</summary>
    Distributor,

    /// <summary>供应商: supplies us.</summary>
    Supplier,

    /// <summary>代理商: acts for us in a region.</summary>
    Agent,

    /// <summary>特殊类 (合作专业机构): law, finance, media, banks, insurers… with a subtype (D13-2.2a).</summary>
    Special,
}

/// <summary>The seven subtypes of the special class (D13-2.2a).</summary>
public enum SpecialKind
{
    /// <summary>律师.</summary>
    Lawyer,

    /// <summary>财务顾问.</summary>
    FinancialAdviser,

    /// <summary>广告.</summary>
    Advertising,

    /// <summary>公关.</summary>
    PublicRelations,

    /// <summary>银行.</summary>
    Bank,

    /// <summary>保险.</summary>
    Insurer,

    /// <summary>融资协助机构.</summary>
    FinancingAssistance,
}
