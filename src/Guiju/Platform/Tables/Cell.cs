using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables;

/// <summary>What a cell held in the file; its text is the same whatever the kind.</summary>
public enum CellKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text; every cell of a text file.</summary>
    Text,

    /// <summary>A number: digits with a point, no grouping, no exponent where it fits 28 digits.</summary>
    Number,

    /// <summary>A date or instant: <c>yyyy-MM-dd</c> or <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    Date,

    /// <summary>A time of day or a duration: <c>HH:mm:ss</c>, hours may exceed 23.</summary>
    Time,

    /// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
    Boolean,

    /// <summary>A formula error such as <c>#REF!</c>.</summary>
    Error,
}

/// <summary>What is doubtful about a cell.</summary>
public enum CellNote
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text like <c>4.40301E+17</c>: a long number was cut off when Excel saved it as text.</summary>
    CutOff,

    /// <summary>A number of more than 15 digits stored as a number: Excel turns digits after the 15th into zeros.</summary>
    LongNumber,

    /// <summary>A formula error.</summary>
    Error,

    /// <summary>A formula without a computed value.</summary>
    Uncalculated,
}

/// <summary>One cell.</summary>
/// <param name="Text">What it holds as text; empty, never null.</param>
/// <param name="Kind">What it held in the file.</param>
/// <param name="Note">What is doubtful about it.</param>
public readonly record struct Cell(string Text, CellKind Kind, CellNote Note = CellNote.None)
{
    /// <summary>A cell with nothing in it.</summary>
    public static readonly Cell Empty = new("", CellKind.Empty);

    /// <summary>A cell of plain text.</summary>
    public static Cell Of(string text) => text.Length == 0 ? Empty : new(text, CellKind.Text);
}

/// <summary>One row that holds something; rows with nothing in them are left out, so numbers may skip.</summary>
/// <param name="Number">Number of the row as Excel shows it, or of the line it starts on in a text file; from 1.</param>
/// <param name="Cells">Cells from the first column to the last one that holds something.</param>
public sealed record TableRow(int Number, IReadOnlyList<Cell> Cells)
{
    /// <summary>The cell of a column counted from 0; empty beyond the last.</summary>
    public Cell this[int column] => column < Cells.Count ? Cells[column] : Cell.Empty;

    /// <summary>A warning for every doubtful cell.</summary>
    /// <param name="field">Name of the input field of a column, where it is known.</param>
    public IEnumerable<Finding> Doubts(Func<int, string?>? field = null)
    {
        for (var column = 0; column < Cells.Count; column++)
            if (Cells[column].Note is not CellNote.None and var note)
                yield return new Finding(KeyOf(note), field?.Invoke(column), Weight: Weight.Warning)
                    .With(Number, Columns.Letters(column), Cells[column].Text);
    }

    static string KeyOf(CellNote note) => note switch
    {
        CellNote.CutOff => "tables.cell.cutOff",
        CellNote.LongNumber => "tables.cell.longNumber",
        CellNote.Error => "tables.cell.error",
        CellNote.Uncalculated => "tables.cell.uncalculated",
        CellNote.None or _ => throw new ArgumentOutOfRangeException(nameof(note)),
    };
}

/// <summary>Columns as Excel names them.</summary>
public static class Columns
{
    /// <summary>Letters of a column counted from 0: A, B … Z, AA.</summary>
    public static string Letters(int column)
    {
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
            letters[--at] = (char)('A' + ((left - 1) % 26));
        return new(letters[at..]);
    }

    /// <summary>Column counted from 0 of a reference such as <c>AB12</c>; -1 where it is none.</summary>
    internal static int Of(ReadOnlySpan<char> reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            var letter = c | 0x20;
            if (letter is < 'a' or > 'z') break;
            column = column * 26 + (letter - 'a' + 1);
            if (column > 1_000_000) return -1;
        }
        return column - 1;
    }
}
