using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Platform.Security;

/// <summary>Sets passwords, by the same rules whoever sets them.</summary>
public sealed class Passwords(UserManager<Account> accounts, CompanyClock clock)
{
    /// <summary>How long a one-time password works.</summary>
    public static readonly TimeSpan OneTimeFor = TimeSpan.FromDays(7);

    /// <summary>Gives the account the password he chose; findings where it will not do. The caller saves.</summary>
    public async Task<List<Finding>> Set(Account account, string? password, string? again)
    {
        var findings = await Judge(account, password);
        if (findings.Count == 0 && again is not null && password != again) findings.Add(new("security.password.differs", "again"));
        if (findings.Count == 0 && account.PasswordHash is { } old && accounts.PasswordHasher.VerifyHashedPassword(account, old, password!) != PasswordVerificationResult.Failed)
            findings.Add(new("security.password.same", "password"));
        if (findings.Count > 0) return findings;
        Put(account, password!);
        (account.MustChangePassword, account.OneTimeUntil) = (false, null);
        return findings;
    }

    /// <summary>Gives the account a random password that works once, within a week, and must then be replaced; the caller saves and shows it once.</summary>
    public string SetOneTime(Account account)
    {
        var password = OneTimeText.Make(3, 5);
        Put(account, password);
        (account.MustChangePassword, account.OneTimeUntil) = (true, clock.Now + OneTimeFor);
        return password;
    }

    /// <summary>What speaks against a password, in the user's language.</summary>
    public async Task<List<Finding>> Judge(Account account, string? password)
    {
        List<Finding> findings = [];
        foreach (var validator in accounts.PasswordValidators)
            findings.AddRange((await validator.ValidateAsync(accounts, account, password ?? "")).Errors.Select(e => Finding(e, "password")));
        return findings;
    }

    /// <summary>What the account store objects to, as a finding.</summary>
    public static Finding Finding(IdentityError error, string field) => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => new Finding("security.password.too-short", field).With(MinimumLength),
        nameof(IdentityErrorDescriber.DuplicateUserName) => new Finding("security.user-name.taken", "userName"),
        nameof(IdentityErrorDescriber.InvalidUserName) => new Finding("security.user-name.invalid", "userName"),
        WeakPasswords.Code => new Finding("security.password.weak", field),
        WeakPasswords.LongCode => new Finding("security.password.too-long", field).With(MaximumLength),
        _ => new Finding("security.account.refused", field).With(error.Code),
    };

    /// <summary>Shortest password, in characters.</summary>
    public const int MinimumLength = 10;

    /// <summary>Longest password, in characters.</summary>
    public const int MaximumLength = 128;

    void Put(Account account, string password)
    {
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.SecurityStamp = OneTimeText.Make(1, 32);
        account.ConcurrencyStamp = OneTimeText.Make(1, 32);
    }
}

/// <summary>Refuses passwords that are guessed first: those holding the user name, of few different characters, or of everybody's list.</summary>
sealed class WeakPasswords : IPasswordValidator<Account>
{
    public const string Code = "WeakPassword", LongCode = "LongPassword";

    // Of ten characters and more, as they are typed most; shorter ones are refused by length.
    static readonly string[] Often =
    [
        "1234567890", "0123456789", "12345678910", "123456789a", "a123456789", "1q2w3e4r5t", "1qaz2wsx3edc", "qwertyuiop", "qwerty12345", "qwerty123456", "asdfghjkl123",
        "password12", "password123", "password1234", "passw0rd123", "administrator", "admin12345", "admin123456", "woaini1314", "woaini520", "woaini1314520", "5201314520",
        "1314520520", "iloveyou123", "abcd123456", "abc123456789", "aa12345678", "qq123456789", "zxcvbnm123", "letmein123", "welcome123", "welcome1234", "changeme123", "1111111111",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var text = password ?? "";
        if (text.Length > Passwords.MaximumLength) return Task.FromResult(IdentityResult.Failed(new IdentityError { Code = LongCode }));
        var plain = text.ToLowerInvariant();
        var weak = text.Length >= Passwords.MinimumLength
            && (plain.Distinct().Count() < 5 || Often.Contains(plain) || (user.UserName is { Length: > 2 } name && plain.Contains(name.ToLowerInvariant(), StringComparison.Ordinal)));
        return Task.FromResult(weak ? IdentityResult.Failed(new IdentityError { Code = Code }) : IdentityResult.Success);
    }
}
