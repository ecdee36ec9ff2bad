using Guiju.Platform;
using Guiju.Platform.Files;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>Looks into an uploaded file: what it is, where its header stands, what its columns seem to mean.</summary>
sealed class RecogniseFile(FileStore store, CompanyClock clock, ImportShapes shapes, IConfiguration settings)
{
    /// <summary>Reads header and first rows and says what the columns seem to mean.</summary>
    /// <param name="hash">Name in the file store.</param>
    /// <param name="name">Name the user knows it by.</param>
    /// <param name="sheetName">Sheet to read, or null for the first that holds something.</param>
    /// <param name="kind">What its rows bring in, or null to find out.</param>
    public Outcome<ImportPlan> Of(string hash, string name, string? sheetName, string? kind = null)
    {
        using var stream = store.Open(hash);
        if (stream is null) return new Finding("imports.file-lost", "file");
        var opened = TableFile.Open(stream, name, RunImport.Limits(settings));
        if (!opened.Done) return Outcome<ImportPlan>.Refused(opened.Refusal, opened.Findings);
        using var file = opened.Value;
        try
        {
            if (kind is not null && shapes.Find(kind) is null) return new Finding("imports.kind.unknown", "kind").With(Customer.Cut(kind, 40), string.Join(", ", shapes.All.Select(s => s.Key)));
            var sheet = string.IsNullOrEmpty(sheetName) ? file.DefaultSheet : file.Sheets.FirstOrDefault(s => s.Name == sheetName);
            if (sheet is null) return new Finding("imports.sheet.unknown", "sheet").With(Customer.Cut(sheetName, 60), string.Join("、", file.Sheets.Where(s => !s.Hidden).Select(s => s.Name)));
            var found = Table.Of(sheet, shapes.Knows);
            if (!found.Done) return Outcome<ImportPlan>.Refused(found.Refusal, found.Findings);
            var table = found.Value;
            var rows = table.Rows().Take(MatchColumns.Sample).ToList();
            if (rows.Count == 0) return new Finding("imports.no-rows", "file");
            var labels = table.Header.Labels;
            // Cards have their company on them: they bring in customers.
            var shape = shapes.Find(kind) ?? (file.Format == TableFormat.VCard ? CustomerFields.Shape : shapes.Recognise(labels, rows, $"{sheet.Name} {Path.GetFileNameWithoutExtension(name)}", clock.Today));
            return Outcome<ImportPlan>.Success(new ImportPlan
            {
                Kind = shape.Key,
                From1904 = file.From1904,
                Sheet = sheet.Name,
                Sheets = [.. file.Sheets.Where(s => !s.Hidden).Select(s => s.Name)],
                Format = string.Join(" · ", new[] { file.Format switch { TableFormat.Text => "CSV", TableFormat.VCard => "vCard", var format => format.ToString().ToLowerInvariant() }, file.Encoding, file.Delimiter switch { null or ',' => null, '\t' => "Tab", var d => d.ToString() } }.OfType<string>()),
                HeaderRow = table.Header.Number,
                Labels = labels,
                Samples = [.. labels.Select((_, i) => string.Join(" · ", rows.Select(r => r[i].Text.Trim()).Where(t => t.Length > 0).Distinct().Take(3).Select(t => Customer.Cut(t, 40)?.Replace("\0", "\uFFFD", StringComparison.Ordinal))))],
                // Several cards of one company are people of one customer.
                Duplicates = file.Format == TableFormat.VCard ? OnDuplicate.Fill : OnDuplicate.Skip,
                Fields = MatchColumns.Of(labels, rows, clock.Today, shape.Fields),
            }, opened.Findings);
        }
        catch (UnreadableTableException e)
        {
            return e.Finding;
        }
    }
}
