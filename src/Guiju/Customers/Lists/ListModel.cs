using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Lists;

/// <summary>What the customers page shows.</summary>
/// <param name="Address">The address, which is the state; what its view holds is in it.</param>
/// <param name="Request">What it was read as.</param>
/// <param name="Page">The rows.</param>
/// <param name="Views">Counts of the built-in tabs.</param>
/// <param name="Shelf">Saved views and how the reader arranged the list.</param>
/// <param name="Pinned">Counts of his own tabs; those that search words have none.</param>
/// <param name="Choices">Names of the people, departments, categories that conditions name.</param>
/// <param name="Columns">Columns shown.</param>
/// <param name="Density">Height of rows.</param>
/// <param name="Findings">What was wrong with the address.</param>
public sealed record ListModel(
    ListAddress Address, ListRequest Request, CustomerPage Page, IReadOnlyDictionary<string, BoundedCount> Views, ViewShelf Shelf, IReadOnlyDictionary<Guid, BoundedCount> Pinned,
    IReadOnlyList<ShowChoices.Choice> Choices, IReadOnlyList<ColumnChoice> Columns, string Density, IReadOnlyList<Finding> Findings)
{
    /// <summary>The saved view one is on.</summary>
    public ViewShelf.View? View => Shelf.Of(Address);

    /// <summary>Whether what is shown differs from it.</summary>
    public bool Changed => Shelf.Changed(Address);

    /// <summary>Says conditions.</summary>
    public ConditionWords Words => new(Choices);

    /// <summary>Whether names of people, departments or categories are needed to say the conditions of an address.</summary>
    public static bool NamesIds(ListAddress address) =>
        address.Parameters.Any(p => p.Key is "owner" or "department" or "category" && p.Value.Any(v => v?.Length == 36))
        || address.Groups.Any(g => g.Any.Any(c => c.Field.Kind is ConditionKind.Person or ConditionKind.Department or ConditionKind.Category && c.Values.Any(v => v.Length == 36)));

    /// <summary>A value of a condition in words.</summary>
    public string Say(string name, string value) => name switch
    {
        "role" => Word(typeof(RoleKind), value),
        "special" => Word(typeof(SpecialKind), value),
        "stage" => Word(typeof(Stage), value),
        "leadClass" => Word(typeof(LeadClass), value),
        "status" => Word(typeof(FileStatus), value),
        "gap" => Word(typeof(FileGap), value),
        "region" => Regions.Display(value),
        "archived" => Texts.All[value switch { "only" => "lists.archived.only", "all" => "lists.archived.all", _ => "lists.archived.no" }],
        "overdue" => Texts.All["ui.yes"],
        "within" => Texts.All["lists.within.days", [value]],
        "completenessFrom" or "completenessTo" => value + " %",
        "owner" or "category" when value == "none" => Texts.All["lists.nobody"],
        "owner" when value == "me" => Texts.All["lists.me"],
        "owner" or "category" or "department" => Choices.FirstOrDefault(c => c.Field == name && c.Id.ToString() == value)?.Name ?? Texts.All["lists.unknown"],
        "id" => "…",
        _ => value,
    };

    static string Word(Type kind, string value) => Enum.TryParse(kind, value, true, out var one) ? Texts.All[$"enum.{kind.Name}.{one}"] : value;
}
