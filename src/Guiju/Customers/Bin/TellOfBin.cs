using Guiju.Platform.Http;
using Guiju.Platform.UseCases;

namespace Guiju.Customers.Bin;

/// <summary>
/// Tells whoever asks for a file that lies in the bin, and would be in his scope, that it lies there (410); for everybody else it is not there (404).
/// </summary>
sealed class TellOfBin : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (result, http) = (await next(context), context.HttpContext);
        var answer = result is INestedHttpResult nested ? nested.Result : result;
        if (answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound } || !Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var id)) return result;
        var found = await http.RequestServices.GetRequiredService<UseCase<FindInBin>>().Ask(u => u.Handle(id, http.RequestAborted), http.RequestAborted);
        if (!found.Done) return result;
        return http.Request.Path.StartsWithSegments(Api.Base) ? BinApi.Gone(found.Value, http) : BinPages.Gone(found.Value);
    }
}
