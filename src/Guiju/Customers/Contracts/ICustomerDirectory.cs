using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>A customer file an applicant was compared with.</summary>
/// <param name="CustomerId">The file; null where it lies outside the asker's scope, who learns only that it exists.</param>
/// <param name="Customer">Name of the customer.</param>
/// <param name="Present">Whether it is a present sales customer, so that its match refuses an application; else it is on file as a prospect, a supplier, a draft, or put away.</param>
/// <param name="Findings">What there is to say: refusals, and warnings the group decides on.</param>
public sealed record DirectoryHit(Guid? CustomerId, string Customer, bool Present, IReadOnlyList<Finding> Findings);

/// <summary>
/// The directory of present sales customers (现有销售客户目录, D17-2b): files that buy, distribute or act for the company and have dealt with it. Whoever
/// receives an application asks here, inside its own use case.
/// </summary>
public interface ICustomerDirectory
{
    /// <summary>Compares an applicant with all files of the actor's company, by the keys the company chose; also with those outside his scope.</summary>
    /// <param name="applicant">Who is applied for.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The files that match, present customers first; empty where he is new.</returns>
    Task<IReadOnlyList<DirectoryHit>> Check(DirectoryEntry applicant, CancellationToken ct);
}
