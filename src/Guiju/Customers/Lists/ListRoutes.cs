using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Lists;

/// <summary>The routes of lists, exports, prints and search.</summary>
public static class ListRoutes
{
    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapCustomerLists(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("customers").MapGet("", List).WithName("ListCustomers").WithSummary("Customers one may see, a page at a time")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return routes;
    }

    /// <summary>GET /api/v1/customers: without <c>count</c>, pages follow each other by <c>after</c>.</summary>
    static async Task<Results<Ok<PageOf<CustomerItem>>, ProblemHttpResult>> List([AsParameters] ListQuery described, HttpRequest http, UseCase<ListCustomers> list, CurrentActor actor, CompanyClock clock, CancellationToken ct)
    {
        _ = described;
        var read = ListParameters.Read(http.Query, clock.Today, actor.Value.PersonId);
        if (!read.Done) return Malformed(read.ToProblem());
        var outcome = await list.Ask(u => u.Handle(read.Value with { Count = false }, ct), ct);
        if (outcome.Refusal == Rulebook.Findings.Refusal.Invalid) return Malformed(outcome.ToProblem());
        return outcome.Map(p => new PageOf<CustomerItem>([.. p.Rows.Select(CustomerItem.Of)], p.Next)).ToOk();
    }

    // What cannot be read is malformed (400), as against input that breaks a rule (422).
    static ProblemHttpResult Malformed(ProblemHttpResult problem)
    {
        problem.ProblemDetails.Status = StatusCodes.Status400BadRequest;
        return TypedResults.Problem(problem.ProblemDetails);
    }
}

/// <summary>The parameters of the list for the contract; <see cref="ListParameters"/> reads them, so that every fault is named.</summary>
public sealed record ListQuery
{
    /// <summary>Words to search: name, pinyin, initials, file number, credit code, phone, contacts.</summary>
    public string? Q { get; init; }

    /// <summary>Classes, one of which the customer has.</summary>
    public string[]? Role { get; init; }

    /// <summary>Subtypes of the special class.</summary>
    public string[]? Special { get; init; }

    /// <summary>Stages.</summary>
    public string[]? Stage { get; init; }

    /// <summary>What evaluations found.</summary>
    public string[]? LeadClass { get; init; }

    /// <summary>Draft, Incomplete, Formal.</summary>
    public string[]? Status { get; init; }

    /// <summary>Ids of categories of the register, or <c>none</c>.</summary>
    public string[]? Category { get; init; }

    /// <summary>Ids of owners, <c>me</c> or <c>none</c>.</summary>
    public string[]? Owner { get; init; }

    /// <summary>Ids of departments.</summary>
    public string[]? Department { get; init; }

    /// <summary>Code of a province, city or district.</summary>
    public string? Region { get; init; }

    /// <summary>Industry, exactly.</summary>
    public string? Industry { get; init; }

    /// <summary>Source, exactly.</summary>
    public string? Source { get; init; }

    /// <summary>A tag.</summary>
    public string? Tag { get; init; }

    /// <summary>First day of the next contact, yyyy-MM-dd.</summary>
    public string? NextFrom { get; init; }

    /// <summary>Last day of the next contact, yyyy-MM-dd.</summary>
    public string? NextTo { get; init; }

    /// <summary><c>true</c>: next contact before today.</summary>
    public string? Overdue { get; init; }

    /// <summary>Least completeness, percent.</summary>
    public string? CompletenessFrom { get; init; }

    /// <summary>Greatest completeness, percent.</summary>
    public string? CompletenessTo { get; init; }

    /// <summary><c>no</c> (default), <c>only</c> or <c>all</c>.</summary>
    public string? Archived { get; init; }

    /// <summary>Ids of customers.</summary>
    public string[]? Id { get; init; }

    /// <summary>Column to sort by, with <c>-</c> before it from last to first: name, code, region, next, last, opened, completeness, stage, owner.</summary>
    public string? Sort { get; init; }

    /// <summary>Rows of a page, 1 to 200; 50 if not said.</summary>
    public string? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? After { get; init; }
}
