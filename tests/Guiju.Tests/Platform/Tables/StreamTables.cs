using System.Diagnostics;
using Guiju.Platform.Tables;

namespace Guiju.Tests.Platform.Tables;

/// <summary>Memory is measured for the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(StreamTables), DisableParallelization = true)]
[Collection(nameof(StreamTables))]
public class StreamTables
{
    /// <summary>A hundred thousand rows stand for a million: time and memory grow with nothing but the rows.</summary>
    [Fact]
    public async Task Exports_stream_with_flat_memory()
    {
        var rows = int.TryParse(Environment.GetEnvironmentVariable("GUIJU_EXPORT_ROWS"), out var told) ? told : 100_000;
        var shape = new TableShape("客户", [.. Enumerable.Range(1, 12).Select(i => new TableColumn($"列{i}", i == 10 ? ColumnKind.Money : ColumnKind.Text))]);
        var day = new DateOnly(2026, 1, 1);
        var path = Path.GetTempFileName();
        try
        {
            var (before, peak) = (GC.GetTotalMemory(true), 0L);
            var watch = Stopwatch.StartNew();
            await using (var to = File.Create(path))
                await TableWriter.Xlsx(to, shape, WriteTables.Many(rows, i =>
                {
                    if (i % 20_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(true) - before);
                    return [$"C{i:00000000}", $"株洲第{i}耐磨材料有限公司", "湖南省", "株洲市", "天元区", $"138{i:00000000}", "目标客户", "周明慧", $"91430200MA{i:00000000}", i * 1.5m, day.AddDays(i % 3000), "备注"];
                }), TestContext.Current.CancellationToken);
            var wrote = watch.Elapsed;
            peak.ShouldBeLessThan(16 << 20);
            watch.Restart();
            await using var from = File.OpenRead(path);
            using var file = TableFile.Open(from, "a.xlsx", new() { Bytes = 1L << 30 }).Value;
            var read = 0;
            foreach (var row in file.Sheets[0].Rows())
                if (read++ % 20_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(true) - before);
            read.ShouldBe(rows + 1);
            peak.ShouldBeLessThan(16 << 20);
            TestContext.Current.SendDiagnosticMessage("{0} rows x 12: written in {1}, read in {2}, {3} KB live at most, file {4} KB", rows, wrote, watch.Elapsed, peak >> 10, from.Length >> 10);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
