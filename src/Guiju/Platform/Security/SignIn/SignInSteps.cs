using System.Diagnostics;
using System.Security.Claims;
using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>What a sign-in asks for next.</summary>
enum SignInStage
{
    /// <summary>Nothing: it failed, and the findings say so.</summary>
    Refused,

    /// <summary>Nothing for now: this address failed too often.</summary>
    Slow,

    /// <summary>The code of the authenticator app.</summary>
    Code,

    /// <summary>A password of his own in place of the one-time one.</summary>
    NewPassword,

    /// <summary>Nothing: he is signed in.</summary>
    Done,
}

/// <summary>Where a sign-in stands, and what there is to say.</summary>
sealed record SignInState(SignInStage Stage, params IReadOnlyList<Finding> Findings);

/// <summary>
/// The steps of signing in: password or passkey, code, own password, session. Every attempt is counted before it is judged, so that a burst of
/// parallel guesses gets no more than five; every refusal reads the same and takes the same time, whether there is such an account or not.
/// </summary>
sealed class SignInSteps(GuijuContext db, UserManager<Account> accounts, Passwords passwords, SecondFactor secondFactor, IActors actors, WriteTurn turn,
    CompanyClock clock, FailedAttempts failed, IConfiguration settings)
{
    /// <summary>Wrong attempts in a row an account stands.</summary>
    public const int Most = 5;

    /// <summary>How long it is locked then.</summary>
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    // A refusal never comes sooner: how long the database and the hash took tells nothing.
    static readonly TimeSpan Least = TimeSpan.FromMilliseconds(200);

    // Hashed once; compared with where there is no account, which takes as long as a true comparison.
    static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(new(), Ids.Next().ToString()));

    static readonly SignInState Wrong = new(SignInStage.Refused, new Finding("security.sign-in.wrong"));

    /// <summary>First step: user name and password.</summary>
    public Task<SignInState> Password(HttpContext http, string userName, string password, string back, bool stay, CancellationToken ct) => Attempt(http, async () =>
    {
        var account = userName.Length is > 0 and <= 256 ? await accounts.FindByNameAsync(userName.Trim()) : null;
        var counted = account is not null && await Count(account.Id, ct);
        var right = accounts.PasswordHasher.VerifyHashedPassword(account ?? new(), account?.PasswordHash ?? NobodysHash.Value, password.Length > 256 ? "" : password) != PasswordVerificationResult.Failed;
        if (!right || !counted || account?.PasswordHash is null) return await Fail(account, counted, ct);
        if (account.MustChangePassword && account.OneTimeUntil < clock.Now) return new(SignInStage.Refused, new Finding("security.one-time.expired"));
        return await Continue(http, account, new(account.Id, false, back, stay), ct);
    }, ct);

    /// <summary>Second step: the code of the app, or a recovery code.</summary>
    public Task<SignInState> Code(HttpContext http, PendingSignIn pending, string code, CancellationToken ct) => Attempt(http, async () =>
    {
        var account = await accounts.FindByIdAsync(pending.AccountId.ToString());
        var counted = account is not null && await Count(account.Id, ct);
        if (account is null || !counted || !await secondFactor.Accepts(account, code, ct))
        {
            await Fail(account, counted, ct);
            return new(SignInStage.Refused, new Finding("security.code.wrong", "code"));
        }
        return await Continue(http, account, pending with { Proved = true }, ct);
    }, ct);

    /// <summary>Third step, after a one-time password: a password of his own.</summary>
    public async Task<SignInState> NewPassword(HttpContext http, PendingSignIn pending, string? password, string? again, CancellationToken ct)
    {
        var account = await accounts.FindByIdAsync(pending.AccountId.ToString());
        if (account is null || (account.TotpSince is not null && !pending.Proved) || !account.MustChangePassword) return Wrong;
        if (await passwords.Set(account, password, again) is { Count: > 0 } findings) return new(SignInStage.Refused, findings);
        return await Continue(http, account, pending, ct);
    }

    /// <summary>A passkey proves both factors at once.</summary>
    public async Task<SignInState> Passkey(HttpContext http, Account account, UserPasskeyInfo passkey, string back, CancellationToken ct)
    {
        if (account.LockedUntil > clock.Now) return Wrong;
        // Its counter went on; a copied passkey shows by a counter that went back.
        if (!(await accounts.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded) return Wrong;
        return await Continue(http, account, new(account.Id, true, back, false), ct);
    }

    /// <summary>What still stands between him and his session.</summary>
    async Task<SignInState> Continue(HttpContext http, Account account, PendingSignIn pending, CancellationToken ct)
    {
        var actor = await actors.Find(account.Id, ct);
        if (actor is null || (account.Demo && !settings.GetValue<bool>("Guiju:Demo"))) return Wrong;
        if (account.TotpSince is not null && !pending.Proved)
        {
            // Only this attempt is forgiven, not the wrong codes before it: else the password would buy new guesses at the code.
            await Change(account.Id, s => s.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount - 1).SetProperty(a => a.LockedUntil, (DateTime?)null), ct);
            await pending.Write(http);
            return new(SignInStage.Code);
        }
        if (account.MustChangePassword)
        {
            await Change(account.Id, s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockedUntil, (DateTime?)null), ct);
            await pending.Write(http);
            return new(SignInStage.NewPassword);
        }
        await Open(http, account, actor with { Door = Door.Page }, pending, ct);
        return new(SignInStage.Done);
    }

    async Task Open(HttpContext http, Account account, Actor actor, PendingSignIn pending, CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act = "SignIn";
        var renewed = db.Entry(account).Property(a => a.PasswordHash).IsModified;
        await db.SaveChangesAsync(ct);
        if (renewed) await db.Note(actor, actor.UnitId, account, "password", null, "changed", ct);
        await db.Set<Account>().Where(a => a.Id == account.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockedUntil, (DateTime?)null), ct);
        await db.Note(actor, actor.UnitId, account, "session", null, AddressOf(http), ct);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id.ToString())], IdentityConstants.ApplicationScheme);
        // Sessions opens the session, always a new one, and ends the one this browser had.
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new(identity), new() { IsPersistent = pending.Stay });
        await transaction.CommitAsync(ct);
        await PendingSignIn.Forget(http);
        Preferences.Keep(http.Response, "lang", account.Language);
    }

    async Task<SignInState> Attempt(HttpContext http, Func<Task<SignInState>> step, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var address = AddressOf(http);
        if (!failed.MayTry(address)) return new(SignInStage.Slow, new Finding("security.sign-in.slow"));
        var state = await step();
        if (state.Stage != SignInStage.Refused) return state;
        failed.Count(address);
        var rest = Least - Stopwatch.GetElapsedTime(started);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, ct);
        return state;
    }

    /// <summary>Counts an attempt before it is judged; false while the account is locked. The fifth locks, and a right one unlocks.</summary>
    async Task<bool> Count(Guid id, CancellationToken ct)
    {
        var (now, until) = (clock.Now, clock.Now + LockFor);
        using var mine = await turn.Take(ct);
        return await db.Set<Account>().Where(a => a.Id == id && (a.LockedUntil == null || a.LockedUntil <= now)).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.LockedUntil, a => a.LockedUntil == null && a.AccessFailedCount + 1 >= Most ? (DateTime?)until : null)
            .SetProperty(a => a.AccessFailedCount, a => a.LockedUntil != null ? 1 : a.AccessFailedCount + 1), ct) == 1;
    }

    async Task Change(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Account>> change, CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await db.Set<Account>().Where(a => a.Id == id).ExecuteUpdateAsync(change, ct);
    }

    /// <summary>Leaves the attempt counted, and tells the audit trail where it locked the account.</summary>
    async Task<SignInState> Fail(Account? account, bool counted, CancellationToken ct)
    {
        if (account is null || !counted) return Wrong;
        var now = clock.Now;
        if (!await db.Set<Account>().AnyAsync(a => a.Id == account.Id && a.LockedUntil > now, ct)) return Wrong;
        if (await actors.Find(account.Id, ct) is not { } owner) return Wrong;
        using var mine = await turn.Take(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act = "SignIn";
        await db.Note(Actor.Program(Door.Page), owner.UnitId, account, "lockedUntil", null, (now + LockFor).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), ct);
        await transaction.CommitAsync(ct);
        return Wrong;
    }

    /// <summary>Address a request came from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
