using System.Text.Json;
using Guiju.Platform.Ui;

namespace Guiju.Duties;

/// <summary>The words of duties; each feature has those of its clauses among its texts.</summary>
static class DutyWords
{
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
