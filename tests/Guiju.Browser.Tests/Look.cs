namespace Guiju.Browser.Tests;

/// <summary>How somebody sees the program: language, theme, and width of the window in pixels.</summary>
public sealed record Look(string Language, string Theme, int Width)
{
    /// <summary>Four that show every language, theme and width twice, and no two of them always together.</summary>
    public static readonly IReadOnlyList<Look> Four = [new("zh-CN", "light", 1440), new("en", "dark", 1440), new("zh-CN", "dark", 390), new("en", "light", 390)];

    /// <summary>As it stands in file names and faults.</summary>
    public override string ToString() => $"{Language}-{Theme}-{Width}";
}
