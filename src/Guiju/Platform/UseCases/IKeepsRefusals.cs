using Guiju.Rulebook.Findings;

namespace Guiju.Platform.UseCases;

/// <summary>Keeps what guards refused. The door calls it in a transaction of its own once the refused act was undone.</summary>
public interface IKeepsRefusals
{
    /// <summary>Keeps those of the findings a guard made.</summary>
    void Keep(IEnumerable<Finding> refusals);
}
