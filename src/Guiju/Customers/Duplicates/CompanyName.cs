using System.Text;
using System.Text.RegularExpressions;
using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;

namespace Guiju.Customers;

/// <summary>
/// A company's name in its parts: place, brand and trade, legal form, branch. Width, brackets, blanks and invisible characters do not
/// count, nor whether the place stands before the name, in brackets or behind, with 市 or 省 or without. Notes (（曾用名）, （停用）) are put aside.
/// </summary>
/// <param name="Place">Province, city or district the name begins with or bears, as the start of its code: <c>44</c>, <c>4403</c>; empty where it bears none.</param>
/// <param name="PlaceText">The same in words, as spoken.</param>
/// <param name="Brand">Who (字号), without place.</param>
/// <param name="Trade">What it does, as far as its words are known; may be empty.</param>
/// <param name="Form">Legal form.</param>
/// <param name="Branch">Branch, office or department, places in it without 市; empty for the company itself.</param>
/// <param name="Former">Name it says it had before, or null.</param>
[Clause("D13-3.1b")]
public sealed partial record CompanyName(string Place, string PlaceText, string Brand, string Trade, LegalForm Form, string Branch, string? Former)
{
    /// <summary>No name at all, which is like no other.</summary>
    public static CompanyName Nothing { get; } = new("", "", "", "", LegalForm.Unsaid, "", null);

    /// <summary>Longest key.</summary>
    public const int MaxKey = 200;

    /// <summary>Brand and trade: the name without place, legal form and branch.</summary>
    public string Core => Brand + Trade;

    /// <summary>
    /// The key files are looked up by: names that can be the same company share it, whatever place and legal form they bear. Empty for a
    /// name without letters and digits. At most <see cref="MaxKey"/> characters.
    /// </summary>
    public string Key => Customer.Cut(Branch.Length == 0 ? Core : $"{Core}#{Branch}", MaxKey)!;

    /// <summary>Reads a name. Never throws, whatever was typed.</summary>
    public static CompanyName Read(string? name)
    {
        var text = Normal.Of(name);
        var body = new StringBuilder(text.Length);
        var (places, former, behind) = (new List<Region>(), (string?)null, "");
        var china = false;
        // Brackets first: what stands in them may be place, note, part of the name, or the branch.
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '(' || text.IndexOf(')', i + 1) is not (> 0 and var end)) { body.Append(text[i]); continue; }
            var inside = Normal.Squeeze(text[(i + 1)..end]);
            i = end;
            if (Note().Match(inside) is { Success: true } note) former ??= note.Groups["former"] is { Success: true, Length: >= 4 } said ? said.Value : null;
            else if (inside.Length == 0) continue;
            else if (inside == "中国") china = true;
            else if (!EndsInForm(body) && PlaceThroughout(inside) is { } place) places.Add(place);
            else if (EndsInForm(body)) behind += NameWords.SiteOf(inside) >= 0 || PlaceThroughout(inside) is not null ? inside : "";
            else body.Append(inside);
        }

        var (head, form, tail) = Divide(Normal.Squeeze(body.ToString()));
        var (lead, rest) = Leading(head);
        if (places is [var first, ..] && (lead is null || Regions.PathOf(first.Code).Contains(lead))) lead = first;
        if (lead is null && Trailing(rest) is (var last, var before)) (lead, rest) = (last, before);
        if (places.Count > 0 && lead != places[0]) rest += places[0].Short;
        if (rest.Length == 0) rest = head.Length > 0 ? head : Normal.Squeeze(text);
        if (rest.Length == 0) rest = text;
        var trade = NameWords.TradeOf(rest);
        var site = Site(tail + behind);
        return new(lead is null ? china ? "CN" : "" : Start(lead), lead is null ? china ? "中国" : "" : string.Join("", Regions.PathOf(lead.Code).Select(r => r.Short)),
            rest[..trade], rest[trade..], form, site, former);
    }

    /// <summary>The start of a region's code that all regions in it share.</summary>
    static string Start(Region region) => region.Level switch { 1 => region.Code[..2], 2 => region.Code[..4], _ => region.Code };

    // Name, legal form, and what follows it: a branch or a department.
    static (string Head, LegalForm Form, string Tail) Divide(string body)
    {
        if (Long().Match(body) is { Success: true } found)
            return (body[..found.Index], found.ValueSpan.StartsWith("股份") ? LegalForm.JointStock : LegalForm.Limited, body[(found.Index + found.Length)..]);
        if (Latin().Match(body) is { Success: true } latin && latin.Index > 1) return (body[..latin.Index], LegalForm.Limited, "");
        if (body.Length > 4 && body.EndsWith("股份公司", StringComparison.Ordinal)) return (body[..^4], LegalForm.JointStock, "");
        if (NameWords.SiteOf(body) is >= 2 and var site)
        {
            var from = SiteFrom(body, site);
            var (head, form, _) = Divide(body[..from]);
            return (head, form, body[from..]);
        }
        if (body.Length > 4 && body.EndsWith("股份", StringComparison.Ordinal)) return (body[..^2], LegalForm.JointStock, "");
        return (body.Length > 3 && body.EndsWith("公司", StringComparison.Ordinal) ? body[..^2] : body, LegalForm.Unsaid, "");
    }

    // The place or number before 分行 belongs to it: 工商银行|杭州分行, 华星|第二分公司.
    static int SiteFrom(string body, int site)
    {
        for (var from = 2; from < site; from++)
        {
            if (body[from] == '第' && site - from <= 3) return from;
            var (region, rest) = Leading(body[from..], brandLeast: 0);
            if (region is not null && (rest.Length == body.Length - site || NameWords.SiteOf(rest) >= 0)) return from;
        }
        return site;
    }

    // 杭州市分公司 is 杭州分公司; what is a mere number or remark behind the form is nothing.
    static string Site(string tail)
    {
        if (tail.Length == 0 || Remark().IsMatch(tail)) return "";
        var (region, rest) = Leading(tail, brandLeast: 0);
        return region is null ? tail : region.Short + rest;
    }

    /// <summary>The place a name begins with. A name that would have no brand left bears the place as its brand: 安康药业 is no company of 安康.</summary>
    static (Region? Place, string After) Leading(string text, int brandLeast = 2)
    {
        Region? found = null;
        while (Regions.Step(text, found, out var length) is { } next)
        {
            var (written, rest) = (text[..length], text[length..]);
            var full = written == next.Name;
            // 上海长宁贸易 bears 长宁 as its brand; 上海长宁区… and 苏州昆山… are places.
            if (!full && next.Level == 3 && !next.Name.EndsWith('市')) break;
            if (!full && brandLeast > 0 && NameWords.TradeOf(rest, 0) < brandLeast) break;
            if (full && brandLeast > 0 && rest.Length < brandLeast) break;
            (found, text) = (next, rest);
        }
        return (found, text);
    }

    static (Region, string)? Trailing(string text)
    {
        for (var from = Math.Max(2, text.Length - 6); from <= text.Length - 2; from++)
            if (NameWords.TradeOf(text[..from], 0) is >= 2 && Regions.Step(text.AsSpan(from), null, out var length) is { Level: <= 2 } region && from + length == text.Length)
                return (region, text[..from]);
        return null;
    }

    static Region? PlaceThroughout(string text)
    {
        Region? found = null;
        while (text.Length > 0)
        {
            if (Regions.Step(text, found, out var length) is not { } next) return null;
            (found, text) = (next, text[length..]);
        }
        return found;
    }

    static bool EndsInForm(StringBuilder body) => body.Length > 2 && body[^1] == '司' && body[^2] == '公';

    [GeneratedRegex("^(?:(?:曾用名|原名|原|旧称|旧名|更名前|前身)(?:为|是)?(?<former>.*)|(?:已|现)?(?:更名|改名|注销|吊销|暂停|停用|作废|重复|歇业|倒闭).*|.*(?:重复|停用|作废|勿用|已更名|已改名|已注销)|.*合伙|.*独资)$")]
    private static partial Regex Note();

    [GeneratedRegex("(?<=.)(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司)")]
    private static partial Regex Long();

    // Squeezed already: "Co., Ltd." has become "coltd".
    [GeneratedRegex("(?<=[a-z0-9]{2})(?:(?:company|co)?(?:limited|ltd)|pteltd|inc|llc|gmbh)$")]
    private static partial Regex Latin();

    [GeneratedRegex("^(?:[0-9]{1,3}|.*(?:重复|停用|作废|勿用|副本|备份))$")]
    private static partial Regex Remark();
}
