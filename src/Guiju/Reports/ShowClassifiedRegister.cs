using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports;

/// <summary>The form 销售客户分类登记表 from live data: the customers of the actor's scope by category of the register.</summary>
[Allow(Permission.ReportsRead), Clause("D01-1.3c"), Clause("D01-1.3e"), Clause("D01-2.3b")]
public sealed class ShowClassifiedRegister(GuijuContext db, IVisibleCustomers customers, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Rows of a form at most; a longer one is cut and says so.</summary>
    public const int Most = 1000;

    /// <summary>Which rows.</summary>
    /// <param name="OwnerId">Those of one person in charge.</param>
    /// <param name="CategoryId">Those of one category.</param>
    /// <param name="From">Brought up to date on this day or later.</param>
    /// <param name="Until">Brought up to date on this day or earlier.</param>
    public sealed record Filter(Guid? OwnerId = null, Guid? CategoryId = null, DateOnly? From = null, DateOnly? Until = null);

    /// <summary>A row, in the order of the form's columns.</summary>
    public sealed record Row(Guid Id, string Code, string Name, Stage Stage, string? Contact, string? Demand, string? Owner, DateTime? LastContactAt, string? Feedback,
        DateOnly? NextContactOn, string? UpdatedBy, DateTime UpdatedAt);

    /// <summary>A category with its rows by name.</summary>
    public sealed record Section(Guid Id, int Order, string Name, IReadOnlyList<Row> Rows);

    /// <summary>Somebody in charge of customers.</summary>
    public sealed record Owner(Guid Id, string Name);

    /// <summary>The form.</summary>
    public sealed record Answer(string Unit, Filter Filter, IReadOnlyList<Section> Sections, IReadOnlyList<VisibleCategory> Categories, IReadOnlyList<Owner> Owners, int Total, bool Cut, DateTime At, string By);

    /// <summary>Reads it.</summary>
    public async Task<Outcome<Answer>> Handle(Filter filter, CancellationToken ct)
    {
        if (filter is { From: { } first, Until: { } last } && last < first) return new Finding("reports.period", "until");
        var rows = customers.Rows.Where(c => c.CategoryId != null);
        if (filter.OwnerId is { } owner) rows = rows.Where(c => c.OwnerId == owner);
        if (filter.CategoryId is { } category) rows = rows.Where(c => c.CategoryId == category);
        if (filter.From is { } from && clock.Utc(from.ToDateTime(default)) is var start) rows = rows.Where(c => c.ChangedAt >= start);
        if (filter.Until is { } until && clock.Utc(until.AddDays(1).ToDateTime(default)) is var end) rows = rows.Where(c => c.ChangedAt < end);

        var found = await rows.OrderBy(c => c.SortKey).ThenBy(c => c.Id).Take(Most + 1).Select(c => new
        {
            c.Id,
            c.Code,
            c.Name,
            c.Stage,
            Contact = c.Contact!.Name,
            c.Demand,
            c.OwnerId,
            c.LastContactAt,
            c.LastFeedback,
            c.NextContactOn,
            c.ChangedBy,
            c.ChangedAt,
            c.CategoryId,
        }).ToListAsync(ct);
        var cut = found.Count > Most;
        if (cut) found.RemoveAt(Most);
        var total = cut ? await rows.CountAsync(ct) : found.Count;
        var categories = await customers.Categories.OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
        var inCharge = customers.Rows.Where(c => c.CategoryId != null).Select(c => c.OwnerId);
        var updaters = found.Select(c => c.ChangedBy).OfType<Guid>().Distinct().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => inCharge.Contains(p.Id) || updaters.Contains(p.Id)).Select(p => new { p.Id, p.Name, InCharge = inCharge.Contains(p.Id) }).ToListAsync(ct);
        var names = people.ToDictionary(p => p.Id, p => p.Name);
        string? NameOf(Guid? id) => id is { } known && names.TryGetValue(known, out var name) ? name : null;
        var unit = await db.Set<Unit>().AsNoTracking().Where(u => u.Id == actor.Value.UnitId).Select(u => u.Name).SingleOrDefaultAsync(ct);

        var byCategory = found.ToLookup(c => c.CategoryId, c => new Row(c.Id, c.Code, c.Name, c.Stage, c.Contact, c.Demand, NameOf(c.OwnerId), c.LastContactAt, c.LastFeedback, c.NextContactOn, NameOf(c.ChangedBy), c.ChangedAt));
        var shown = categories.Where(c => filter.CategoryId is null || c.Id == filter.CategoryId);
        return new Answer(unit ?? "", filter, [.. shown.Select(c => new Section(c.Id, c.Order, c.Name, [.. byCategory[c.Id]]))], categories,
            [.. people.Where(p => p.InCharge).OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new Owner(p.Id, p.Name))], total, cut, clock.Now, actor.Value.Name);
    }
}
