using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Ui;

/// <summary>Says findings in the reader's language.</summary>
public static class FindingText
{
    /// <summary>The sentence of a finding; a value that is itself the key of a text is said in words.</summary>
    public static string Say(this Texts texts, Finding finding) =>
        texts[finding.Key, [.. finding.Values.Select(v => v switch
        {
            string s when texts.Has(s) => texts[s],
            Enum e => texts[$"enum.{e.GetType().Name}.{e}"],
            _ => v,
        })]];
}
