using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Guiju.Tests.Platform;

/// <summary>Figures that cost much are kept some seconds, and never longer than the reader's own next act.</summary>
public class BriefMemoryTests
{
    readonly FakeTimeProvider time = new();
    int asked;

    BriefMemory Memory(string seconds = "5") => new(time, new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Pages:FiguresFor", (string?)seconds)]).Build());

    Task<string> Of(BriefMemory memory, Actor reader, string figures = "tabs") => memory.Of(reader, figures, () => Task.FromResult($"{++asked}"));

    static Actor Reader(DataScope scope = DataScope.Unit) => new() { PersonId = Guiju.Platform.Ids.Next(), Name = "孙总监", UnitId = Guiju.Platform.Ids.Next(), Scope = scope };

    [Fact]
    public async Task Kept_for_some_seconds_and_not_one_longer()
    {
        var (memory, reader) = (Memory(), Reader());
        (await Of(memory, reader)).ShouldBe("1");
        time.Advance(TimeSpan.FromSeconds(4.999));
        (await Of(memory, reader)).ShouldBe("1");
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await Of(memory, reader)).ShouldBe("2");
        (await Of(memory, reader, "others")).ShouldBe("3");
        (await Of(memory, Reader())).ShouldBe("4", "nobody gets another's figures");
    }

    [Fact]
    public async Task What_one_does_himself_is_seen_at_once()
    {
        var (memory, reader, other) = (Memory(), Reader(), Reader());
        await Of(memory, reader);
        await Of(memory, other);
        memory.Forget(reader.PersonId);
        (await Of(memory, reader)).ShouldBe("3");
        (await Of(memory, other)).ShouldBe("2");
    }

    [Theory]
    [InlineData(DataScope.Own)]
    [InlineData(DataScope.Department)]
    public async Task Who_sees_little_is_answered_anew(DataScope scope)
    {
        var (memory, reader) = (Memory(), Reader(scope));
        await Of(memory, reader);
        (await Of(memory, reader)).ShouldBe("2");
    }

    [Fact]
    public async Task Nothing_is_kept_where_the_company_wants_none_nor_of_a_clock_set_back()
    {
        var (memory, reader) = (Memory("0"), Reader());
        await Of(memory, reader);
        (await Of(memory, reader)).ShouldBe("2");
        memory = Memory();
        await Of(memory, reader);
        time.AdjustTime(time.GetUtcNow().AddMinutes(-1));
        (await Of(memory, reader)).ShouldBe("4");
        (await memory.Of(reader, "refused", () => Task.FromResult("no"), _ => false)).ShouldBe("no");
        (await memory.Of(reader, "refused", () => Task.FromResult("yes"), _ => false)).ShouldBe("yes");
    }
}
