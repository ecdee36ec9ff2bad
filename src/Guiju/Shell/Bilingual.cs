using System.Globalization;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;

namespace Guiju.Shell;

/// <summary>Says things on the console in both languages, Chinese first: whoever sits at a server has chosen none.</summary>
static class Bilingual
{
    /// <summary>A text with values put in.</summary>
    public static string Say(string key, params IReadOnlyList<object?> values) => Both(() => Texts.All[key, values]);

    /// <summary>A finding.</summary>
    public static string Say(Finding finding) => Both(() => Texts.All.Say(finding));

    /// <summary>Tells what went wrong, a line each, and answers the exit code.</summary>
    public static async Task<int> Refuse(int code, params IReadOnlyList<string> lines)
    {
        foreach (var line in lines) await Console.Error.WriteLineAsync(line);
        return code;
    }

    static string Both(Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            return string.Join(" / ", Texts.Languages.Select(language =>
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                return say();
            }).Distinct());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
