using System.Collections.Frozen;

namespace Guiju.Platform.Security;

/// <summary>Through which door a call came.</summary>
public enum Door
{
    /// <summary>A page in the browser.</summary>
    Page,

    /// <summary>The REST API.</summary>
    Api,

    /// <summary>A file import.</summary>
    Import,

    /// <summary>A scheduled or background job.</summary>
    Job,

    /// <summary>The command line on the server.</summary>
    CommandLine,
}

/// <summary>Which records a person sees: the narrowest is his own.</summary>
public enum DataScope
{
    /// <summary>Those he owns or is second contact of.</summary>
    Own,

    /// <summary>Those of his department and the departments below it, and of the people he supervises.</summary>
    Department,

    /// <summary>Those of his company.</summary>
    Unit,

    /// <summary>Those of the whole group.</summary>
    Group,
}

/// <summary>Who calls, what he may do and how far he sees; made once a request from his session or token.</summary>
public sealed record Actor
{
    /// <summary>The person, or null for the program itself.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Name as shown and kept in the audit trail.</summary>
    public required string Name { get; init; }

    /// <summary>Company he works for.</summary>
    public Guid UnitId { get; init; }

    /// <summary>Its name; empty for the program itself.</summary>
    public string UnitName { get; init; } = "";

    /// <summary>Department he works in, if any.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>How far he sees.</summary>
    public DataScope Scope { get; init; } = DataScope.Own;

    /// <summary>His department and those below; empty unless the scope is <see cref="DataScope.Department"/>.</summary>
    public IReadOnlyList<Guid> Departments { get; init; } = [];

    /// <summary>People he supervises, directly or through others; empty unless the scope is <see cref="DataScope.Department"/>.</summary>
    public IReadOnlyList<Guid> Subordinates { get; init; } = [];

    /// <summary>What he may do: values of <see cref="Permission"/>.</summary>
    public IReadOnlySet<string> Permissions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Through which door he came.</summary>
    public Door Door { get; init; }

    /// <summary>Session he is signed in with, if any.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Count of changes of people, roles and departments he was made under; null for the program itself. What is remembered under it is still true.</summary>
    public long? AccessStamp { get; init; }

    /// <summary>Whether this is the program itself, which may do everything.</summary>
    public bool IsProgram { get; private init; }

    /// <summary>Whether he may do this.</summary>
    public bool May(string permission) => IsProgram || Permissions.Contains(permission);

    /// <summary>The program itself, acting for nobody in particular.</summary>
    public static Actor Program(Door door, Guid unit = default) =>
        new() { Name = "Guiju", Door = door, UnitId = unit, Scope = DataScope.Group, IsProgram = true };
}

/// <summary>The actor of the current scope; set once by the door that made the scope.</summary>
public sealed class CurrentActor
{
    Actor? actor;

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">Nobody signed in: the route forgot to ask for it.</exception>
    public Actor Value => actor ?? throw new InvalidOperationException("Nobody is signed in here.");

    /// <summary>Who calls, or null.</summary>
    public Actor? OrNull => actor;

    /// <summary>Says who calls.</summary>
    public void Set(Actor value) => actor = value;
}
