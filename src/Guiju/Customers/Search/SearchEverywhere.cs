using System.Text.Json.Serialization;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Search;

/// <summary>A hit of the search over everything, as the reader may see it.</summary>
public sealed record SearchHit
{
    /// <summary>What it is.</summary>
    public required FoundKind Kind { get; init; }

    /// <summary>Id of the record.</summary>
    public required Guid Id { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Href { get; init; }

    /// <summary>What it is called, in parts, what was looked for marked.</summary>
    public required IReadOnlyList<MarkedPart> Title { get; init; }

    /// <summary>Numbers and names it is also found by, marked.</summary>
    public required IReadOnlyList<MarkedPart> Details { get; init; }

    /// <summary>Of its text the part around the hit, marked.</summary>
    public required IReadOnlyList<MarkedPart> Excerpt { get; init; }

    /// <summary>A word on what it is.</summary>
    public string? Label { get; init; }

    /// <summary>The customer it hangs on, where the reader sees it.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Its name.</summary>
    public string? Customer { get; init; }

    /// <summary>When it was, UTC.</summary>
    public DateTime? At { get; init; }

    /// <summary>Who made it.</summary>
    public string? By { get; init; }

    /// <summary>Its title as one text.</summary>
    [JsonIgnore]
    public string Name => string.Concat(Title.Select(p => p.Text));
}

/// <summary>The hits of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many there are, up to a bound; null where a count would tell of hidden numbers.</param>
/// <param name="Items">Those shown.</param>
/// <param name="Next">Value for <c>after</c> to get the next ones, or null.</param>
public sealed record SearchPart(FoundKind Kind, BoundedCount? Count, IReadOnlyList<SearchHit> Items, string? Next);

/// <summary>What a search over everything found.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Parts">The kinds the reader may find, in order.</param>
/// <param name="Suggestions">Searches he may have meant; each finds something.</param>
public sealed record SearchAnswer(string Text, IReadOnlyList<SearchPart> Parts, IReadOnlyList<string> Suggestions)
{
    /// <summary>Whether nothing was found at all.</summary>
    [JsonIgnore]
    public bool Nothing => Parts.All(p => p.Items.Count == 0 && p.Count is null or { Value: 0 });
}

/// <summary>Searches customers and everything that hangs on them, within the actor's scope, numbers masked as on the record.</summary>
[Allow(Permission.CustomersRead)]
public sealed class SearchEverywhere(GuijuContext db, LikelyCustomers likely, CustomerRows rows, IEnumerable<ISearchedKind> kinds, CurrentActor actor, Texts texts, CompanyClock clock)
{
    /// <summary>Hits up to which other searches are suggested.</summary>
    const int Little = 2;

    /// <summary>What is searched.</summary>
    /// <param name="Text">Words.</param>
    /// <param name="Kind">One kind, in pages; null for the best few of each.</param>
    /// <param name="From">First day, in the company's zone; customers have none.</param>
    /// <param name="Until">Last day.</param>
    /// <param name="Owner">Who is in charge of the customer.</param>
    /// <param name="After">Where the last page ended.</param>
    /// <param name="Size">Hits of a kind, 1 to 100.</param>
    /// <param name="Count">Whether they are counted.</param>
    public sealed record Request(string? Text, FoundKind? Kind = null, DateOnly? From = null, DateOnly? Until = null, Guid? Owner = null, string? After = null, int Size = 20, bool Count = true);

    /// <summary>Finds them.</summary>
    public async Task<Outcome<SearchAnswer>> Handle(Request request, CancellationToken ct)
    {
        var query = SearchQuery.Parse(request.Text);
        var size = Math.Clamp(request.Size, 1, 100);
        var mine = kinds.Where(k => actor.Value.May(k.Permission)).OrderBy(k => k.Kind).ToList();
        if (request.Kind is { } wanted and not FoundKind.Customer && mine.TrueForAll(k => k.Kind != wanted))
            return Outcome<SearchAnswer>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With("permission." + (kinds.FirstOrDefault(k => k.Kind == wanted)?.Permission ?? "")));
        (DateTime At, long Serial)? after = null;
        if (request.After is { } mark && request.Kind is not (null or FoundKind.Customer) && (after = RecordHits.Place(mark)) is null) return new Finding("lists.after.unreadable", "after");
        if (query.IsBlank) return new SearchAnswer("", [new(FoundKind.Customer, null, [], null), .. mine.Select(k => new SearchPart(k.Kind, null, [], null))], []);

        var limits = new SearchLimits(request.From is { } from ? clock.Utc(from.ToDateTime(default)) : null, request.Until is { } until && until < DateOnly.MaxValue ? clock.Utc(until.AddDays(1).ToDateTime(default)) : null, request.Owner);
        var customers = await Customers(request, query, size, ct);
        if (!customers.Done) return Outcome<SearchAnswer>.Refused(customers.Refusal, customers.Findings);
        List<SearchPart> parts = [customers.Value];
        var hits = new RecordHits(db, actor);
        foreach (var kind in mine)
        {
            var asked = request.Kind is null || request.Kind == kind.Kind;
            if (!asked && !request.Count) continue;
            var page = await hits.Find(kind, query, limits, asked ? after : null, asked ? size : 0, request.Count, ct);
            parts.Add(new(kind.Kind, page.Count, [.. page.Hits.Select(h => Shown(kind.Kind, h, query))], asked ? page.Next : null));
        }
        var found = parts.Sum(p => Math.Max(p.Count?.Value ?? 0, p.Items.Count));
        var suggestions = found > Little || request.After is not null ? [] : await new NearSearches(db, actor).Of(query, ct);
        return new SearchAnswer(request.Text!.Trim(), parts, suggestions);
    }

    async Task<Outcome<SearchPart>> Customers(Request request, SearchQuery query, int size, CancellationToken ct)
    {
        var filter = new CustomerFilter { Text = request.Text, Owners = request.Owner is { } owner ? [owner] : [] };
        if (request.Kind == FoundKind.Customer)
        {
            var page = await rows.Page(new(filter) { Size = size, After = request.After, Count = request.Count }, ct);
            return page.Map(p => new SearchPart(FoundKind.Customer, p.Count, [.. p.Rows.Select(r => Shown(new(r.Id, r.Code, r.Name, r.ShortName, r.RegionCode), r.Phone, query))], p.Next));
        }
        IReadOnlyList<FindCustomers.Hit> best = request.Kind is null ? await likely.Find(request.Text, size, request.Owner, ct) : [];
        if (!request.Count || (request.Kind is null && best.Count == 0)) return new SearchPart(FoundKind.Customer, request.Count ? new BoundedCount(best.Count) : null, [.. best.Select(h => Shown(h, null, query))], null);
        var counted = await rows.Page(new(filter) { Size = 1 }, ct);
        return counted.Map(p => new SearchPart(FoundKind.Customer, p.Count, [.. best.Select(h => Shown(h, null, query))], null));
    }

    static SearchHit Shown(FindCustomers.Hit hit, string? phone, SearchQuery query) => new()
    {
        Kind = FoundKind.Customer,
        Id = hit.Id,
        Href = $"/customers/{hit.Id}",
        Title = Marks.Of(query, FieldKind.Name, hit.Name),
        Details = Row([Marks.Of(query, FieldKind.Code, hit.Code), Marks.Of(query, FieldKind.Name, hit.ShortName), Marks.Of(query, FieldKind.Phone, phone), hit.RegionCode is null ? [] : [new(Regions.Display(hit.RegionCode), false)]]),
        Excerpt = [],
        CustomerId = hit.Id,
        Customer = hit.Name,
    };

    SearchHit Shown(FoundKind kind, RecordHit hit, SearchQuery query)
    {
        var record = hit.Record;
        var phones = record.Phones.Where(p => p is not null).Select(p => hit.SeesPhones ? p! : PhoneNumber.Mask(p));
        return new()
        {
            Kind = kind,
            Id = record.Id,
            Href = record.Href,
            Title = Marks.Of(query, record.Title.Kind, record.Title.Value),
            Details = Row([.. record.Others.Select(o => Marks.Of(query, o.Kind, o.Value)), .. phones.Select(p => Marks.Of(query, FieldKind.Phone, p))]),
            Excerpt = Marks.Excerpt(query, FieldKind.Text, record.Text),
            Label = record.Label?.Invoke(texts),
            CustomerId = hit.CustomerId,
            Customer = hit.Customer,
            At = record.At,
            By = record.By,
        };
    }

    static IReadOnlyList<MarkedPart> Row(IEnumerable<IReadOnlyList<MarkedPart>> fields)
    {
        List<MarkedPart> row = [];
        foreach (var field in fields.Where(f => f.Count > 0))
        {
            if (row.Count > 0) row.Add(new(" · ", false));
            row.AddRange(field);
        }
        return row;
    }
}
