using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Mail;

/// <summary>The mail server as one may read it; its password is never read.</summary>
/// <param name="Host">Name or address of the host.</param>
/// <param name="Port">Port.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="Certificate">SHA-256 of the certificate that is trusted whoever signed it, or null.</param>
/// <param name="UserName">What one signs in with, or null.</param>
/// <param name="HasPassword">Whether a password is kept.</param>
/// <param name="FromAddress">Address mail comes from.</param>
/// <param name="FromName">Name mail comes from.</param>
/// <param name="Version">Version, also the ETag.</param>
public sealed record MailServerView(string Host, int Port, MailSecurity Security, string? Certificate, string? UserName, bool HasPassword, string FromAddress, string FromName, int Version);

/// <summary>Shows which server mail is handed to.</summary>
[Allow(Permission.MailManage)]
public sealed class ShowMailServer(GuijuContext db)
{
    /// <summary>The server and how many mails wait and were given up, counted to a hundred.</summary>
    public sealed record MailOverview(MailServerView? Server, int Waiting, int Undelivered);

    /// <summary>Reads it; without a server there is none.</summary>
    public async Task<Outcome<MailOverview>> Handle(CancellationToken ct)
    {
        var server = await db.Set<MailServer>().AsNoTracking().OrderBy(s => s.Id)
            .Select(s => new MailServerView(s.Host, s.Port, s.Security, s.Certificate, s.UserName, s.Password != null, s.FromAddress, s.FromName, s.Version)).FirstOrDefaultAsync(ct);
        var waiting = await db.Set<OutgoingMail>().Where(m => m.EndedAt == null).OrderBy(m => m.NextAt).Take(100).CountAsync(ct);
        return new MailOverview(server, waiting, await db.Set<OutgoingMail>().Where(m => m.State == MailState.Undelivered).OrderBy(m => m.Id).Take(100).CountAsync(ct));
    }
}

/// <summary>What may be said of a server; a password left out stays as it is.</summary>
/// <param name="Host">Name or address of the host.</param>
/// <param name="Port">Port.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="Certificate">SHA-256 of the certificate that is trusted whoever signed it.</param>
/// <param name="UserName">What one signs in with.</param>
/// <param name="Password">The password.</param>
/// <param name="FromAddress">Address mail comes from.</param>
/// <param name="FromName">Name mail comes from.</param>
public sealed record MailServerFacts(string? Host, int? Port, MailSecurity? Security, string? Certificate, string? UserName, string? Password, string? FromAddress, string? FromName);

/// <summary>Says which server mail is handed to; what waits is tried at once.</summary>
[Allow(Permission.MailManage), LooksAgain]
sealed class SaveMailServer(GuijuContext db, CurrentActor actor, CompanyClock clock, MailPost post)
{
    /// <summary>Saves it.</summary>
    public async Task<Outcome<int>> Handle(int? versionSeen, MailServerFacts input, CancellationToken ct)
    {
        // One server serves all companies: whoever sees one of them does not choose it for the others.
        if (actor.Value.Scope != DataScope.Group) return Outcome<int>.Refused(Refusal.Forbidden, new Finding("mail.group-only"));
        var server = await db.Set<MailServer>().OrderBy(s => s.Id).FirstOrDefaultAsync(ct);
        if (versionSeen is { } seen && seen != (server?.Version ?? 0)) return Outcome<int>.Refused(Refusal.Conflict, new Finding("platform.conflict"));
        var (host, user, address, name) = (input.Host?.Trim() ?? "", Blank(input.UserName), input.FromAddress?.Trim() ?? "", input.FromName?.Trim() ?? "");
        var certificate = Blank(input.Certificate)?.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var moved = server is null || server.Host != host || server.Port != input.Port || server.Security != input.Security || server.Certificate != certificate || server.UserName != user;
        List<Finding?> said = [MailAddress.Line(host, "host", 200), MailAddress.Line(user, "userName", 200), MailAddress.Line(name, "fromName", 100), MailAddress.Line(input.Password, "password", 200)];
        if (host.Length == 0) said.Add(new("mail.host.required", "host"));
        else if (Uri.CheckHostName(host) == UriHostNameType.Unknown) said.Add(new Finding("mail.host.form", "host").With(host));
        if (input.Port is not (>= 1 and <= 65535)) said.Add(new("mail.port", "port"));
        if (input.Security is null) said.Add(new("mail.security.required", "security"));
        if (!MailAddress.Is(address)) said.Add(address.Length == 0 ? new("mail.from.required", "fromAddress") : new Finding("mail.address", "fromAddress").With(address));
        if (certificate is not null && (certificate.Length != 64 || !certificate.All(char.IsAsciiHexDigit))) said.Add(new("mail.certificate.form", "certificate"));
        // The password was given for one server: another one does not learn it from us.
        if (user is not null && string.IsNullOrEmpty(input.Password) && (moved || server?.Password is null)) said.Add(new(server?.Password is null ? "mail.password.required" : "mail.password.again", "password"));
        if (said.OfType<Finding>().ToList() is { Count: > 0 } findings) return findings;

        if (server is null) db.Add(server = new MailServer());
        server.Reach(host, input.Port!.Value, input.Security!.Value, certificate);
        server.SignIn(user, user is null ? null : string.IsNullOrEmpty(input.Password) ? server.Password : post.Protect(input.Password));
        server.From(address, name.Length > 0 ? name : "Guiju");
        await db.SaveChangesAsync(ct);
        var now = clock.Now;
        await db.Set<OutgoingMail>().Where(m => m.EndedAt == null && m.NextAt > now && (m.TakenUntil == null || m.TakenUntil < now)).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAt, now), ct);
        return server.Security == MailSecurity.None && user is not null && host is not ("localhost" or "127.0.0.1" or "::1")
            ? Outcome<int>.Success(server.Version, new Finding("mail.unencrypted", "security").AsWarning()) : server.Version;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Hands one mail to the server at once, to see whether it takes it; the words it answers with are told.</summary>
[Allow(Permission.MailManage)]
sealed class TryMailServer(GuijuContext db, CurrentActor actor, MailPost post)
{
    /// <summary>Sends it; changes nothing, and so is asked and not run: nobody waits for the network.</summary>
    public async Task<Outcome<string>> Handle(string? address, CancellationToken ct)
    {
        if (actor.Value.Scope != DataScope.Group) return Outcome<string>.Refused(Refusal.Forbidden, new Finding("mail.group-only"));
        var to = address?.Trim() ?? "";
        if (!MailAddress.Is(to)) return new Finding("mail.address", "address").With(to);
        if (await db.Set<MailServer>().AsNoTracking().OrderBy(s => s.Id).FirstOrDefaultAsync(ct) is not { } server) return new Finding("mail.none", "host");
        var texts = Ui.Texts.All;
        var delivery = await post.Try(server, to, texts["mail.try.subject"], texts["mail.try.text", [actor.Value.Name, server.Host]], ct);
        if (delivery.Trouble is { } trouble) return trouble;
        return delivery.Answers.GetValueOrDefault(to).Words ?? "";
    }
}
