using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Lists;

/// <summary>What the customers page shows.</summary>
/// <param name="Address">The address, which is the state.</param>
/// <param name="Request">What it was read as.</param>
/// <param name="Page">The rows.</param>
/// <param name="Views">Counts of the tabs.</param>
/// <param name="Choices">People, departments, categories to choose from.</param>
/// <param name="Columns">Columns shown.</param>
/// <param name="Density">Height of rows.</param>
/// <param name="Findings">What was wrong with the address.</param>
public sealed record ListModel(
    ListAddress Address, ListRequest Request, CustomerPage Page, IReadOnlyDictionary<string, BoundedCount> Views, IReadOnlyList<ShowChoices.Choice> Choices,
    IReadOnlyList<ListColumn> Columns, string Density, IReadOnlyList<Finding> Findings)
{
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
        "archived" => Texts.All[$"lists.archived.{(value is "only" or "all" ? value : "no")}"],
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
