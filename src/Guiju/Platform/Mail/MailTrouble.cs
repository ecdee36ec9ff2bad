using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Guiju.Rulebook.Findings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Guiju.Platform.Mail;

/// <summary>Says in words what kept a mail from being handed over: what, where, and what to do.</summary>
static class MailTrouble
{
    /// <summary>Most characters kept of a server's words.</summary>
    public const int MostWords = 500;

    /// <summary>The finding of what the connection threw; null where it is no trouble of mail.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="server">The server.</param>
    /// <param name="seen">Fingerprint of the certificate it showed, or null.</param>
    public static Finding? Of(Exception e, MailServer server, string? seen) => e switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new Finding("mail.host.unknown", "host").With(server.Host),
        SocketException s => new Finding("mail.unreachable", "host").With(server.Host, server.Port, Words(s.Message)),
        SslHandshakeException s => new Finding(seen is null ? "mail.tls" : "mail.certificate", "security").With(server.Host, server.Port, Words((s.InnerException ?? s).Message), seen is null ? "" : Grouped(seen)),
        NotSupportedException => new Finding("mail.tls.missing", "security").With(server.Host, server.Port),
        AuthenticationException a => new Finding("mail.password.wrong", "password").With(server.UserName, Words(a.Message)),
        ServiceNotAuthenticatedException => new Finding("mail.password.needed", "userName").With(server.Host),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } c => new Finding("mail.sender.refused", "fromAddress").With(server.FromAddress, Said(c)),
        SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } => new Finding("mail.password.needed", "userName").With(server.Host),
        SmtpCommandException c => new Finding("mail.refused").With(server.Host, Said(c)),
        ProtocolException or IOException => new Finding("mail.broken-off", "host").With(server.Host, server.Port, Words(e.Message)),
        TimeoutException or OperationCanceledException => new Finding("mail.timeout", "host").With(server.Host, server.Port),
        CryptographicException => new Finding("mail.password.unreadable", "password"),
        _ => null,
    };

    /// <summary>A server's words on one line, cut.</summary>
    public static string Words(string text)
    {
        var line = string.Join(' ', text.Split((char[])['\r', '\n', '\t', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        return line.Length > MostWords ? line[..MostWords] : line;
    }

    /// <summary>SHA-256 of a certificate, hexadecimal.</summary>
    public static string Fingerprint(X509Certificate certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    static string Said(SmtpCommandException c) => Words($"{(int)c.StatusCode} {c.Message}");

    static string Grouped(string hash) => string.Join(':', hash.Chunk(2).Select(c => new string(c)));
}
