using System.Text;
using System.Text.RegularExpressions;

namespace Guiju.Platform.Search;

/// <summary>
/// The key two spellings of one company's name share: 锤子科贸（上海）有限公司, 锤子科贸(上海)有限责任公司 and 锤子科贸 上海.
/// A branch, another place, another trade word or a joint-stock company (股份) is another company and has another key.
/// </summary>
public static partial class NameKey
{
    /// <summary>The key; empty only for a name without letters and digits. At most 200 characters.</summary>
    public static string Of(string? name)
    {
        var text = Notes().Replace(Normal.Of(name), "");
        var squeezed = Normal.Squeeze(WithoutPlaceKinds(text));
        var key = LatinForm().Replace(WithoutForm(squeezed), "");
        if (key.Length == 0) key = squeezed.Length > 0 ? squeezed : Normal.Squeeze(Normal.Of(name));
        return key.Length <= 200 ? key : key[..(char.IsHighSurrogate(key[199]) ? 199 : 200)];
    }

    // 有限公司 and 有限责任公司 are one legal form written long or short, also before the name of a branch.
    static string WithoutForm(string name)
    {
        name = name.Replace("股份有限责任公司", "股份", StringComparison.Ordinal).Replace("股份有限公司", "股份", StringComparison.Ordinal)
            .Replace("有限责任公司", "", StringComparison.Ordinal).Replace("有限公司", "", StringComparison.Ordinal)
            .Replace("股份公司", "股份", StringComparison.Ordinal).Replace("集团公司", "集团", StringComparison.Ordinal);
        return name.Length > 3 && name.EndsWith("公司", StringComparison.Ordinal) && name[^3] is not ('分' or '子' or '支' or '总') ? name[..^2] : name;
    }

    // 北京市家好家 is 北京家好家; only at the start and in brackets, where places stand.
    static string WithoutPlaceKinds(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var atPlace = i == 0 || text[i - 1] is '(' or '市' or '省';
            if (atPlace && Regions.Regions.BeginsWithPlace(text.AsSpan(i), out var length))
            {
                result.Append(text, i, length - 1);
                i += length;
            }
            else result.Append(text[i++]);
        }
        return result.ToString();
    }

    [GeneratedRegex(@"[(](?:曾用名|原名?|旧称|已更名|已注销|注销|吊销|暂停|停用|作废|重复)[^()]*[)]")]
    private static partial Regex Notes();

    // Squeezed already, so that "Co., Ltd." has become "coltd".
    [GeneratedRegex(@"(?<=[a-z0-9]{2})(?:company|co)?(?:limited|ltd)$|(?<=[a-z0-9]{2}\p{L}*)pteltd$")]
    private static partial Regex LatinForm();
}
