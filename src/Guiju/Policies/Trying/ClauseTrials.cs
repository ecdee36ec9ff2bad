using System.Collections.Concurrent;
using System.Text.Json;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Policies.Pages;
using Guiju.Rulebook.Calendar;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies.Trying;

/// <summary>Binds the rules that are known to the parameters of a company.</summary>
sealed class ClauseTrials(RuleParameters parameters, IWorkCalendar calendars, IEnumerable<ClauseRule> rules) : IClauseTrials
{
    public IReadOnlyList<string> Clauses => [.. rules.Select(r => r.Clause).Order(StringComparer.Ordinal)];

    public string SentenceOf(string clause) => Texts.English ? ClauseBook.Register[clause].En : ClauseBook.Register[clause].Zh;

    public async Task<IReadOnlyList<TrialParameter>> ParametersOf(string clause, Guid unitId, DateOnly on, CancellationToken ct)
    {
        var rule = Rule(clause);
        return [.. RuleParameters.On(rule, await parameters.Settings(rule, unitId, ct), on, new Dictionary<string, JsonElement>())
            .Select(u => new TrialParameter(u.Clause, u.Name, u.Value, ClauseShow.Measured(u.Value, u.Unit), SettingText.Write(u.Value), ClauseShow.Unit(u.Unit), SettingText.IsLong(ClauseBook.Register[u.Clause].Parameters[u.Name].Value)))];
    }

    public JsonElement Read(TrialParameter parameter, string typed) => SettingText.Read(ClauseBook.Register[parameter.Clause].Parameters[parameter.Name].Value, typed);

    public string Say(string clause, string parameter, JsonElement value)
    {
        var field = RuleInput.ParametersOf(Rule(clause)).First(f => f.Name == parameter);
        return ClauseShow.Measured(value, ClauseBook.Register[field.Clause].Parameters[parameter].Unit);
    }

    public IReadOnlyList<Finding> Check(string clause, IReadOnlyDictionary<string, JsonElement> drafts) => [.. RuleParameters.Check(Rule(clause), drafts)];

    public async Task<IBoundClause> Bind(string clause, Guid unitId, DateOnly? fixedOn, IReadOnlyDictionary<string, JsonElement> drafts, CancellationToken ct)
    {
        var rule = Rule(clause);
        return new Bound(rule, await parameters.Settings(rule, unitId, ct), calendars.For(unitId), fixedOn, drafts);
    }

    ClauseRule Rule(string clause) => rules.Single(r => r.Clause == clause);

    /// <summary>A rule with what it counts with. Between two decisions about its parameters they are the same, so that they are made once for all days between.</summary>
    sealed class Bound(ClauseRule rule, IReadOnlyList<ClauseSetting> settings, IWorkCalendar calendars, DateOnly? fixedOn, IReadOnlyDictionary<string, JsonElement> drafts) : IBoundClause
    {
        readonly DateOnly[] decided = [.. settings.Select(s => s.EffectiveFrom).Distinct().Order()];
        readonly ConcurrentDictionary<int, object> eras = new();
        readonly ConcurrentDictionary<DateOnly, WorkCalendar> days = new();
        readonly Lock reading = new();

        public Decision? Decide(object facts, DateOnly on)
        {
            var day = fixedOn ?? on;
            var era = Array.FindLastIndex(decided, d => d <= day);
            if (!eras.TryGetValue(era, out var counted)) counted = eras.GetOrAdd(era, _ => RuleParameters.Record(rule, RuleParameters.On(rule, settings, day, drafts)));
            if (!days.TryGetValue(day, out var calendar)) calendar = Calendar(day);
            try
            {
                return Answer(rule, facts, counted, calendar);
            }
            catch (NoWorkingDayException)
            {
                return null;
            }
        }

        // It reads the settings of its hours through the one connection of its scope.
        WorkCalendar Calendar(DateOnly day)
        {
            lock (reading) return days.GetOrAdd(day, calendars.On);
        }
    }

    /// <summary>Asks a rule; null where parameters only considered lead beyond any calendar.</summary>
    public static Decision? Answer(ClauseRule rule, object facts, object parameters, WorkCalendar calendar)
    {
        try
        {
            return rule.Decide(facts, parameters, calendar);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
