using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted after the greeting (STARTTLS), usually port 587; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte, usually port 465.</summary>
    Tls,

    /// <summary>Not encrypted: for a relay on the same machine or in a closed network.</summary>
    None,
}

/// <summary>The server outgoing mail is handed to; there is one, for the whole group.</summary>
public sealed class MailServer : Entity, IAudited
{
    /// <summary>Name or address of the host, up to 200 characters.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Port, 1 to 65535.</summary>
    public int Port { get; private set; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; private set; }

    /// <summary>SHA-256 of the one certificate that is trusted whoever signed it, 64 hexadecimal digits; null where the machine's authorities decide.</summary>
    public string? Certificate { get; private set; }

    /// <summary>What one signs in with, or null where the server asks for nothing.</summary>
    public string? UserName { get; private set; }

    /// <summary>The password, encrypted by the keys of the database.</summary>
    [NotAudited]
    public string? Password { get; private set; }

    /// <summary>Address mail comes from.</summary>
    public string FromAddress { get; private set; } = "";

    /// <summary>Name mail comes from, where nobody in particular sends it.</summary>
    public string FromName { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => Guid.Empty;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("mailServer", Id, Host);

    /// <summary>Says which server it is.</summary>
    internal void Reach(string host, int port, MailSecurity security, string? certificate) => (Host, Port, Security, Certificate) = (host, port, security, certificate);

    /// <summary>Says who signs in; the password is encrypted already.</summary>
    internal void SignIn(string? userName, string? password) => (UserName, Password) = (userName, password);

    /// <summary>Says whom mail comes from.</summary>
    internal void From(string address, string name) => (FromAddress, FromName) = (address, name);
}

sealed class MailServerMapping : IEntityTypeConfiguration<MailServer>
{
    public void Configure(EntityTypeBuilder<MailServer> server)
    {
        server.ToTable("mail_server");
        server.Ignore(s => s.AuditUnit).Ignore(s => s.AuditSubject);
        server.Property(s => s.Host).HasMaxLength(200);
        server.Property(s => s.Certificate).HasMaxLength(64);
        server.Property(s => s.UserName).HasMaxLength(200);
        server.Property(s => s.Password).HasMaxLength(2000);
        server.Property(s => s.FromAddress).HasMaxLength(MailAddress.Most);
        server.Property(s => s.FromName).HasMaxLength(100);
    }
}
