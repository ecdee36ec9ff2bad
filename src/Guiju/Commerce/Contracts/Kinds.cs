namespace Guiju.Commerce.Contracts;

/// <summary>What a dealing with a customer is (交往类型).</summary>
public enum DealingKind
{
    /// <summary>洽谈: talked about business; entered by hand.</summary>
    Negotiation,

    /// <summary>报价: an offer.</summary>
    Quotation,

    /// <summary>合同: an agreement.</summary>
    Contract,

    /// <summary>订单: goods or work ordered.</summary>
    Order,

    /// <summary>供货: goods or work handed over.</summary>
    Delivery,

    /// <summary>退货: goods taken back; lowers the year's sales.</summary>
    Return,

    /// <summary>付款: money paid.</summary>
    Payment,

    /// <summary>纠纷: something in dispute.</summary>
    Dispute,

    /// <summary>工单: work on a car; in force once it is done and paid (D18-1.9).</summary>
    WorkOrder,
}

/// <summary>Whether a dealing counts.</summary>
public enum DealingState
{
    /// <summary>草拟: written down, in force from no day yet.</summary>
    Draft,

    /// <summary>已生效: in force from a day on.</summary>
    InForce,

    /// <summary>已取消: cancelled with a reason; stays in the ledger and counts no more.</summary>
    Cancelled,
}
