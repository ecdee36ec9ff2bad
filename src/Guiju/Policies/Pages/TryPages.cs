using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Policies.Trying;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Policies.Pages;

/// <summary>The page a clause is tried on. What was tried stands in the address, so that it can be handed on.</summary>
static class TryPages
{
    /// <summary>Names of facts and parameters in the address begin so.</summary>
    public const string Fact = "f.", Draft = "p.";

    public static void MapTrying(this IEndpointRouteBuilder clauses) => clauses.MapGet("{id}/try", Show);

    static async Task<IResult> Show(string id, HttpContext http, UseCase<ShowClause> show, UseCase<TryClause> tryOut, IEnumerable<ClauseRule> rules, CancellationToken ct)
    {
        var shown = await show.Ask(u => u.Handle(id, ct), ct);
        if (!shown.Done) return shown.ToProblem();
        if (rules.SingleOrDefault(r => r.Clause == id) is not { } rule) return Results.NotFound();
        var said = http.Request.Query;
        var asked = said.Keys.Any(k => k.StartsWith(Fact, StringComparison.Ordinal));
        Outcome<TryClause.Answer>? answer = null;
        List<Finding> findings = [];
        if (asked)
        {
            var hasDay = DateOnly.TryParseExact(said["on"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on);
            if (!hasDay && !string.IsNullOrWhiteSpace(said["on"])) findings.Add(new Finding("policies.try.kind", "on").With("policies.try.on", "policies.kind.date", ""));
            answer = await tryOut.Ask(u => u.Handle(id, new() { Facts = Facts(rule, said), Parameters = Drafts(rule, said), On = hasDay ? on : null }, ct), ct);
            // Facts and parameters have names of their own in the address, and so in the form.
            if (!answer.Done) findings.AddRange(answer.Findings.Select(f => f with { Field = RuleInput.FactsOf(rule).Any(x => x.Name == f.Field) ? Fact + f.Field : RuleInput.ParametersOf(rule).Any(x => x.Name == f.Field) ? Draft + f.Field : f.Field }));
        }
        return new RazorComponentResult<TryPage>(new { Clause = shown.Value, Facts = RuleInput.FactsOf(rule), Drafts = RuleInput.ParametersOf(rule), Said = said, Answer = findings.Count == 0 && answer is { Done: true } ? answer.Value : null, Findings = (IReadOnlyList<Finding>)findings })
        { StatusCode = findings.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    static JsonObject Facts(ClauseRule rule, IQueryCollection said)
    {
        var facts = new JsonObject();
        foreach (var field in RuleInput.FactsOf(rule))
        {
            var values = said[Fact + field.Name].Select(v => v ?? "").Where(v => !string.IsNullOrWhiteSpace(v)).ToList();
            if (field.Entry is not null) facts[field.Name] = values.Count == 0 && field.Optional ? null : new JsonArray([.. values.SelectMany(v => v.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(v => JsonValue.Create(v))]);
            else facts[field.Name] = values.Count == 0 ? null : One(field.Type, values[0].Trim());
        }
        return facts;
    }

    // What is no number is handed on as it was typed, so that the check says what is wanted.
    static JsonValue One(Type type, string text) =>
        type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : type == typeof(decimal) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : type == typeof(bool) && text is "true" or "false" ? JsonValue.Create(text == "true")
        : JsonValue.Create(text);

    static Dictionary<string, JsonElement> Drafts(ClauseRule rule, IQueryCollection said) => RuleInput.ParametersOf(rule)
        .Where(p => !string.IsNullOrWhiteSpace(said[Draft + p.Name]))
        .ToDictionary(p => p.Name, p => SettingText.Read(ClauseBook.Register[p.Clause].Parameters[p.Name].Value, said[Draft + p.Name].ToString()));
}
