using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Changes facts of a file. A major change is done only together with its record (D13-3.4.1a).</summary>
[Allow(Permission.CustomersWrite)]
sealed class ChangeCustomer(GuijuContext db, CurrentActor actor, FactChange facts, Duplicates duplicates)
{
    /// <summary>What is changed.</summary>
    public sealed record Input
    {
        /// <summary>The file.</summary>
        public Guid Id { get; init; }

        /// <summary>Version the caller last saw; null takes what is there.</summary>
        public int? Version { get; init; }

        /// <summary>What is said anew.</summary>
        public CustomerFacts Facts { get; init; } = new();

        /// <summary>What the caller saw in the fields he changes; with it, others' changes of other fields do not stand in his way.</summary>
        public IReadOnlyDictionary<string, string?>? Seen { get; init; }

        /// <summary>Day a major change happened at the customer.</summary>
        public DateOnly? HappenedOn { get; init; }

        /// <summary>How we know of it.</summary>
        public string? ChangeSource { get; init; }
    }

    /// <summary>The file after the change.</summary>
    public sealed record Changed(Guid Id, int Version, FileStatus Status, decimal Completeness);

    /// <summary>Changes it, or says why not; of a conflict both versions are told.</summary>
    [Clause("D13-3.4.1a"), Clause("D13-3.4.2a")]
    public async Task<Outcome<Changed>> Handle(Input input, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, input.Id, ct);
        if (!found.Done) return found.Refuse<Changed>();
        var c = found.Value;
        if (input.Version is { } seen && seen != c.Version && await Conflicts(c, input, ct) is { Count: > 0 } conflicts)
            return Outcome<Changed>.Refused(Refusal.Conflict, conflicts);

        var changed = await facts.Change(c, input.Facts, input.HappenedOn, input.ChangeSource, ct);
        if (!changed.Done) return Outcome<Changed>.Refused(changed.Refusal, changed.Findings);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            var code = c.CreditCode;
            db.ChangeTracker.Clear();
            if (await duplicates.OfEntity(c.UnitId, code, [], c.Id, ct) is { } first) return first;
            throw;
        }
        return Outcome<Changed>.Success(new(c.Id, c.Version, c.Status, c.Completeness), changed.Findings);
    }

    async Task<List<Finding>> Conflicts(Customer c, Input input, CancellationToken ct)
    {
        var masked = !actor.Value.SeesPhones(c.OwnerId, c.SecondOwnerId);
        var who = c.ChangedBy is { } person ? await db.Set<Organization.Person>().Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(ct) : null;
        return [.. from field in FactText.Fields
                   let said = FactText.Said(input.Facts, field)?.Trim()
                   let now = FactText.Of(c, field)
                   where said is not null && said != (now ?? "")
                   where input.Seen is null || (input.Seen.TryGetValue(field, out var saw) && (saw ?? "") != (now ?? ""))
                   select new Finding("customers.conflict", field).With($"customers.{field}",
                       Words.Fact(field, field == "phone" && masked ? PhoneNumber.Mask(now) : now) ?? "—", Words.Fact(field, said) ?? "—", who ?? "Guiju")];
    }
}
