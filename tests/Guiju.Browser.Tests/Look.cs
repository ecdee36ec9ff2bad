namespace Guiju.Browser.Tests;

/// <summary>How somebody sees the program.</summary>
/// <param name="Language">Language.</param>
/// <param name="Theme">Light or dark.</param>
/// <param name="Width">Width of the window in pixels.</param>
/// <param name="Axe">Whether axe looks too, which takes most of the time.</param>
public sealed record Look(string Language, string Theme, int Width, bool Axe = true)
{
    /// <summary>How wide a page is hangs on language and width: all four. What axe finds hangs on each of the three alone: two looks that differ in all.</summary>
    public static readonly IReadOnlyList<Look> Four =
        [new("zh-CN", "light", 1440), new("en", "dark", 390), new("en", "dark", 1440, Axe: false), new("zh-CN", "light", 390, Axe: false)];

    /// <summary>As it stands in file names and faults.</summary>
    public override string ToString() => $"{Language}-{Theme}-{Width}";
}
