using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>How files are fetched.</summary>
static class CustomerTables
{
    /// <summary>A file within the actor's scope, with roles and people, to be changed; an archived one is restored first.</summary>
    public static async Task<Outcome<Customer>> ToChange(this GuijuContext db, Actor actor, Guid id, CancellationToken ct, bool archived = false)
    {
        // One question: a file has a class or two and a few people.
        var file = await db.Set<Customer>().VisibleTo(actor).Include(c => c.Roles).Include(c => c.Contacts).AsSingleQuery().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (file is null) return Outcome<Customer>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return file.Closed(archived) is { } closed ? closed : file;
    }

    /// <summary>Files within the actor's scope, by their ids, to be changed by the thousand; whether one may change says <see cref="Closed"/>.</summary>
    public static Task<Dictionary<Guid, Customer>> ToChange(this GuijuContext db, Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        db.Set<Customer>().VisibleTo(actor).Include(c => c.Roles).Include(c => c.Contacts).AsSplitQuery().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);

    /// <summary>Why a file does not change, or null.</summary>
    public static Finding? Closed(this Customer file, bool archived = false) => file.ArchivedAt is null || archived ? null : new Finding("customers.archived");

    /// <summary>Whether there is such a file within the actor's scope.</summary>
    public static Task<bool> HasCustomer(this GuijuContext db, Actor actor, Guid id, CancellationToken ct) =>
        db.Set<Customer>().VisibleTo(actor).AnyAsync(c => c.Id == id, ct);

    /// <summary>What other features need to know of a file.</summary>
    public static CustomerHeader Header(this Customer c) => new(c.Id, c.UnitId, c.Code, c.Name, c.OwnerId, c.Stage, c.LeadClass, c.Status);

    /// <summary>The refusal of one outcome as that of another.</summary>
    public static Outcome<R> Refuse<R>(this Outcome<Customer> found) => Outcome<R>.Refused(found.Refusal, found.Findings);

    /// <summary>Whether any of the findings stops the act.</summary>
    public static bool Refuse(this IEnumerable<Finding> findings) => findings.Any(f => f.Weight == Weight.Refusal);
}
