using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Guiju.Platform.Http;

/// <summary>
/// The contract of the REST API: <c>/openapi/v1.json</c>, made from the routes themselves and kept in git as
/// <c>docs/openapi.v1.json</c>; <c>/api/docs</c> shows it for people.
/// </summary>
public static class ApiContract
{
    /// <summary>Makes the contract from the routes below <see cref="Api.Base"/>; pages are not in it.</summary>
    public static IServiceCollection AddApiContract(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith(Api.Base.TrimStart('/') + "/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Guiju 规矩", Version = "v1", Description = "Errors are RFC 9457 problem details; `findings` says what, where, why (clause) and what to do. Versions of records are ETags; pages of lists follow each other by `after`." };
            // Wherever it is served: an address of the machine that wrote the file has no place in the contract.
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "guiju", Description = "The browser's session." },
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A personal access token." },
            };
            document.Security =
            [
                new() { [new OpenApiSecuritySchemeReference("session", document)] = [] },
                new() { [new OpenApiSecuritySchemeReference("token", document)] = [] },
            ];
            return Task.CompletedTask;
        });
    });

    /// <summary>Serves the contract and the page that shows it. Both hold nothing that is not in git: who is not signed in may read them.</summary>
    public static void MapApiContract(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        // Nothing of it may call its maker's hosts: no fonts, no assistant, no telemetry. The page's own scripts come from the program; they set styles on elements and in style tags, which this page alone may.
        routes.MapScalarApiReference("/api/docs", options => options
                .WithTitle("Guiju API").WithNonce().DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton().AddDocument("v1", routePattern: "/openapi/{documentName}.json"))
            .AllowAnonymous()
            .AddEndpointFilter(async (call, next) =>
            {
                var http = call.HttpContext;
                http.Response.OnStarting(() =>
                {
                    if (http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce)
                        http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
                    return Task.CompletedTask;
                });
                return await next(call);
            });
    }
}
