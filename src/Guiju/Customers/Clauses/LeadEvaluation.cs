using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Clauses;

/// <summary>An evaluation finds one of three classes, and what it found decides whether the customer enters the classified register.</summary>
static class LeadEvaluation
{
    /// <summary>Every evaluation gives its grounds: a target without any could not be told from a guess.</summary>
    [Clause("D01-1.3b")]
    public static Finding? Check(string? grounds) =>
        string.IsNullOrWhiteSpace(grounds) ? new("customers.evaluation.grounds", "grounds", "D01-1.3b") : null;

    /// <summary>Whether this class belongs into the register's first category.</summary>
    [Clause("D01-1.3c")]
    public static bool EntersRegister(LeadClass leadClass) => leadClass is LeadClass.Target or LeadClass.Potential;

    /// <summary>Nobody enters the register without a day of the next contact.</summary>
    [Clause("D01-1.3c")]
    public static Finding? CheckTransfer(DateOnly? nextContactOn) =>
        nextContactOn is null ? new("customers.register.next-contact", "nextContactOn", "D01-1.3c") : null;

    /// <summary>Going back to an earlier category, or out, needs a reason.</summary>
    [Clause("D01-1.3e")]
    public static Finding? CheckMove(int? fromOrder, int? toOrder, string? reason) =>
        fromOrder is { } from && (toOrder ?? 0) < from && string.IsNullOrWhiteSpace(reason) ? new("customers.category.back-reason", "reason", "D01-1.3e") : null;
}
