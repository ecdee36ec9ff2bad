using Microsoft.AspNetCore.Localization;

namespace Guiju.Platform.Ui;

/// <summary>How a person wants to see the program; kept in cookies of his browser.</summary>
/// <param name="Language">One of <see cref="Texts.Languages"/>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>auto</c> (as the device).</param>
/// <param name="Density">Height of table rows: <c>tight</c>, <c>normal</c> or <c>loose</c>.</param>
public sealed record Preferences(string Language, string Theme, string Density)
{
    /// <summary>Themes one can choose.</summary>
    public static readonly IReadOnlyList<string> Themes = ["light", "dark", "auto"];

    /// <summary>Densities one can choose.</summary>
    public static readonly IReadOnlyList<string> Densities = ["tight", "normal", "loose"];

    /// <summary>What the request's cookies say; the first choice where they say nothing or nonsense.</summary>
    public static Preferences Of(HttpRequest request) => new(
        OneOf(Texts.Languages, request.Cookies["lang"], Texts.Languages[0]),
        OneOf(Themes, request.Cookies["theme"], "light"),
        OneOf(Densities, request.Cookies["density"], "normal"));

    /// <summary>Keeps one choice; unknown names and values are passed over.</summary>
    public static void Keep(HttpResponse response, string name, string? value)
    {
        var allowed = name switch { "lang" => Texts.Languages, "theme" => Themes, "density" => Densities, _ => [] };
        if (value is not null && allowed.Contains(value))
            response.Cookies.Append(name, value, new() { Path = "/", MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = response.HttpContext.Request.IsHttps, IsEssential = true });
    }

    /// <summary>Tells request localization the language.</summary>
    internal static Task<ProviderCultureResult?> Culture(HttpContext http) =>
        Task.FromResult<ProviderCultureResult?>(new(Asked(http.Request) ?? Of(http.Request).Language));

    // Programs keep no cookies: they say their language in each request.
    static string? Asked(HttpRequest request) => request.Path.StartsWithSegments("/api") && request.Cookies["lang"] is null && request.Headers.AcceptLanguage.ToString() is { Length: > 1 } wanted
        ? Texts.Languages.FirstOrDefault(l => l.AsSpan(0, 2).Equals(wanted.AsSpan(0, 2), StringComparison.OrdinalIgnoreCase)) : null;

    static string OneOf(IReadOnlyList<string> allowed, string? value, string otherwise) =>
        value is not null && allowed.Contains(value) ? value : otherwise;
}
