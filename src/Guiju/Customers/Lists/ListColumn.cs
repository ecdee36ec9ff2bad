using Guiju.Platform;
using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;

namespace Guiju.Customers.Lists;

/// <summary>A column of customers: the same value on the page, in files and in print.</summary>
/// <param name="Key">Key; its name is the text <c>lists.column.{key}</c>, and where it can be sorted by, the key of the order.</param>
/// <param name="Value">The value of a row: text, number, date or instant on the company's clocks.</param>
public sealed record ListColumn(string Key, Func<CustomerRow, CompanyClock, object?> Value)
{
    /// <summary>How files write it.</summary>
    public ColumnKind Kind { get; init; }

    /// <summary>Width in files, in characters.</summary>
    public double Width { get; init; } = 14;

    /// <summary>Width on the screen, in CSS pixels, where widths are fixed and nobody chose one for it.</summary>
    public int Pixels => Math.Clamp((int)(Width * 8) + 20, 64, 320);

    /// <summary>Whether it stands at the right.</summary>
    public bool Right => Kind is not ColumnKind.Text;

    /// <summary>Name in the reader's language.</summary>
    public string Label => Texts.All[$"lists.column.{Key}"];

    /// <summary>Whether rows can be sorted by it.</summary>
    public bool Sorts => CustomerSort.All.ContainsKey(Key);

    /// <summary>All columns of the list, in their first order.</summary>
    public static IReadOnlyList<ListColumn> All { get; } =
    [
        new("code", (r, _) => r.Code) { Width = 13 },
        new("name", (r, _) => r.Name) { Width = 34 },
        new("roles", (r, _) => Roles(r)) { Width = 16 },
        new("stage", (r, _) => Texts.All.Of(r.Stage)) { Width = 8 },
        new("leadClass", (r, _) => r.LeadClass is { } c ? Texts.All.Of(c) : null) { Width = 12 },
        new("owner", (r, _) => r.OwnerName) { Width = 10 },
        new("region", (r, _) => r.RegionCode is null ? null : Regions.Display(r.RegionCode)) { Width = 16 },
        new("phone", (r, _) => r.Phone) { Width = 16 },
        new("last", (r, clock) => r.LastContactAt is { } at ? clock.DateOf(at) : null) { Kind = ColumnKind.Date, Width = 12 },
        new("next", (r, _) => r.NextContactOn) { Kind = ColumnKind.Date, Width = 12 },
        new("status", (r, _) => Texts.All.Of(r.Status)) { Width = 9 },
        new("completeness", (r, _) => r.Completeness) { Kind = ColumnKind.Number, Width = 10 },
        new("shortName", (r, _) => r.ShortName) { Width = 12 },
        new("creditCode", (r, _) => r.CreditCode) { Width = 21 },
        new("legalRepresentative", (r, _) => r.LegalRepresentative) { Width = 12 },
        new("address", (r, _) => r.Address) { Width = 32 },
        new("industry", (r, _) => r.Industry) { Width = 14 },
        new("source", (r, _) => r.Source) { Width = 12 },
        new("category", (r, _) => r.Category) { Width = 16 },
        new("department", (r, _) => r.Department) { Width = 12 },
        new("tags", (r, _) => r.Tags.Count == 0 ? null : string.Join(Between, r.Tags)) { Width = 16 },
        new("capital", (r, _) => Capital(r)) { Width = 18 },
        new("scope", (r, _) => r.BusinessScope) { Width = 30 },
        new("nextStep", (r, _) => r.NextStep) { Width = 24 },
        new("feedback", (r, _) => r.LastFeedback) { Width = 24 },
        new("opened", (r, _) => r.OpenedOn) { Kind = ColumnKind.Date, Width = 12 },
        new("second", (r, _) => r.SecondOwnerName) { Width = 10 },
        new("changed", (r, clock) => clock.DateOf(r.ChangedAt)) { Kind = ColumnKind.Date, Width = 12 },
        new("score", (r, _) => (decimal)r.Score) { Kind = ColumnKind.Number, Width = 10 },
    ];

    /// <summary>Columns shown until somebody chooses others.</summary>
    public static IReadOnlyList<string> First { get; } = ["code", "name", "roles", "stage", "leadClass", "owner", "region", "phone", "last", "next", "status"];

    /// <summary>The columns with these keys in this order; unknown ones are passed over, none gives the first choice.</summary>
    public static IReadOnlyList<ListColumn> Chosen(IEnumerable<string?> keys)
    {
        List<ListColumn> chosen = [.. keys.Select(k => All.FirstOrDefault(c => c.Key == k)).OfType<ListColumn>().Distinct()];
        return chosen.Count > 0 ? chosen : Chosen(First);
    }

    /// <summary>The classes of a customer in words, the special one with its subtype.</summary>
    public static string Roles(CustomerRow r) => string.Join(Between, r.Roles.Select(x =>
        x.Special is { } special ? Texts.All["lists.role.special", [Texts.All.Of(x.Role), Texts.All.Of(special)]] : Texts.All.Of(x.Role)));

    /// <summary>The capital with its currency: <c>5,000,000.00 CNY</c>.</summary>
    public static string? Capital(CustomerRow r) => r.RegisteredCapital is { } amount ? $"{Show.Money(amount)} {r.CapitalCurrency}" : null;

    /// <summary>Region and street.</summary>
    public static string? Place(CustomerRow r) => r.RegionCode is null ? r.Address : $"{Regions.Display(r.RegionCode)} {r.Address}".TrimEnd();

    /// <summary>First letters of the name in pinyin, as a printed index sorts by.</summary>
    public static string Initials(CustomerRow r) => Pinyin.Initials(r.Name).ToUpperInvariant();

    static string Between => Texts.English ? ", " : "、";
}
