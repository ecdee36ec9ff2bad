using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Rulebook.Findings;

namespace Guiju.Approvals;

/// <summary>The form of a route: steps as they are typed.</summary>
public sealed record RouteForm(IReadOnlyList<RouteForm.Step> Steps, string? Reason, bool Clause)
{
    /// <summary>A step as it is typed.</summary>
    public sealed record Step(string? Who = null, string? Names = null, IReadOnlyList<string>? Picked = null, string? Need = null, string? Quorum = null, string? Days = "2", string? Above = null)
    {
        /// <summary>People picked.</summary>
        public IReadOnlyList<string> People => Picked ?? [];
    }

    internal static RouteForm Of(IFormCollection form) => new(
        [.. Enumerable.Range(0, SetRoute.Most).Select(i => new Step(form[$"who{i}"], form[$"names{i}"], [.. form[$"people{i}"].OfType<string>().Where(p => p.Length > 0)], form[$"need{i}"], form[$"quorum{i}"], form[$"days{i}"], form[$"above{i}"]))],
        form["reason"], form["clause"] == "true");

    internal static IReadOnlyList<Step> Of(IReadOnlyList<StepRule> rules) =>
        [.. rules.Select(r => new Step(r.Who.ToString(), r.Who == StepWho.People ? null : r.Who == StepWho.Supervisor ? r.Level > 1 ? Text(r.Level) : null : string.Join('、', r.Names), r.Who == StepWho.People ? r.Names : [], r.Need.ToString(),
            r.Need == StepNeed.Quorum ? Text(r.Quorum) : null, Text(r.Days), r.Above?.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>The steps as rules; what is no number is found.</summary>
    internal List<StepRule> Read(List<Finding> findings)
    {
        List<StepRule> rules = [];
        for (var i = 0; i < Steps.Count; i++)
        {
            var (s, n) = (Steps[i], i);
            if (!Enum.TryParse<StepWho>(s.Who, out var who)) continue;
            IReadOnlyList<string> names = who == StepWho.People ? s.People : who == StepWho.Supervisor ? [] : [.. (s.Names ?? "").Split(['、', ',', '，', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            rules.Add(new()
            {
                Who = who,
                Names = names,
                Level = who == StepWho.Supervisor ? Number(s.Names, $"names{n}", 1) : 1,
                Need = Enum.TryParse<StepNeed>(s.Need, out var need) ? need : StepNeed.Any,
                Quorum = Number(s.Quorum, $"quorum{n}", 1),
                Days = Number(s.Days, $"days{n}", 0),
                Above = string.IsNullOrWhiteSpace(s.Above) ? null : decimal.TryParse(s.Above, NumberStyles.Number, CultureInfo.InvariantCulture, out var above) ? above : Wrong<decimal?>($"above{n}", null),
            });
        }
        return rules;

        int Number(string? text, string field, int none) => string.IsNullOrWhiteSpace(text) ? none : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : Wrong(field, none);

        T Wrong<T>(string field, T none)
        {
            findings.Add(new("approvals.route.number", field));
            return none;
        }
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
