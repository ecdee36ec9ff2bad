using System.Text.Json;
using Guiju.Policies.Pages;
using Guiju.Rulebook.Clauses;

namespace Guiju.Policies.Contracts;

/// <summary>The register of clauses and how values of their parameters are said and typed, for features that speak of any clause.</summary>
public static class ClauseFacts
{
    /// <summary>Every clause of every regulation.</summary>
    public static ClauseRegister Register => ClauseBook.Register;

    /// <summary>A value in words, with its unit.</summary>
    public static string Say(ClauseParameter parameter, JsonElement value) => ClauseShow.Measured(value, parameter.Unit);

    /// <summary>A value as text to edit.</summary>
    public static string Write(JsonElement value) => SettingText.Write(value);

    /// <summary>Whether a parameter takes several lines.</summary>
    public static bool IsLong(ClauseParameter parameter) => SettingText.IsLong(parameter.Value);

    /// <summary>Reads what was typed; what cannot be read comes back as a text, which the check refuses.</summary>
    public static JsonElement Read(ClauseParameter parameter, string text) => SettingText.Read(parameter.Value, text);
}
