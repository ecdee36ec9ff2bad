using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Publishing.Versions;

/// <summary>How far a version has come.</summary>
public enum VersionState
{
    /// <summary>草稿: being written.</summary>
    Draft,

    /// <summary>待复核: waits for a second person.</summary>
    Submitted,

    /// <summary>待批准: a second person found it right; waits for the General Manager.</summary>
    Reviewed,

    /// <summary>已批准: may be published.</summary>
    Approved,

    /// <summary>已发布: for good; a day says when it is in force.</summary>
    Published,

    /// <summary>已作废: a draft that came to nothing.</summary>
    Discarded,
}

/// <summary>Who has to read a version; everybody where all lists are empty.</summary>
/// <param name="Departments">People of these departments and of those below them.</param>
/// <param name="Roles">Holders of these roles.</param>
public sealed record Addressees(IReadOnlyList<Guid> Departments, IReadOnlyList<Guid> Roles)
{
    /// <summary>Everybody of the company, or of the group.</summary>
    public static Addressees Everybody { get; } = new([], []);

    /// <summary>Whether it goes to everybody.</summary>
    public bool All => Departments.Count == 0 && Roles.Count == 0;
}

/// <summary>A parameter a version decides.</summary>
/// <param name="Clause">Id of the clause.</param>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Value">New value, or null where the register's holds again.</param>
/// <param name="Was">Value in force before, kept at publication.</param>
public sealed record ParameterChange(string Clause, string Name, JsonElement? Value, JsonElement? Was = null);

/// <summary>What a draft says, all of which a review and an approval are given to.</summary>
/// <param name="Label">What the version is called, such as 1.0.</param>
/// <param name="Text">Its text, see <see cref="RegulationText"/>.</param>
/// <param name="Changes">Parameters it decides.</param>
/// <param name="EffectiveFrom">First day in force.</param>
/// <param name="Trial">Whether it is for trial (试行).</param>
/// <param name="Note">What changed against the version before.</param>
/// <param name="Readers">Who has to read it.</param>
public sealed record VersionContent(string Label, string Text, IReadOnlyList<ParameterChange> Changes, DateOnly? EffectiveFrom, bool Trial, string? Note, Addressees Readers)
{
    /// <summary>SHA-256 of all it says, hexadecimal: an approval holds for these bytes and no others.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Label,
        Text,
        Changes = Changes.Select(c => new { c.Clause, c.Name, c.Value }),
        EffectiveFrom,
        Trial,
        Note,
        Readers.Departments,
        Readers.Roles,
    })));
}

/// <summary>
/// A version of a regulation: written, found right by a second person, approved by the General Manager (D13-8b), published with the day it comes
/// into force, and never changed from then on. What is changed in a draft takes review and approval away.
/// </summary>
public sealed class RegulationVersion : Entity, IAudited
{
    /// <summary>Longest label and note.</summary>
    public const int LabelLength = 20, NoteLength = 500;

    RegulationVersion() { }

    internal RegulationVersion(Regulation regulation, int number) => (RegulationId, UnitId, Number, Title) = (regulation.Id, regulation.UnitId, number, $"{regulation.Number} {regulation.Title}");

    /// <summary>The regulation.</summary>
    public Guid RegulationId { get; private set; }

    /// <summary>Company that issues it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>The regulation's number and title.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Counts the versions of the regulation from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What it is called.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Its text; not in the trail, which keeps the hash of what was approved.</summary>
    [NotAudited]
    public string Text { get; private set; } = "";

    /// <summary>Parameters it decides, a JSON list of <see cref="ParameterChange"/>.</summary>
    public string Changes { get; private set; } = "[]";

    /// <summary>Who has to read it, JSON of <see cref="Addressees"/>.</summary>
    [NotAudited]
    public string Readers { get; private set; } = "";

    /// <summary>First day in force.</summary>
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>Whether it is for trial.</summary>
    public bool Trial { get; private set; }

    /// <summary>Last day of the trial, set at publication.</summary>
    public DateOnly? TrialUntil { get; private set; }

    /// <summary>What changed.</summary>
    public string? Note { get; private set; }

    /// <summary>How far it has come.</summary>
    public VersionState State { get; private set; } = VersionState.Draft;

    /// <summary>Everybody who wrote it: none of them reviews or approves it.</summary>
    [NotAudited]
    public List<string> Authors { get; private set; } = [];

    /// <summary>Name of who wrote it last.</summary>
    public string Author { get; private set; } = "";

    /// <summary>Who found it right.</summary>
    public Guid? ReviewerId { get; private set; }

    /// <summary>His name.</summary>
    public string? Reviewer { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? ReviewedAt { get; private set; }

    /// <summary>Who approved it.</summary>
    public Guid? ApproverId { get; private set; }

    /// <summary>His name.</summary>
    public string? Approver { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Hash of what was approved.</summary>
    public string? ApprovedHash { get; private set; }

    /// <summary>Why it was sent back last.</summary>
    public string? SentBack { get; private set; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? PublishedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("regulation", RegulationId, Title);

    /// <summary>What it says.</summary>
    internal VersionContent Content => new(Label, Text, ReadChanges(Changes), EffectiveFrom, Trial, Note, ReadReaders(Readers));

    internal static IReadOnlyList<ParameterChange> ReadChanges(string json) => JsonSerializer.Deserialize<List<ParameterChange>>(json)!;

    internal static Addressees ReadReaders(string json) => json.Length == 0 ? Addressees.Everybody : JsonSerializer.Deserialize<Addressees>(json)!;

    /// <summary>Says something else: nobody has found this right yet.</summary>
    internal void Write(VersionContent content, Guid author, string name)
    {
        Open();
        if (State != VersionState.Draft && content.Hash == Content.Hash) return;
        (Label, Text, Changes, EffectiveFrom, Trial, Note, Readers) = (content.Label, content.Text, JsonSerializer.Serialize(content.Changes), content.EffectiveFrom, content.Trial, content.Note, JsonSerializer.Serialize(content.Readers));
        if (!Authors.Contains(author.ToString())) Authors = [.. Authors, author.ToString()];
        Author = name;
        BackToDraft();
    }

    internal void Submit()
    {
        Must(VersionState.Draft);
        (State, SentBack) = (VersionState.Submitted, null);
    }

    internal void Review(Guid reviewer, string name, DateTime at)
    {
        Must(VersionState.Submitted);
        (State, ReviewerId, Reviewer, ReviewedAt) = (VersionState.Reviewed, reviewer, name, at);
    }

    internal void Approve(Guid approver, string name, DateTime at)
    {
        Must(VersionState.Reviewed);
        (State, ApproverId, Approver, ApprovedAt, ApprovedHash) = (VersionState.Approved, approver, name, at, Content.Hash);
    }

    internal void SendBack(string why)
    {
        Open();
        BackToDraft();
        SentBack = why;
    }

    internal void Publish(IReadOnlyList<ParameterChange> changes, DateOnly? trialUntil, string publisher, DateTime at)
    {
        Must(VersionState.Approved);
        (State, Changes, TrialUntil, Publisher, PublishedAt) = (VersionState.Published, JsonSerializer.Serialize(changes), trialUntil, publisher, at);
    }

    internal void Discard()
    {
        Open();
        State = VersionState.Discarded;
    }

    void BackToDraft() => (State, ReviewerId, Reviewer, ReviewedAt, ApproverId, Approver, ApprovedAt, ApprovedHash) = (VersionState.Draft, null, null, null, null, null, null, null);

    void Open()
    {
        if (State is VersionState.Published or VersionState.Discarded) throw new InvalidOperationException($"A version that is {State} never changes.");
    }

    void Must(VersionState state)
    {
        if (State != state) throw new InvalidOperationException($"The version is {State}, not {state}.");
    }
}

/// <summary>A clause a published version names, so that a clause's page finds the regulation.</summary>
public sealed class VersionClause
{
    /// <summary>The version.</summary>
    public required Guid VersionId { get; init; }

    /// <summary>The clause.</summary>
    public required string ClauseId { get; init; }
}

sealed class RegulationVersionMapping : IEntityTypeConfiguration<RegulationVersion>, IEntityTypeConfiguration<VersionClause>
{
    public void Configure(EntityTypeBuilder<RegulationVersion> version)
    {
        version.ToTable("regulation_versions");
        version.Property(v => v.Title).HasMaxLength(140);
        version.Property(v => v.Label).HasMaxLength(RegulationVersion.LabelLength);
        version.Property(v => v.Note).HasMaxLength(RegulationVersion.NoteLength);
        version.Property(v => v.Author).HasMaxLength(60);
        version.Property(v => v.Reviewer).HasMaxLength(60);
        version.Property(v => v.Approver).HasMaxLength(60);
        version.Property(v => v.ApprovedHash).HasMaxLength(64);
        version.Property(v => v.SentBack).HasMaxLength(RegulationVersion.NoteLength);
        version.Property(v => v.Publisher).HasMaxLength(60);
        version.HasIndex(v => new { v.RegulationId, v.Number }).IsUnique();
        version.HasIndex(v => new { v.State, v.UnitId });
        version.HasOne<Regulation>().WithMany().HasForeignKey(v => v.RegulationId).OnDelete(DeleteBehavior.Restrict);
        version.Ignore(v => v.AuditUnit).Ignore(v => v.AuditSubject).Ignore(v => v.Content);
    }

    public void Configure(EntityTypeBuilder<VersionClause> clause)
    {
        clause.ToTable("regulation_version_clauses").HasKey(c => new { c.VersionId, c.ClauseId });
        clause.Property(c => c.ClauseId).HasMaxLength(30);
        clause.HasIndex(c => c.ClauseId);
        clause.HasOne<RegulationVersion>().WithMany().HasForeignKey(c => c.VersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
