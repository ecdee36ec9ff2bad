namespace Guiju.Platform.Ui;

/// <summary>Class names of the stylesheets.</summary>
public static class Css
{
    /// <summary>The class of a tone; empty for plain.</summary>
    public static string Of(Tone tone) => tone switch
    {
        Tone.Plain => "",
        Tone.Ok => "ok",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        Tone.Info => "info",
    };

    /// <summary>Class names side by side, the empty ones left out.</summary>
    public static string Join(params ReadOnlySpan<string?> names)
    {
        var kept = new List<string>(names.Length);
        foreach (var name in names)
            if (!string.IsNullOrEmpty(name)) kept.Add(name);
        return string.Join(' ', kept);
    }
}
