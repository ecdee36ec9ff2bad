using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Guiju.Platform.Http;

/// <summary>Requests that are no requests: broken JSON, a value out of its range, a field that is not taken. 400 names the field; nothing is guessed.</summary>
public static partial class BadInput
{
    /// <summary>Enum values by name, no others; fields that are not taken are refused, so that nobody thinks he set owner or state.</summary>
    public static IServiceCollection AddStrictJson(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        return services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        });
    }

    /// <summary>Answers bad requests of the API as problems; call it before the routes.</summary>
    public static IApplicationBuilder UseBadInput(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (HttpMethods.IsGet(http.Request.Method)) LeaveOutEmpty(http.Request);
        try
        {
            await next(http);
        }
        catch (InvalidDataException) when (!http.Response.HasStarted && http.Request.HasFormContentType)
        {
            // A form that cannot be read: a null character, more fields or bytes than any form of ours has.
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            if (!http.Request.Path.StartsWithSegments("/api"))
            {
                http.Response.StatusCode = e.StatusCode;
                return;
            }
            var finding = Of(e);
            await TypedResults.Problem(new ProblemDetails
            {
                Status = e.StatusCode,
                Title = Texts.All["platform.problem.bad-request"],
                Detail = Texts.All.Say(finding),
                Extensions = { ["findings"] = new List<FindingAnswer> { OutcomeHttp.Answer(finding) } },
            }).ExecuteAsync(http);
        }
    });

    // A form sends what was left empty too: it asks for nothing, and an empty text is no date that could not be read.
    static void LeaveOutEmpty(HttpRequest request)
    {
        if (!request.Query.Any(q => q.Value.Any(string.IsNullOrEmpty))) return;
        request.Query = new QueryCollection(request.Query.Select(q => KeyValuePair.Create(q.Key, new StringValues([.. q.Value.Where(v => !string.IsNullOrEmpty(v))])))
            .Where(q => q.Value.Count > 0).ToDictionary(q => q.Key, q => q.Value, StringComparer.OrdinalIgnoreCase));
    }

    static Finding Of(BadHttpRequestException e)
    {
        if (e.StatusCode == StatusCodes.Status413PayloadTooLarge) return new("platform.bad.large");
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
            if (inner is JsonException json)
            {
                var field = Unmapped().Match(json.Message) is { Success: true } unmapped ? unmapped.Groups[1].Value : FieldOf(json.Path);
                return field is null ? new("platform.bad.json") : new Finding(json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "platform.bad.unknown-field" : "platform.bad.value", field).With(field);
            }
        return Parameter().Match(e.Message) is { Success: true } match ? new Finding("platform.bad.value", match.Groups[1].Value).With(match.Groups[1].Value) : new("platform.bad.json");
    }

    // $.contact.name → contact.name, $.roles[0] → roles.
    static string? FieldOf(string? path) => path is null or "$" or "" ? null : Index().Replace(path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path, "");

    [GeneratedRegex(@"The JSON property '([^']{1,100})' could not be mapped")]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"parameter ""\S+ (\w{1,40})""")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
