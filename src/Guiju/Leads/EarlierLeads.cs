using Guiju.Customers.Contracts;
using Guiju.Leads.Clauses;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>Finds registrations of the company that may be the same purchase, also those the registrar does not see (D03-4.2); index seeks, whatever their number.</summary>
public sealed class EarlierLeads(GuijuContext db, LeadParameters parameters, CurrentActor actor)
{
    // A phone or an address that more share is a switchboard or a building.
    const int Crowd = 30;

    /// <summary>What a registration says of itself, read into keys.</summary>
    /// <param name="Keys">Keys it is matched by.</param>
    /// <param name="FamilyOf">The earlier registration it is said to be of the family of.</param>
    /// <param name="Relation">How they are related.</param>
    public sealed record Entry(LeadKeys Keys, Lead? FamilyOf, string? Relation);

    /// <summary>Reads what was said; what is wrong with it is among the findings.</summary>
    [Clause("D03-4.2")]
    public async Task<Entry> Read(RegisterLead.Input input, List<Finding> findings, CancellationToken ct)
    {
        string? plate = null;
        if (!string.IsNullOrWhiteSpace(input.Plate))
        {
            var read = PlateNumber.Read(input.Plate, "plate", "D03-4.2");
            findings.AddRange(read.Findings);
            if (read.Done) plate = read.Value;
        }
        if (input.FamilyRelation is { } said && said.Trim().Length > 20) findings.Add(new Finding("leads.relation.long", "familyRelation", "D03-4.2").With(20));
        Lead? family = null;
        if (!string.IsNullOrWhiteSpace(input.FamilyOf))
        {
            family = await Named(input.FamilyOf.Trim(), ct);
            if (family is null) findings.Add(new Finding("leads.family.unknown", "familyOf", "D03-4.2").With(input.FamilyOf.Trim()));
        }
        return new(new(MatchKeys.Text(input.Name), MatchKeys.Phone(input.Phone), plate, MatchKeys.Text(input.Address), plate is not null || MatchKeys.IsPerson(input.Name)),
            family, string.IsNullOrWhiteSpace(input.FamilyRelation) ? null : input.FamilyRelation.Trim());
    }

    /// <summary>The first registration it matches, the surest match first; null where there is none.</summary>
    [Clause("D03-4.2")]
    public async Task<(Lead Lead, LeadLikeness Likeness)?> Match(Entry entry, CancellationToken ct)
    {
        var (unit, keys) = (actor.Value.UnitId, entry.Keys);
        var leads = db.Set<Lead>().AsNoTracking().Where(l => l.UnitId == unit);
        List<Lead> known = entry.FamilyOf is null ? [] : [entry.FamilyOf];
        if (keys.Phone is { } phone) known.AddRange(await leads.Where(l => l.PhoneKey == phone).OrderBy(l => l.Id).Take(Crowd).ToListAsync(ct));
        if (keys.Plate is { } plate) known.AddRange(await leads.Where(l => l.Plate == plate).OrderBy(l => l.Id).Take(Crowd).ToListAsync(ct));
        if (keys is { Name: { } name, Address: { } address }) known.AddRange(await leads.Where(l => l.AddressKey == address && l.NameKey == name).OrderBy(l => l.Id).Take(Crowd).ToListAsync(ct));
        var judged = known.DistinctBy(l => l.Id).Select(l => (Lead: l, Likeness: SamePurchase.Judge(keys, KeysOf(l), l.Id == entry.FamilyOf?.Id, parameters.MatchKeys)))
            .Where(m => m.Likeness != LeadLikeness.None).OrderByDescending(m => m.Likeness).ThenBy(m => m.Lead.Id).ToList();
        return judged.Count == 0 ? null : judged[0];
    }

    /// <summary>What a registrar outside the scope of the first one learns: number, by whom and when.</summary>
    public Finding Say(Lead first, LeadLikeness likeness, LeadKeys entered)
    {
        var by = likeness == LeadLikeness.Suspected ? "suspected" : entered.Plate is { } plate && plate == first.Plate ? "plate" : "phone";
        var finding = new Finding($"leads.same.{by}", by == "suspected" ? "familyOf" : by, "D03-4.2").With(first.Number, first.Registrar, $"{first.RegisteredAt:yyyy-MM-dd}");
        return actor.Value.PersonId == first.RegistrarId ? finding with { Link = $"/leads/{first.Id}" } : finding;
    }

    static LeadKeys KeysOf(Lead l) => new(l.NameKey, l.PhoneKey, l.Plate, l.AddressKey, l.Plate is not null || MatchKeys.IsPerson(l.Name));

    // By number, phone or plate of the registration.
    async Task<Lead?> Named(string text, CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        var leads = db.Set<Lead>().AsNoTracking().Where(l => l.UnitId == unit).OrderBy(l => l.Id);
        var number = text.ToUpperInvariant();
        if (await leads.FirstOrDefaultAsync(l => l.Number == number, ct) is { } numbered) return numbered;
        if (MatchKeys.Phone(text) is { } phone && await leads.FirstOrDefaultAsync(l => l.PhoneKey == phone, ct) is { } phoned) return phoned;
        return PlateNumber.Read(text, "familyOf", "D03-4.2") is { Done: true, Value: var plate } ? await leads.FirstOrDefaultAsync(l => l.Plate == plate, ct) : null;
    }
}
