using System.Text.RegularExpressions;
using Guiju.Customers.Import;
using Guiju.Platform;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>A row of an imported file as its fields: text exactly as it is but for blanks around it.</summary>
public sealed partial class ImportedCells
{
    static readonly System.Buffers.SearchValues<char> breaking = System.Buffers.SearchValues.Create("\r\n\t\v\f\u2028\u2029");
    readonly ImportPlan plan;
    readonly IReadOnlyDictionary<string, int> columns;
    readonly HashSet<string?> spoilt;

    internal ImportedCells(TableRow row, ImportPlan plan, ImportShape shape, IReadOnlyDictionary<string, int> columns)
    {
        (Row, this.plan, this.columns) = (row, plan, columns);
        // A number a spreadsheet has cut off is worthless as an id; elsewhere it is only doubtful.
        foreach (var doubt in row.Doubts(c => c < plan.Fields.Count ? plan.Fields[c] : null))
            if (doubt.Field is { } field) Findings.Add(shape.Find(field)!.IsId ? doubt with { Weight = Weight.Refusal } : doubt);
        spoilt = [.. Findings.Select(f => f.Field)];
    }

    internal TableRow Row { get; }

    /// <summary>Everything there is to say about the row.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Number of the row as the user sees it.</summary>
    public int Number => Row.Number;

    /// <summary>Text of a field in one line, null where the cell is blank or says so in a word.</summary>
    public string? Said(string field) => Lines(field) is { } text ? OneLine(text) : null;

    /// <summary>Text of a field with its lines.</summary>
    public string? Lines(string field) => columns.TryGetValue(field, out var column) && !CellWords.IsBlank(Row[column].Text) ? Row[column].Text : null;

    /// <summary>A code or number, null where a spreadsheet has spoilt it.</summary>
    public string? Id(string field) => spoilt.Contains(field) ? null : Said(field);

    /// <summary>What the file calls the column of a field.</summary>
    public string Label(string field) => columns.TryGetValue(field, out var column) ? plan.Labels[column] : "";

    /// <summary>What was chosen for the whole file.</summary>
    public string? Choice(string key) => plan.Choices.GetValueOrDefault(key);

    /// <summary>The day a field says; a finding where it says none.</summary>
    public DateOnly? Day(string field) => Said(field) is not { } text ? null : CellTime.Read(text, plan.From1904) is { } time ? DateOnly.FromDateTime(time.At) : Unread<DateOnly?>(field, text);

    /// <summary>The instant a field says, UTC: as the company's clocks show it unless it names its zone; a finding where it says none.</summary>
    /// <param name="field">Field of the day, with or without a time.</param>
    /// <param name="time">Field of the time of day, where it may stand in a column of its own.</param>
    /// <param name="clock">The company's clock.</param>
    public DateTime? Instant(string field, string? time, CompanyClock clock)
    {
        if (Said(field) is not { } text) return null;
        if (CellTime.Read(text, plan.From1904) is not { } read) return Unread<DateTime?>(field, text);
        if (read is { HasTime: false, Utc: false } && time is not null && Said(time) is { } hours)
        {
            if (CellTime.Read($"{read.At:yyyy-MM-dd} {hours}", false) is not { HasTime: true } both) return Unread<DateTime?>(time, hours);
            read = both;
        }
        if (read.Utc) return DateTime.SpecifyKind(read.At, DateTimeKind.Utc);
        // An hour the clocks left out is told by somebody who did not put them forward.
        return clock.Utc(clock.Zone.IsInvalidTime(read.At) ? read.At.AddHours(1) : read.At);
    }

    T? Unread<T>(string field, string text)
    {
        Findings.Add(new Finding("imports.date", field).With(Customer.Cut(text.Trim(), 60)));
        return default;
    }

    // A cell of several lines is one line here: a field is, and the break says nothing.
    static string OneLine(string text) => text.AsSpan().IndexOfAny(breaking) < 0 ? text : Breaks().Replace(text.Trim(), " ");

    [GeneratedRegex(@"\s*[\r\n\t\v\f\u2028\u2029]+\s*")]
    private static partial Regex Breaks();
}
