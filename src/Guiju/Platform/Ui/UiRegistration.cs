using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Guiju.Platform.Security;
using Guiju.Platform.Ui.Forms;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guiju.Platform.Ui;

/// <summary>Puts the pages' foundation into the program: components, languages, assets, headers.</summary>
public static class UiRegistration
{
    /// <summary>Registers what pages need.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<IProblemDetailsWriter, Problems.PageProblems>();
        services.AddProblemDetails();
        services.AddHttpContextAccessor();
        services.AddSingleton(Texts.All);
        services.AddSingleton<AssetLinks>();
        services.TryAddScoped<CurrentActor>();
        services.AddScoped<Navigation>();
        // Chinese stays readable in the pages' source and costs a third of the entities' bytes.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRequestLocalization(options =>
        {
            CultureInfo[] cultures = [.. Texts.Languages.Select(CultureInfo.GetCultureInfo)];
            options.DefaultRequestCulture = new(cultures[0]);
            options.SupportedCultures = options.SupportedUICultures = cultures;
            options.RequestCultureProviders = [new CustomRequestCultureProvider(Preferences.Culture)];
        });
        services.AddResponseCompression(options =>
        {
            // Pages hold no secret that an attacker could guess by their compressed length: no token, no key.
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/problem+json", "text/csv", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        return services;
    }

    /// <summary>Headers, compression and language of every answer; call it first.</summary>
    public static WebApplication UseUi(this WebApplication app)
    {
        app.UseResponseCompression();
        app.Use(SecurityHeaders.Add);
        app.UseRequestLocalization();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    /// <summary>Routes of the foundation itself.</summary>
    public static WebApplication MapUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPost("/ui/preferences", SetPreferences).AllowAnonymous();
        app.MapGet("/ui/regions", (string? parent) => new RazorComponentResult<RegionOptions>(new { Parent = parent }));
        if (app.Environment.IsDevelopment())
            app.MapGallery();
        return app;
    }

    static async Task<IResult> SetPreferences(HttpContext http, CurrentActor actor, UseCase<KeepLanguage> keep, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        foreach (var name in (string[])["lang", "theme", "density"])
            Preferences.Keep(http.Response, name, form[name]);
        // The language goes along to other browsers; how bright and how dense is a matter of the screen.
        if (actor.OrNull?.PersonId is not null && form["lang"].ToString() is { Length: > 0 } language) await keep.Run(u => u.Handle(language, ct), ct);
        return http.Go(form["back"].ToString());
    }
}
