using System.Text;
using System.Text.Json;

namespace Guiju.Platform.Ui;

/// <summary>Good, doubtful or bad news; also the colour of tags and timeline entries.</summary>
public enum Tone
{
    /// <summary>Nothing to colour.</summary>
    Plain,

    /// <summary>Kept, correct, done.</summary>
    Ok,

    /// <summary>Due or reduced.</summary>
    Warn,

    /// <summary>Overdue, broken, refused.</summary>
    Bad,

    /// <summary>Worth knowing.</summary>
    Info,
}

/// <summary>A short message that passes: shown at once by htmx, or on the page after a redirect.</summary>
/// <param name="Text">The words, in the reader's language, free of markup.</param>
/// <param name="Tone">Good or bad news.</param>
/// <param name="Undo">Path of this program that is posted to in order to take the act back, or null where it cannot be.</param>
public sealed record Toast(string Text, Tone Tone = Tone.Ok, string? Undo = null);

/// <summary>Sends toasts and redirects that work for plain forms and for htmx alike.</summary>
public static class Toasts
{
    const string CookieName = "flash";

    /// <summary>Shows the toast when this htmx answer arrives.</summary>
    public static void Toast(this HttpContext http, string text, Tone tone = Tone.Ok, string? undo = null) =>
        // The serializer escapes all but ASCII, which is what a header may hold.
        http.Response.Headers["HX-Trigger"] = JsonSerializer.Serialize(new { toast = new { text, tone = Css.Of(tone), undo } });

    /// <summary>Shows the toast on the next full page.</summary>
    public static void Flash(this HttpContext http, string text, Tone tone = Tone.Ok, string? undo = null)
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Toast(text.Length > 600 ? text[..600] : text, tone, undo))));
        http.Response.Cookies.Append(CookieName, value, new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true });
    }

    /// <summary>The toast left for this page, once.</summary>
    internal static Toast? TakeFlash(this HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } value) return null;
        http.Response.Cookies.Delete(CookieName, new() { Path = "/" });
        var buffer = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, buffer, out var length)) return null;
        try
        {
            return JsonSerializer.Deserialize<Toast>(buffer.AsSpan(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether htmx asks, so that a fragment is wanted and not a page.</summary>
    public static bool IsHtmx(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>Goes to a page after an act: 303 for a plain form, <c>HX-Redirect</c> for htmx.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">Path inside the program; anything else leads to the start page.</param>
    public static IResult Go(this HttpContext http, string path)
    {
        var target = IsLocal(path) ? path : "/";
        if (http.Request.IsHtmx())
        {
            http.Response.Headers["HX-Redirect"] = Ascii(target);
            return Results.NoContent();
        }
        // 303, so that every browser asks for the page with GET.
        http.Response.Headers.Location = Ascii(target);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    // A header holds ASCII alone; what is escaped already stays as it is.
    static string Ascii(string path) => string.Concat(path.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));

    /// <summary>Whether a path stays inside the program: it starts with one slash, and no browser reads it as another host.</summary>
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl);
}
