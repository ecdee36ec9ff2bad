using System.Globalization;
using Guiju.Platform.Regions;
using Guiju.Platform.Ui;

namespace Guiju.Customers.Lists;

/// <summary>Says conditions in the reader's words.</summary>
/// <param name="Choices">Names of people, departments and categories.</param>
public sealed record ConditionWords(IReadOnlyList<ShowChoices.Choice> Choices)
{
    /// <summary>A condition in three parts: field, how it is asked for, values.</summary>
    public (string Label, string Operator, string Value) Say(Condition c) =>
        (Texts.All[$"lists.filter.{c.Field.Key}"], Operator(c), string.Join(Texts.English ? ", " : "、", c.Values.Select(v => Say(c.Field, v))));

    /// <summary>The same in one sentence.</summary>
    public string Sentence(Condition c) => Say(c) is var (label, how, value) ? $"{label} {how} {value}".TrimEnd() : "";

    /// <summary>A value of a field.</summary>
    public string Say(ListField field, string value) => field.Kind switch
    {
        ConditionKind.Word => Texts.All[$"enum.{field.Words!.Name}.{value}"],
        ConditionKind.Person when value == "me" => Texts.All["lists.me"],
        ConditionKind.Person when value == "team" => Texts.All["lists.team"],
        ConditionKind.Department when value == "mine" => Texts.All["lists.mine"],
        ConditionKind.Person or ConditionKind.Department or ConditionKind.Category => Choices.FirstOrDefault(c => c.Id.ToString() == value)?.Name ?? Texts.All["lists.unknown"],
        ConditionKind.Region => Regions.Display(value),
        ConditionKind.Text or ConditionKind.Part => value,
        ConditionKind.Day => Say(Period.Read(value)!),
        ConditionKind.Number => Say(NumberSpan.Read(value, field.Range)!),
    };

    /// <summary>How a condition asks.</summary>
    static string Operator(Condition c) => c.Values.Count > 1 ? Texts.All[$"lists.op.{Condition.Name(c.Operator)}.many"] : Texts.All[$"lists.op.{Condition.Name(c.Operator)}"];

    static string Say(Period p) => p.Name == "between" ? Span(p.First is { } f ? Show.Date(f) : null, p.Last is { } l ? Show.Date(l) : null)
        : p.Days > 0 ? Texts.All[$"lists.period.{p.Name}", [p.Days]] : Texts.All[$"lists.period.{p.Name}"];

    static string Say(NumberSpan s) => Span(s.From?.ToString("0.##", CultureInfo.InvariantCulture), s.To?.ToString("0.##", CultureInfo.InvariantCulture));

    static string Span(string? from, string? to) =>
        from is null ? Texts.All["lists.span.to", [to]] : to is null ? Texts.All["lists.span.from", [from]] : from == to ? from : Texts.All["lists.span", [from, to]];
}
