using System.Globalization;
using Guiju.Benchmarks.Dataset;
using Guiju.Benchmarks.Load;
using Guiju.Benchmarks.Machine;

namespace Guiju.Benchmarks;

/// <summary>A load that is measured.</summary>
/// <param name="Name">Its name in the figures.</param>
/// <param name="Page">Whether it is asked for in a browser's session, else over the API with a token.</param>
/// <param name="Limit">What it is compared with.</param>
/// <param name="Target">Answers a second wanted on SQLite; half of it on PostgreSQL.</param>
/// <param name="P95">Milliseconds nineteen of twenty are to be answered in.</param>
/// <param name="Requests">What is asked for in turn.</param>
sealed record Job(string Name, bool Page, Func<Limits, double> Limit, double Target, double P95, Func<IReadOnlyList<Request>> Requests)
{
    /// <summary>All of them, reading before writing.</summary>
    /// <param name="some">Ids of some customers.</param>
    /// <param name="customers">How many there are.</param>
    /// <param name="next">Follows the pages of a list, to ask for one far into it.</param>
    public static IReadOnlyList<Job> All(IReadOnlyList<Guid> some, int customers, Func<string, int, string> next) =>
    [
        new("list", false, l => l.Lists, 4000, 6, () => [.. new[] { "330000", "440000", "320500", "500000" }.SelectMany(r => new[] { "Buyer", "Distributor" }.Select(c => new Request($"/api/v1/customers?region={r}&role={c}&sort=name")))]),
        new("list, page 100", false, l => l.Lists, 4000, 6, () => [new(next("/api/v1/customers?region=330000&role=Buyer&sort=name", 99))]),
        new("list of all", false, l => l.Lists, 4000, 6, () => [new("/api/v1/customers?sort=name"), new("/api/v1/customers?sort=-next"), new("/api/v1/customers?sort=code")]),
        new("search, frequent word", false, l => l.Lists, 2000, 10, () => Words("科技", "贸易", "有限", "杭州")),
        new("search, rare word", false, l => l.Lists, 2000, 10, () => Words([.. Enumerable.Range(0, 200).Select(i => Brand(i * (customers / 200)))])),
        new("search, initials", false, l => l.Lists, 2000, 10, () => Words([.. Enumerable.Range(0, 50).Select(i => Initials[i % Initials.Length])])),
        new("search, digits of a phone", false, l => l.Lists, 2000, 10, () => Words([.. Enumerable.Range(0, 200).Select(i => InventedCompanies.Number(i * (customers / 200)).Mobile[^6..])])),
        new("record", false, l => l.Answers, 4000, 5, () => [.. some.Select(id => new Request($"/api/v1/customers/{id}"))]),
        new("timeline", false, l => l.Answers, 4000, 5, () => [.. some.Select(id => new Request($"/api/v1/customers/{id}/timeline?count=20"))]),
        new("page: list", true, l => l.Pages, 1000, 20, () => [new("/customers"), new("/customers?region=330000"), new("/customers?q=" + Uri.EscapeDataString("科技"))]),
        new("page: record", true, l => l.Pages, 1000, 20, () => [.. some.Select(id => new Request($"/customers/{id}"))]),
        new("page: today", true, l => l.Pages, 1000, 20, () => [new("/")]),
        new("update", false, l => l.Syncs, 2000, 0, () => [.. Enumerable.Range(0, 100_000).Select(i => new Request($"/api/v1/customers/{some[i % some.Count]}", "PATCH", $$"""{"demand":"要 {{i}} 台"}"""))]),
        new("create", false, l => l.Syncs, 1500, 0, () => [.. Enumerable.Range(customers, 200_000).Select(i => InventedCompanies.Number(i)).Select(c => new Request("/api/v1/customers", "POST",
            $$"""{"name":"{{c.Name}}","creditCode":"{{c.CreditCode}}","roles":["Buyer"],"regionCode":"{{c.Region}}","phone":"{{c.Mobile}}","industry":"{{c.Industry}}","source":"展会"}"""))]),
    ];

    static readonly string[] Initials = ["hzkj", "szmy", "gzjx", "cqdz", "whsm", "xajzgc", "qdhg", "nbwl", "wzsp", "fsny"];

    static List<Request> Words(params string[] words) => [.. words.Select(w => new Request($"/api/v1/customers?q={Uri.EscapeDataString(w)}"))];

    // Place, brand and the sign that makes it one of few.
    static string Brand(int number) => InventedCompanies.Number(number).Name[..5];

    /// <summary>What it is called in a table.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Page ? "" : "API ")}{Name}");
}
