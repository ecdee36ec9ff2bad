using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Security;

/// <summary>Turns the second factor on with the first right code of the app; answers the recovery codes, which are shown once.</summary>
[Allow(Permission.Self)]
sealed class ConfirmSecondFactor(GuijuContext db, CurrentActor actor, CompanyClock clock, Proof proof, SecondFactor secondFactor)
{
    /// <summary>Confirms.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(string? code, CancellationToken ct)
    {
        var account = await proof.Own();
        if (account.TotpSince is not null) return new Finding("security.second-factor.on");
        if (secondFactor.Match(account, code ?? "") is not { } step) return new Finding("security.code.first-wrong", "code");
        (account.TotpSince, account.TotpStep) = (clock.Now, step);
        var codes = await secondFactor.NewRecoveryCodes(account.Id, ct);
        await db.SaveChangesAsync(ct);
        var me = actor.Value;
        await db.Note(me, me.UnitId, account, "secondFactor", "off", "on", ct);
        return Outcome<IReadOnlyList<string>>.Success(codes);
    }
}

/// <summary>Turns one's own second factor off, given the present password.</summary>
[Allow(Permission.Self)]
sealed class StopSecondFactor(GuijuContext db, CurrentActor actor, Proof proof, SecondFactor secondFactor)
{
    /// <summary>Turns it off.</summary>
    public async Task<Outcome<bool>> Handle(string? current, CancellationToken ct)
    {
        var (account, wrong) = await proof.Own(current);
        if (wrong is not null) return wrong;
        if (account.TotpSecret is null) return true;
        await secondFactor.Stop(account, ct);
        await db.SaveChangesAsync(ct);
        var me = actor.Value;
        await db.Note(me, me.UnitId, account, "secondFactor", "on", "off", ct);
        return true;
    }
}

/// <summary>Replaces one's recovery codes, given the present password; the old ones stop working.</summary>
[Allow(Permission.Self)]
sealed class RenewRecoveryCodes(GuijuContext db, CurrentActor actor, Proof proof, SecondFactor secondFactor)
{
    /// <summary>Answers the new codes, which are shown once.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(string? current, CancellationToken ct)
    {
        var (account, wrong) = await proof.Own(current);
        if (wrong is not null) return wrong;
        if (account.TotpSince is null) return new Finding("security.second-factor.off");
        var codes = await secondFactor.NewRecoveryCodes(account.Id, ct);
        await db.SaveChangesAsync(ct);
        var me = actor.Value;
        await db.Note(me, me.UnitId, account, "recoveryCodes", null, "renewed", ct);
        return Outcome<IReadOnlyList<string>>.Success(codes);
    }
}
