using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Security;

/// <summary>Makes a new secret for an authenticator app; not in force before ConfirmSecondFactor.</summary>
[Allow(Permission.Self)]
sealed class StartSecondFactor(GuijuContext db, Proof proof, SecondFactor secondFactor)
{
    /// <summary>Starts, given the present password.</summary>
    public async Task<Outcome<bool>> Handle(string? current, CancellationToken ct)
    {
        var (account, wrong) = await proof.Own(current);
        if (wrong is not null) return wrong;
        if (account.TotpSince is not null) return new Finding("security.second-factor.on");
        secondFactor.Start(account);
        await db.SaveChangesAsync(ct);
        return true;
    }
}

/// <summary>What the enrolment page shows: the secret that waits for its first code.</summary>
[Allow(Permission.Self)]
public sealed class ShowEnrolment(Proof proof, SecondFactor secondFactor)
{
    /// <summary>The secret as QR code and text; not found where none waits.</summary>
    /// <param name="Uri">What the QR code says.</param>
    /// <param name="Secret">The secret as people type it.</param>
    public sealed record Enrolment(string Uri, string Secret);

    /// <summary>Reads it.</summary>
    public async Task<Outcome<Enrolment>> Handle(string issuer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var account = await proof.Own();
        return account.TotpSince is null && secondFactor.Secret(account) is { } secret
            ? new Enrolment(Totp.Uri(issuer, account.UserName ?? "", secret), Totp.Base32(secret))
            : Outcome<Enrolment>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
    }
}
