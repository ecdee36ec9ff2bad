namespace Guiju.Platform.Ui;

/// <summary>Something the palette found.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its page.</param>
/// <param name="Icon">Icon name; it must be in <c>assets/icons.txt</c>.</param>
/// <param name="Note">A few words at the end of the line: code, place.</param>
public sealed record PaletteHit(string Text, string Href, string Icon, string? Note = null);
