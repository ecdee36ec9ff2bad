using Guiju.Organization;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Puts a customer into somebody's charge, or names the second contact on our side.</summary>
[Allow(Permission.CustomersAssign), LooksAgain]
sealed class AssignCustomer(GuijuContext db, CurrentActor actor, Charge charge)
{
    /// <summary>What one saw of who is in charge.</summary>
    public sealed record InCharge(Guid? Owner, Guid? Second);

    /// <summary>Sets the owner (null: the supervisor's pool) and the second contact.</summary>
    /// <param name="id">The file.</param>
    /// <param name="ownerId">The owner.</param>
    /// <param name="secondOwnerId">The second contact.</param>
    /// <param name="ct">Ends the act.</param>
    /// <param name="seen">What the caller saw; what he left as it was stays as others made it.</param>
    /// <param name="version">Version of the file the caller saw, where he says not what.</param>
    public async Task<Outcome<Guid>> Handle(Guid id, Guid? ownerId, Guid? secondOwnerId, CancellationToken ct, InCharge? seen = null, int? version = null)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<Guid>();
        var c = found.Value;
        if (seen is not null || (version is { } then && then != c.Version))
        {
            var conflicts = await Conflicts(c, ownerId, secondOwnerId, seen, version, ct);
            if (conflicts.Count > 0) return Outcome<Guid>.Refused(Refusal.Conflict, conflicts);
            if (seen is not null && ownerId == seen.Owner) ownerId = c.OwnerId;
            if (seen is not null && secondOwnerId == seen.Second) secondOwnerId = c.SecondOwnerId;
        }
        List<Finding> findings = [.. await charge.Assign(c, ownerId, secondOwnerId, ct)];
        return findings.Count > 0 ? findings : id;
    }

    async Task<IReadOnlyList<Finding>> Conflicts(Customer c, Guid? owner, Guid? second, InCharge? seen, int? version, CancellationToken ct)
    {
        var at = version is { } old ? await ChangesSince.Of(db, c.Id, c.Id, old, ct) : new Dictionary<string, ChangeSince>();
        List<(string Field, string? Saw, string Now, string Said)> both =
        [
            .. new (string Field, string? Saw, string Now, string Said)[]
            {
                ("ownerId", seen is null ? null : $"{seen.Owner}", $"{c.OwnerId}", $"{owner}"),
                ("secondOwnerId", seen is null ? null : $"{seen.Second}", $"{c.SecondOwnerId}", $"{second}"),
            }.Where(f => f.Said != f.Now && (f.Saw is null || (f.Said != f.Saw && f.Saw != f.Now))),
        ];
        if (both.Count == 0) return [];
        var ids = both.SelectMany(f => new[] { f.Saw ?? at.GetValueOrDefault(f.Field)?.Seen, f.Now, f.Said }).Select(v => Guid.TryParse(v, out var person) ? person : default).ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => $"{p.Id}", p => p.Name, ct);
        string? Say(string? value) => value is null ? null : names.GetValueOrDefault(value) ?? value;
        return [.. both.Select(f =>
        {
            var change = at.GetValueOrDefault(f.Field);
            return new Finding("customers.conflict", f.Field) { Conflict = new($"customers.{f.Field}", f.Saw ?? change?.Seen ?? f.Now, f.Now, f.Said, change?.By, change?.At) { Words = Say } }
                .With($"customers.{f.Field}", Say(f.Now), Say(f.Said), change?.By ?? "Guiju");
        })];
    }
}
