using Guiju.Rulebook.Clauses;

namespace Guiju.Leads.Clauses;

/// <summary>What two registrations are to each other (D03-4.2).</summary>
public enum LeadLikeness
{
    /// <summary>Two buyers.</summary>
    None,

    /// <summary>疑似同一购车单位: a family at one address, or the same name at the same address; a manager decides.</summary>
    Suspected,

    /// <summary>重复: the same phone or plate.</summary>
    Duplicate,
}

/// <summary>What registrations are matched by.</summary>
/// <param name="Name">Key of the name.</param>
/// <param name="Phone">Key of the phone.</param>
/// <param name="Plate">Plate in normal form.</param>
/// <param name="Address">Key of the address.</param>
/// <param name="Person">Whether it is a person, or a car is named: a firm's phone may be that of a group, which is a matter of files.</param>
public sealed record LeadKeys(string? Name, string? Phone, string? Plate, string? Address, bool Person);

/// <summary>Duplicates of registrations: phone first, then plate, name with address, and families.</summary>
public static class SamePurchase
{
    /// <summary>The keys the clause knows, as its parameter <c>match_keys</c> names them.</summary>
    public const string ByPhone = "phone", ByPlate = "plate", ByNameAndAddress = "name+address";

    /// <summary>Compares what is registered with what was registered before.</summary>
    /// <param name="entered">What is registered now.</param>
    /// <param name="known">What was before.</param>
    /// <param name="linked">Whether the one is said to be of the other's family.</param>
    /// <param name="keys">Keys that count, by the names of the clause.</param>
    [Clause("D03-4.2")]
    public static LeadLikeness Judge(LeadKeys entered, LeadKeys known, bool linked, IReadOnlyCollection<string> keys)
    {
        if (keys.Contains(ByPlate) && Same(entered.Plate, known.Plate)) return LeadLikeness.Duplicate;
        if (keys.Contains(ByPhone) && (entered.Person || known.Person) && Same(entered.Phone, known.Phone)) return LeadLikeness.Duplicate;
        if (!Same(entered.Address, known.Address)) return LeadLikeness.None;
        return linked || (keys.Contains(ByNameAndAddress) && (entered.Person || known.Person) && Same(entered.Name, known.Name)) ? LeadLikeness.Suspected : LeadLikeness.None;
    }

    static bool Same(string? a, string? b) => a is not null && a == b;
}
