using Guiju.Platform.Search;

namespace Guiju.Tests.Platform.Search;

public class NormalTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("  张\u3000伟\t ", "张 伟")]
    [InlineData("锤子【上海】", "锤子(上海)")]
    [InlineData("迪丽热巴•迪力木拉提", "迪丽热巴·迪力木拉提")]
    [InlineData("张伟\u202E\u200B\uFEFF", "张伟")]
    [InlineData("\u200B \u200B", "")]
    [InlineData("張偉", "張偉")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData(null, "")]
    public void Width_case_brackets_blanks_and_the_invisible_are_made_one(string? text, string expected) => Normal.Of(text).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_dropped() => Normal.Of("a\uD800b").ShouldBe("ab");

    [Theory]
    [InlineData("o'neil-张 (上海)", "oneil张上海")]
    [InlineData("café", "cafe")]
    [InlineData("👨‍💼%_\\", "")]
    public void Squeezing_leaves_letters_and_digits(string normal, string expected) => Normal.Squeeze(normal).ShouldBe(expected);

    [Fact]
    public void Naughty_strings_come_out_the_same_the_second_time()
    {
        foreach (var text in Naughty.Strings) Normal.Of(Normal.Of(text)).ShouldBe(Normal.Of(text), text);
    }
}
