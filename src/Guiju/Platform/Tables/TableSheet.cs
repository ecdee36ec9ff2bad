namespace Guiju.Platform.Tables;

/// <summary>One sheet of a table file; a text file is a single sheet.</summary>
public abstract class TableSheet(string name, bool hidden)
{
    /// <summary>Name as on the sheet's tab, or the file's name.</summary>
    public string Name => name;

    /// <summary>Whether the sheet is hidden in Excel; such a sheet is read only when asked for.</summary>
    public bool Hidden => hidden;

    /// <summary>
    /// The rows from the first, read as they are asked for; may be read again, but only one reading of a file at a time.
    /// </summary>
    /// <exception cref="UnreadableTableException">The file turns out to be damaged or beyond a limit.</exception>
    public abstract IEnumerable<TableRow> Rows();
}
