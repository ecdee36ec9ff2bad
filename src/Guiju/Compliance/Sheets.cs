namespace Guiju.Compliance;

/// <summary>How files are handed out here.</summary>
static class Sheets
{
    /// <summary>Media type of a workbook.</summary>
    public const string Media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Says that the answer is a file to be saved.</summary>
    public static void Attach(this HttpContext http, string name, string media)
    {
        http.Response.ContentType = media;
        http.Response.Headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment") { FileNameStar = name }.ToString();
        http.Response.Headers.CacheControl = "private, no-store";
    }
}
