using Guiju.Commerce.Clauses;
using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>Tells a new customer from an old one by the paid work orders under his plate or mobile (D18-1.9); of others' customers no more than that.</summary>
[Allow(Permission.CustomersRead)]
public sealed class ShowStanding(GuijuContext db, IClauseParameters parameters, IVisibleCustomers customers, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Orders are counted up to here.</summary>
    public const int Countable = 99;

    /// <summary>What somebody is.</summary>
    /// <param name="Standing">New or old.</param>
    /// <param name="Orders">Paid work orders found, counted to <see cref="Countable"/>.</param>
    /// <param name="Plate">Plate in normal form, where one was asked about.</param>
    public sealed record Answer(CustomerStanding Standing, int Orders, string? Plate);

    /// <summary>By a plate, a mobile, or both: one paid order under either is enough, so that a new number makes nobody new.</summary>
    [Clause("D18-1.9")]
    public async Task<Outcome<Answer>> Handle(string? plate, string? mobile, CancellationToken ct)
    {
        List<Finding> findings = [];
        string? read = null;
        if (!string.IsNullOrWhiteSpace(plate))
        {
            var number = PlateNumber.Read(plate, "plate", "D18-1.9");
            findings.AddRange(number.Findings);
            if (number.Done) read = number.Value;
        }
        var key = MatchKeys.Phone(mobile);
        if (!string.IsNullOrWhiteSpace(mobile) && key is null) findings.Add(new Finding("commerce.phone.form", "mobile", "D18-1.9").With(mobile.Trim()));
        if (string.IsNullOrWhiteSpace(plate) && string.IsNullOrWhiteSpace(mobile)) findings.Add(new("commerce.standing.by", "plate", "D18-1.9"));
        if (findings.Count > 0) return findings;
        var by = parameters.Get<List<string>>("D18-1.9", "match_by", clock.Today);
        return await Judge(by.Contains(NewOrOld.ByPlate) && read is not null ? [read] : [], by.Contains(NewOrOld.ByMobile) && key is not null ? [key] : [], null, read, ct);
    }

    /// <summary>Of a customer on file: by his own work orders, and by the plates and phones they name. Null where he never had one.</summary>
    [Clause("D18-1.9")]
    public async Task<Outcome<Answer?>> Of(Guid customerId, CancellationToken ct)
    {
        if (!await customers.Rows.AnyAsync(c => c.Id == customerId, ct)) return Outcome<Answer?>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var own = await db.Set<Dealing>().AsNoTracking().Where(d => d.CustomerId == customerId && d.Kind == DealingKind.WorkOrder && d.State != DealingState.Cancelled).OrderByDescending(d => d.Id).Take(Countable).Select(d => new { d.Plate, d.PhoneKey }).ToListAsync(ct);
        if (own.Count == 0) return Outcome<Answer?>.Success(null);
        var by = parameters.Get<List<string>>("D18-1.9", "match_by", clock.Today);
        IReadOnlyList<string> plates = by.Contains(NewOrOld.ByPlate) ? [.. own.Select(o => o.Plate).OfType<string>().Distinct()] : [], phones = by.Contains(NewOrOld.ByMobile) ? [.. own.Select(o => o.PhoneKey).OfType<string>().Distinct()] : [];
        return (await Judge(plates, phones, customerId, null, ct)).Map<Answer?>(a => a);
    }

    async Task<Outcome<Answer>> Judge(IReadOnlyList<string> plates, IReadOnlyList<string> phones, Guid? customerId, string? plate, CancellationToken ct)
    {
        var unit = actor.Value.UnitId;
        var paid = db.Set<Dealing>().Where(d => d.UnitId == unit && d.Kind == DealingKind.WorkOrder && d.State == DealingState.InForce);
        var found = await paid.Where(d => plates.Contains(d.Plate!)).Select(d => d.Id).Union(paid.Where(d => phones.Contains(d.PhoneKey!)).Select(d => d.Id)).Union(paid.Where(d => d.CustomerId == customerId).Select(d => d.Id)).OrderBy(id => id).Take(Countable).CountAsync(ct);
        return new Answer(NewOrOld.Of(found, parameters.Get<int>("D18-1.9", "old_if_orders_at_least", clock.Today)), found, plate);
    }
}
