using System.Globalization;
using Guiju.Rulebook.Findings;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>A condition being made or changed: what the editor shows and what its form says.</summary>
public sealed record ConditionDraft
{
    /// <summary>The list it is for.</summary>
    public required ListAddress Back { get; init; }

    /// <summary>Group and place of the condition that is changed, or null for a new one.</summary>
    public (int Group, int Place)? At { get; init; }

    /// <summary>Group a new one is added to as an alternative, or null for a group of its own.</summary>
    public int? Or { get; init; }

    /// <summary>Its field, or null until one is chosen.</summary>
    public ListField? Field { get; init; }

    /// <summary>How it asks.</summary>
    public Operator Operator { get; init; }

    /// <summary>Its values as the address writes them.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What was wrong with it.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<ShowChoices.Choice> Choices { get; init; } = [];

    /// <summary>The simple parameter it replaces, or null.</summary>
    public string? Instead { get; init; }

    /// <summary>Reads a request for the editor or its form.</summary>
    public static ConditionDraft Read(IQueryCollection query)
    {
        var back = ListOf(query["back"]);
        var at = query["at"].ToString().Split('.') is [var g, var p] && Number(g) is { } group && Number(p) is { } place && group < back.Groups.Count && place < back.Groups[group].Any.Count ? (group, place) : ((int, int)?)null;
        var kept = at is var (i, j) ? back.Groups[i].Any[j] : null;
        var field = ListField.Find(query["field"]) ?? kept?.Field;
        var instead = field is not null && ListField.Find(query["instead"]) == field && back.Parameters.ContainsKey(field.Key) ? field.Key : null;
        var same = kept is not null && kept.Field == field;
        var op = field?.Operators.Select(o => (Operator?)o).FirstOrDefault(o => Condition.Name(o!.Value) == query["op"]) ?? (same ? kept!.Operator : field?.Operators[0] ?? Operator.Is);
        return new()
        {
            Back = back,
            At = at,
            Or = at is null && Number(query["or"]) is { } or && or < back.Groups.Count ? or : null,
            Field = field,
            Operator = op,
            Instead = instead,
            Values = field is null ? [] : query.Keys.Any(k => k is "value" or "period" or "from" or "to") ? Typed(field, query) : same ? kept!.Values
                : instead is not null ? [.. back.Parameters[instead].OfType<string>().Where(v => field.Read(v) is not null)] : [],
        };
    }

    /// <summary>The condition, or what is wrong with it.</summary>
    public Outcome<Condition> Make() => Field is null ? new Finding("lists.where.no-field", "field") : Condition.Of(Field, Operator, Values);

    /// <summary>The list with this condition in it.</summary>
    public ListAddress With(Condition condition)
    {
        var groups = Back.Groups.Select(g => g.Any.ToList()).ToList();
        if (At is var (group, place)) groups[group][place] = condition;
        else if (Or is { } or) groups[or].Add(condition);
        else groups.Add([condition]);
        var list = Back.With(groups.Select(g => new ConditionGroup([.. g.Distinct()])));
        return Instead is null ? list : list.With(Instead, default);
    }

    /// <summary>The address of this editor, for another field or none.</summary>
    public static string Link(ListAddress back, string? at = null, int? or = null, string? field = null, string? instead = null) =>
        "/customers/condition?back=" + Uri.EscapeDataString(back.ToString()) + (at is null ? "" : $"&at={at}") + (or is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&or={or}"))
        + (field is null ? "" : $"&field={field}") + (instead is null ? "" : $"&instead={instead}");

    // Only a list of customers can be gone back to.
    static ListAddress ListOf(StringValues back)
    {
        var text = back.ToString();
        var query = text.StartsWith("/customers?", StringComparison.Ordinal) ? text["/customers".Length..] : "";
        return ListAddress.Of("/customers", Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query));
    }

    // Texts are typed into one field, with commas of either script between.
    static IReadOnlyList<string> Typed(ListField field, IQueryCollection query) => field.Kind switch
    {
        ConditionKind.Text or ConditionKind.Part => [.. query["value"].SelectMany(v => (v ?? "").Split(',', '，', '、', ';', '；')).Select(v => v.Trim()).Where(v => v.Length > 0)],
        ConditionKind.Number => query["from"].ToString().Trim() + query["to"].ToString().Trim() is "" ? [] : [$"{query["from"].ToString().Trim()}..{query["to"].ToString().Trim()}"],
        ConditionKind.Day => query["period"].ToString() switch
        {
            "last" or "next" => [$"{query["period"]}-{query["days"].ToString().Trim()}-days"],
            "over" => [$"over-{query["days"].ToString().Trim()}-days-ago"],
            "between" => query["from"].ToString().Trim() + query["to"].ToString().Trim() is "" ? [] : [$"{query["from"].ToString().Trim()}..{query["to"].ToString().Trim()}"],
            var named => [named],
        },
        _ => [.. query["value"].OfType<string>()],
    };

    static int? Number(StringValues text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
