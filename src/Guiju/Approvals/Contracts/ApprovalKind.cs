using Guiju.Policies.Contracts;

namespace Guiju.Approvals.Contracts;

/// <summary>Who decides a step.</summary>
public enum StepWho
{
    /// <summary>Whoever stands above who asks: the supervisor, or with <see cref="StepRule.Level"/> whoever is further up.</summary>
    Supervisor,

    /// <summary>Holders of a post or role of the company by name, or with the ending 负责人 the head of a department.</summary>
    Named,

    /// <summary>Certain people, by id: a group of reviewers.</summary>
    People,

    /// <summary>会签: the head of each of these departments, one voice a department.</summary>
    Departments,
}

/// <summary>How many of them have to agree.</summary>
public enum StepNeed
{
    /// <summary>One of them.</summary>
    Any,

    /// <summary>All of them.</summary>
    All,

    /// <summary><see cref="StepRule.Quorum"/> of them.</summary>
    Quorum,
}

/// <summary>A step of a route; steps are decided one after another, and one that refuses ends it.</summary>
public sealed record StepRule
{
    /// <summary>Who decides.</summary>
    public required StepWho Who { get; init; }

    /// <summary>Names of posts, roles or departments, or ids of people.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How far up a supervisor is: 1 is one's own.</summary>
    public int Level { get; init; } = 1;

    /// <summary>How many have to agree; departments that countersign always all.</summary>
    public StepNeed Need { get; init; }

    /// <summary>How many, where a number was set.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>Working days there are to decide it; 0 sets no deadline.</summary>
    public int Days { get; init; } = 2;

    /// <summary>The step is there only where the amount is above this.</summary>
    public decimal? Above { get; init; }

    /// <summary>The supervisor of who asks.</summary>
    public static StepRule Superior(int days = 2) => new() { Who = StepWho.Supervisor, Days = days };

    /// <summary>Holders of a post or role, or the head of a department (信息部负责人); one of them decides.</summary>
    public static StepRule Holder(string name, int days = 2) => new() { Who = StepWho.Named, Names = [name], Days = days };
}

/// <summary>
/// A kind of request; the feature that asks registers one as a singleton. Its words are the texts <c>approval.{kind}</c>. The company may set
/// another route on the page of routes.
/// </summary>
/// <param name="Kind">Its name, camel case, up to 30 characters.</param>
/// <param name="Clause">Clause that asks for it.</param>
/// <param name="Permission">What somebody needs, beside his data scope, to see others' requests of this kind.</param>
/// <param name="Place">Path of the record's page.</param>
/// <param name="Route">The steps by the clause, from its parameters of a day.</param>
public sealed record ApprovalKind(string Kind, string Clause, string Permission, Func<Guid, string> Place, Func<IClauseParameters, DateOnly, IReadOnlyList<StepRule>> Route)
{
    /// <summary>Whether several may be decided at once from the list.</summary>
    public bool Bulk { get; init; }
}
