using Guiju.Platform;
using Guiju.Platform.Files;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>Looks into an uploaded file: what it is, where its header stands, what its columns seem to mean.</summary>
sealed class RecogniseFile(FileStore store, CompanyClock clock, IConfiguration settings)
{
    /// <summary>Reads header and first rows and says what the columns seem to mean.</summary>
    public Outcome<ImportPlan> Of(string hash, string name, string? sheetName)
    {
        using var stream = store.Open(hash);
        if (stream is null) return new Finding("imports.file-lost", "file");
        var opened = TableFile.Open(stream, name, RunImport.Limits(settings));
        if (!opened.Done) return Outcome<ImportPlan>.Refused(opened.Refusal, opened.Findings);
        using var file = opened.Value;
        try
        {
            var sheet = file.Sheets.FirstOrDefault(s => s.Name == sheetName) ?? file.DefaultSheet;
            var found = Table.Of(sheet, ImportField.Knows);
            if (!found.Done) return Outcome<ImportPlan>.Refused(found.Refusal, found.Findings);
            var table = found.Value;
            var rows = table.Rows().Take(MatchColumns.Sample).ToList();
            if (rows.Count == 0) return new Finding("imports.no-rows", "file");
            var labels = table.Header.Labels;
            return Outcome<ImportPlan>.Success(new ImportPlan
            {
                Sheet = sheet.Name,
                Sheets = [.. file.Sheets.Where(s => !s.Hidden).Select(s => s.Name)],
                Format = string.Join(" · ", new[] { file.Format switch { TableFormat.Text => "CSV", TableFormat.VCard => "vCard", var format => format.ToString().ToLowerInvariant() }, file.Encoding, file.Delimiter switch { null or ',' => null, '\t' => "Tab", var d => d.ToString() } }.OfType<string>()),
                HeaderRow = table.Header.Number,
                Labels = labels,
                Samples = [.. labels.Select((_, i) => string.Join(" · ", rows.Select(r => r[i].Text.Trim()).Where(t => t.Length > 0).Distinct().Take(3).Select(t => Customer.Cut(t, 40)?.Replace("\0", "\uFFFD", StringComparison.Ordinal))))],
                // Several cards of one company are people of one customer.
                Duplicates = file.Format == TableFormat.VCard ? OnDuplicate.Fill : OnDuplicate.Skip,
                Fields = MatchColumns.Of(labels, rows, clock.Today),
            }, opened.Findings);
        }
        catch (UnreadableTableException e)
        {
            return e.Finding;
        }
    }
}
