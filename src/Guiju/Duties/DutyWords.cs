using System.Text.Json;
using Guiju.Platform.Ui;

namespace Guiju.Duties;

/// <summary>The words of duties; each feature has those of its clauses among its texts.</summary>
static class DutyWords
{
    /// <summary>Clauses that owe something: those there are words for, in order.</summary>
    public static IReadOnlyList<string> Clauses { get; } = [.. Texts.All.Pairs.Keys.Where(k => k.StartsWith("duty.", StringComparison.Ordinal) && k.LastIndexOf('.') == 4 && char.IsUpper(k[5])).Select(k => k[5..].Replace('_', '.')).Order(StringComparer.Ordinal)];

    /// <summary>Key of a text of a duty: <c>duty.D01-1_3c.notice</c>.</summary>
    public static string Key(Duty duty, string kind)
    {
        var id = Base(duty.ClauseId, duty.Words);
        return $"duty.{id}.{kind}";
    }

    /// <summary>What is to be done.</summary>
    public static string What(string clause, string? words, string? detail)
    {
        var id = Base(clause, words);
        return Texts.All[$"duty.{id}", [detail ?? ""]];
    }

    /// <summary>What a clause asks for, no matter of whom; a clause whose duties have words of several uses is named by those.</summary>
    public static string Of(string clause) => Texts.All.Pairs.ContainsKey($"duty.{Base(clause, null)}") ? What(clause, null, "…") : Texts.All["duties.of-clause", [clause]];

    /// <summary>Why it is due then.</summary>
    public static string Why(Duty duty) => Texts.All[Key(duty, "why"), [.. JsonSerializer.Deserialize<List<string>>(duty.Facts, JsonSerializerOptions.Web)!]];

    static string Base(string clause, string? words) => words ?? clause.Replace('.', '_');
}
