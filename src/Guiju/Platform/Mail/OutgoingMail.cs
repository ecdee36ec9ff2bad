using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Mail;

/// <summary>How far a mail has come.</summary>
public enum MailState
{
    /// <summary>Not tried yet.</summary>
    Waiting,

    /// <summary>Tried in vain; tried again by itself.</summary>
    Retrying,

    /// <summary>The server took it for every recipient.</summary>
    Sent,

    /// <summary>Given up for one recipient at least.</summary>
    Undelivered,
}

/// <summary>A mail of the program, as it was queued and as it went. What it says never changes. Not a record of business, so not audited: it is its own log.</summary>
public sealed class OutgoingMail
{
    /// <summary>How long after each vain attempt the next one comes; after the last of them the mail is given up.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } = [.. new[] { 1, 5, 15, 60, 180, 360, 720 }.Select(m => TimeSpan.FromMinutes(m))];

    OutgoingMail() { }

    internal OutgoingMail(Guid unitId, Guid? byId, MailDraft draft, DateTime at)
    {
        (UnitId, QueuedBy, QueuedAt, NextAt) = (unitId, byId, at, at);
        (SenderName, ReplyTo, Subject, Text, Html) = (draft.SenderName, draft.ReplyTo, draft.Subject, draft.Text, draft.Html);
        (AboutKind, AboutId, AboutLink) = (draft.About.Kind, draft.About.Id, draft.About.Link);
        Recipients = [.. draft.To.Select(t => (Copy: false, Person: t)).Concat(draft.Cc.Select(c => (Copy: true, Person: c))).Select((r, n) => new MailRecipient(n, r.Copy, r.Person))];
    }

    /// <summary>Sequential id: later mails have greater ones.</summary>
    public Guid Id { get; private set; } = Ids.Next();

    /// <summary>Company it was sent in.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who caused it (person), or null for the program itself.</summary>
    public Guid? QueuedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime QueuedAt { get; private set; }

    /// <summary>Name it comes from, or null for the server's own.</summary>
    public string? SenderName { get; private set; }

    /// <summary>Address answers go to, or null for the sender's.</summary>
    public string? ReplyTo { get; private set; }

    /// <summary>Subject, one line.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Its words as plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The same as HTML, or null.</summary>
    public string? Html { get; private set; }

    /// <summary>What it is about: a noun in camel case, such as <c>weeklyPlan</c>.</summary>
    public string AboutKind { get; private set; } = "";

    /// <summary>Id of that record.</summary>
    public Guid AboutId { get; private set; }

    /// <summary>Path of its page.</summary>
    public string AboutLink { get; private set; } = "";

    /// <summary>How far it has come.</summary>
    public MailState State { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next, UTC; while somebody is at it, when he is believed to be gone.</summary>
    public DateTime NextAt { get; private set; }

    /// <summary>Until when somebody is at it, UTC; null while nobody is.</summary>
    public DateTime? TakenUntil { get; private set; }

    /// <summary>When it was delivered or given up, UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Key of the text that says what went wrong last, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Values of that text's places, the server's own words among them.</summary>
    public List<string> TroubleValues { get; private set; } = [];

    /// <summary>Whom it goes to.</summary>
    public List<MailRecipient> Recipients { get; private set; } = [];

    /// <summary>What hangs on it.</summary>
    public List<MailAttachment> Attachments { get; private set; } = [];

    /// <summary>Notes what an attempt brought for those it had not reached yet.</summary>
    /// <param name="delivery">What came of it.</param>
    /// <param name="now">When, UTC.</param>
    internal void Tried(Delivery delivery, DateTime now)
    {
        foreach (var recipient in Recipients.Where(r => r.State == RecipientState.Waiting)) recipient.Told(delivery, now);
        var left = Recipients.Count(r => r.State == RecipientState.Waiting);
        TakenUntil = null;
        (Trouble, TroubleValues) = (delivery.Trouble?.Key, [.. delivery.Trouble?.Values.Select(v => $"{v}") ?? []]);
        if (left > 0 && Attempts <= Pauses.Count && !delivery.ForGood)
        {
            (State, NextAt) = (MailState.Retrying, now + Pauses[Attempts - 1]);
            return;
        }
        foreach (var recipient in Recipients.Where(r => r.State == RecipientState.Waiting)) recipient.GiveUp(now);
        (State, EndedAt) = (Recipients.TrueForAll(r => r.State == RecipientState.Accepted) ? MailState.Sent : MailState.Undelivered, now);
    }

    /// <summary>Tries again for those it was given up for, or at once where it waits for its next attempt.</summary>
    internal void Again(DateTime now)
    {
        if (State == MailState.Sent || TakenUntil > now) throw new InvalidOperationException("The mail is delivered, or being sent.");
        foreach (var recipient in Recipients.Where(r => r.State == RecipientState.Refused)) recipient.Again();
        (State, Attempts, NextAt, EndedAt, TakenUntil) = (Attempts == 0 ? MailState.Waiting : MailState.Retrying, 0, now, null, null);
    }
}

/// <summary>Whether a recipient has it.</summary>
public enum RecipientState
{
    /// <summary>Not yet.</summary>
    Waiting,

    /// <summary>The server took it for him.</summary>
    Accepted,

    /// <summary>The server refused him, or the mail was given up.</summary>
    Refused,
}

/// <summary>Somebody a mail goes to, and what the server said of him.</summary>
public sealed class MailRecipient
{
    MailRecipient() { }

    internal MailRecipient(int order, bool copy, MailPerson person) => (Order, Copy, Address, Name) = (order, copy, person.Address.Trim(), person.Name.Trim());

    /// <summary>Id of the row.</summary>
    public Guid Id { get; private set; } = Ids.Next();

    /// <summary>The mail.</summary>
    public Guid MailId { get; private set; }

    /// <summary>Place among them, from 0.</summary>
    public int Order { get; private set; }

    /// <summary>Whether he gets a copy (Cc).</summary>
    public bool Copy { get; private set; }

    /// <summary>His address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>His name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether he has it.</summary>
    public RecipientState State { get; private set; }

    /// <summary>What the server said last, in its own words.</summary>
    public string? Answer { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? At { get; private set; }

    internal void Told(Delivery delivery, DateTime now)
    {
        if (!delivery.Answers.TryGetValue(Address, out var said)) return;
        (State, Answer, At) = (said.State, said.Words, now);
    }

    internal void GiveUp(DateTime now) => (State, At) = (RecipientState.Refused, now);

    internal void Again() => State = RecipientState.Waiting;
}

/// <summary>A file that hangs on a mail.</summary>
public sealed class MailAttachment
{
    MailAttachment() { }

    internal MailAttachment(int order, string name, string type, StoredFile file) => (Order, Name, Type, Hash, Size) = (order, name, type, file.Hash, file.Size);

    /// <summary>Id of the row.</summary>
    public Guid Id { get; private set; } = Ids.Next();

    /// <summary>The mail.</summary>
    public Guid MailId { get; private set; }

    /// <summary>Place among them, from 0.</summary>
    public int Order { get; private set; }

    /// <summary>Name of the file.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Media type.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Hash it is kept under in the store.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }
}

sealed class MailMapping : IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<MailRecipient>, IEntityTypeConfiguration<MailAttachment>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("mails");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.SenderName).HasMaxLength(100);
        mail.Property(m => m.ReplyTo).HasMaxLength(MailAddress.Most);
        mail.Property(m => m.Subject).HasMaxLength(200);
        mail.Property(m => m.AboutKind).HasMaxLength(40);
        mail.Property(m => m.AboutLink).HasMaxLength(300);
        mail.Property(m => m.Trouble).HasMaxLength(80);
        mail.HasMany(m => m.Recipients).WithOne().HasForeignKey(r => r.MailId);
        mail.HasMany(m => m.Attachments).WithOne().HasForeignKey(a => a.MailId);
        mail.HasIndex(m => new { m.State, m.Id });
        mail.HasIndex(m => new { m.UnitId, m.Id });
        mail.HasIndex(m => new { m.AboutId, m.Id });
        // Looked at every few seconds: as small as the queue is short.
        mail.HasIndex(m => m.NextAt).HasFilter("ended_at IS NULL").HasDatabaseName("ix_mails_due");
    }

    public void Configure(EntityTypeBuilder<MailRecipient> recipient)
    {
        recipient.ToTable("mail_recipients");
        recipient.Property(r => r.Id).ValueGeneratedNever();
        recipient.Property(r => r.Address).HasMaxLength(MailAddress.Most);
        recipient.Property(r => r.Name).HasMaxLength(100);
        recipient.Property(r => r.Answer).HasMaxLength(MailTrouble.MostWords);
        recipient.HasIndex(r => new { r.Address, r.MailId });
    }

    public void Configure(EntityTypeBuilder<MailAttachment> attachment)
    {
        attachment.ToTable("mail_attachments");
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.Name).HasMaxLength(200);
        attachment.Property(a => a.Type).HasMaxLength(100);
        attachment.Property(a => a.Hash).HasMaxLength(64);
        attachment.HasIndex(a => a.Hash);
    }
}

/// <summary>Files that hang on mails stay in the store.</summary>
sealed class MailFiles : IFileReferences
{
    public IQueryable<string> Hashes(GuijuContext db) => db.Set<MailAttachment>().Select(a => a.Hash);
}
