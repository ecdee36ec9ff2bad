using Guiju.Platform.Audit;
using Guiju.Platform.Data;

namespace Guiju.Platform.Security;

/// <summary>
/// Writes what happened to an account into the audit trail. Accounts are not audited field by field: their fields are secrets
/// and counters, so each act says in words what it did, and never with what.
/// </summary>
static class AccountTrail
{
    /// <summary>Kind of the subject in the audit trail.</summary>
    public const string Kind = "account";

    /// <summary>Appends one change; must be called within a transaction.</summary>
    /// <param name="db">The context whose transaction it belongs to.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="unit">Company of the account's owner.</param>
    /// <param name="account">Whose account.</param>
    /// <param name="field">What changed, in camel case: <c>password</c>, <c>secondFactor</c>, <c>session</c>…</param>
    /// <param name="before">What was, in words that are no secret.</param>
    /// <param name="after">What became, in words that are no secret.</param>
    /// <param name="ct">Cancels.</param>
    public static Task Note(this GuijuContext db, Actor by, Guid unit, Account account, string field, string? before, string? after, CancellationToken ct) =>
        AuditTrail.Append(db, by, db.Act, [new(unit, new(Kind, account.Id, account.UserName ?? ""), [new(Kind, account.Id, field, before, after)])], ct);
}
