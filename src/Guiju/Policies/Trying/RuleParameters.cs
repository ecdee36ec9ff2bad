using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Policies.Trying;

/// <summary>Finds the values a rule counts with: what is only considered, else the company's or the group's setting of the day, else the register's.</summary>
public sealed class RuleParameters(GuijuContext db)
{
    /// <summary>The settings a rule may count with, of all days.</summary>
    public async Task<IReadOnlyList<ClauseSetting>> Settings(ClauseRule rule, Guid unit, CancellationToken ct)
    {
        var clauses = RuleInput.ParametersOf(rule).Select(w => w.Clause).Distinct().ToList();
        return clauses.Count == 0 ? [] : await db.Set<ClauseSetting>().AsNoTracking().Of(unit).Where(s => clauses.Contains(s.ClauseId)).ToListAsync(ct);
    }

    /// <summary>The values of a day.</summary>
    public static List<TryClause.Used> On(ClauseRule rule, IReadOnlyList<ClauseSetting> settings, DateOnly on, IReadOnlyDictionary<string, JsonElement> drafts) => [.. RuleInput.ParametersOf(rule).Select(field =>
    {
        var parameter = ClauseBook.Register[field.Clause].Parameters[field.Name];
        return drafts.TryGetValue(field.Name, out var draft) ? new TryClause.Used(field.Clause, field.Name, draft, parameter.Unit, TryClause.Origin.Draft, null)
            : settings.InForce(field.Clause, field.Name, on) is { Value: { } value } setting
                ? new(field.Clause, field.Name, JsonSerializer.Deserialize<JsonElement>(value), parameter.Unit, setting.UnitId is null ? TryClause.Origin.Group : TryClause.Origin.Company, setting.EffectiveFrom)
            : new(field.Clause, field.Name, parameter.Value, parameter.Unit, TryClause.Origin.Register, null);
    })];

    /// <summary>The same as the record the rule takes.</summary>
    public static object Record(ClauseRule rule, IReadOnlyList<TryClause.Used> used) => RuleInput.ReadParameters(rule, f => used.Single(u => u.Clause == f.Clause && u.Name == f.Name).Value);

    /// <summary>What is wrong with values only considered.</summary>
    public static IEnumerable<Finding> Check(ClauseRule rule, IReadOnlyDictionary<string, JsonElement> drafts)
    {
        var wanted = RuleInput.ParametersOf(rule);
        foreach (var unknown in drafts.Keys.Where(k => wanted.All(w => w.Name != k)))
            yield return new Finding("policies.setting.unknown", "parameters", rule.Clause).With(rule.Clause, unknown.Length > 60 ? unknown[..60] : unknown);
        foreach (var field in wanted)
            if (drafts.TryGetValue(field.Name, out var draft) && SettingCheck.Of(ClauseBook.Register[field.Clause], ClauseBook.Register[field.Clause].Parameters[field.Name], draft) is { } wrong)
                yield return wrong with { Field = field.Name };
    }
}
