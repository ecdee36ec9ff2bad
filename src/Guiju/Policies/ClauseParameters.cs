using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Policies;

/// <summary>Answers from the settings of one company, read at the first question.</summary>
sealed class ClauseParameters : IClauseParameters
{
    readonly GuijuContext db;
    readonly Lazy<ILookup<(string, string), ClauseSetting>> settings;

    public ClauseParameters(GuijuContext db, CurrentActor actor) : this(db, () => actor.Value.UnitId) { }

    ClauseParameters(GuijuContext db, Func<Guid> unitId)
    {
        this.db = db;
        // Read without waiting asynchronously: rules ask in the middle of a decision, and the table is a few rows.
        settings = new(() =>
        {
            var unit = unitId();
            return db.Set<ClauseSetting>().AsNoTracking().Of(unit).ToList().ToLookup(s => (s.ClauseId, s.Name));
        });
    }

    public T Get<T>(string clauseId, string name, DateOnly on)
    {
        var clause = ClauseBook.Register[clauseId];
        if (settings.Value[(clauseId, name)].InForce(clauseId, name, on) is not { Value: { } value })
            return clause.Parameter<T>(name);
        using var json = JsonDocument.Parse(value);
        return ClauseValues.Read<T>(json.RootElement, clauseId, name);
    }

    public IClauseParameters For(Guid unitId) => new ClauseParameters(db, () => unitId);
}
