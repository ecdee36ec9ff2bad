using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Lists;

/// <summary>
/// One condition: a field, how it is asked for, and values. Its text is <c>field:operator:value,value</c>, such as <c>stage:is:Won,Loyal</c>,
/// <c>next:in:this-week</c>, <c>owner:empty</c>; within a value, <c>\</c> stands before <c>,</c> <c>;</c> <c>\</c>.
/// </summary>
/// <param name="Field">What is asked for.</param>
/// <param name="Operator">How.</param>
/// <param name="Values">Values as the address writes them; one for a span, none for empty and set.</param>
public sealed record Condition(ListField Field, Operator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Most values of one condition.</summary>
    public const int MostValues = 50;

    /// <summary>Reads one.</summary>
    public static Outcome<Condition> Read(string text)
    {
        var parts = text.Split(':', 3);
        if (ListField.Find(parts[0].Trim()) is not { } field) return new Finding("lists.where.field", "where").With(Cut(parts[0]), string.Join(", ", ListField.All.Select(f => f.Key)));
        var allowed = string.Join(", ", field.Operators.Select(Name));
        if (parts.Length < 2 || field.Operators.Select(o => (Operator?)o).FirstOrDefault(o => Name(o!.Value) == parts[1].Trim()) is not { } op)
            return new Finding("lists.where.operator", "where").With(field.Key, parts.Length < 2 ? "" : Cut(parts[1]), allowed);
        return Of(field, op, parts.Length < 3 ? [] : Split(parts[2], ','));
    }

    /// <summary>One of these parts, its values checked.</summary>
    public static Outcome<Condition> Of(ListField field, Operator op, IReadOnlyList<string> values)
    {
        if (op is Operator.Empty or Operator.Set) return new Condition(field, op, []);
        List<string> given = [.. values.Select(v => v.Trim()).Where(v => v.Length > 0)], read = [];
        foreach (var value in given)
            if (field.Read(value) is { } one) read.Add(one);
            else return new Finding("lists.where.value", "where").With(field.Key, Cut(value), field.Takes);
        if (read.Count == 0) return new Finding("lists.where.no-value", "where").With(field.Key, field.Takes);
        if (read.Count > (op == Operator.In ? 1 : MostValues)) return new Finding("lists.where.many", "where").With(field.Key, op == Operator.In ? 1 : MostValues);
        return new Condition(field, op, [.. read.Distinct()]);
    }

    /// <summary>Name of an operator in the address.</summary>
    public static string Name(Operator op) => op.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public override string ToString() => $"{Field.Key}:{Name(Operator)}" + (Values.Count == 0 ? "" : ":" + string.Join(',', Values.Select(Escape)));

    /// <inheritdoc/>
    public bool Equals(Condition? other) => ToString() == other?.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Parts of a text between separators, those escaped left alone; the escapes stay unless the separator is the comma.</summary>
    internal static List<string> Split(string text, char separator)
    {
        List<string> parts = [];
        var part = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                if (separator != ',') part.Append('\\');
                part.Append(text[++i]);
            }
            else if (text[i] == separator)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }
        parts.Add(part.ToString());
        return parts;
    }

    static string Escape(string value) => value.AsSpan().IndexOfAny(",;\\") < 0 ? value : string.Concat(value.Select(c => c is ',' or ';' or '\\' ? $"\\{c}" : c.ToString()));

    static string Cut(string text) => new([.. (text.Length > 40 ? text[..40] + "…" : text).Select(c => char.IsControl(c) ? '�' : c)]);
}

/// <summary>Conditions of which one must hold; the groups of a filter must all hold. Its text is theirs with <c>;</c> between.</summary>
/// <param name="Any">One at least.</param>
public sealed record ConditionGroup(IReadOnlyList<Condition> Any)
{
    /// <summary>Most groups of a filter.</summary>
    public const int MostGroups = 20;

    /// <summary>Most conditions of a group.</summary>
    public const int MostConditions = 10;

    /// <summary>Reads the groups of an address: the values of its parameter <c>where</c>.</summary>
    public static Outcome<IReadOnlyList<ConditionGroup>> Read(IEnumerable<string> texts)
    {
        List<ConditionGroup> groups = [];
        List<Finding> findings = [];
        foreach (var text in texts)
        {
            List<Condition> any = [];
            foreach (var one in Condition.Split(text, ';').Where(t => !string.IsNullOrWhiteSpace(t)))
                if (Condition.Read(one) is { Done: true } read) any.Add(read.Value);
                else findings.AddRange(Condition.Read(one).Findings);
            if (any.Count > MostConditions) findings.Add(new Finding("lists.where.many-conditions", "where").With(MostConditions));
            if (any.Count > 0) groups.Add(new([.. any.Distinct()]));
        }
        if (groups.Count > MostGroups) findings.Add(new Finding("lists.where.many-groups", "where").With(MostGroups));
        return findings.Count > 0 ? findings : groups;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(';', Any);

    /// <inheritdoc/>
    public bool Equals(ConditionGroup? other) => ToString() == other?.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
