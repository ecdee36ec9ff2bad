using System.Globalization;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Findings;

namespace Guiju.Publishing.Pages;

/// <summary>Reads the form of a draft.</summary>
static class DraftInput
{
    /// <summary>Name of a parameter's field.</summary>
    public static string Field(string clause, string name) => $"{clause}.{name}";

    /// <summary>What the form says, or that its day is none.</summary>
    public static (SaveDraft.Input Input, Finding? Malformed) Read(IFormCollection form, DraftForm draft)
    {
        List<SaveDraft.DraftChange> changes = [];
        foreach (var parameter in draft.Parameters.Select(p => p.Parameter))
            if (form[Field(parameter.Clause, parameter.Name)].ToString() is { } typed && !string.IsNullOrWhiteSpace(typed)) changes.Add(new(parameter.Clause, parameter.Name, ClauseFacts.Read(parameter, typed)));
        var day = Day(form["effectiveFrom"], out var malformed);
        return (new()
        {
            Label = form["label"],
            Text = form["text"],
            Note = form["note"],
            Trial = form["trial"] == "true",
            EffectiveFrom = day,
            Changes = changes,
            Departments = Ids(form["departments"]),
            Roles = Ids(form["roles"]),
        }, malformed ? new Finding("publishing.day", "effectiveFrom") : null);
    }

    /// <summary>A day as typed; whether it is none.</summary>
    public static DateOnly? Day(string? text, out bool malformed)
    {
        malformed = false;
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        malformed = true;
        return null;
    }

    static List<Guid> Ids(Microsoft.Extensions.Primitives.StringValues values) => [.. values.Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}

/// <summary>The form of a regulation's head.</summary>
/// <param name="Version">Version of the record that was seen.</param>
/// <param name="Input">What was typed.</param>
public sealed record HeadForm(int? Version, SaveRegulation.Input Input)
{
    /// <summary>Reads it as it was posted.</summary>
    public static HeadForm Of(IFormCollection form) => new(int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null, new()
    {
        Category = form["category"],
        Number = form["number"],
        Title = form["title"],
        OwnerDepartmentId = Guid.TryParse(form["ownerDepartmentId"], out var owner) ? owner : null,
        Executing = form["executing"],
        Supervising = form["supervising"],
        ReadingClause = form["readingClause"],
        AccessGate = form["accessGate"] == "true",
        ForGroup = form["forGroup"] == "true",
    });

    /// <summary>What stands in it before anything is typed.</summary>
    public static HeadForm Of(RegulationView? view) => view is null ? new(null, new()) : new(view.RecordVersion, new()
    {
        Category = view.Category,
        Number = view.Number,
        Title = view.Title,
        OwnerDepartmentId = view.OwnerDepartmentId,
        Executing = view.Executing,
        Supervising = view.Supervising,
        ReadingClause = view.ReadingClause,
        AccessGate = view.AccessGate,
        ForGroup = view.ForGroup,
    });
}
