using Guiju.Platform.Http;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;

namespace Guiju.Customers.Bulk;

/// <summary>Sends what came of each row as a workbook, row by row as they are read.</summary>
static class ResultWorkbook
{
    /// <summary>Sends it.</summary>
    public static async Task Send(Guid id, HttpContext http, UseCase<ReadBulk> read, CancellationToken ct)
    {
        var found = await read.Ask(u => u.Find(id, ct), ct);
        if (!found.Done)
        {
            await Platform.Http.OutcomeHttp.ToProblem(found).ExecuteAsync(http);
            return;
        }
        var texts = Texts.All;
        http.Attach($"{texts["bulk.result"]}.xlsx", TableWriter.XlsxType);
        await TableWriter.Xlsx(http.Response.Body, new(texts["bulk.result"],
        [
            new(texts["bulk.row"], ColumnKind.Number, 8), new(texts["customers.code"], Width: 16), new(texts["customers.name"], Width: 40), new(texts["bulk.row.result"], Width: 14),
            new(texts["bulk.row.reason"], Width: 60), new(texts["bulk.row.clause"], Width: 12),
        ]), Rows(), ct);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (int? after = 0; after is { } from;)
            {
                var page = await read.Ask(u => u.Rows(id, null, null, from, ReadBulk.PageSize, ct), ct);
                if (!page.Done) yield break;
                foreach (var row in page.Value.Items)
                    yield return [row.Row, row.Code ?? "—", row.Name ?? texts["bulk.row.hidden"], texts.Of(row.Result), row.Finding is { } f ? texts.Say(f) : null, row.Finding?.Clause];
                after = page.Value.Next;
            }
        }
    }
}
