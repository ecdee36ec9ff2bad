using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Platform.Security;

/// <summary>Asks for the present password again before an act that would keep a thief of the session in, or the owner out.</summary>
public sealed class Proof(UserManager<Account> accounts, CurrentActor actor, FailedAttempts failed)
{
    /// <summary>The actor's own account and, where the password is wrong, what to say.</summary>
    public async Task<(Account Account, Finding? Finding)> Own(string? password)
    {
        var account = await accounts.FindByIdAsync(actor.Value.PersonId.ToString() ?? "") ?? throw new InvalidOperationException("Only people have accounts.");
        var key = $"account {account.Id}";
        if (!failed.MayTry(key)) return (account, new("security.sign-in.slow", "current"));
        if (account.PasswordHash is { } hash && password is { Length: > 0 and <= Passwords.MaximumLength }
            && accounts.PasswordHasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed) return (account, null);
        failed.Count(key);
        return (account, new("security.password.wrong", "current"));
    }

    /// <summary>The actor's own account, where no proof is needed.</summary>
    public async Task<Account> Own() =>
        await accounts.FindByIdAsync(actor.Value.PersonId.ToString() ?? "") ?? throw new InvalidOperationException("Only people have accounts.");
}
