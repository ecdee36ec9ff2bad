using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Contracts;

/// <summary>Rows somebody wants to take out into a file.</summary>
/// <param name="Name">What they are rows of.</param>
/// <param name="Rows">How many.</param>
/// <param name="Conditions">Which exactly, conditions and columns: an approval is bound to them.</param>
public sealed record ExportedRows(string Name, int Rows, string Conditions);

/// <summary>How many rows somebody may take out a day without leave of his supervisor (D05-8.2e), whatever he takes them out of.</summary>
public interface IExportLimit
{
    /// <summary>Counts the rows in the transaction of the act; beyond the limit an approval is used, or the refusal is the answer.</summary>
    Task<Finding?> Take(ExportedRows rows, CancellationToken ct);

    /// <summary>Who takes it out and when, to be put on the file; null where the company wants no mark.</summary>
    string? Mark();
}

/// <summary>What somebody sees whose export was refused.</summary>
public static class ExportRefusal
{
    /// <summary>The API gets the problem; on a page, where an approval would allow it, the form that asks for one, with the reason above it.</summary>
    public static IResult Refused<T>(this Outcome<T> outcome, HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api") || outcome.Findings.FirstOrDefault(f => f.Link is not null) is not { } finding) return outcome.ToProblem();
        http.Flash(Texts.All.Say(finding), Tone.Bad);
        return http.Go(finding.Link!);
    }
}
