using System.Text.Json;

namespace Guiju.Tests.Platform.Search;

static class Naughty
{
    public static IReadOnlyList<string> Strings { get; } =
    [
        .. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "blns.json")))!,
        "\uD800", "\uDC00张", "\uFFFF", "\uFFFE", "a\0b", "' OR 1=1 --", "\"; DROP TABLE customer; --", "NEAR(a b)", "a* AND b", "name:科技", "'a':*|!b", "^a", "{a}", "﷽", new('科', 5000), new('a', 5000), new('1', 5000),
    ];
}
