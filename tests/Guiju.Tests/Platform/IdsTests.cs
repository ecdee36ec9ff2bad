using Guiju.Platform;

namespace Guiju.Tests.Platform;

public class IdsTests
{
    [Fact]
    public void Ids_are_of_version_seven_of_this_moment_and_never_the_same()
    {
        var from = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var ids = Enumerable.Range(0, 4).AsParallel().SelectMany(_ => Enumerable.Range(0, 5_000).Select(_ => Ids.Next())).ToList();
        var to = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        ids.Distinct().Count().ShouldBe(20_000);
        ids.ShouldAllBe(id => id.Version == 7 && id.Variant >= 8 && id.Variant <= 11);
        foreach (var id in ids)
        {
            var bytes = id.ToByteArray(true);
            var at = bytes.Take(6).Aggregate(0L, (sum, b) => sum << 8 | b);
            at.ShouldBeInRange(from, to);
        }
        // Chance is used once: no two ids share what follows the version.
        ids.Select(id => Convert.ToHexString(id.ToByteArray(true)[8..])).Distinct().Count().ShouldBe(20_000);
    }
}
