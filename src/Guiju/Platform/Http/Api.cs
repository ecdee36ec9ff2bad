using System.Globalization;

namespace Guiju.Platform.Http;

/// <summary>The REST API's common ground: one group of routes, versions of records as ETags.</summary>
public static class Api
{
    /// <summary>Base path of the API.</summary>
    public const string Base = "/api/v1";

    /// <summary>Group for the routes of a feature: <c>/api/v1/{path}</c>, tagged for the contract.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string path) =>
        routes.MapGroup($"{Base}/{path}").WithTags(path).RequireAuthorization()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>The version the caller last saw (<c>If-Match: "3"</c>), or null where he says none.</summary>
    public static int? VersionSeen(this HttpRequest request) =>
        int.TryParse(request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Tells the caller the version of the record he gets.</summary>
    public static void SetVersion(this HttpResponse response, int version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>One page of a list. Pages follow each other by <see cref="Next"/>, which is as fast at the end as at the start.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Items">The rows.</param>
/// <param name="Next">Opaque value for <c>after</c> to get the next page, or null at the end.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);
