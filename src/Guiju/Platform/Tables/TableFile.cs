using Guiju.Platform.Tables.Cards;
using Guiju.Platform.Tables.Delimited;
using Guiju.Platform.Tables.Excel;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables;

/// <summary>What a table file really is, whatever its name says.</summary>
public enum TableFormat
{
    /// <summary>Separated text.</summary>
    Text,

    /// <summary>Excel 97 to 2003.</summary>
    Xls,

    /// <summary>Excel since 2007.</summary>
    Xlsx,

    /// <summary>vCards, one a row.</summary>
    VCard,
}

/// <summary>
/// A table file opened for reading: Excel or separated text in any usual encoding. The format is found by content; rows
/// stream, so memory stays flat whatever the size. Dispose it after reading; the stream given stays open.
/// </summary>
public sealed class TableFile : IDisposable
{
    readonly IDisposable? owned;

    TableFile(TableFormat format, IReadOnlyList<TableSheet> sheets, IDisposable? owned = null) =>
        (Format, Sheets, this.owned) = (format, sheets, owned);

    /// <summary>What the file really is.</summary>
    public TableFormat Format { get; }

    /// <summary>Encoding of a text file as shown to people, or null.</summary>
    public string? Encoding { get; private init; }

    /// <summary>Separator of a text file, or null.</summary>
    public char? Delimiter { get; private init; }

    /// <summary>Whether an Excel workbook counts its days from 1904; numbers that stand for days without being shown as such need it.</summary>
    public bool From1904 { get; private init; }

    /// <summary>Sheets in the order of their tabs, hidden ones too; at least one.</summary>
    public IReadOnlyList<TableSheet> Sheets { get; }

    /// <summary>The sheet read unless the user chooses another: the first that is not hidden and holds something.</summary>
    /// <exception cref="UnreadableTableException">A sheet looked into is damaged.</exception>
    public TableSheet DefaultSheet => Sheets.FirstOrDefault(s => !s.Hidden && s.Rows().Any())
        ?? Sheets.FirstOrDefault(s => !s.Hidden) ?? Sheets[0];

    /// <summary>Opens a file, or says why it cannot be read and what to do; warnings go with a file that can.</summary>
    /// <param name="stream">The file; must be seekable and stay open while rows are read.</param>
    /// <param name="fileName">Name the user knows it by.</param>
    /// <param name="limits">How large it may be; <see cref="TableLimits.Default"/> unless given.</param>
    public static Outcome<TableFile> Open(Stream stream, string fileName, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        if (stream.Length == 0) return new Finding("tables.empty", "file");
        if (stream.Length > limits.Bytes)
            return new Finding("tables.tooLarge", "file").With((stream.Length + (1 << 20) - 1) >> 20, limits.Bytes >> 20);
        var head = new byte[Math.Min(4096, stream.Length)];
        stream.Position = 0;
        stream.ReadExactly(head);
        try
        {
            var outcome = FileKind.Of(head) switch
            {
                FileKind.Zip => OpenPackage(stream, limits),
                FileKind.Ole => OpenOle(stream, limits),
                FileKind.Biff => OpenXls(stream, limits),
                null when CardSheet.Is(head) => new TableFile(TableFormat.VCard, [new CardSheet(stream, Path.GetFileNameWithoutExtension(fileName), limits)]),
                null => OpenText(stream, fileName, limits),
                var other => new Finding("tables.notTable", "file").With(other),
            };
            if (!outcome.Done) return outcome;
            if (outcome.Value.Sheets.Count == 0) return new Finding("tables.noSheet", "file");
            return Outcome<TableFile>.Success(outcome.Value, [.. outcome.Findings, .. NameDiffers(outcome.Value.Format, fileName)]);
        }
        catch (UnreadableTableException e)
        {
            return e.Finding;
        }
    }

    static Outcome<TableFile> OpenPackage(Stream stream, TableLimits limits)
    {
        XlsxParts parts;
        try
        {
            parts = new(stream, limits);
        }
        catch (Exception e) when (UnreadableTableException.MeansDamage(e) || e is ArgumentException)
        {
            return new Finding("tables.damaged", "file").With("zip");
        }
        var opened = false;
        try
        {
            if (FileKind.RefusedPackage(parts) is { } finding) return finding;
            var book = XlsxWorkbook.Open(parts, limits);
            opened = true;
            return new TableFile(TableFormat.Xlsx, book.Sheets, book) { From1904 = book.From1904 };
        }
        catch (Exception e) when (UnreadableTableException.MeansDamage(e))
        {
            return new Finding("tables.damaged", "file").With("zip");
        }
        finally
        {
            if (!opened) parts.Dispose();
        }
    }

    static Outcome<TableFile> OpenOle(Stream stream, TableLimits limits)
    {
        var streams = Ole.Streams(stream, "EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document");
        if (streams.Contains("EncryptedPackage")) return new Finding("tables.password", "file");
        if (streams.Contains("Workbook") || streams.Contains("Book")) return OpenXls(stream, limits);
        return streams.Contains("WordDocument") ? new Finding("tables.notTable", "file").With("Word")
            : streams.Contains("PowerPoint Document") ? new Finding("tables.notTable", "file").With("PowerPoint")
            : new Finding("tables.damaged", "file").With("OLE2");
    }

    static Outcome<TableFile> OpenXls(Stream stream, TableLimits limits) =>
        XlsWorkbook.Open(stream, limits).Map(sheets => new TableFile(TableFormat.Xls, sheets));

    static Outcome<TableFile> OpenText(Stream stream, string fileName, TableLimits limits)
    {
        var decided = EncodingDecision.Decide(stream);
        if (!decided.Done) return Outcome<TableFile>.Refused(decided.Refusal, decided.Findings);
        var encoding = decided.Value;
        var sample = new char[64 * 1024];
        using var reader = encoding.Read(stream);
        var read = reader.ReadBlock(sample);
        var text = new string(sample, 0, read);
        if (string.IsNullOrWhiteSpace(text) && read < sample.Length) return new Finding("tables.empty", "file");
        if (FileKind.RefusedText(text) is { } finding) return finding;
        var (delimiter, told) = Delimited.Delimiter.Find(text, read < sample.Length, limits);
        var sheet = new TextSheet(stream, Path.GetFileNameWithoutExtension(fileName), encoding, delimiter, told, limits);
        return Outcome<TableFile>.Success(
            new(TableFormat.Text, [sheet]) { Encoding = encoding.Name, Delimiter = delimiter }, decided.Findings);
    }

    static IEnumerable<Finding> NameDiffers(TableFormat format, string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        TableFormat? promised = extension switch
        {
            ".xlsx" or ".xlsm" => TableFormat.Xlsx,
            ".xls" => TableFormat.Xls,
            ".csv" or ".txt" or ".tsv" => TableFormat.Text,
            ".vcf" => TableFormat.VCard,
            _ => null,
        };
        if (promised is not null && promised != format)
            yield return new Finding("tables.nameDiffers", "file").With(extension, format switch
            {
                TableFormat.Xlsx => ".xlsx",
                TableFormat.Xls => ".xls",
                TableFormat.VCard => ".vcf",
                _ => ".csv",
            }).AsWarning();
    }

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();
}
