using System.Text.Json;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies;

/// <summary>
/// Decides another value for a parameter of a clause, from a day on. Days gone by keep the value they had, so that what
/// was in time stays in time.
/// </summary>
[Allow(Permission.PoliciesWrite)]
public sealed class SetClauseParameter(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The decision.</summary>
    public sealed record Input
    {
        /// <summary>The value, of the sort the register has; null goes back to the register's.</summary>
        public JsonElement? Value { get; init; }

        /// <summary>First day it holds; today where left out.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Why, up to 200 characters.</summary>
        public string? Reason { get; init; }

        /// <summary>For every company of the group that has no setting of its own; asks for the scope of the group.</summary>
        public bool ForGroup { get; init; }
    }

    /// <summary>The setting made.</summary>
    public sealed record Decided(Guid Id, DateOnly From);

    /// <summary>Keeps the decision.</summary>
    public Task<Outcome<Decided>> Handle(string clauseId, string name, Input input, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Decide(clauseId, name, input));
    }

    Outcome<Decided> Decide(string clauseId, string name, Input input)
    {
        if (!ClauseBook.Register.Has(clauseId) || !ClauseBook.Register[clauseId].Parameters.TryGetValue(name, out var parameter))
            return Outcome<Decided>.Refused(Refusal.NotFound, new Finding("policies.setting.unknown").With(clauseId, name));
        if (input.ForGroup && actor.Value.Scope != DataScope.Group)
            return Outcome<Decided>.Refused(Refusal.Forbidden, new Finding("policies.setting.group", "forGroup"));

        List<Finding> findings = [];
        var from = input.From ?? clock.Today;
        var reason = input.Reason?.Trim() ?? "";
        var value = input.Value is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? null : input.Value;
        if (value is { } given && SettingCheck.Of(ClauseBook.Register[clauseId], parameter, given) is { } wrong) findings.Add(wrong);
        if (value?.GetRawText().Length > ClauseSetting.ValueLength) findings.Add(new Finding("policies.setting.long", "value").With(ClauseSetting.ValueLength));
        if (from < clock.Today) findings.Add(new Finding("policies.setting.past", "from").With(clock.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        if (reason.Length is 0 or > ClauseSetting.ReasonLength) findings.Add(new Finding("policies.setting.reason", "reason").With(ClauseSetting.ReasonLength));
        if (findings.Count > 0) return findings;

        var setting = new ClauseSetting(input.ForGroup ? null : actor.Value.UnitId, parameter, value, from, reason);
        db.Add(setting);
        return new Decided(setting.Id, from);
    }
}
