namespace Guiju.Platform.Ui;

/// <summary>How a list is sorted by a column.</summary>
public enum SortDirection
{
    /// <summary>Not by it.</summary>
    None,

    /// <summary>Smallest first.</summary>
    Up,

    /// <summary>Largest first.</summary>
    Down,
}

/// <summary>One condition of a list, shown as a chip.</summary>
/// <param name="Field">What is looked at, in words.</param>
/// <param name="Operator">How it is compared, in words.</param>
/// <param name="Value">With what.</param>
/// <param name="Remove">Address of the list without it.</param>
public sealed record FilterChip(string Field, string Operator, string Value, string Remove);

/// <summary>A column one can show or hide.</summary>
/// <param name="Key">Posted under <c>column</c>, in the order chosen.</param>
/// <param name="Text">Its name.</param>
/// <param name="Shown">Whether it is shown.</param>
/// <param name="Fixed">Whether it is always shown: what names the row.</param>
public sealed record ColumnChoice(string Key, string Text, bool Shown, bool Fixed = false);

/// <summary>A view, or a part of a page, that is chosen by link.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its address.</param>
/// <param name="Active">Whether it is the one shown.</param>
/// <param name="Count">A number beside it, as words.</param>
/// <param name="Icon">Icon before it; it must be in <c>assets/icons.txt</c>.</param>
public sealed record TabLink(string Text, string Href, bool Active = false, string? Count = null, string? Icon = null);
