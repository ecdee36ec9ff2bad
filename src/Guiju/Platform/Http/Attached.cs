using Microsoft.Net.Http.Headers;

namespace Guiju.Platform.Http;

/// <summary>How files that are made while they are answered are handed out.</summary>
static class Attached
{
    /// <summary>The answer is a file to keep, never to be shown in the browser nor kept on its way.</summary>
    public static void Attach(this HttpContext http, string name, string media)
    {
        http.Response.ContentType = media;
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name }.ToString();
        http.Response.Headers.CacheControl = "private, no-store";
    }
}
