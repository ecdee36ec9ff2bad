using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>Sends the rows that were not taken, as they came, each with its reasons.</summary>
static class ProblemWorkbook
{
    /// <summary>Sends it; rows and problems stream side by side.</summary>
    public static async Task Send(Guid id, HttpContext http, UseCase<ReadImports> read, FileStore store, ImportShapes shapes, IConfiguration settings, CancellationToken ct)
    {
        var first = await read.Ask(u => u.Faulty(id, 0, ct), ct);
        if (!first.Done)
        {
            await first.ToProblem().ExecuteAsync(http);
            return;
        }
        OpenedFile file;
        try
        {
            file = OpenedFile.Of(first.Value.Job, store, shapes, RunImport.Limits(settings));
        }
        catch (UnreadableTableException e)
        {
            await Outcome<int>.Refused(Refusal.Invalid, e.Finding).ToProblem().ExecuteAsync(http);
            return;
        }
        using (file)
        {
            http.Attach($"{Path.GetFileNameWithoutExtension(first.Value.Job.FileName)}-{Texts.All["imports.problems.book.name"]}.xlsx", TableWriter.XlsxType);
            await ProblemBook.Write(http.Response.Body, file.Table.Header, Rows(), ct);
        }

        async IAsyncEnumerable<(TableRow, string)> Rows()
        {
            var page = first.Value.Problems;
            var at = 0;
            async Task<ImportProblem?> Next()
            {
                if (at < page.Count) return page[at++];
                if (page.Count == 0) return null;
                page = (await read.Ask(u => u.Faulty(id, page[^1].Number, ct), ct)).Value.Problems;
                at = 0;
                return page.Count == 0 ? null : page[at++];
            }
            var problem = await Next();
            foreach (var row in file.Rows)
            {
                List<string> reasons = [];
                for (; problem is not null && problem.Row == row.Number; problem = await Next())
                    reasons.Add((problem.Column is null ? "" : $"{problem.Column}: ") + Texts.All.Say(KeptFinding.Read(problem.Finding).ToFinding(problem.Weight)));
                if (reasons.Count > 0) yield return (row, string.Join('\n', reasons));
                if (problem is null) yield break;
            }
        }
    }
}
