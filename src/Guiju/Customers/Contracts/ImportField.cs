using Guiju.Platform.Search;

namespace Guiju.Customers.Contracts;

/// <summary>A place a column of an imported file can go to.</summary>
/// <param name="Key">Fixed key, such as <c>creditCode</c> or <c>contact.mobile</c>.</param>
/// <param name="Text">Key of its name.</param>
/// <param name="IsId">Whether digits a spreadsheet has spoilt make it worthless: codes, phones, postcodes.</param>
/// <param name="Names">Headers it is known by, the surest first, in Chinese and English.</param>
public sealed record ImportField(string Key, string Text, bool IsId, params IReadOnlyList<string> Names)
{
    /// <summary>A header in the form compared: without width, case, blanks, star and what stands in brackets.</summary>
    public static string Plain(string label)
    {
        var text = Normal.Of(label);
        for (int open; (open = text.IndexOf('(')) >= 0;)
        {
            var close = text.IndexOf(')', open);
            text = close < 0 ? text[..open] : text[..open] + text[(close + 1)..];
        }
        return Normal.Squeeze(text.Replace("__c", "", StringComparison.Ordinal).Replace("是否必填", "", StringComparison.Ordinal));
    }
}
