using System.Text.Json;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Policies;

/// <summary>Writes the parameters a published regulation decides; the same settings as those decided one by one.</summary>
sealed class ClauseSettingDecisions(GuijuContext db, CompanyClock clock) : IClauseSettings
{
    public Finding? Check(string clauseId, string name, JsonElement? value)
    {
        var field = $"{clauseId}.{name}";
        if (!ClauseBook.Register.Has(clauseId) || !ClauseBook.Register[clauseId].Parameters.TryGetValue(name, out var parameter))
            return new Finding("policies.setting.unknown", field).With(clauseId, name);
        if (value is not { } given) return null;
        if (given.GetRawText().Length > ClauseSetting.ValueLength) return new Finding("policies.setting.long", field, clauseId).With(ClauseSetting.ValueLength);
        return SettingCheck.Of(ClauseBook.Register[clauseId], parameter, given) is { } wrong ? wrong with { Field = field } : null;
    }

    public async Task<JsonElement> InForce(Guid? unitId, string clauseId, string name, DateOnly on, CancellationToken ct)
    {
        var settings = await db.Set<ClauseSetting>().AsNoTracking().Where(s => (s.UnitId == unitId || s.UnitId == null) && s.ClauseId == clauseId && s.Name == name).ToListAsync(ct);
        return settings.InForce(clauseId, name, on) is { Value: { } value } ? JsonSerializer.Deserialize<JsonElement>(value) : ClauseBook.Register[clauseId].Parameters[name].Value;
    }

    public void Decide(Guid? unitId, string clauseId, string name, JsonElement? value, DateOnly from, string reason)
    {
        if (from < clock.Today) throw new ArgumentOutOfRangeException(nameof(from), from, "Days gone by keep the value they had.");
        db.Add(new ClauseSetting(unitId, ClauseBook.Register[clauseId].Parameters[name], value, from, reason.Length > ClauseSetting.ReasonLength ? reason[..ClauseSetting.ReasonLength] : reason));
    }
}
