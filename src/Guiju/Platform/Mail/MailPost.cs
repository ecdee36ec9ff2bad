using Guiju.Platform.Files;
using Guiju.Rulebook.Findings;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.DataProtection;
using MimeKit;
using MimeKit.Utils;

namespace Guiju.Platform.Mail;

/// <summary>What an attempt to hand a mail over brought.</summary>
/// <param name="Answers">What the server said of each recipient, by address; nobody where it did not come that far.</param>
/// <param name="Trouble">What kept it from being handed over to all, or null.</param>
/// <param name="ForGood">Whether trying again is in vain.</param>
/// <param name="ServerAway">Whether the trouble is the server's, so that other mails fare no better.</param>
sealed record Delivery(IReadOnlyDictionary<string, (RecipientState State, string Words)> Answers, Finding? Trouble, bool ForGood = false, bool ServerAway = false);

/// <summary>Hands mail to the server.</summary>
sealed class MailPost(FileStore files, IDataProtectionProvider protection, CompanyClock clock)
{
    /// <summary>How long handing one mail over may take; well below <see cref="MailSender.Hold"/>.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    IDataProtector Seal => protection.CreateProtector("Guiju.Mail.Password");

    /// <summary>Encrypts a password for the database.</summary>
    public string Protect(string password) => Seal.Protect(password);

    /// <summary>Hands a mail over to those it has not reached yet.</summary>
    public async Task<Delivery> Send(MailServer server, OutgoingMail mail, CancellationToken ct)
    {
        List<Stream> open = [];
        try
        {
            var body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html };
            foreach (var attachment in mail.Attachments)
            {
                if (files.Open(attachment.Hash) is not { } stream) return new(new Dictionary<string, (RecipientState, string)>(), new Finding("mail.file-missing").With(attachment.Name), ForGood: true);
                open.Add(stream);
                body.Attachments.Add(new MimePart(ContentType.Parse(attachment.Type))
                {
                    Content = new MimeContent(stream),
                    ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = attachment.Name, Size = attachment.Size },
                    ContentTransferEncoding = ContentEncoding.Base64,
                    FileName = attachment.Name,
                });
            }
            var message = new MimeMessage
            {
                Subject = mail.Subject,
                Date = new DateTimeOffset(clock.Local(mail.QueuedAt), clock.Zone.GetUtcOffset(mail.QueuedAt)),
                // The same at every attempt: should a server have taken it and the word of that was lost, the reader's mailbox knows it for one.
                MessageId = $"{mail.Id:N}@{server.FromAddress.Split('@')[^1]}",
                Body = body.ToMessageBody(),
            };
            message.From.Add(new MailboxAddress(mail.SenderName ?? server.FromName, server.FromAddress));
            if (mail.ReplyTo is { } reply) message.ReplyTo.Add(new MailboxAddress(mail.SenderName, reply));
            foreach (var r in mail.Recipients) (r.Copy ? message.Cc : message.To).Add(new MailboxAddress(r.Name, r.Address));
            message.Headers.Add("Auto-Submitted", "auto-generated");
            return await Hand(server, message, [.. mail.Recipients.Where(r => r.State == RecipientState.Waiting).Select(r => r.Address)], ct);
        }
        finally
        {
            foreach (var stream in open) await stream.DisposeAsync();
        }
    }

    /// <summary>Sends a mail that is kept nowhere, to see whether the server takes it.</summary>
    public Task<Delivery> Try(MailServer server, string address, string subject, string text, CancellationToken ct)
    {
        var message = new MimeMessage { Subject = subject, MessageId = MimeUtils.GenerateMessageId(server.FromAddress.Split('@')[^1]), Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress(server.FromName, server.FromAddress));
        message.To.Add(new MailboxAddress(null, address));
        return Hand(server, message, [address], ct);
    }

    async Task<Delivery> Hand(MailServer server, MimeMessage message, IReadOnlyList<string> to, CancellationToken ct)
    {
        using var client = new Client { Timeout = 60_000, CheckCertificateRevocation = false };
        string? seen = null;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            if (certificate is null) return false;
            var hash = MailTrouble.Fingerprint(certificate);
            if (errors == System.Net.Security.SslPolicyErrors.None || string.Equals(hash, server.Certificate, StringComparison.OrdinalIgnoreCase)) return true;
            seen = hash;
            return false;
        };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Longest);
        var reached = false;
        try
        {
            await client.ConnectAsync(server.Host, server.Port, server.Security switch { MailSecurity.StartTls => SecureSocketOptions.StartTls, MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.None => SecureSocketOptions.None }, limited.Token);
            if (server.UserName is { } user) await client.AuthenticateAsync(user, server.Password is null ? "" : Seal.Unprotect(server.Password), limited.Token);
            reached = true;
            await client.SendAsync(message, new MailboxAddress(null, server.FromAddress), to.Select(t => new MailboxAddress(null, t)), limited.Token);
        }
        catch (SmtpCommandException) when (client.Answers.Count == to.Count && client.Answers.Values.All(a => a.State != RecipientState.Accepted))
        {
            // Nobody was left to take it for: what was said of each tells more.
        }
        catch (Exception e) when (!ct.IsCancellationRequested && MailTrouble.Of(e, server, seen) is { } trouble)
        {
            // Whoever the server had said yes to has it only once it took the whole mail.
            var refused = client.Answers.Where(a => a.Value.State != RecipientState.Accepted).ToDictionary();
            return new(refused, trouble, e is SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } c && (int)c.StatusCode >= 500, !reached);
        }
        // It is handed over: a farewell that fails takes nothing back.
        try { await client.DisconnectAsync(true, CancellationToken.None); } catch (Exception e) when (e is IOException or MailKit.ProtocolException or MailKit.CommandException or System.Net.Sockets.SocketException) { }
        var no = client.Answers.Values.FirstOrDefault(a => a.State != RecipientState.Accepted);
        return new(client.Answers, no.Words is { } words ? new Finding("mail.recipient.refused", "to").With(words) : null);
    }

    /// <summary>Goes on where the server refuses some of the recipients, and keeps what it says of each.</summary>
    sealed class Client : SmtpClient
    {
        public Dictionary<string, (RecipientState State, string Words)> Answers { get; } = [];

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            Answers[mailbox.Address] = (RecipientState.Accepted, Said(response));

        // A refusal for the moment (4xx) is asked again later; one for good (5xx) is not.
        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            Answers[mailbox.Address] = ((int)response.StatusCode >= 500 ? RecipientState.Refused : RecipientState.Waiting, Said(response));

        static string Said(SmtpResponse r) => MailTrouble.Words($"{(int)r.StatusCode} {r.Response}");
    }
}
