using Guiju.Rulebook.Clauses;

namespace Guiju.Policies.Contracts;

/// <summary>
/// The numbers and choices in force: the company's setting where it made one, else the group's, else what the register
/// says. Reads the settings once a scope, in one query.
/// </summary>
public interface IClauseParameters
{
    /// <summary>The value in force on a day.</summary>
    /// <param name="clauseId">Id of the clause.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="on">The business day asked about: a rule replayed for an old day gets the value of that day.</param>
    /// <typeparam name="T">Number, text, bool, enum, date, time, <see cref="MonthDay"/>, or a list or dictionary of them.</typeparam>
    /// <exception cref="KeyNotFoundException">There is no such clause.</exception>
    /// <exception cref="ClauseParameterException">There is no such parameter, it has no value, or it is not of this type.</exception>
    T Get<T>(string clauseId, string name, DateOnly on);

    /// <summary>The same for another company than the caller's; jobs go through all of them.</summary>
    IClauseParameters For(Guid unitId);
}
