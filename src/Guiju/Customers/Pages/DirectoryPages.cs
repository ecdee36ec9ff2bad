using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Pages;

/// <summary>客户目录核对: whether somebody is a present sales customer already (D17-2b); page and API.</summary>
static class DirectoryPages
{
    /// <summary>Who is asked about.</summary>
    public sealed record Applicant(string? Name, string? CreditCode, IReadOnlyList<string>? FormerNames, IReadOnlyList<string>? Affiliates);

    /// <summary>A file that matches.</summary>
    public sealed record HitAnswer(Guid? CustomerId, string Customer, bool Present, IReadOnlyList<FindingAnswer> Findings);

    /// <summary>What was found.</summary>
    public sealed record CheckAnswer(bool Refused, bool ForTheGroup, IReadOnlyList<HitAnswer> Hits);

    public static void MapDirectory(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("customers").MapPost("directory/check", async (Applicant who, UseCase<FindInDirectory> find, CancellationToken ct) =>
            (await find.Ask(u => u.Handle(who.Name, who.CreditCode, who.FormerNames, who.Affiliates, ct), ct))
                .Map(a => new CheckAnswer(a.Refused, a.ForTheGroup, [.. a.Hits.Select(h => new HitAnswer(h.CustomerId, h.Customer, h.Present, [.. h.Findings.Select(OutcomeHttp.Answer)]))])).ToOk());
        routes.MapGroup("/customers").RequireAuthorization().ExcludeFromDescription().MapGet("directory", async (string? name, string? creditCode, string? formerNames, string? affiliates, UseCase<FindInDirectory> find, CancellationToken ct) =>
        {
            var asked = new[] { name, creditCode, formerNames, affiliates }.Any(t => !string.IsNullOrWhiteSpace(t));
            var found = asked ? await find.Ask(u => u.Handle(name, creditCode, Split(formerNames), Split(affiliates), ct), ct) : await find.Ask(_ => Task.FromResult<Outcome<FindInDirectory.Answer>>(new FindInDirectory.Answer(false, false, [])), ct);
            if (found.Refusal is Refusal.Forbidden) return Results.StatusCode(StatusCodes.Status403Forbidden);
            return CustomerPages.Page<DirectoryCheckPage>(new { Name = name, CreditCode = creditCode, FormerNames = formerNames, Affiliates = affiliates, Answer = asked && found.Done ? (object)found.Value : null, Findings = found.Done ? [] : found.Findings }, OutcomeHttp.StatusOf(found.Refusal));
        });
    }

    static string[] Split(string? text) => (text ?? "").Split(['；', ';', '、', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
