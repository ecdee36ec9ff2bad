using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Http;

/// <summary>The REST API's common ground: one group of routes, versions of records as ETags.</summary>
public static class Api
{
    /// <summary>Base path of the API.</summary>
    public const string Base = "/api/v1";

    /// <summary>Group for the routes of a feature: <c>/api/v1/{path}</c>, tagged for the contract.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string path) =>
        routes.MapGroup($"{Base}/{path}").WithTags(path).RequireAuthorization().AddEndpointFilter<RouteGroupBuilder, Precondition>()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>
    /// The version the caller last saw (<c>If-Match: "3"</c>), or null where he says none or <c>*</c>. A tag that is no version of ours, weak ones
    /// included, matches nothing (RFC 9110, 13.1.1): it is -1, never "whatever is there".
    /// </summary>
    public static int? VersionSeen(this HttpRequest request) => request.Headers.IfMatch.ToString().Trim() switch
    {
        "" or "*" => null,
        var tag => int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1,
    };

    /// <summary>Tells the caller the version of the record he gets.</summary>
    public static void SetVersion(this HttpResponse response, int version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>One page of a list. Pages follow each other by <see cref="Next"/>, which is as fast at the end as at the start.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Items">The rows.</param>
/// <param name="Next">Opaque value for <c>after</c> to get the next page, or null at the end.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A conflict with a version the caller named in <c>If-Match</c> is a precondition that failed (412); without one it is a conflict (409).</summary>
sealed class Precondition : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (context.HttpContext.Request.Headers.IfMatch.Count == 0) return result;
        var answer = result is INestedHttpResult nested ? nested.Result : result;
        if (answer is not ProblemHttpResult { StatusCode: StatusCodes.Status409Conflict } problem) return result;
        problem.ProblemDetails.Status = StatusCodes.Status412PreconditionFailed;
        return TypedResults.Problem(problem.ProblemDetails);
    }
}
