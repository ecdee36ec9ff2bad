using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Platform.Http;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guiju.Customers.Search;

/// <summary>The search over everything: page, palette and API; records, pages and actions, each as far as the reader may.</summary>
static class SearchRoutes
{
    const int InPalette = 4, Pages = 8, OfEach = 5, OnPage = 20;

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("search").MapGet("", async (UseCase<SearchEverywhere> search, CancellationToken ct, [FromQuery] string? q = null, [FromQuery] FoundKind? kind = null,
                [FromQuery] DateOnly? from = null, [FromQuery] DateOnly? until = null, [FromQuery] Guid? owner = null, [FromQuery] string? after = null, [FromQuery] int size = 20) =>
            (await search.Ask(u => u.Handle(new(q, kind, from, until, owner, after, size), ct), ct)).ToOk())
            .WithName("Search").WithSummary("Customers, contact persons, interactions, attachments, leads and dealings by words");
        var pages = routes.MapGroup("/search").ExcludeFromDescription();
        pages.MapGet("/palette", async (string? q, UseCase<SearchEverywhere> search, Navigation navigation, CancellationToken ct) =>
        {
            // Who may not see customers still finds pages.
            var found = await search.Ask(u => u.Handle(new(q, Size: InPalette, Count: false), ct), ct);
            return new RazorComponentResult<SearchHits>(new { Found = Found.Of(q, found.Done ? found.Value : new("", [], []), navigation, Pages) });
        });
        pages.MapGet("", Page);
    }

    static async Task<IResult> Page(HttpRequest http, UseCase<SearchEverywhere> search, UseCase<ShowChoices> show, Navigation navigation, CurrentActor actor, CancellationToken ct)
    {
        List<Finding> findings = [];
        string? Said(string name) => http.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        DateOnly? Day(string name)
        {
            if (Said(name) is not { } text) return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            findings.Add(new Finding("search.day.malformed", name).With(text));
            return null;
        }
        var owner = Said("owner") is "me" ? actor.Value.PersonId : Guid.TryParse(Said("owner"), out var id) ? id : (Guid?)null;
        FoundKind? kind = Enum.TryParse<FoundKind>(Said("kind"), ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null;
        var request = new SearchEverywhere.Request(Said("q"), kind, Day("from"), Day("until"), owner, Said("after"), kind is null ? OfEach : OnPage);
        var found = await search.Ask(u => u.Handle(request, ct), ct);
        if (!found.Done && found.Refusal != Refusal.Forbidden) findings.AddRange(found.Findings);
        var choices = found.Done ? await show.Ask(u => u.Handle(ct), ct) : null;
        var answer = found.Done ? found.Value : new SearchAnswer(request.Text ?? "", [], []);
        var view = new SearchView(request, answer, Found.Of(request.Text, answer, navigation, Pages), Said("owner"), Said("from"), Said("until"),
            choices is { Done: true } ? [.. choices.Value.Where(c => c.Field == "owner")] : [], findings);
        return new RazorComponentResult<SearchPage>(new { View = view }) { StatusCode = findings.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK };
    }
}

/// <summary>What the search page shows.</summary>
/// <param name="Request">What was searched.</param>
/// <param name="Answer">What was found.</param>
/// <param name="Found">Pages and actions found beside it.</param>
/// <param name="Owner">Owner as the address says it.</param>
/// <param name="From">First day as the address says it.</param>
/// <param name="Until">Last day as the address says it.</param>
/// <param name="Owners">People to choose from.</param>
/// <param name="Findings">What could not be read.</param>
public sealed record SearchView(SearchEverywhere.Request Request, SearchAnswer Answer, Found Found, string? Owner, string? From, string? Until, IReadOnlyList<ShowChoices.Choice> Owners, IReadOnlyList<Finding> Findings)
{
    /// <summary>The address of another part, page or search; what narrows it stays.</summary>
    public string Address(FoundKind? kind, string? after = null, string? text = null)
    {
        var query = new QueryString().Add("q", text ?? Request.Text ?? "");
        if (kind is { } k) query = query.Add("kind", k.ToString());
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("owner", Owner), ("from", From), ("until", Until), ("after", after)])
            if (value is not null) query = query.Add(name, value);
        return "/search" + query;
    }
}

/// <summary>What the palette shows: hits of every kind, then pages and actions.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Records">Hits by kind.</param>
/// <param name="Pages">Pages.</param>
/// <param name="Actions">Things to start.</param>
/// <param name="Suggestions">Searches that find something.</param>
public sealed record Found(string Text, IReadOnlyList<(FoundKind Kind, IReadOnlyList<PaletteHit> Hits)> Records, IReadOnlyList<PaletteHit> Pages, IReadOnlyList<PaletteHit> Actions, IReadOnlyList<string> Suggestions)
{
    /// <summary>Whether nothing was found at all.</summary>
    public bool Nothing => Records.Count + Pages.Count + Actions.Count == 0;

    /// <summary>The icon of a kind.</summary>
    public static string Icon(FoundKind kind) => kind switch
    {
        FoundKind.Customer => "building",
        FoundKind.Person => "user",
        FoundKind.Activity => "phone-call",
        FoundKind.Attachment => "paperclip",
        FoundKind.Lead => "target-arrow",
        FoundKind.Dealing => "file-invoice",
    };

    internal static Found Of(string? q, SearchAnswer answer, Navigation navigation, int most)
    {
        var query = SearchQuery.Parse(q);
        bool Meant(string text) => query.Matches(new SearchField(FieldKind.Name, Texts.All[text]), new SearchField(FieldKind.Text, Texts.All.Pairs.GetValueOrDefault(text)?.En));
        return new(q?.Trim() ?? "", [.. answer.Parts.Where(p => p.Items.Count > 0).Select(p => (p.Kind, (IReadOnlyList<PaletteHit>)[.. p.Items.Select(Hit)]))],
            [.. navigation.Items.Where(i => Meant(i.Text)).Take(most).Select(i => new PaletteHit(Texts.All[i.Text], i.Href, i.Icon))],
            [.. navigation.Actions.Where(a => Meant(a.Text)).Take(most).Select(a => new PaletteHit(Texts.All[a.Text], a.Href, a.Icon))], answer.Suggestions);
    }

    // A text is shown by the part around the hit, everything else by its name.
    static PaletteHit Hit(SearchHit hit)
    {
        var parts = hit.Excerpt.Any(p => p.Marked) || hit.Title.Count == 0 ? hit.Excerpt : hit.Title;
        return new(hit.Name, hit.Href, Icon(hit.Kind), hit.Kind == FoundKind.Customer ? string.Concat(hit.Details.Select(p => p.Text)) : hit.Customer, parts);
    }
}
