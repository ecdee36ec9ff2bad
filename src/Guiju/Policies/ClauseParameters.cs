using Guiju.Policies.Contracts;

namespace Guiju.Policies;

/// <summary>Answers from the register.</summary>
sealed class ClauseParameters : IClauseParameters
{
    public T Get<T>(string clauseId, string name, DateOnly on) => ClauseBook.Register[clauseId].Parameter<T>(name);

    public IClauseParameters For(Guid unitId) => this;
}
