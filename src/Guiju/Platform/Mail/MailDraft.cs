using System.Text.RegularExpressions;
using Guiju.Rulebook.Findings;
using MimeKit;

namespace Guiju.Platform.Mail;

/// <summary>Somebody a mail goes to.</summary>
/// <param name="Address">His address, such as <c>name@company.com</c>.</param>
/// <param name="Name">His name, up to 100 characters.</param>
public sealed record MailPerson(string Address, string Name);

/// <summary>A file to hang on a mail.</summary>
/// <param name="Name">Its name with ending, up to 200 characters.</param>
/// <param name="Type">Media type.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record MailFile(string Name, string Type, byte[] Bytes);

/// <summary>What a mail is about.</summary>
/// <param name="Kind">A noun in camel case, such as <c>weeklyPlan</c>.</param>
/// <param name="Id">Id of the record.</param>
/// <param name="Link">Path of its page.</param>
public sealed record MailSubject(string Kind, Guid Id, string Link);

/// <summary>A mail to be queued; <see cref="MailQueue"/> checks it.</summary>
public sealed record MailDraft
{
    /// <summary>Name it comes from, or null for the server's own.</summary>
    public string? SenderName { get; init; }

    /// <summary>Address answers go to, or null.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whom it goes to; one at least.</summary>
    public required IReadOnlyList<MailPerson> To { get; init; }

    /// <summary>Who gets a copy; who is among <see cref="To"/> already is left out.</summary>
    public IReadOnlyList<MailPerson> Cc { get; init; } = [];

    /// <summary>Subject, one line, up to 200 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Its words as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>What it is about.</summary>
    public required MailSubject About { get; init; }

    /// <summary>What hangs on it, 20 MB at most.</summary>
    public IReadOnlyList<MailFile> Files { get; init; } = [];
}

/// <summary>What can be an address of mail, and what may stand in a line of its head.</summary>
public static partial class MailAddress
{
    /// <summary>Longest address, in characters (RFC 5321).</summary>
    public const int Most = 254;

    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@,;<>()\[\]""\\]{1,189}$")]
    private static partial Regex Form();

    /// <summary>Whether this is one address that a server can deliver to: a local part in ASCII and a domain.</summary>
    public static bool Is(string? text) =>
        text is { Length: <= Most } && Form().IsMatch(text) && !text.Any(char.IsControl) && text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..] is var domain
        && domain.Split('.').All(l => l.Length is > 0 and <= 63 && l[0] != '-' && l[^1] != '-' && l.All(c => char.IsLetterOrDigit(c) || c == '-'))
        && MailboxAddress.TryParse(text, out _);

    /// <summary>Says that a text may not stand in a line of the head: line breaks there would let its writer add lines of his own.</summary>
    public static Finding? Line(string? text, string field, int most)
    {
        if (text is null) return null;
        if (text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')) return new Finding("mail.line-break", field).With($"mail.{field}");
        return text.Length > most ? new Finding("mail.too-long", field).With($"mail.{field}", most) : null;
    }
}
