using System.Text.Json;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies.Contracts;

/// <summary>Parameters of clauses as a regulation that is published decides them, within the transaction of whoever publishes it.</summary>
public interface IClauseSettings
{
    /// <summary>What is wrong with a value for a parameter, or null; its field is the clause's id and the parameter's name.</summary>
    /// <param name="clauseId">Id of the clause.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">The value, or null where the register's is to hold again.</param>
    Finding? Check(string clauseId, string name, JsonElement? value);

    /// <summary>The value in force on a day, as JSON, for a company or for the whole group (null).</summary>
    Task<JsonElement> InForce(Guid? unitId, string clauseId, string name, DateOnly on, CancellationToken ct);

    /// <summary>Decides a value from a day on, for a company or for the whole group (null). What was checked is not checked again; a day gone by throws.</summary>
    void Decide(Guid? unitId, string clauseId, string name, JsonElement? value, DateOnly from, string reason);
}
