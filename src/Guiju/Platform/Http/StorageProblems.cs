using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Platform.Http;

/// <summary>Says in words that the disk is full, that data cannot be written, or that the database is busy or away, to people and to programs.</summary>
static partial class StorageProblems
{
    const int RetryAfterSeconds = 30;

    /// <summary>Answers 507 where there is no room and 503 where it may go again soon; call it before the routes.</summary>
    public static IApplicationBuilder UseStorageProblems(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Guiju.Storage");
        return app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (Exception e) when (!http.Response.HasStarted && StorageTrouble.Of(e) is { } finding)
            {
                Log(log, finding.Key, e.GetBaseException().Message);
                http.Response.Clear();
                http.Response.StatusCode = finding.Key == "platform.storage.full" ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                await http.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
                {
                    HttpContext = http,
                    ProblemDetails = new ProblemDetails
                    {
                        Status = http.Response.StatusCode,
                        Title = Texts.All["platform.problem.storage"],
                        Detail = Texts.All.Say(finding),
                        Extensions = { ["findings"] = new List<FindingAnswer> { OutcomeHttp.Answer(finding) } },
                    },
                });
            }
        });
    }

    [LoggerMessage(LogLevel.Error, "{Finding}: {Message}")]
    private static partial void Log(ILogger log, string finding, string message);
}
