using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bin;

/// <summary>Something in the bin, as it is listed.</summary>
/// <param name="Id">Id in the bin.</param>
/// <param name="Kind">What it is.</param>
/// <param name="CustomerId">The file it is, or hung on.</param>
/// <param name="Code">Number of the file.</param>
/// <param name="Customer">Name of the file.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Reason">Why it was deleted.</param>
/// <param name="DeletedBy">Who deleted it.</param>
/// <param name="DeletedAt">When, UTC.</param>
/// <param name="Until">Last day it is kept for sure.</param>
/// <param name="MayRestore">Whether the reader may take it back.</param>
public sealed record BinRow(Guid Id, BinKind Kind, Guid CustomerId, string Code, string Customer, string Name, string? Reason, string DeletedBy, DateTime DeletedAt, DateOnly Until, bool MayRestore);

/// <summary>Shows the bin.</summary>
[Allow(Permission.CustomersWrite)]
sealed class ReadBin(GuijuContext db, CurrentActor actor, CompanyClock clock, BinSettings settings)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>What was deleted last comes first.</summary>
    /// <param name="kind">Only these, or null.</param>
    /// <param name="text">Part of a name or the start of a file number, or null.</param>
    /// <param name="after">Id of the last row of the page before.</param>
    /// <param name="size">Rows a page, 1 to 200.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Outcome<PageOf<BinRow>>> Handle(BinKind? kind, string? text, Guid? after, int size, CancellationToken ct)
    {
        size = Math.Clamp(size, 1, 200);
        var items = db.Set<BinItem>().AsNoTracking().VisibleTo(db, actor.Value);
        if (kind is { } one) items = items.Where(i => i.Kind == one);
        if (text?.Trim() is { Length: > 0 } part) items = items.Where(i => i.Name.Contains(part) || i.Title.Contains(part) || i.Code.StartsWith(part));
        if (after is { } last) items = items.Where(i => i.Id.CompareTo(last) < 0);
        // The rows themselves stay where they are: a file's may be long.
        var rows = await items.OrderByDescending(i => i.Id).Take(size + 1)
            .Select(i => new { i.Id, i.Kind, i.CustomerId, i.Code, i.Title, i.Name, i.Reason, i.DeletedByName, i.DeletedById, i.DeletedAt }).ToListAsync(ct);
        return new PageOf<BinRow>([.. rows.Take(size).Select(i => new BinRow(i.Id, i.Kind, i.CustomerId, i.Code, i.Title, i.Name, i.Reason, i.DeletedByName, i.DeletedAt,
            DateOnly.FromDateTime(clock.Local(i.DeletedAt)).AddDays(settings.KeepDays), actor.Value.MayRestore(i.Kind, i.DeletedById)))], rows.Count > size ? rows[size - 1].Id.ToString() : null);
    }
}

/// <summary>Finds out whether a file that is not there lies in the bin.</summary>
[Allow(Permission.CustomersRead)]
sealed class FindInBin(GuijuContext db, CurrentActor actor, CompanyClock clock, BinSettings settings)
{
    /// <summary>The file in the bin, where it would be in the reader's scope; else not found.</summary>
    public async Task<Outcome<BinRow>> Handle(Guid customerId, CancellationToken ct)
    {
        var i = await db.Set<BinItem>().AsNoTracking().Within(db, actor.Value).Where(i => i.CustomerId == customerId && i.Kind == BinKind.Customer)
            .Select(i => new { i.Id, i.Code, i.Title, i.Reason, i.DeletedByName, i.DeletedById, i.DeletedAt }).FirstOrDefaultAsync(ct);
        return i is null ? Outcome<BinRow>.Refused(Refusal.NotFound, new Finding("platform.not-found"))
            : new BinRow(i.Id, BinKind.Customer, customerId, i.Code, i.Title, i.Title, i.Reason, i.DeletedByName, i.DeletedAt,
                DateOnly.FromDateTime(clock.Local(i.DeletedAt)).AddDays(settings.KeepDays), actor.Value.May(Permission.CustomersWrite) && actor.Value.MayRestore(BinKind.Customer, i.DeletedById));
    }
}

/// <summary>How long the bin keeps what is in it.</summary>
sealed class BinSettings(IConfiguration settings)
{
    /// <summary>Days: setting <c>Bin:KeepDays</c>, 90 unless said otherwise, at least 1.</summary>
    public int KeepDays => Math.Clamp(settings.GetValue("Bin:KeepDays", 90), 1, 36500);
}
