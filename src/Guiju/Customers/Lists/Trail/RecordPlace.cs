using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>
/// Where a record was opened from: a list and the place in it, carried in the record's own address (<c>in</c>, <c>at</c>, <c>of</c>), so that
/// it can be reloaded and works in any number of tabs. It holds a question and no customers; whoever gets the link asks within his own scope.
/// </summary>
/// <param name="Query">The list's address without its path.</param>
/// <param name="At">Place of the record in the list, 1 to <see cref="ListRequest.MaxNumbered"/>.</param>
/// <param name="Of">How many the list had, one more than <see cref="BoundedCount.Most"/> for more than that; null where it was not counted.</param>
public sealed record RecordPlace(string Query, int At, int? Of)
{
    /// <summary>The place a request's query tells, or null where it was opened from no list.</summary>
    public static RecordPlace? Read(IQueryCollection query) => Read(query["in"], query["at"], query["of"]);

    /// <summary>The place a page of the same record had, for going back to it after an act; taken from the address the browser came from.</summary>
    public static RecordPlace? Before(HttpRequest request, Guid id) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var came) && came.AbsolutePath == $"/customers/{id}" && QueryHelpers.ParseQuery(came.Query) is var query
            ? Read(query.GetValueOrDefault("in"), query.GetValueOrDefault("at"), query.GetValueOrDefault("of")) : null;

    static RecordPlace? Read(StringValues query, StringValues at, StringValues of) =>
        Number(at) is { } place && query.ToString() is { Length: <= 8000 } list ? new(list, place, Number(of)) : null;

    /// <summary>What the list asks for.</summary>
    public ListAddress List => ListAddress.Of("/customers", QueryHelpers.ParseQuery(Query));

    /// <summary>The page of the list the record was on.</summary>
    public string Back => List.With("page", List.Parameters.TryGetValue("size", out var size) && Number(size) is { } rows ? Page(rows) : Page(50)).ToString();

    /// <summary>The record of another customer of the list.</summary>
    public string Record(Guid id, int at) => Link(id, Query, at, Of);

    /// <summary>The address of a record at a place in a list.</summary>
    public static string Link(Guid id, string query, long at, int? of) =>
        string.Create(CultureInfo.InvariantCulture, $"/customers/{id}?in={Uri.EscapeDataString(query)}&at={at}") + (of is { } count ? string.Create(CultureInfo.InvariantCulture, $"&of={count}") : "");

    string Page(int size) => ((At - 1) / size + 1).ToString(CultureInfo.InvariantCulture);

    static int? Number(StringValues text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= ListRequest.MaxNumbered + 1 ? number : null;
}
