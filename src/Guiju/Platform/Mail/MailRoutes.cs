using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Mail;

/// <summary>The mail server, the log of mails, and their part of the API.</summary>
static class MailRoutes
{
    const string Place = "/settings/mail";

    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddScoped<MailQueue>().AddSingleton<MailPost>().AddSingleton<MailSender>().AddHostedService(s => s.GetRequiredService<MailSender>())
        .AddSingleton<Files.IFileReferences, MailFiles>()
        .AddSingleton(new NavItem("mail.title", Place, "mail", 940, Permission.MailManage));

    /// <summary>Where a mail is sent to see whether the server takes it.</summary>
    public sealed record TryMailBody(string? Address);

    /// <summary>What the server said to it.</summary>
    public sealed record TryMailAnswer(string Answer);

    public static IEndpointRouteBuilder MapMail(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Place).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("", (string? state, string? to, Guid? after, UseCase<ShowMailServer> show, UseCase<ListMails> list, CancellationToken ct) => Page(show, list, ct, Known(state), to, after));
        pages.MapPost("", async (HttpContext http, UseCase<SaveMailServer> save, UseCase<ShowMailServer> show, UseCase<ListMails> list, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var input = new MailServerFacts(form["host"], int.TryParse(form["port"], out var port) ? port : null, Enum.TryParse<MailSecurity>(form["security"], out var security) && Enum.IsDefined(security) ? security : null,
                form["certificate"], form["userName"], form["password"], form["fromAddress"], form["fromName"]);
            var saved = await save.Run(u => u.Handle(int.TryParse(form["version"], out var version) ? version : null, input, ct), ct);
            if (!saved.Done) return await Page(show, list, ct, input: input, findings: saved.Findings, status: OutcomeHttp.StatusOf(saved.Refusal));
            http.Flash(string.Join(' ', saved.Findings.Select(Texts.All.Say).Prepend(Texts.All["mail.saved"])), saved.Findings.Count > 0 ? Tone.Warn : Tone.Ok);
            return http.Go(Place);
        });
        pages.MapPost("try", async (HttpContext http, UseCase<TryMailServer> attempt, UseCase<ShowMailServer> show, UseCase<ListMails> list, CancellationToken ct) =>
        {
            var address = (await http.Request.ReadFormAsync(ct))["address"].ToString();
            var tried = await attempt.Ask(u => u.Handle(address, ct), ct);
            if (!tried.Done) return await Page(show, list, ct, findings: tried.Findings, tried: address, status: OutcomeHttp.StatusOf(tried.Refusal));
            http.Flash(Texts.All["mail.tried", [address, tried.Value]]);
            return http.Go(Place);
        });
        pages.MapPost("{id:guid}/retry", async (Guid id, HttpContext http, UseCase<RetryMail> retry, CancellationToken ct) =>
        {
            var again = await retry.Run(u => u.Handle(id, ct), ct);
            if (again.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(again.Refusal));
            http.Flash(again.Done ? Texts.All["mail.again"] : string.Join(' ', again.Findings.Select(Texts.All.Say)), again.Done ? Tone.Ok : Tone.Warn);
            return http.Go(Place);
        });

        var api = routes.MapApi("mails");
        api.MapGet("", async (MailState? state, string? to, Guid? after, int? size, UseCase<ListMails> list, CancellationToken ct) => (await list.Ask(u => u.Handle(state, to, after, size ?? ListMails.PageSize, ct), ct)).ToOk());
        api.MapGet("{id:guid}", async (Guid id, UseCase<ListMails> list, CancellationToken ct) => (await list.Ask(u => u.Find(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/retry", async (Guid id, UseCase<RetryMail> retry, CancellationToken ct) => (await retry.Run(u => u.Handle(id, ct), ct)).ToNoContent());
        api.MapGet("server", async (UseCase<ShowMailServer> show, HttpResponse response, CancellationToken ct) =>
        {
            var shown = await show.Ask(u => u.Handle(ct), ct);
            if (shown is { Done: true, Value.Server: { } server }) response.SetVersion(server.Version);
            return shown.ToOk();
        });
        api.MapPut("server", async (MailServerFacts input, HttpRequest request, HttpResponse response, UseCase<SaveMailServer> save, CancellationToken ct) =>
        {
            var saved = await save.Run(u => u.Handle(request.VersionSeen(), input, ct), ct);
            if (saved.Done) response.SetVersion(saved.Value);
            return saved.ToNoContent();
        });
        api.MapPost("server/test", async (TryMailBody body, UseCase<TryMailServer> attempt, CancellationToken ct) => (await attempt.Ask(u => u.Handle(body.Address, ct), ct)).Map(words => new TryMailAnswer(words)).ToOk());
        return routes;
    }

    static MailState? Known(string? state) => Enum.TryParse<MailState>(state, true, out var one) && Enum.IsDefined(one) && !int.TryParse(state, out _) ? one : null;

    static async Task<IResult> Page(UseCase<ShowMailServer> show, UseCase<ListMails> list, CancellationToken ct, MailState? state = null, string? to = null, Guid? after = null, MailServerFacts? input = null, IReadOnlyList<Finding>? findings = null, string? tried = null, int status = 200)
    {
        var server = await show.Ask(u => u.Handle(ct), ct);
        if (!server.Done) return Results.StatusCode(OutcomeHttp.StatusOf(server.Refusal));
        var mails = await list.Ask(u => u.Handle(state, to, after, ListMails.PageSize, ct), ct);
        return new RazorComponentResult<MailPage>(new { View = server.Value, Mails = mails.Value, State = state, To = to, Input = input, Findings = findings ?? [], Tried = tried }) { StatusCode = status };
    }
}
