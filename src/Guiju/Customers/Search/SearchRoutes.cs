using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Customers.Search;

/// <summary>The search over everything: customers, pages and actions, each as far as the reader may.</summary>
static class SearchRoutes
{
    const int InPalette = 8, OnPage = 50;

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        var search = routes.MapGroup("/search").ExcludeFromDescription();
        search.MapGet("/palette", async (string? q, UseCase<FindCustomers> find, Navigation navigation, CancellationToken ct) =>
            new RazorComponentResult<SearchHits>(new { Found = await Find(q, InPalette, find, navigation, ct) }));
        search.MapGet("", async (string? q, UseCase<FindCustomers> find, Navigation navigation, CancellationToken ct) =>
            new RazorComponentResult<SearchPage>(new { Found = await Find(q, OnPage, find, navigation, ct) }));
    }

    static async Task<Found> Find(string? q, int most, UseCase<FindCustomers> find, Navigation navigation, CancellationToken ct)
    {
        var query = SearchQuery.Parse(q);
        bool Meant(string text) => query.Matches(new SearchField(FieldKind.Name, Texts.All[text]), new SearchField(FieldKind.Text, Texts.All.Pairs.GetValueOrDefault(text)?.En));
        // Who may not see customers still finds pages.
        var customers = await find.Ask(u => u.Handle(q, most, ct), ct);
        return new(q?.Trim() ?? "",
            customers.Done ? [.. customers.Value.Select(c => new PaletteHit(c.Name, $"/customers/{c.Id}", "building", c.RegionCode is null ? c.Code : $"{c.Code} · {Regions.Display(c.RegionCode)}"))] : [],
            [.. navigation.Items.Where(i => Meant(i.Text)).Take(most).Select(i => new PaletteHit(Texts.All[i.Text], i.Href, i.Icon))],
            [.. navigation.Actions.Where(a => Meant(a.Text)).Take(most).Select(a => new PaletteHit(Texts.All[a.Text], a.Href, a.Icon))]);
    }
}

/// <summary>What a search over everything found.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Customers">Customers.</param>
/// <param name="Pages">Pages.</param>
/// <param name="Actions">Things to start.</param>
public sealed record Found(string Text, IReadOnlyList<PaletteHit> Customers, IReadOnlyList<PaletteHit> Pages, IReadOnlyList<PaletteHit> Actions)
{
    /// <summary>Whether nothing was found at all.</summary>
    public bool Nothing => Customers.Count + Pages.Count + Actions.Count == 0;
}
