using System.Security.Cryptography;
using Guiju.Platform;
using Guiju.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Compliance.Packs;

/// <summary>The key an installation signs audit packs with; its secret half is kept encrypted by the keys of the program.</summary>
public sealed class SigningKey
{
    /// <summary>What it signs: there is one a purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Public half, SubjectPublicKeyInfo in base64.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Secret half, encrypted.</summary>
    public required string ProtectedKey { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime At { get; init; }
}

sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> key)
    {
        key.ToTable("signing_keys").HasKey(k => k.Purpose);
        key.Property(k => k.Purpose).HasMaxLength(30);
    }
}

/// <summary>Finds the key packs are signed with; the first who asks makes it, on whichever node.</summary>
sealed class Signing(IServiceScopeFactory scopes, WriteTurn turn, CompanyClock clock, IDataProtectionProvider protection)
{
    const string Purpose = "audit-pack";

    readonly IDataProtector protector = protection.CreateProtector("Guiju.Compliance.AuditPack");

    /// <summary>Public half of the key, SubjectPublicKeyInfo.</summary>
    public async Task<byte[]> Public(CancellationToken ct) => Convert.FromBase64String((await Key(ct)).PublicKey);

    /// <summary>The key; the caller disposes of it.</summary>
    /// <exception cref="CryptographicException">The keys of the program are not those it was kept with: the database was brought here without them.</exception>
    public async Task<ECDsa> Open(CancellationToken ct)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(protector.Unprotect(Convert.FromBase64String((await Key(ct)).ProtectedKey)), out _);
        return key;
    }

    async Task<SigningKey> Key(CancellationToken ct)
    {
        await using (var asking = scopes.CreateAsyncScope())
            if (await Find(asking) is { } there) return there;
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (open, secret, at) = (Convert.ToBase64String(made.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(protector.Protect(made.ExportPkcs8PrivateKey())), clock.Now);
        using var mine = await turn.Take(ct);
        await using var scope = scopes.CreateAsyncScope();
        // Of two nodes that make one at once the first stands, and both read that.
        await scope.ServiceProvider.GetRequiredService<GuijuContext>().Database.ExecuteSqlAsync(
            $"INSERT INTO signing_keys (purpose, public_key, protected_key, at) VALUES ({Purpose}, {open}, {secret}, {at}) ON CONFLICT (purpose) DO NOTHING", ct);
        return (await Find(scope))!;

        Task<SigningKey?> Find(AsyncServiceScope look) => look.ServiceProvider.GetRequiredService<GuijuContext>().Set<SigningKey>().AsNoTracking().SingleOrDefaultAsync(k => k.Purpose == Purpose, ct);
    }
}
