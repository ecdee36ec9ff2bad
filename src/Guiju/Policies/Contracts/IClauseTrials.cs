using System.Text.Json;
using Guiju.Rulebook.Decisions;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies.Contracts;

/// <summary>A parameter a rule counts with.</summary>
/// <param name="Clause">Clause it belongs to; another than the rule's where that refers to it.</param>
/// <param name="Name">Name.</param>
/// <param name="InForce">Value in force on the day asked about.</param>
/// <param name="Shown">That value with its unit, in the reader's language.</param>
/// <param name="Typed">That value as one types it.</param>
/// <param name="Unit">Unit in words, or null.</param>
/// <param name="Long">Whether it takes several lines to type.</param>
public sealed record TrialParameter(string Clause, string Name, JsonElement InForce, string Shown, string Typed, string? Unit, bool Long);

/// <summary>A clause with a company's parameters bound to it, ready to decide as many cases as one likes; on several threads at once.</summary>
public interface IBoundClause
{
    /// <summary>Decides a case.</summary>
    /// <param name="facts">Record of the rule's facts.</param>
    /// <param name="on">Business day of the case, whose parameters and working hours count unless a day was fixed.</param>
    /// <returns>The decision; null where the parameters lead beyond any calendar.</returns>
    Decision? Decide(object facts, DateOnly on);
}

/// <summary>
/// Asks clauses what they would say: by the very rule the program decides by, with the parameters of the day, of a fixed day, or with others that are
/// only considered. Nothing is kept. Trying a clause and replaying the past both come through here.
/// </summary>
public interface IClauseTrials
{
    /// <summary>Clauses that decide, in order.</summary>
    IReadOnlyList<string> Clauses { get; }

    /// <summary>The clause's sentence in the reader's language.</summary>
    string SentenceOf(string clause);

    /// <summary>The parameters of a clause that decides, with what is in force for a company on a day.</summary>
    Task<IReadOnlyList<TrialParameter>> ParametersOf(string clause, Guid unitId, DateOnly on, CancellationToken ct);

    /// <summary>A value as somebody typed it; what cannot be read is handed on as text, so that the check says what is wanted.</summary>
    JsonElement Read(TrialParameter parameter, string typed);

    /// <summary>A value in words, with the unit of its parameter.</summary>
    string Say(string clause, string parameter, JsonElement value);

    /// <summary>What is wrong with values only considered: names the rule does not know, values it could not read.</summary>
    IReadOnlyList<Finding> Check(string clause, IReadOnlyDictionary<string, JsonElement> drafts);

    /// <summary>Binds parameters: those in force on each case's own day, or on a fixed one; with others in their place.</summary>
    /// <param name="clause">A clause that decides.</param>
    /// <param name="unitId">Company.</param>
    /// <param name="fixedOn">Day whose parameters count for every case; null for each case's own.</param>
    /// <param name="drafts">Values only considered, by name; checked before.</param>
    /// <param name="ct">Ends it.</param>
    Task<IBoundClause> Bind(string clause, Guid unitId, DateOnly? fixedOn, IReadOnlyDictionary<string, JsonElement> drafts, CancellationToken ct);
}
