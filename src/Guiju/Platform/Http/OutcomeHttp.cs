using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Platform.Http;

/// <summary>A finding as the API tells it.</summary>
/// <param name="Key">Fixed key for programs.</param>
/// <param name="Message">Sentence in the caller's language (Accept-Language).</param>
/// <param name="Field">Input field in camel case, or null.</param>
/// <param name="Clause">Clause that asks for it, or null.</param>
/// <param name="Weight">Refusal or warning.</param>
/// <param name="Link">Path where it is put right, or null.</param>
public sealed record FindingAnswer(string Key, string Message, string? Field, string? Clause, Weight Weight, string? Link);

/// <summary>A field that somebody else changed meanwhile, as the API tells it.</summary>
/// <param name="Field">Input field in camel case.</param>
/// <param name="Seen">What it said in the version of <c>If-Match</c>; the value of now where the trail does not reach back.</param>
/// <param name="Current">What it says now.</param>
/// <param name="Yours">What the caller sent.</param>
/// <param name="By">Who changed it since, or null where nobody did.</param>
/// <param name="At">When, UTC.</param>
public sealed record ConflictAnswer(string Field, string? Seen, string? Current, string? Yours, string? By, DateTime? At);

/// <summary>Turns outcomes into HTTP answers; refusals are RFC 9457 problem details with every finding.</summary>
public static class OutcomeHttp
{
    /// <summary>200 with the value, or the problem.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToOk<T>(this Outcome<T> outcome) =>
        outcome.Done ? TypedResults.Ok(outcome.Value) : outcome.ToProblem();

    /// <summary>201 with the value and where it is, or the problem.</summary>
    public static Results<Created<T>, ProblemHttpResult> ToCreated<T>(this Outcome<T> outcome, Func<T, string> place) =>
        outcome.Done ? TypedResults.Created(place(outcome.Value), outcome.Value) : outcome.ToProblem();

    /// <summary>204, or the problem.</summary>
    public static Results<NoContent, ProblemHttpResult> ToNoContent<T>(this Outcome<T> outcome) =>
        outcome.Done ? TypedResults.NoContent() : outcome.ToProblem();

    /// <summary>The problem of a refused outcome.</summary>
    public static ProblemHttpResult ToProblem<T>(this Outcome<T> outcome)
    {
        var texts = Texts.All;
        var status = StatusOf(outcome.Refusal);
        var details = new ProblemDetails
        {
            Status = status,
            Title = texts[$"platform.problem.{outcome.Refusal}"],
            Detail = string.Join(Texts.English ? " " : "", outcome.Findings.Select(texts.Say)),
            Extensions = { ["findings"] = outcome.Findings.Select(Answer).ToList() },
        };
        if (outcome.Findings.Where(f => f.Conflict is not null).ToList() is { Count: > 0 } conflicts)
            details.Extensions["conflicts"] = conflicts.Select(f => new ConflictAnswer(f.Field!, f.Conflict!.Seen, f.Conflict.Current, f.Conflict.Yours, f.Conflict.By, f.Conflict.At)).ToList();
        return TypedResults.Problem(details);
    }

    /// <summary>The finding as the API tells it.</summary>
    public static FindingAnswer Answer(Finding f) => new(f.Key, Texts.All.Say(f), f.Field, f.Clause, f.Weight, f.Link);

    /// <summary>Status of a refusal: 422 for broken rules, 403, 404, 409.</summary>
    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.Invalid => StatusCodes.Status422UnprocessableEntity,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Conflict => StatusCodes.Status409Conflict,
        Refusal.None => StatusCodes.Status200OK,
    };
}
