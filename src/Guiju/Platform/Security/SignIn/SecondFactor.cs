using System.Globalization;
using Guiju.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>The authenticator app of an account and the recovery codes that stand in for it; each code works once.</summary>
public sealed class SecondFactor(GuijuContext db, CompanyClock clock, WriteTurn turn, IDataProtectionProvider protection)
{
    /// <summary>How many recovery codes there are.</summary>
    public const int RecoveryCodes = 10;

    IDataProtector Protector => protection.CreateProtector("Guiju.Totp");

    /// <summary>Gives the account a new secret that is not in force yet; the caller saves.</summary>
    public void Start(Account account)
    {
        (account.TotpSecret, account.TotpSince, account.TotpStep) = (Protector.Protect(Convert.ToBase64String(Totp.NewSecret())), null, 0);
    }

    /// <summary>The secret, or null where none was started.</summary>
    public byte[]? Secret(Account account) => account.TotpSecret is { } kept ? Convert.FromBase64String(Protector.Unprotect(kept)) : null;

    /// <summary>The step a code belongs to, or null where it is wrong or was used.</summary>
    public long? Match(Account account, string code) =>
        Secret(account) is { } secret ? Totp.Match(secret, Digits(code), clock.Now, account.TotpStep) : null;

    /// <summary>Whether this is a code of the app or an unused recovery code; uses it up.</summary>
    public async Task<bool> Accepts(Account account, string code, CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        if (Match(account, code) is { } step)
            // Of two who send the same code at once the database lets one pass.
            return await db.Set<Account>().Where(a => a.Id == account.Id && a.TotpStep < step)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.TotpStep, step), ct) == 1;
        if (code.Length > 64) return false;
        var hash = OneTimeText.HashOf(code);
        return await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id && c.Hash == hash).ExecuteDeleteAsync(ct) == 1;
    }

    /// <summary>Replaces the recovery codes; the answer is shown once. Within a transaction of the caller.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Guid accountId, CancellationToken ct)
    {
        await db.Set<RecoveryCode>().Where(c => c.AccountId == accountId).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeText.Make(3, 4)).ToList();
        db.AddRange(codes.Select(c => new RecoveryCode { AccountId = accountId, Hash = OneTimeText.HashOf(c) }));
        return codes;
    }

    /// <summary>Turns the app off and forgets the recovery codes; the caller saves.</summary>
    public async Task Stop(Account account, CancellationToken ct)
    {
        (account.TotpSecret, account.TotpSince, account.TotpStep) = (null, null, 0);
        await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(ct);
    }

    // Full-width digits as a Chinese keyboard may type them, and blanks between the halves.
    static string Digits(string code) =>
        string.Concat(code.Where(c => !char.IsWhiteSpace(c)).Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber ? ((int)char.GetNumericValue(c)).ToString(CultureInfo.InvariantCulture) : c.ToString()));
}
