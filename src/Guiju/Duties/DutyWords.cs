using System.Text.Json;
using Guiju.Platform.Ui;

namespace Guiju.Duties;

/// <summary>The words of duties; each feature has those of its clauses among its texts.</summary>
static class DutyWords
{
    /// <summary>Clauses that owe something: those there are words for, in order.</summary>
    public static IReadOnlyList<string> Clauses { get; } = [.. Texts.All.Pairs.Keys.Where(k => k.StartsWith("duty.", StringComparison.Ordinal) && k.LastIndexOf('.') == 4).Select(k => k[5..].Replace('_', '.')).Order(StringComparer.Ordinal)];

    /// <summary>Key of a text of a clause: <c>duty.D01-1_3c.notice</c>.</summary>
    public static string Key(string clause, string kind)
    {
        var id = clause.Replace('.', '_');
        return $"duty.{id}.{kind}";
    }

    /// <summary>What is to be done.</summary>
    public static string What(string clause, string? detail)
    {
        var id = clause.Replace('.', '_');
        return Texts.All[$"duty.{id}", [detail ?? ""]];
    }

    /// <summary>Why it is due then.</summary>
    public static string Why(string clause, string facts) => Texts.All[Key(clause, "why"), [.. JsonSerializer.Deserialize<List<string>>(facts, JsonSerializerOptions.Web)!]];
}
