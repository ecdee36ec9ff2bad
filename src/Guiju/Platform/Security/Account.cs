using Guiju.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Platform.Security;

/// <summary>What a person signs in with: user name, password, second factor, passkeys, lockout (ASP.NET Core Identity). Its id is the person's.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Language of the interface he chose, null for the company's.</summary>
    public string? Language { get; set; }

    /// <summary>Whether he must choose a new password at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Until when the one-time password an administrator gave works, UTC; null for a password he chose himself.</summary>
    public DateTime? OneTimeUntil { get; set; }

    /// <summary>Until when nobody signs in after too many wrong attempts, UTC; null where he may.</summary>
    public DateTime? LockedUntil { get; set; }

    /// <summary>Secret of the authenticator app, protected; set at the start of the enrolment, null without.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>When the first right code proved the enrolment, UTC; from then on a code is asked for at sign-in.</summary>
    public DateTime? TotpSince { get; set; }

    /// <summary>Time step of the code used last; neither it nor an older one works again.</summary>
    public long TotpStep { get; set; }

    /// <summary>Whether it is one of the demo's: such accounts refuse to work outside the demo.</summary>
    public bool Demo { get; set; }
}

/// <summary>A signed-in browser; looked up at every request, so that ending it takes effect at once.</summary>
public sealed class SignInSession : Entity
{
    SignInSession() { }

    /// <summary>A browser of a person.</summary>
    public SignInSession(Guid accountId, string address, string agent, DateTime at)
    {
        (AccountId, Address, LastSeenAt) = (accountId, address, at);
        Agent = agent.Length > 300 ? agent[..300] : agent;
    }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>Address it signed in from, up to 60 characters.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the browser says of itself, cut to 300 characters.</summary>
    public string Agent { get; private set; } = "";

    /// <summary>When it was last used, UTC, to about five minutes.</summary>
    public DateTime LastSeenAt { get; private set; }

    /// <summary>When it was ended, or null while it lives.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Notes that it was used.</summary>
    public void See(DateTime at) => LastSeenAt = at;

    /// <summary>Ends it.</summary>
    public void End(DateTime at) => EndedAt ??= at;
}

/// <summary>A code that stands in once for the authenticator app; only its hash is kept.</summary>
public sealed class RecoveryCode
{
    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>One row that counts changes of people, roles and departments; actors remembered under an older count are made anew.</summary>
public sealed class AccessStamp
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>The count.</summary>
    public long Value { get; set; }
}

sealed class AccountMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<SignInSession>, IEntityTypeConfiguration<AccessStamp>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<IdentityUserPasskey<Guid>>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code) => code.ToTable("recovery_codes").HasKey(c => new { c.AccountId, c.Hash });

    public void Configure(EntityTypeBuilder<StoredKey> key) => key.ToTable("data_protection_keys").Property(k => k.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.ToTable("account_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) => login.ToTable("account_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) => token.ToTable("account_tokens");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkey) => passkey.ToTable("account_passkeys");

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.Property(a => a.Language).HasMaxLength(10);
        account.Property(a => a.TotpSecret).HasMaxLength(400);
    }

    public void Configure(EntityTypeBuilder<SignInSession> session)
    {
        session.ToTable("sign_in_sessions").HasIndex(s => new { s.AccountId, s.EndedAt });
        session.Property(s => s.Address).HasMaxLength(60);
        session.Property(s => s.Agent).HasMaxLength(300);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }

    public void Configure(EntityTypeBuilder<AccessStamp> stamp)
    {
        stamp.ToTable("access_stamp").Property(s => s.Id).ValueGeneratedNever();
        stamp.HasData(new AccessStamp { Id = 1, Value = 1 });
    }
}
