using Guiju.Platform.Ui.Gallery;
using Guiju.Platform.Ui.Shell;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Ui;

/// <summary>Every component with invented data, to look at while building; in development alone.</summary>
static class GalleryRoutes
{
    /// <summary>What a form may have to say, one of each kind.</summary>
    internal static readonly IReadOnlyList<Finding> Findings =
    [
        new("ui.gallery.finding.name", "name", "D13-3.3.2a"),
        new Finding("ui.gallery.finding.discount", "amount", "D04-1.3a").With("6.20 %", "5.00 %", "9,158.00"),
        new Finding("ui.gallery.finding.date", "next", "D03-3.1A").AsWarning().With("11-30"),
    ];

    internal static void MapGallery(this WebApplication app)
    {
        var gallery = app.MapGroup("/ui/gallery").DisableAntiforgery();
        gallery.MapGet("", () => new RazorComponentResult<GalleryPage>());
        gallery.MapGet("/forms", () => new RazorComponentResult<GalleryForms>());
        gallery.MapGet("/paper", () => new RazorComponentResult<GalleryPaper>());
        gallery.MapGet("/bare", () => new RazorComponentResult<GalleryBare>());
        gallery.MapGet("/why", () => new RazorComponentResult<GalleryWhy>());
        gallery.MapGet("/field", () => new RazorComponentResult<GalleryField>());
        gallery.MapGet("/field/edit", () => new RazorComponentResult<GalleryField>(new { Edit = true }));
        gallery.MapPost("/field", (HttpContext http) =>
        {
            http.Toast(Texts.All["ui.gallery.saved"]);
            return new RazorComponentResult<GalleryField>();
        });
        gallery.MapGet("/drawer", () => new RazorComponentResult<GalleryDrawer>());
        gallery.MapPost("/flash", (HttpContext http) =>
        {
            http.Flash(Texts.All["ui.gallery.saved"]);
            return http.Go("/ui/gallery");
        });
        gallery.MapGet("/palette", (string? q) => new RazorComponentResult<PaletteGroup>(new
        {
            Title = Texts.All["ui.gallery.customers"],
            Hits = (IReadOnlyList<PaletteHit>)[.. Enumerable.Range(1, 4).Select(n => new PaletteHit($"{q} {n}", "/ui/gallery", "building", $"C2026{n:000}"))],
        }));
        gallery.MapGet("/broken", () => Results.StatusCode(StatusCodes.Status500InternalServerError));
    }
}
