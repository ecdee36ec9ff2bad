using System.Text.Json;

namespace Guiju.Policies.Contracts;

/// <summary>A decision about a parameter, as an audit asks for it.</summary>
/// <param name="Value">Value; null where the register's holds again.</param>
/// <param name="From">First day it holds.</param>
/// <param name="Reason">Why.</param>
/// <param name="ForGroup">Whether it is the group's.</param>
/// <param name="UnitId">Company it is for, null for the group.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="By">Who made it; null for the program.</param>
public sealed record ParameterDecision(JsonElement? Value, DateOnly From, string Reason, bool ForGroup, Guid? UnitId, DateTime At, string? By);

/// <summary>A parameter with its history.</summary>
/// <param name="Name">Name.</param>
/// <param name="Register">Value of the register.</param>
/// <param name="Unit">Unit as the register names it, or null.</param>
/// <param name="Stated">Whether the regulation states that value; else it is ours.</param>
/// <param name="Decisions">Decisions about it, the earliest day first.</param>
public sealed record ParameterRecord(string Name, JsonElement Register, string? Unit, bool Stated, IReadOnlyList<ParameterDecision> Decisions);

/// <summary>A clause with its parameters and all that was decided about them.</summary>
/// <param name="Id">Id.</param>
/// <param name="Zh">Sentence in Chinese.</param>
/// <param name="En">Sentence in English.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record ClauseRecord(string Id, string Zh, string En, IReadOnlyList<ParameterRecord> Parameters);

/// <summary>Reads clauses with the history of their parameters.</summary>
public interface IClauseRecords
{
    /// <summary>Whether there is such a clause.</summary>
    bool Has(string clause);

    /// <summary>The clauses, with what a company and the group decided; of all companies where none is named.</summary>
    Task<IReadOnlyList<ClauseRecord>> Of(IReadOnlyCollection<string> clauses, Guid? unitId, CancellationToken ct);
}
