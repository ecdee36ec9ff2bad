using System.Globalization;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Platform.Security;

/// <summary>Pages of one's own account. They answer to sessions alone: a token reaches no path outside the API.</summary>
static class AccountRoutes
{
    const string Home = "/account";

    public static IEndpointRouteBuilder MapAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Home).RequireAuthorization().ExcludeFromDescription();
        group.MapGet("", (HttpContext http, UseCase<ShowAccount> show, CancellationToken ct) => Show(http, show, null, [], ct));
        group.MapPost("/password", Password);
        group.MapPost("/second-factor", StartFactor);
        group.MapGet("/second-factor", (HttpContext http, UseCase<ShowEnrolment> show, CancellationToken ct) => Enrolment(http, show, [], ct));
        group.MapPost("/second-factor/confirm", ConfirmFactor);
        group.MapPost("/second-factor/stop", StopFactor);
        group.MapPost("/recovery-codes", RenewCodes);
        group.MapPost("/sessions/end", EndSessions);
        group.MapPost("/passkeys/options", PasskeyOptions);
        group.MapPost("/passkeys", AddPasskey);
        group.MapPost("/passkeys/remove", async (HttpContext http, UseCase<RemovePasskey> remove, UseCase<ShowAccount> show, CancellationToken ct) =>
        {
            var id = (await Form(http, ct))["id"].ToString();
            return await After(http, show, "passkeys", await remove.Run(u => u.Handle(id, ct), ct), "security.passkey.removed", ct);
        });
        group.MapPost("/tokens", Token);
        group.MapPost("/tokens/revoke", async (HttpContext http, UseCase<RevokeToken> revoke, UseCase<ShowAccount> show, CancellationToken ct) =>
        {
            var id = Id((await Form(http, ct))["id"]);
            return await After(http, show, "tokens", await revoke.Run(u => u.Handle(id, ct), ct), "security.token.revoked", ct);
        });
        return routes;
    }

    static async Task<IResult> Password(HttpContext http, UseCase<ChangePassword> change, UseCase<ShowAccount> show, CancellationToken ct)
    {
        var form = await Form(http, ct);
        var input = new ChangePassword.Input(form["current"], form["password"], form["again"]);
        return await After(http, show, "password", await change.Run(u => u.Handle(input, ct), ct), "security.password.changed", ct);
    }

    static async Task<IResult> StartFactor(HttpContext http, UseCase<StartSecondFactor> start, UseCase<ShowAccount> show, CancellationToken ct)
    {
        var current = (await Form(http, ct))["current"].ToString();
        var outcome = await start.Run(u => u.Handle(current, ct), ct);
        return outcome.Done ? http.Go($"{Home}/second-factor") : await Show(http, show, "second-factor", outcome.Findings, ct);
    }

    static async Task<IResult> Enrolment(HttpContext http, UseCase<ShowEnrolment> show, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var outcome = await show.Ask(u => u.Handle(Texts.All["ui.product"], ct), ct);
        if (!outcome.Done) return http.Go(Home);
        return Once(http, new RazorComponentResult<EnrolmentPage>(new { Facts = outcome.Value, Findings = findings }) { StatusCode = findings.Count > 0 ? 422 : 200 });
    }

    static async Task<IResult> ConfirmFactor(HttpContext http, UseCase<ConfirmSecondFactor> confirm, UseCase<ShowEnrolment> show, CancellationToken ct)
    {
        var code = (await Form(http, ct))["code"].ToString();
        var outcome = await confirm.Run(u => u.Handle(code, ct), ct);
        return outcome.Done ? Codes(http, outcome.Value) : await Enrolment(http, show, outcome.Findings, ct);
    }

    static async Task<IResult> StopFactor(HttpContext http, UseCase<StopSecondFactor> stop, UseCase<ShowAccount> show, CancellationToken ct)
    {
        var current = (await Form(http, ct))["current"].ToString();
        return await After(http, show, "second-factor", await stop.Run(u => u.Handle(current, ct), ct), "security.second-factor.stopped", ct);
    }

    static async Task<IResult> RenewCodes(HttpContext http, UseCase<RenewRecoveryCodes> renew, UseCase<ShowAccount> show, CancellationToken ct)
    {
        var current = (await Form(http, ct))["current"].ToString();
        var outcome = await renew.Run(u => u.Handle(current, ct), ct);
        return outcome.Done ? Codes(http, outcome.Value) : await Show(http, show, "second-factor", outcome.Findings, ct);
    }

    static async Task<IResult> EndSessions(HttpContext http, UseCase<EndSession> end, UseCase<ShowAccount> show, CancellationToken ct)
    {
        var form = await Form(http, ct);
        Guid? id = form["id"].ToString() is { Length: > 0 } one ? Id(one) : null;
        return await After(http, show, "sessions", await end.Run(u => u.Handle(id, ct), ct), "security.session.ended", ct);
    }

    static async Task<IResult> PasskeyOptions(CurrentActor actor, SignInManager<Account> passkeys, UserManager<Account> accounts)
    {
        var account = await accounts.FindByIdAsync(actor.Value.PersonId.ToString() ?? "");
        if (account is null) return Results.NotFound();
        return Results.Content(await passkeys.MakePasskeyCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.UserName ?? "", DisplayName = actor.Value.Name }), "application/json");
    }

    static async Task<IResult> AddPasskey(HttpContext http, SignInManager<Account> passkeys, UseCase<KeepPasskey> keep, CurrentActor actor, CancellationToken ct)
    {
        var form = await Form(http, ct);
        var credential = form["credential"].ToString();
        PasskeyAttestationResult? made = null;
        try
        {
            if (credential.Length is > 0 and < 50_000) made = await passkeys.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nobody asked for options before, or they were used: the same as a wrong passkey.
        }
        // The proof carries whom it was asked for; one asked for in another account's session is worth nothing here.
        if (made is not { Succeeded: true } || made.UserEntity.Id != actor.Value.PersonId.ToString())
            return Results.Json(new { error = Texts.All["security.passkey.failed"] }, statusCode: StatusCodes.Status422UnprocessableEntity);
        var outcome = await keep.Run(u => u.Handle(made.Passkey, form["name"], ct), ct);
        if (!outcome.Done) return Results.Json(new { error = Texts.All.Say(outcome.Findings[0]) }, statusCode: StatusCodes.Status422UnprocessableEntity);
        http.Flash(Texts.All["security.passkey.added"]);
        return Results.Json(new { go = $"{Home}#passkeys" });
    }

    static async Task<IResult> Token(HttpContext http, UseCase<MakeToken> make, UseCase<ShowAccount> show, CancellationToken ct)
    {
        var form = await Form(http, ct);
        var days = form["days"].ToString();
        var input = new MakeToken.Input(form["name"], [.. form["permissions"].OfType<string>()],
            days.Length == 0 ? null : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0);
        var outcome = await make.Run(u => u.Handle(input, ct), ct);
        return outcome.Done
            ? Once(http, new RazorComponentResult<TokenMadePage>(new { Name = input.Name!.Trim(), outcome.Value.Text, outcome.Value.ExpiresAt }))
            : await Show(http, show, "tokens", outcome.Findings, ct, input);
    }

    static async Task<IResult> After<T>(HttpContext http, UseCase<ShowAccount> show, string part, Outcome<T> outcome, string said, CancellationToken ct)
    {
        if (!outcome.Done) return await Show(http, show, part, outcome.Findings, ct, null, Http.OutcomeHttp.StatusOf(outcome.Refusal));
        http.Flash(Texts.All[said]);
        return http.Go($"{Home}#{part}");
    }

    static async Task<IResult> Show(HttpContext http, UseCase<ShowAccount> show, string? part, IReadOnlyList<Finding> findings, CancellationToken ct, MakeToken.Input? token = null, int status = StatusCodes.Status422UnprocessableEntity)
    {
        var facts = await show.Ask(u => u.Handle(ct), ct);
        if (!facts.Done) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return Once(http, new RazorComponentResult<AccountPage>(new { Facts = facts.Value, Part = part, Findings = findings, Token = token }) { StatusCode = findings.Count > 0 ? status : 200 });
    }

    static RazorComponentResult<RecoveryCodesPage> Codes(HttpContext http, IReadOnlyList<string> codes) =>
        Once(http, new RazorComponentResult<RecoveryCodesPage>(new { Codes = codes }));

    // What is shown once must not lie in a cache.
    static T Once<T>(HttpContext http, T page)
    {
        http.Response.Headers.CacheControl = "no-store";
        return page;
    }

    static async Task<IFormCollection> Form(HttpContext http, CancellationToken ct) => await http.Request.ReadFormAsync(ct);

    static Guid Id(string? text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;
}
