using Guiju.Platform.Ui.Gallery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Ui;

/// <summary>Every component with invented data, to look at while building; in development alone.</summary>
static class GalleryRoutes
{
    internal static void MapGallery(this WebApplication app)
    {
        app.MapGet("/ui/gallery", () => new RazorComponentResult<GalleryPage>());
    }
}
