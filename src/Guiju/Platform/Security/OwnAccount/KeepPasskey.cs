using System.Buffers.Text;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Platform.Security;

/// <summary>Keeps a passkey whose making the browser proved.</summary>
[Allow(Permission.Self)]
sealed class KeepPasskey(GuijuContext db, CurrentActor actor, Proof proof, UserManager<Account> accounts)
{
    /// <summary>Most passkeys of one account.</summary>
    public const int Most = 10;

    /// <summary>Longest name.</summary>
    public const int NameLength = 60;

    /// <summary>Keeps it under a name.</summary>
    public async Task<Outcome<string>> Handle(UserPasskeyInfo passkey, string? name, CancellationToken ct)
    {
        var title = string.IsNullOrWhiteSpace(name) ? Ui.Texts.All["security.passkey"] : name.Trim();
        if (title.Length > NameLength) return new Finding("security.name.too-long", "name").With(NameLength);
        var account = await proof.Own();
        if ((await accounts.GetPasskeysAsync(account)).Count >= Most) return new Finding("security.passkey.too-many").With(Most);
        if (await accounts.FindByPasskeyIdAsync(passkey.CredentialId) is not null) return new Finding("security.passkey.known");
        passkey.Name = title;
        var kept = await accounts.AddOrUpdatePasskeyAsync(account, passkey);
        if (!kept.Succeeded) return kept.Errors.Select(e => Passwords.Finding(e, "name")).ToList();
        var me = actor.Value;
        await db.Note(me, me.UnitId, account, "passkey", null, title, ct);
        return title;
    }
}

/// <summary>Removes one of one's own passkeys.</summary>
[Allow(Permission.Self)]
sealed class RemovePasskey(GuijuContext db, CurrentActor actor, Proof proof, UserManager<Account> accounts)
{
    /// <summary>Removes the passkey with this id (Base64url); other people's are not found.</summary>
    public async Task<Outcome<bool>> Handle(string? id, CancellationToken ct)
    {
        var account = await proof.Own();
        var bytes = id is { Length: > 0 and <= 2000 } && Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        if (await accounts.GetPasskeyAsync(account, bytes) is not { } passkey) return Outcome<bool>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        await accounts.RemovePasskeyAsync(account, bytes);
        var me = actor.Value;
        await db.Note(me, me.UnitId, account, "passkey", passkey.Name, null, ct);
        return true;
    }
}
