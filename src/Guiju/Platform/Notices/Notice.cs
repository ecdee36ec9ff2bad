using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Notices;

/// <summary>A message of the program to a person: what happened that concerns him, and where to look. Not a record of business, so not audited.</summary>
public sealed class Notice
{
    Notice() { }

    /// <summary>A message to somebody.</summary>
    public Notice(Guid personId, string key, IEnumerable<string> values, string link, string? clause, DateTime at) =>
        (PersonId, Key, Values, Link, Clause, At) = (personId, key, [.. values], link, clause, at);

    /// <summary>Sequential id: later messages have greater ones.</summary>
    public Guid Id { get; private set; } = Ids.Next();

    /// <summary>Whom it concerns.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Key of its text, said in the reader's language.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Values of the text's places.</summary>
    public List<string> Values { get; private set; } = [];

    /// <summary>Path of the page it leads to.</summary>
    public string Link { get; private set; } = "";

    /// <summary>Clause behind it, or null.</summary>
    public string? Clause { get; private set; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>When it was read, UTC, or null.</summary>
    public DateTime? ReadAt { get; private set; }

    /// <summary>Notes that it was read; the first time counts.</summary>
    public void Read(DateTime at) => ReadAt ??= at;
}

sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        notice.Property(n => n.Key).HasMaxLength(80);
        notice.Property(n => n.Link).HasMaxLength(300);
        notice.Property(n => n.Clause).HasMaxLength(20);
        notice.HasIndex(n => new { n.PersonId, n.Id });
        // What was deleted takes the messages about it along.
        notice.HasIndex(n => n.Link);
        // The bell counts on every page: an index of the unread alone is as small as a desk is tidy.
        notice.HasIndex(n => n.PersonId).HasFilter("read_at IS NULL").HasDatabaseName("ix_notices_unread");
    }
}
