using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Organization;

/// <summary>Opens accounts and gives out one-time passwords; within the transaction of the use case.</summary>
public sealed class AccountMaking(GuijuContext db, CurrentActor actor, UserManager<Account> accounts, Passwords passwords, SessionEnds ends)
{
    /// <summary>Opens the account of a person; answers the one-time password, or why not.</summary>
    public async Task<(string Password, List<Finding> Findings)> Open(Person person, string userName, CancellationToken ct)
    {
        if (userName.Length > 60 || userName.Any(char.IsControl)) return ("", [new("security.user-name.invalid", "userName")]);
        var account = new Account { Id = person.Id, UserName = userName };
        var password = passwords.SetOneTime(account);
        var made = await accounts.CreateAsync(account);
        if (!made.Succeeded) return ("", [.. made.Errors.Select(e => Passwords.Finding(e, "userName"))]);
        await db.Note(actor.Value, person.UnitId, account, "account", null, "opened", ct);
        return (password, []);
    }

    /// <summary>Gives the account a one-time password, unlocks it and ends all that is signed in with the old one.</summary>
    public async Task<string> Reset(Account account, Person person, CancellationToken ct)
    {
        var password = passwords.SetOneTime(account);
        (account.LockedUntil, account.AccessFailedCount) = (null, 0);
        await ends.Everything(account.Id, ct);
        await db.SaveChangesAsync(ct);
        await db.Note(actor.Value, person.UnitId, account, "password", null, "one-time", ct);
        return password;
    }
}
