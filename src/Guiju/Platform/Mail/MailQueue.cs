using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Mail;

/// <summary>Queues mail in the transaction of what it tells of: what is undone is never sent, and what is kept is never forgotten.</summary>
public sealed class MailQueue(GuijuContext db, CurrentActor actor, CompanyClock clock, FileStore files)
{
    /// <summary>Most bytes of all that hangs on a mail; servers refuse more.</summary>
    public const long MostBytes = 20L << 20;

    /// <summary>Queues a mail; it goes as soon as there is a server to hand it to.</summary>
    /// <returns>Its id, or everything that is wrong with it.</returns>
    public async Task<Outcome<Guid>> Put(MailDraft draft, CancellationToken ct)
    {
        var taken = draft.To.Select(t => t.Address.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        draft = draft with { To = [.. draft.To.DistinctBy(t => t.Address.Trim().ToUpperInvariant())], Cc = [.. draft.Cc.DistinctBy(t => t.Address.Trim().ToUpperInvariant()).Where(c => !taken.Contains(c.Address.Trim()))] };
        if (Check(draft) is { Count: > 0 } findings) return findings;
        var mail = new OutgoingMail(actor.Value.UnitId, actor.Value.PersonId, draft, clock.Now);
        foreach (var file in draft.Files)
        {
            using var content = new MemoryStream(file.Bytes, false);
            var stored = await files.Put(content, MostBytes, ct) ?? throw new InvalidOperationException("A file was larger than it said.");
            mail.Attachments.Add(new(mail.Attachments.Count, file.Name, file.Type, stored));
        }
        db.Add(mail);
        return mail.Id;
    }

    static List<Finding> Check(MailDraft draft)
    {
        List<Finding?> findings = [MailAddress.Line(draft.Subject, "subject", 200), MailAddress.Line(draft.SenderName, "senderName", 100)];
        if (draft.To.Count == 0) findings.Add(new("mail.nobody", "to"));
        if (string.IsNullOrWhiteSpace(draft.Subject)) findings.Add(new("mail.no-subject", "subject"));
        if (draft.ReplyTo is { } reply && !MailAddress.Is(reply)) findings.Add(new Finding("mail.address", "replyTo").With(reply));
        foreach (var person in draft.To.Concat(draft.Cc))
        {
            if (!MailAddress.Is(person.Address.Trim())) findings.Add(new Finding("mail.address", "to").With(person.Address));
            findings.Add(MailAddress.Line(person.Name, "name", 100));
        }
        foreach (var file in draft.Files) findings.Add(MailAddress.Line(file.Name, "fileName", 200));
        if (draft.Files.Sum(f => (long)f.Bytes.Length) > MostBytes) findings.Add(new Finding("mail.too-large", "files").With(MostBytes >> 20));
        return [.. findings.OfType<Finding>()];
    }
}
