using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;

namespace Guiju.Customers;

/// <summary>Leads whoever opens a merged file, its parts or its card to the same of the file kept (D02-4.6.1). Only reading is led on: what changes something is meant for a file one has seen.</summary>
[Clause("D02-4.6.1")]
sealed class LeadToKept : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (result, http) = (await next(context), context.HttpContext);
        if (!HttpMethods.IsGet(http.Request.Method) || !Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var id)) return result;
        var answer = result is INestedHttpResult nested ? nested.Result : result;
        if (answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound }) return result;
        var kept = await http.RequestServices.GetRequiredService<UseCase<FollowMerge>>().Ask(u => u.Handle(id, http.RequestAborted), http.RequestAborted);
        if (!kept.Done) return result;
        // For the time being: a merge can be taken back.
        return TypedResults.Redirect(http.Request.Path.Value!.Replace(id.ToString(), kept.Value.ToString(), StringComparison.OrdinalIgnoreCase) + http.Request.QueryString, permanent: false, preserveMethod: true);
    }
}
