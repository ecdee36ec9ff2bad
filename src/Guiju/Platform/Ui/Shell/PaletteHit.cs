using Guiju.Platform.Search;

namespace Guiju.Platform.Ui;

/// <summary>Something the palette found.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its page.</param>
/// <param name="Icon">Icon name; it must be in <c>assets/icons.txt</c>.</param>
/// <param name="Note">A few words at the end of the line: code, place.</param>
/// <param name="Parts">Its name in parts, what was looked for marked; null where nothing is.</param>
public sealed record PaletteHit(string Text, string Href, string Icon, string? Note = null, IReadOnlyList<MarkedPart>? Parts = null);
