namespace Guiju.Rulebook.Clauses;

/// <summary>
/// Says which clause a piece of code carries out or a test proves; the clause list in the documents is made from it.
/// </summary>
/// <param name="id">Id in the clause register, such as <c>D17-4.1b</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class ClauseAttribute(string id) : Attribute
{
    /// <summary>Id in the clause register.</summary>
    public string Id { get; } = id;
}
