using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;

namespace Guiju.Compliance.WhatIf;

/// <summary>Sends the changed cases of a replay as a workbook, page by page as they are read.</summary>
static class WhatIfWorkbook
{
    /// <summary>Sends it.</summary>
    public static async Task Send(Guid id, HttpContext http, UseCase<ReadWhatIf> read, CompanyClock clock, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done)
        {
            await found.ToProblem().ExecuteAsync(http);
            return;
        }
        var texts = Texts.All;
        http.Attach($"{texts["whatif.title"]} {found.Value.Clause} {found.Value.From:yyyyMMdd}-{found.Value.To:yyyyMMdd}.xlsx", TableWriter.XlsxType);
        await TableWriter.Xlsx(http.Response.Body, new(texts["whatif.title"],
        [
            new(texts["whatif.row"], ColumnKind.Number, 8), new(texts["whatif.change"], Width: 14), new(texts["whatif.subject"], Width: 36), new(texts["whatif.owner"]), new(texts["whatif.department"]),
            new(texts["whatif.at"], ColumnKind.Instant, 18), new(texts["whatif.done-at"], ColumnKind.Instant, 18), new(texts["whatif.due-before"], ColumnKind.Instant, 18), new(texts["whatif.due-after"], ColumnKind.Instant, 18),
            new(texts["whatif.way-before"], Width: 30), new(texts["whatif.way-after"], Width: 30),
        ]), Rows(), ct);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (int? after = 0; after is { } from;)
            {
                var page = await read.Ask(u => u.Rows(id, null, from, ReadWhatIf.PageSize, ct), ct);
                if (!page.Done) yield break;
                foreach (var c in page.Value.Items)
                    yield return [c.Row, texts.Of(c.Change), c.Title, c.Owner, c.Department, Local(c.At), Local(c.DoneAt), Local(c.DueBefore), Local(c.DueAfter), c.WayBefore, c.WayAfter];
                after = page.Value.Next;
            }
        }

        DateTime? Local(DateTime? utc) => utc is { } at ? clock.Local(at) : null;
    }
}
