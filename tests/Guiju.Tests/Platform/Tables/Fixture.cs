using System.Text;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;

namespace Guiju.Tests.Platform.Tables;

/// <summary>Files kept for these tests, and short ways to read them.</summary>
static class Fixture
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "import");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static IEnumerable<string> All(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static Outcome<TableFile> Open(string name, TableLimits? limits = null) => Open(Bytes(name), Path.GetFileName(name), limits);

    public static Outcome<TableFile> Open(byte[] bytes, string name, TableLimits? limits = null) =>
        TableFile.Open(new MemoryStream(bytes), name, limits);

    public static Outcome<TableFile> OpenText(string text, string name = "a.csv") => Open(Encoding.UTF8.GetBytes(text), name);

    /// <summary>Rows of a sheet as <c>number: a | b</c>.</summary>
    public static List<string> Lines(this TableSheet sheet) =>
        [.. sheet.Rows().Select(r => $"{r.Number}: {string.Join(" | ", r.Cells.Select(c => c.Text))}")];

    public static List<string> Lines(string name)
    {
        using var file = Open(name).Value;
        return file.DefaultSheet.Lines();
    }

    public static string Refusal<T>(this Outcome<T> outcome)
    {
        outcome.Done.ShouldBeFalse();
        return outcome.Findings.ShouldHaveSingleItem().Key;
    }
}
