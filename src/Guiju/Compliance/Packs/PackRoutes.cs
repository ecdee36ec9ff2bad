using System.Globalization;
using Guiju.Compliance.Pages;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Compliance.Packs;

/// <summary>The public half of the key packs are signed with.</summary>
/// <param name="Algorithm">ES256.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in base64.</param>
/// <param name="Fingerprint">SHA-256 of it in hexadecimal, in groups of four.</param>
public sealed record PackKey(string Algorithm, string PublicKey, string Fingerprint);

/// <summary>The page of audit packs, and the packs as files.</summary>
static class PackRoutes
{
    public static void MapPacks(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("compliance");
        api.MapGet("pack", Json).WithName("GetAuditPack").WithSummary("Clause, parameters with their history, duties and evidence of a period, signed; checked offline by guiju verify --pack FILE")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("key", async (UseCase<WritePack> pack, CancellationToken ct) => (await Key(pack, ct)).ToOk())
            .WithName("GetAuditPackKey").WithSummary("The public key audit packs are signed with");

        var pages = routes.MapGroup("/compliance/packs").RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", async Task<IResult> ([AsParameters] ComplianceQuery query, UseCase<WritePack> pack, UseCase<ShowCompliance> show, CancellationToken ct) =>
        {
            var key = await Key(pack, ct);
            if (!key.Done) return key.ToProblem();
            var (about, choices) = (await pack.Ask(u => u.About(query, ct), ct), await show.Ask(u => u.Choose(ct), ct));
            if (!about.Done && about.Refusal != Refusal.Invalid) return about.ToProblem();
            return new RazorComponentResult<PacksPage>(new { Query = query, Key = key.Value, Content = about.Done ? about.Value : null, Choices = choices.Value, Findings = about.Done ? (IReadOnlyList<Finding>)[] : about.Findings }) { StatusCode = about.Done ? 200 : 422 };
        });
        pages.MapGet("pack.json", Json);
        pages.MapGet("pack.xlsx", Excel);
    }

    static async Task<Outcome<PackKey>> Key(UseCase<WritePack> pack, CancellationToken ct)
    {
        var key = await pack.Ask(u => u.Key(ct), ct);
        return key.Done ? new PackKey("ES256", Convert.ToBase64String(key.Value), PackSeal.Fingerprint(key.Value)) : Outcome<PackKey>.Refused(key.Refusal, key.Findings);
    }

    static async Task Json([AsParameters] ComplianceQuery query, HttpContext http, UseCase<WritePack> pack, CancellationToken ct)
    {
        var about = await pack.Ask(u => u.About(query, ct), ct);
        if (!about.Done)
        {
            await about.ToProblem().ExecuteAsync(http);
            return;
        }
        http.Attach(Name(about.Value, "json"), "application/json");
        await pack.Ask(u => u.Handle(about.Value, http.Response.Body, ct), ct);
    }

    static async Task Excel([AsParameters] ComplianceQuery query, HttpContext http, UseCase<WritePack> pack, CompanyClock clock, CancellationToken ct)
    {
        var about = await pack.Ask(u => u.About(query, ct), ct);
        if (!about.Done)
        {
            await about.ToProblem().ExecuteAsync(http);
            return;
        }
        var texts = Texts.All;
        http.Attach(Name(about.Value, "xlsx"), TableWriter.XlsxType);
        await TableWriter.Xlsx(http.Response.Body, new(texts["packs.title"],
        [
            new(texts["packs.row"], Width: 10), new(texts["compliance.clause"], Width: 14), new(texts["packs.subject"], Width: 36), new(texts["compliance.what"], Width: 40), new(texts["compliance.outcome"], Width: 14), new(texts["duties.owner"]), new(texts["compliance.department"]),
            new(texts["duties.opened"], ColumnKind.Instant, 19), new(texts["duties.due"], ColumnKind.Instant, 19), new(texts["duties.ended"], ColumnKind.Instant, 19), new(texts["duties.evidence"], Width: 26), new(texts["compliance.why"], Width: 60),
        ]), Rows(), ct);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            foreach (var clause in about.Value.Clauses)
            {
                yield return [texts["compliance.clause"], clause.Id, Texts.English ? clause.En : clause.Zh];
                foreach (var p in clause.Parameters)
                {
                    var (first, last) = (about.Value.InForce(p, about.Value.Period.From).ToString(), about.Value.InForce(p, about.Value.Period.To).ToString());
                    yield return [texts["packs.parameter"], clause.Id, p.Name, first == last ? first : $"{first} → {last}", p.Unit];
                    foreach (var d in p.Decisions)
                        yield return [texts["packs.decision"], clause.Id, p.Name, d.Value?.ToString() ?? texts["packs.register"], d.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d.By, null, clock.Local(d.At), null, null, null, d.Reason];
                }
            }
            for (string? after = null; ;)
            {
                var page = await pack.Ask(u => u.Duties(about.Value.Period, after, ct), ct);
                if (!page.Done) yield break;
                foreach (var (d, outcome, department) in page.Value.Items)
                    yield return [texts["packs.duty"], d.Clause, d.Title, d.What, texts.Of(outcome), d.Owner ?? texts["duties.nobody"], department, clock.Local(d.OpenedAt), clock.Local(d.DueAt), d.EndedAt is { } at ? clock.Local(at) : null, d.Evidence, d.Why];
                after = page.Value.Next;
                if (after is null) yield break;
            }
        }
    }

    static string Name(PackContent content, string ending) => $"{Texts.All["packs.title"]} {content.Period.Clause} {content.Period.From:yyyyMMdd}-{content.Period.To:yyyyMMdd}.{ending}".Replace("  ", " ", StringComparison.Ordinal);
}
