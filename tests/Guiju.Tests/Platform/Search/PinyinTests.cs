using Guiju.Platform.Search;

namespace Guiju.Tests.Platform.Search;

public class PinyinTests
{
    [Theory]
    [InlineData("杭州科技", "hang zhou ke ji")]
    [InlineData("重庆", "chong qing")]
    [InlineData("重庆重工机械", "chong qing zhong gong ji xie")]
    [InlineData("长沙成长银行", "chang sha cheng zhang yin hang")]
    [InlineData("厦门", "xia men")]
    [InlineData("六安", "lu an")]
    [InlineData("朝阳区", "chao yang qu")]
    [InlineData("成都大都会", "cheng du da du hui")]
    [InlineData("佛山", "fo shan")]
    [InlineData("东莞", "dong guan")]
    [InlineData("绿地女鞋", "lv di nv xie")]
    [InlineData("3M中国", "3m zhong guo")]
    [InlineData("張偉", "zhang wei")]
    [InlineData("𠮷野家", "ji ye jia")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Words_are_read_before_characters(string? text, string expected) => Pinyin.Full(text).ShouldBe(expected);

    [Theory]
    [InlineData("单丹", "shan dan")]
    [InlineData("曾国强", "zeng guo qiang")]
    [InlineData("尉迟恭", "yu chi gong")]
    [InlineData("万俟卨", "mo qi xie")]
    [InlineData("长孙无忌", "zhang sun wu ji")]
    [InlineData("仇英", "qiu ying")]
    [InlineData("解放", "xie fang")]
    public void A_person_begins_with_a_surname(string name, string expected) => Pinyin.Full(name, person: true).ShouldBe(expected);

    [Fact]
    public void A_word_is_no_surname() => Pinyin.Full("单位").ShouldBe("dan wei");

    [Theory]
    [InlineData("佛山精密五金有限公司", "fsjmwjyxgs")]
    [InlineData("ＴＣＬ 科技(集团)", "tclkjjt")]
    [InlineData("%%%", "")]
    public void Initials_keep_latin_and_digits(string text, string expected) => Pinyin.Initials(text).ShouldBe(expected);
}
