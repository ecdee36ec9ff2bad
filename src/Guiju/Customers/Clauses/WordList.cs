using Guiju.Platform.Ui;

namespace Guiju.Customers.Clauses;

/// <summary>Several words in a finding, said in the reader's language when it is shown.</summary>
/// <param name="Keys">Keys of texts.</param>
sealed record WordList(IReadOnlyList<string> Keys)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(Texts.English ? ", " : "、", Keys.Select(k => Texts.All[k]));
}
