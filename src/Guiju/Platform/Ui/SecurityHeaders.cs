namespace Guiju.Platform.Ui;

/// <summary>Headers that tell a browser what a page of ours may do: nothing but what comes from here.</summary>
public static class SecurityHeaders
{
    /// <summary>No inline script, style or handler, nothing from elsewhere; stylesheets draw ticks and arrows as data images.</summary>
    public const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    internal static Task Add(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            // A route may state a stricter policy of its own; files that people uploaded do.
            headers.TryAdd("Content-Security-Policy", Policy);
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // Of the component framework; no page here navigates by it.
            headers.Remove("blazor-enhanced-nav");
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return Task.CompletedTask;
        }, http);
        return next(http);
    }
}
