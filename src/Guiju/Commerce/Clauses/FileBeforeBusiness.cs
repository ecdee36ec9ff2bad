using Guiju.Commerce.Contracts;
using Guiju.Rulebook.Clauses;

namespace Guiju.Commerce.Clauses;

/// <summary>先有档案后有业务: the other side is always a customer file, and business is booked only on one that is filed.</summary>
public static class FileBeforeBusiness
{
    /// <summary>Whether this kind books business, so that a draft of a file is not enough; talking and offering come before.</summary>
    [Clause("D13-3.3.1a"), Clause("D15-3.3.1a"), Clause("D16-4.1a")]
    public static bool Books(DealingKind kind) => kind is not (DealingKind.Negotiation or DealingKind.Quotation);
}
