namespace Guiju.Platform.Tables.Delimited;

/// <summary>
/// Keeps spreadsheet programs from evaluating a text of a CSV file as a formula: such a text gets an apostrophe in front,
/// which the reader takes away again. Reversible for every text, also for one that starts with an apostrophe itself.
/// </summary>
public static class FormulaGuard
{
    /// <summary>The text as it goes into a CSV file.</summary>
    public static string Protect(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>The text as it was before <see cref="Protect"/>.</summary>
    public static string Restore(string text) =>
        text.Length > 1 && text[0] == '\'' && IsDangerous(text.AsSpan(1)) ? text[1..] : text;

    /// <summary>
    /// Whether a spreadsheet program may take the text for a formula: the first sign that counts is one of
    /// <c>= + - @ | %</c>, tab or line break, or a full-width form. Blanks, marks of no width and quotes before it do not count.
    /// </summary>
    public static bool IsDangerous(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            switch (c)
            {
                case '=' or '+' or '-' or '@' or '|' or '%' or '\t' or '\r' or '\n':
                case '＝' or '＋' or '－' or '＠' or '｜' or '％' or '−' or '﹢' or '﹣' or '﹦' or '﹫':
                    return true;
                case '"' or '\'' or '\uFEFF':
                    continue;
                default:
                    if (char.IsWhiteSpace(c) || char.IsControl(c)
                        || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format) continue;
                    return false;
            }
        return false;
    }
}
