using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Reports;

/// <summary>Reads the rows of 销售客户分类登记表 within the actor's scope.</summary>
public sealed class RegisterRows(GuijuContext db, IVisibleCustomers customers, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Reads them.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="most">Rows at most; a longer form is cut and says so.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<ShowClassifiedRegister.Answer> Read(ShowClassifiedRegister.Filter filter, int most, CancellationToken ct)
    {
        var rows = customers.Rows.Where(c => c.CategoryId != null);
        if (filter.OwnerId is { } owner) rows = rows.Where(c => c.OwnerId == owner);
        if (filter.CategoryId is { } category) rows = rows.Where(c => c.CategoryId == category);
        if (filter.From is { } from && clock.Utc(from.ToDateTime(default)) is var start) rows = rows.Where(c => c.ChangedAt >= start);
        if (filter.Until is { } until && clock.Utc(until.AddDays(1).ToDateTime(default)) is var end) rows = rows.Where(c => c.ChangedAt < end);

        var found = await rows.OrderBy(c => c.SortKey).ThenBy(c => c.Id).Take(most + 1).Select(c => new
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
        var cut = found.Count > most;
        if (cut) found.RemoveAt(most);
        var total = cut ? await rows.CountAsync(ct) : found.Count;
        var categories = await customers.Categories.OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
        var inCharge = customers.Rows.Where(c => c.CategoryId != null).Select(c => c.OwnerId);
        var updaters = found.Select(c => c.ChangedBy).OfType<Guid>().Distinct().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => inCharge.Contains(p.Id) || updaters.Contains(p.Id)).Select(p => new { p.Id, p.Name, InCharge = inCharge.Contains(p.Id) }).ToListAsync(ct);
        var names = people.ToDictionary(p => p.Id, p => p.Name);
        string? NameOf(Guid? id) => id is { } known && names.TryGetValue(known, out var name) ? name : null;
        var unit = await db.Set<Unit>().AsNoTracking().Where(u => u.Id == actor.Value.UnitId).Select(u => u.Name).SingleOrDefaultAsync(ct);

        var byCategory = found.ToLookup(c => c.CategoryId, c => new ShowClassifiedRegister.Row(c.Id, c.Code, c.Name, c.Stage, c.Contact, c.Demand, NameOf(c.OwnerId), c.LastContactAt, c.LastFeedback, c.NextContactOn, NameOf(c.ChangedBy), c.ChangedAt));
        var shown = categories.Where(c => filter.CategoryId is null || c.Id == filter.CategoryId);
        return new ShowClassifiedRegister.Answer(unit ?? "", filter, [.. shown.Select(c => new ShowClassifiedRegister.Section(c.Id, c.Order, c.Name, [.. byCategory[c.Id]]))], categories,
            [.. people.Where(p => p.InCharge).OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new ShowClassifiedRegister.Owner(p.Id, p.Name))], total, cut, clock.Now, actor.Value.Name);
    }
}

/// <summary>The form as it goes out with a weekly plan: all rows of one person in charge.</summary>
sealed class RegisterSheets(RegisterRows register, CurrentActor actor, Texts texts, CompanyClock clock) : IRegisterSheet
{
    /// <summary>Nobody looks after more customers; a form is held in memory.</summary>
    const int Most = 10_000;

    public async Task<Outcome<RegisterSheet>> Of(Guid ownerId, CancellationToken ct)
    {
        if (!actor.Value.May(Permission.ReportsRead)) return Outcome<RegisterSheet>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{Permission.ReportsRead}"));
        var form = await register.Read(new(ownerId), Most, ct);
        using var workbook = new MemoryStream();
        RegisterForm.Sheet(form, texts, clock).Write(workbook);
        return new RegisterSheet(workbook.ToArray(), [.. RegisterForm.Columns.Select(c => texts[c.Key])],
            [.. form.Sections.Select(s => new RegisterPart(RegisterForm.Heading(s, texts), s.Name, [.. s.Rows.Select(r => (IReadOnlyList<string>)[.. RegisterForm.Columns.Select(c => c.Text(r, texts, clock))])]))]);
    }
}
