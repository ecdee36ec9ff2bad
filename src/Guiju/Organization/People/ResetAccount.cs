using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Organization;

/// <summary>Gives somebody a new one-time password, or an account where he has none; whatever was signed in with the old password ends.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class ResetPassword(CurrentActor actor, UserManager<Account> accounts, Administration administration, AccountMaking making)
{
    /// <summary>Resets it; the user name is for those without an account.</summary>
    public async Task<Outcome<HirePerson.Hired>> Handle(Guid id, string? userName, CancellationToken ct)
    {
        await administration.Lock(ct);
        var (person, finding, refusal) = await administration.Find(id, ct);
        if (person is null) return Outcome<HirePerson.Hired>.Refused(refusal, finding!);
        if (id == actor.Value.PersonId) return new Finding("organization.reset.own");
        if (await accounts.FindByIdAsync(id.ToString()) is { } account)
            return new HirePerson.Hired(id, person.Name, account.UserName, await making.Reset(account, person, ct));
        if (PersonInput.Text(userName) is not { } name) return new Finding("organization.user-name.required", "userName");
        var (password, refused) = await making.Open(person, name, ct);
        return refused.Count > 0 ? refused : new HirePerson.Hired(id, person.Name, name, password);
    }
}

/// <summary>Turns off somebody's second factor and removes his passkeys, after a phone or key was lost; his sessions end.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class ResetSecondFactor(GuijuContext db, CurrentActor actor, UserManager<Account> accounts, SecondFactor secondFactor, SessionEnds ends, Administration administration)
{
    /// <summary>Turns it off.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, CancellationToken ct)
    {
        var (person, finding, refusal) = await administration.Find(id, ct);
        if (person is null) return Outcome<Guid>.Refused(refusal, finding!);
        if (id == actor.Value.PersonId) return new Finding("organization.reset.own");
        if (await accounts.FindByIdAsync(id.ToString()) is not { } account) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        await secondFactor.Stop(account, ct);
        foreach (var passkey in await accounts.GetPasskeysAsync(account)) await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        await ends.Everything(id, ct);
        await db.SaveChangesAsync(ct);
        await db.Note(actor.Value, person.UnitId, account, "secondFactor", null, "reset", ct);
        return id;
    }
}
