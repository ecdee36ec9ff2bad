using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Notices;

/// <summary>The messages' page and their part of the API.</summary>
static class NoticeRoutes
{
    /// <summary>A message in the API.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Text">What it says, in the language asked for.</param>
    /// <param name="Link">Path of the page it leads to.</param>
    /// <param name="Clause">Clause behind it, or null.</param>
    /// <param name="At">When it happened, UTC.</param>
    /// <param name="Unread">Whether it is unread.</param>
    public sealed record Item(Guid Id, string Text, string Link, string? Clause, DateTime At, bool Unread);

    public static IServiceCollection AddNotices(this IServiceCollection services) =>
        services.AddScoped<Tell>().AddScoped<Bell>();

    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/notices").ExcludeFromDescription();
        pages.MapGet("", async (Guid? before, UseCase<ListNotices> list, CancellationToken ct) =>
            new RazorComponentResult<NoticesPage>(new { Page = (await list.Ask(u => u.Handle(before, ct), ct)).Value }));
        // Reading a message changes it, so opening one is a button that posts and then leads on.
        pages.MapPost("{id:guid}", async (Guid id, HttpContext http, UseCase<ReadNotices> read, CancellationToken ct) =>
            await read.Run(u => u.One(id, ct), ct) is { Done: true } found ? http.Go(found.Value) : Results.NotFound());
        pages.MapPost("read", async (HttpContext http, UseCase<ReadNotices> read, CancellationToken ct) =>
        {
            await read.Run(u => u.All(ct), ct);
            return http.Go("/notices");
        });

        var api = routes.MapApi("notices");
        api.MapGet("", async (Guid? after, UseCase<ListNotices> list, Texts texts, CancellationToken ct) =>
            (await list.Ask(u => u.Handle(after, ct), ct)).Map(p => new PageOf<Item>([.. p.Items.Select(n => new Item(n.Id, texts[n.Key, [.. n.Values]], n.Link, n.Clause, n.At, n.Unread))], p.Next)).ToOk());
        api.MapPost("read", async (UseCase<ReadNotices> read, CancellationToken ct) => (await read.Run(u => u.All(ct), ct)).ToNoContent());
        return routes;
    }
}
