using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>A contact in a list.</summary>
public sealed record InteractionRow
{
    /// <summary>Id of the contact.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>His name.</summary>
    public required string Customer { get; init; }

    /// <summary>How.</summary>
    public required ContactMode Mode { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>With whom: a contact person of the file, or null.</summary>
    public Guid? ContactPersonId { get; init; }

    /// <summary>With whom.</summary>
    public required string? With { get; init; }

    /// <summary>What was said.</summary>
    public required string Feedback { get; init; }

    /// <summary>What came of it.</summary>
    public required ContactResult? Result { get; init; }

    /// <summary>Next contact as asked for.</summary>
    public required DateOnly? NextOn { get; init; }

    /// <summary>What for.</summary>
    public required string? NextStep { get; init; }

    /// <summary>Who noted it.</summary>
    public required string Author { get; init; }

    /// <summary>His id.</summary>
    public required Guid AuthorId { get; init; }

    /// <summary>When it was noted, UTC.</summary>
    public required DateTime NotedAt { get; init; }

    /// <summary>Who imported it from another system; null where it was logged here.</summary>
    public required string? ImportedBy { get; init; }

    /// <summary>When he did, UTC.</summary>
    public required DateTime? ImportedAt { get; init; }

    /// <summary>Version, also the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>The contacts with customers in the actor's scope, newest first.</summary>
[Allow(Permission.CustomersRead)]
public sealed class InteractionList(GuijuContext db, IVisibleCustomers customers, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Which contacts.</summary>
    /// <param name="CustomerId">Those of one customer.</param>
    /// <param name="Mine">Only those the actor noted himself.</param>
    /// <param name="From">First day, in the company's zone.</param>
    /// <param name="Until">Last day.</param>
    /// <param name="Mode">Only those of one mode.</param>
    /// <param name="After">Where the last page ended.</param>
    /// <param name="Size">Rows a page, 1 to 200.</param>
    public sealed record Filter(Guid? CustomerId = null, bool Mine = false, DateOnly? From = null, DateOnly? Until = null, ContactMode? Mode = null, string? After = null, int Size = 50);

    /// <summary>One page; a customer out of scope is not there.</summary>
    public async Task<Outcome<PageOf<InteractionRow>>> Handle(Filter filter, CancellationToken ct)
    {
        if (filter.CustomerId is { } one && !await customers.Rows.AnyAsync(c => c.Id == one, ct))
            return Outcome<PageOf<InteractionRow>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var size = Math.Clamp(filter.Size, 1, 200);
        var rows = db.Set<Interaction>().AsNoTracking();
        if (filter.CustomerId is { } customer) rows = rows.Where(i => i.CustomerId == customer);
        if (filter.Mine) rows = rows.Where(i => i.AuthorId == actor.Value.PersonId);
        if (filter.Mode is { } mode) rows = rows.Where(i => i.Mode == mode);
        if (filter.From is { } from && clock.Utc(from.ToDateTime(default)) is var start) rows = rows.Where(i => i.At >= start);
        if (filter.Until is { } until && clock.Utc(until.AddDays(1).ToDateTime(default)) is var end) rows = rows.Where(i => i.At < end);
        if (filter.After is { } after)
        {
            if (Cursor(after) is not { } last) return new Finding("followup.after.malformed", "after");
            rows = rows.Where(i => i.At < last.At || (i.At == last.At && i.Id.CompareTo(last.Id) < 0));
        }
        var page = await Shown(rows.OrderByDescending(i => i.At).ThenByDescending(i => i.Id)).Take(size + 1).ToListAsync(ct);
        var more = page.Count > size;
        if (more) page.RemoveAt(size);
        return new PageOf<InteractionRow>(page, more ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].At.Ticks}_{page[^1].Id:N}") : null);
    }

    /// <summary>One contact.</summary>
    public async Task<Outcome<InteractionRow>> Find(Guid id, CancellationToken ct) =>
        await Shown(db.Set<Interaction>().AsNoTracking().Where(i => i.Id == id)).SingleOrDefaultAsync(ct) is { } row
            ? row : Outcome<InteractionRow>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    IQueryable<InteractionRow> Shown(IQueryable<Interaction> rows) =>
        from i in rows
        join c in customers.Rows on i.CustomerId equals c.Id
        select new InteractionRow
        {
            Id = i.Id,
            CustomerId = i.CustomerId,
            Customer = c.Name,
            Mode = i.Mode,
            At = i.At,
            ContactPersonId = i.ContactPersonId,
            With = i.With,
            Feedback = i.Feedback,
            Result = i.Result,
            NextOn = i.NextOn,
            NextStep = i.NextStep,
            Author = i.Author,
            AuthorId = i.AuthorId,
            NotedAt = i.CreatedAt,
            ImportedBy = i.ImportedBy,
            ImportedAt = i.ImportedAt,
            Version = i.Version,
        };

    static (DateTime At, Guid Id)? Cursor(string after) =>
        after.Split('_') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var guid)
            ? (new DateTime(t, DateTimeKind.Utc), guid) : null;
}
