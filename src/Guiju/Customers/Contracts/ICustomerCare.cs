using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>What a decision of a supervisor does to a customer file, inside the transaction of the deciding use case.</summary>
public interface ICustomerCare
{
    /// <summary>Ids of the files of the actor's company that nobody is in charge of; ids alone, since such a file may be outside his scope.</summary>
    IQueryable<Guid> WithoutOwner { get; }

    /// <summary>Plans the next contact without noting one, by the rules of D01-2.3b; the file must be in the actor's scope.</summary>
    Task<Outcome<CustomerHeader>> Plan(Guid id, DateOnly? on, string? step, CancellationToken ct);

    /// <summary>
    /// Puts a file that nobody is in charge of into somebody's charge (D01-1.1a). The caller has made sure that the actor may
    /// give it out: a file in the pool is in nobody's own scope.
    /// </summary>
    Task<Outcome<CustomerHeader>> GiveOut(Guid id, Guid ownerId, CancellationToken ct);

    /// <summary>Puts a file of the actor's company into the charge of somebody else there (D03-4.2). The caller has made sure that the actor may decide that.</summary>
    Task<Outcome<CustomerHeader>> Reassign(Guid id, Guid ownerId, CancellationToken ct);
}
