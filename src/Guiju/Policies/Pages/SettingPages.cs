using System.Globalization;
using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Policies.Pages;

/// <summary>The form of a clause's page that decides another value of a parameter.</summary>
static class SettingPages
{
    public static void MapSettings(this IEndpointRouteBuilder clauses) => clauses.MapPost("{id}/parameters/{name}", Save);

    static async Task<IResult> Save(string id, string name, HttpContext http, UseCase<ShowClause> show, UseCase<SetClauseParameter> set, Texts texts, CancellationToken ct)
    {
        var shown = await show.Ask(u => u.Handle(id, ct), ct);
        if (!shown.Done) return shown.ToProblem();
        if (shown.Value.Parameters.SingleOrDefault(p => p.Name == name) is not { } parameter) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(ct);
        var said = new SettingForm.Typed(form["value"].ToString(), form["from"].ToString(), form["reason"].ToString(), form["forGroup"] == "true");
        var hasDay = DateOnly.TryParseExact(said.From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from);
        if (!hasDay && !string.IsNullOrWhiteSpace(said.From)) return Again([new Finding("policies.setting.day", "from")], StatusCodes.Status422UnprocessableEntity);

        var input = new SetClauseParameter.Input { Value = form["back"] == "true" ? null : SettingText.Read(parameter.Register, said.Value), From = hasDay ? from : null, Reason = said.Reason, ForGroup = said.ForGroup };
        var done = await set.Run(u => u.Handle(id, name, input, ct), ct);
        if (!done.Done) return Again(done.Findings, OutcomeHttp.StatusOf(done.Refusal));
        http.Flash(texts["policies.setting.saved", Show.Date(done.Value.From)]);
        return http.Go($"/policies/clauses/{id}");

        RazorComponentResult<ClausePage> Again(IReadOnlyList<Finding> findings, int status) =>
            new(new { Clause = shown.Value, Set = parameter, Said = said, Findings = findings }) { StatusCode = status };
    }
}
