using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Policies;

/// <summary>Reads clauses from the register, and what was decided about their parameters from the settings.</summary>
sealed class ClauseRecords(GuijuContext db) : IClauseRecords
{
    public bool Has(string clause) => ClauseBook.Register.Has(clause);

    public async Task<IReadOnlyList<ClauseRecord>> Of(IReadOnlyCollection<string> clauses, Guid? unitId, CancellationToken ct)
    {
        var settings = (await db.Set<ClauseSetting>().AsNoTracking().Where(s => clauses.Contains(s.ClauseId) && (unitId == null || s.UnitId == unitId || s.UnitId == null))
            .Select(s => new { Setting = s, By = db.Set<Person>().Where(p => p.Id == s.CreatedBy).Select(p => p.Name).FirstOrDefault() }).ToListAsync(ct))
            .OrderBy(s => s.Setting.EffectiveFrom).ThenBy(s => s.Setting.CreatedAt).ToLookup(s => (s.Setting.ClauseId, s.Setting.Name));
        return [.. clauses.Distinct().Order(StringComparer.Ordinal).Select(id =>
        {
            var clause = ClauseBook.Register[id];
            return new ClauseRecord(id, clause.Zh, clause.En, [.. clause.Parameters.Values.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new ParameterRecord(p.Name, p.Value, p.Unit, p.Source == ParameterSource.Text,
                [.. settings[(id, p.Name)].Select(s => new ParameterDecision(s.Setting.Value is { } value ? JsonSerializer.Deserialize<JsonElement>(value) : null, s.Setting.EffectiveFrom, s.Setting.Reason, s.Setting.UnitId is null, s.Setting.UnitId, s.Setting.CreatedAt, s.By))]))]);
        })];
    }
}
