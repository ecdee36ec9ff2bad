namespace Guiju.FollowUp.Contracts;

/// <summary>How a customer was contacted (D01-1.3a).</summary>
public enum ContactMode
{
    /// <summary>电话.</summary>
    Call,

    /// <summary>拜访.</summary>
    Visit,

    /// <summary>微信.</summary>
    WeChat,

    /// <summary>短信.</summary>
    Message,

    /// <summary>邮件.</summary>
    Mail,

    /// <summary>展会.</summary>
    Exhibition,

    /// <summary>未接通: an attempt that reached nobody; it is kept, and is no contact in the sense of D01-1.3a.</summary>
    NotReached,
}

/// <summary>What came of a contact.</summary>
public enum ContactResult
{
    /// <summary>有意向.</summary>
    Interested,

    /// <summary>考虑中.</summary>
    Considering,

    /// <summary>已约定: a visit, a sample, a quotation was agreed.</summary>
    Agreed,

    /// <summary>暂无需求.</summary>
    NoNeedNow,

    /// <summary>已拒绝.</summary>
    Declined,
}
