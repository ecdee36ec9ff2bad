using System.Security.Cryptography;
using System.Text;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Security;

/// <summary>A key to the API for one's own programs: some of one's permissions, for a time. Its text is shown once; only its hash is kept.</summary>
public sealed class AccessToken : Entity, IAudited
{
    /// <summary>How every token begins, so that people and scanners know it.</summary>
    public const string Prefix = "gj_";

    /// <summary>Longest name.</summary>
    public const int NameLength = 60;

    AccessToken() { }

    /// <summary>A token of an account.</summary>
    public AccessToken(Guid unitId, Guid accountId, string name, byte[] hash, IEnumerable<string> permissions, DateTime expiresAt) =>
        (UnitId, AccountId, Name, Hash, Permissions, ExpiresAt) = (unitId, accountId, name, hash, [.. permissions], expiresAt);

    /// <summary>Company of its owner.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>What it is for, in the owner's words.</summary>
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of its text, which is random enough to need no slow hash.</summary>
    [NotAudited]
    public byte[] Hash { get; private set; } = [];

    /// <summary>What it may do at most; at each use cut down to what its owner may do then.</summary>
    public List<string> Permissions { get; private set; } = [];

    /// <summary>From when on it no longer works, UTC.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>When it was last used, UTC, to about five minutes.</summary>
    [NotAudited]
    public DateTime? LastUsedAt { get; private set; }

    /// <summary>When it was revoked, UTC, or null.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("accessToken", Id, Name);

    /// <summary>Takes it out of force for good.</summary>
    public void Revoke(DateTime at) => RevokedAt ??= at;

    /// <summary>A new text of a token: 238 random bits.</summary>
    public static string NewText() => Prefix + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);

    /// <summary>The hash of a token's text.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

sealed class AccessTokenMapping : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> token)
    {
        token.ToTable("access_tokens").HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => new { t.AccountId, t.RevokedAt });
        token.Property(t => t.Name).HasMaxLength(AccessToken.NameLength);
        token.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
        token.Ignore(t => t.AuditUnit).Ignore(t => t.AuditSubject);
    }
}
