using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Guiju.Platform.Mail;
using Guiju.Tests.Worlds;
using MimeKit;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Mail;

/// <summary>A real mail server (tests/mailbox) that keeps what it takes.</summary>
public sealed class Mailbox : IDisposable
{
    readonly Process process;
    readonly string folder;

    Mailbox(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="port">A port, or 0 for a free one.</param>
    /// <param name="options">As tests/mailbox has them.</param>
    public static async Task<Mailbox> Open(int port = 0, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("guiju-mail-").FullName;
        var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "mailbox"), [folder, $"{port}", .. options]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadLineAsync();
        return new(process, folder, int.TryParse(said, out var got) ? got : throw new InvalidOperationException("The mail server did not start: is python3-aiosmtpd there?"));
    }

    /// <summary>A mail as it was taken.</summary>
    /// <param name="From">Sender of the envelope.</param>
    /// <param name="To">Recipients of the envelope.</param>
    /// <param name="Message">The mail.</param>
    public sealed record Taken(string From, IReadOnlyList<string> To, MimeMessage Message);

    /// <summary>All that was taken, in order.</summary>
    public IReadOnlyList<Taken> Mails => [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(f =>
    {
        using var facts = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(f, ".json")));
        return new Taken(facts.RootElement.GetProperty("from").GetString()!, [.. facts.RootElement.GetProperty("to").EnumerateArray().Select(t => t.GetString()!)], MimeMessage.Load(f));
    })];

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(10_000)) process.Kill();
        process.Dispose();
        Directory.Delete(folder, true);
    }

    /// <summary>Files of a certificate signed by itself, and its fingerprint.</summary>
    public static (string Certificate, string Key, string Fingerprint) OwnCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // The mail server and TLS go by the machine's clock, whatever day a world has.
        var today = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(30));
        var folder = Directory.CreateTempSubdirectory("guiju-cert-").FullName;
        var (certificate, secret) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return (certificate, secret, made.GetCertHashString(HashAlgorithmName.SHA256));
    }
}

/// <summary>Sending mail as tests need it.</summary>
static class Mailing
{
    /// <summary>Says that a world's mail goes to a server on this machine.</summary>
    public static async Task MailGoesTo(this World world, int port) =>
        (await world.Do<SaveMailServer, int>("admin", u => u.Handle(null, new("127.0.0.1", port, MailSecurity.None, null, null, null, "guiju@example.com", "规矩"), default))).Done.ShouldBeTrue();

    /// <summary>Sends what is due.</summary>
    public static Task<int> SendMail(this World world) => world.Services.GetRequiredService<MailSender>().Once(default);
}
