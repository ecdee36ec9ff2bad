using System.Text;
using Guiju.Platform.Files;
using Guiju.Platform.Tables;

namespace Guiju.Shell.Demo;

/// <summary>Small papers that are attached to files of the demo: a quotation as a workbook, the minutes of a visit as text.</summary>
sealed class DemoPapers(FileStore store)
{
    const long Most = 1 << 20;

    /// <summary>A quotation.</summary>
    public async Task<(string Name, string Media, StoredFile Stored)> Quotation(DemoNames.Invented company, string goods, decimal price, DateOnly on, CancellationToken ct)
    {
        var name = $"报价单 {company.Short} {on:yyyyMMdd}.xlsx";
        using var book = new MemoryStream();
        await TableWriter.Xlsx(book, new("报价单", [new("品名", Width: 24), new("数量", ColumnKind.Number), new("含税金额", ColumnKind.Money), new("报价日期", ColumnKind.Date), new("备注", Width: 30)]), Rows(), ct);
        return await Keep(name, TableWriter.XlsxType, book, ct);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await Task.CompletedTask;
            yield return [goods, 1, price, on, "含税含运，30 天内有效"];
        }
    }

    /// <summary>Minutes of a visit.</summary>
    public Task<(string Name, string Media, StoredFile Stored)> Minutes(DemoNames.Invented company, string who, DateOnly on, CancellationToken ct) =>
        Keep($"拜访纪要 {company.Short} {on:yyyyMMdd}.txt", "text/plain",
            new MemoryStream(Encoding.UTF8.GetBytes($"拜访纪要\r\n客户：{company.Name}\r\n日期：{on:yyyy-MM-dd}\r\n我方：{who}\r\n内容：看了现场和库存，对方关注交期与质保；约定先送样试用。\r\n")), ct);

    async Task<(string Name, string Media, StoredFile Stored)> Keep(string name, string media, MemoryStream bytes, CancellationToken ct)
    {
        bytes.Position = 0;
        var safe = FileNature.SafeName(name);
        return (safe, media, (await store.Put(bytes, Most, ct))!);
    }
}
