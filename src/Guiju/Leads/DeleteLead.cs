using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>
/// Puts a lead registered by mistake into the bin; the customer's file stays. Its registrar may for a short time, later only who may delete:
/// what was registered late counts (D01-1.2b) and is not to be made to vanish by who was late. The number is never given again.
/// </summary>
[Allow(Permission.LeadsWrite), Clause("D01-1.2b")]
public sealed class DeleteLead(GuijuContext db, IVisibleCustomers customers, ICustomerFiles files, IBin bin, CurrentActor actor, CompanyClock clock)
{
    /// <summary>For so long after registering the registrar himself may delete it.</summary>
    public static readonly TimeSpan OwnFor = TimeSpan.FromMinutes(30);

    /// <summary>A lead that was deleted.</summary>
    /// <param name="BinId">Its id in the bin.</param>
    /// <param name="Number">Its number.</param>
    public sealed record Deleted(Guid BinId, string Number);

    /// <summary>Deletes it.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="reason">Why, 1 to 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Deleted>> Handle(Guid id, string? reason, CancellationToken ct)
    {
        var visible = db.Set<Lead>().VisibleTo(actor.Value).Select(l => l.Id);
        var lead = await db.Set<Lead>().SingleOrDefaultAsync(l => l.Id == id && (visible.Contains(l.Id) || customers.Rows.Any(c => c.Id == l.CustomerId)), ct);
        if (lead is null) return Outcome<Deleted>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (!May(actor.Value, lead.RegistrarId, lead.RegisteredAt, clock.Now))
            return Outcome<Deleted>.Refused(Refusal.Forbidden, new Finding("leads.delete.who", null, "D01-1.2b").With((int)OwnFor.TotalMinutes, $"permission.{Permission.CustomersDelete}"));
        List<Finding> findings = [];
        if (string.IsNullOrWhiteSpace(reason)) findings.Add(new("leads.delete.reason", "reason"));
        else if (reason.Trim().Length > 200) findings.Add(new Finding("leads.delete.long", "reason").With(200));
        if (await db.Set<Lead>().AsNoTracking().Where(l => l.FamilyLeadId == id).OrderBy(l => l.Id).Select(l => l.Number).FirstOrDefaultAsync(ct) is { } other)
            findings.Add(new Finding("leads.delete.family", null, "D03-4.2").With(other));
        // It lies in the bin with the file it was registered for: who does not see that file could not take it back.
        var file = await files.Find(lead.CustomerId, ct);
        if (file is null) findings.Add(new("leads.delete.file"));
        if (findings.Count > 0 || file is null) return findings;
        var binned = bin.Put(BinKind.Lead, file, $"{lead.Number} {lead.Name}", reason, lead);
        db.Remove(lead);
        return new Deleted(binned, lead.Number);
    }

    /// <summary>Whether an actor may delete a lead he sees.</summary>
    public static bool May(Actor actor, Guid registrar, DateTime registeredAt, DateTime now) =>
        actor.May(Permission.CustomersDelete) || (actor.May(Permission.LeadsWrite) && actor.PersonId == registrar && now <= registeredAt + OwnFor);
}

/// <summary>A lead that comes back out of the bin stands alone where the registration it was of the family of is no more.</summary>
sealed class LeadBack(GuijuContext db) : IComesBack
{
    public Type Entity => typeof(Lead);

    public async Task<IReadOnlyList<Finding>> Back(object row, CustomerHeader of, CancellationToken ct)
    {
        var lead = (Lead)row;
        if (lead.FamilyLeadId is not { } family || await db.Set<Lead>().AnyAsync(l => l.Id == family, ct)) return [];
        lead.StandsAlone();
        return [new Finding("leads.back.alone", null, "D03-4.2", Weight.Warning).With(lead.Number)];
    }
}
