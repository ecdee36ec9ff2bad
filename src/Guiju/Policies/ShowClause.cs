using System.Text.Json;
using System.Text.Json.Nodes;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Trying;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Policies;

/// <summary>Shows a clause with its acceptance test, where it stands and the values in force today.</summary>
[Allow(Permission.PoliciesRead)]
public sealed class ShowClause(GuijuContext db, CurrentActor actor, CompanyClock clock, IEnumerable<ClauseRule> rules, IEnumerable<IClausePlaces> places)
{
    /// <summary>A decision about a parameter.</summary>
    /// <param name="Value">Value, or null where the register's holds again.</param>
    /// <param name="From">First day it holds.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ForGroup">Whether it is the group's.</param>
    /// <param name="At">When it was made, UTC.</param>
    /// <param name="By">Who made it.</param>
    public sealed record Setting(JsonElement? Value, DateOnly From, string Reason, bool ForGroup, DateTime At, Guid? By);

    /// <summary>A number or choice of the clause.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="InForce">Value in force today.</param>
    /// <param name="Register">Value of the register.</param>
    /// <param name="Unit">Unit, or null.</param>
    /// <param name="Source">Whether the regulation states the register's value or it is our choice.</param>
    /// <param name="Changed">Whether the company or the group decided the value in force.</param>
    /// <param name="Options">The values one may choose from, or null where any of its sort will do.</param>
    /// <param name="Settings">Decisions about it, the latest day first.</param>
    public sealed record Parameter(string Name, JsonElement InForce, JsonElement Register, string? Unit, ParameterSource Source, bool Changed, IReadOnlyList<string>? Options, IReadOnlyList<Setting> Settings);

    /// <summary>What a clause decides on, as JSON Schema; <c>POST …/decide</c> takes both.</summary>
    /// <param name="Facts">Facts of a case.</param>
    /// <param name="Parameters">Parameters that may be tried with other values.</param>
    public sealed record Trial(JsonObject Facts, JsonObject Parameters);

    /// <summary>A clause in full.</summary>
    public sealed record View
    {
        /// <summary>Id.</summary>
        public required string Id { get; init; }

        /// <summary>Feature folder.</summary>
        public required string Feature { get; init; }

        /// <summary>The requirement in Chinese.</summary>
        public required string Zh { get; init; }

        /// <summary>The requirement in English.</summary>
        public required string En { get; init; }

        /// <summary>What it is about.</summary>
        public required ClauseKind Kind { get; init; }

        /// <summary>What the program does about it.</summary>
        public required IReadOnlyList<ClauseMode> Modes { get; init; }

        /// <summary>Who acts.</summary>
        public required string Actor { get; init; }

        /// <summary>On what event.</summary>
        public required string Trigger { get; init; }

        /// <summary>How one sees that it is carried out.</summary>
        public required string Accept { get; init; }

        /// <summary>Whether the regulation only announces it.</summary>
        public required bool Implied { get; init; }

        /// <summary>Clause it equals, or null.</summary>
        public required string? SameAs { get; init; }

        /// <summary>Clauses that equal it.</summary>
        public required IReadOnlyList<string> Twins { get; init; }

        /// <summary>How far it is carried out.</summary>
        public required ClauseState State { get; init; }

        /// <summary>What is missing, or null.</summary>
        public required string? Note { get; init; }

        /// <summary>Forms it fills.</summary>
        public required IReadOnlyList<string> Forms { get; init; }

        /// <summary>What it can be tried with, or null where it decides nothing.</summary>
        public required Trial? Trial { get; init; }

        /// <summary>Its numbers and choices.</summary>
        public required IReadOnlyList<Parameter> Parameters { get; init; }

        /// <summary>Regulations of the company it stands in.</summary>
        public required IReadOnlyList<ClausePlace> Places { get; init; }
    }

    /// <summary>The clause.</summary>
    public async Task<Outcome<View>> Handle(string id, CancellationToken ct)
    {
        if (!ClauseBook.Register.Has(id))
            return Outcome<View>.Refused(Refusal.NotFound, new Finding("policies.clause.unknown").With(id));
        var clause = ClauseBook.Register[id];
        var standing = ClauseBook.Standing.Rows.Single(r => r.Clause.Id == id);
        var settings = await db.Set<ClauseSetting>().AsNoTracking().Of(actor.Value.UnitId).Where(s => s.ClauseId == id)
            .OrderByDescending(s => s.EffectiveFrom).ThenByDescending(s => s.CreatedAt).ToListAsync(ct);
        List<ClausePlace> stands = [];
        foreach (var place in places) stands.AddRange(await place.Of(id, ct));
        return new View
        {
            Id = id,
            Feature = clause.Feature,
            Zh = clause.Zh,
            En = clause.En,
            Kind = clause.Kind,
            Modes = clause.Modes,
            Actor = clause.Actor,
            Trigger = clause.Trigger,
            Accept = clause.Accept,
            Implied = clause.Implied,
            SameAs = clause.SameAs,
            Twins = [.. ClauseBook.Register.TwinsOf(id).Select(c => c.Id)],
            State = standing.State,
            Note = standing.Note,
            Forms = clause.Forms,
            Trial = rules.SingleOrDefault(r => r.Clause == id) is { } rule ? new(RuleSchema.Facts(rule), RuleSchema.Parameters(rule)) : null,
            Parameters = [.. clause.Parameters.Values.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => ViewOf(p, settings))],
            Places = stands,
        };
    }

    Parameter ViewOf(ClauseParameter parameter, List<ClauseSetting> settings)
    {
        var value = settings.InForce(parameter.Clause, parameter.Name, clock.Today)?.Value;
        return new(parameter.Name, value is null ? parameter.Value : Json(value), parameter.Value, parameter.Unit, parameter.Source, value is not null, OptionsOf(parameter),
            [.. settings.Where(s => s.Name == parameter.Name).Select(s => new Setting(
                s.Value is null ? null : Json(s.Value), s.EffectiveFrom, s.Reason, s.UnitId is null, s.CreatedAt, s.CreatedBy))]);
    }

    static IReadOnlyList<string>? OptionsOf(ClauseParameter parameter) =>
        ClauseBook.Register[parameter.Clause].Parameters.TryGetValue(parameter.Name + "_options", out var options) ? options.As<IReadOnlyList<string>>() : null;

    static JsonElement Json(string value) => JsonSerializer.Deserialize<JsonElement>(value);
}
