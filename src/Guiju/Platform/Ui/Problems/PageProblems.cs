using System.Diagnostics;
using Guiju.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Ui.Problems;

/// <summary>
/// Says a problem to a person: a page where a page was asked for, a toast where htmx asked for a part. Programs that call
/// the API keep getting problem details.
/// </summary>
sealed class PageProblems : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/openapi")
            && (request.Headers.ContainsKey("HX-Request") || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var status = context.ProblemDetails.Status ?? http.Response.StatusCode;
        var findings = context.ProblemDetails.Extensions.TryGetValue("findings", out var found) && found is IReadOnlyList<FindingAnswer> list ? list : [];
        http.Response.StatusCode = status;
        if (http.Request.Headers.ContainsKey("HX-Request"))
        {
            http.Response.Headers["HX-Reswap"] = "none";
            if (findings.Count > 0) http.Toast(string.Join(Texts.English ? " " : "", findings.Select(f => f.Message)), Tone.Bad);
            return;
        }
        var trace = status >= 500 ? Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier : null;
        await new RazorComponentResult<ProblemPage>(new { Status = status, Findings = findings, Trace = trace }) { StatusCode = status }.ExecuteAsync(http);
    }
}
