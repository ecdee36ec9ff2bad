using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Review;

/// <summary>A line of 信息审查记录 as it is read.</summary>
/// <param name="Id">The line.</param>
/// <param name="Unit">Company (公司).</param>
/// <param name="ReviewedAt">When it was reviewed (审查日期), UTC.</param>
/// <param name="Reviewer">By whom (审查人).</param>
/// <param name="CustomerId">The file.</param>
/// <param name="Customer">Its name (客户).</param>
/// <param name="Field">Field that is wrong.</param>
/// <param name="Problem">What is wrong (问题); null where nothing was found.</param>
/// <param name="DueAt">Until when it is put right (纠正期限), UTC.</param>
/// <param name="CorrectedBy">By whom (纠正人).</param>
/// <param name="CorrectedAt">When (纠正日期), UTC.</param>
/// <param name="Correction">What was done.</param>
/// <param name="Late">Whether it is late now.</param>
public sealed record ReviewRow(Guid Id, string Unit, DateTime ReviewedAt, string Reviewer, Guid CustomerId, string Customer, string? Field, string? Problem, DateTime? DueAt,
    string? CorrectedBy, DateTime? CorrectedAt, string? Correction, bool Late);

/// <summary>Reads 信息审查记录 within the reader's scope.</summary>
[Allow(Permission.CustomersRead)]
sealed class ListReviews(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Lines of a page on the screen, and of one print or file.</summary>
    public const int PageSize = 100, MostPrinted = 2000;

    /// <summary>A page, the newest first.</summary>
    /// <param name="open">Only what is still to be put right.</param>
    /// <param name="customerId">Only of one customer.</param>
    /// <param name="after">Id of the last line seen.</param>
    /// <param name="size">Lines, 1 to <see cref="MostPrinted"/>.</param>
    /// <param name="ct">Stops reading.</param>
    [Clause("D12-5a")]
    public async Task<Outcome<PageOf<ReviewRow>>> Handle(bool open, Guid? customerId, Guid? after, int size, CancellationToken ct)
    {
        var me = actor.Value;
        if (customerId is { } one && !await db.HasCustomer(me, one, ct)) return Outcome<PageOf<ReviewRow>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        size = Math.Clamp(size, 1, MostPrinted);
        var lines = db.Set<ReviewLine>().AsNoTracking();
        if (me.Scope != DataScope.Group) lines = lines.Where(l => l.UnitId == me.UnitId);
        if (customerId is { } id) lines = lines.Where(l => l.CustomerId == id);
        if (open) lines = lines.Where(l => l.DueAt != null && l.CorrectedAt == null);
        if (after is { } last) lines = lines.Where(l => l.Id.CompareTo(last) < 0);
        var seen = db.Set<Customer>().VisibleTo(me);
        var now = clock.Now;
        var rows = await lines.Where(l => seen.Any(c => c.Id == l.CustomerId)).OrderByDescending(l => l.Id).Take(size + 1)
            .Select(l => new { Line = l, Unit = db.Set<Unit>().Where(u => u.Id == l.UnitId).Select(u => u.Name).First(), Customer = db.Set<Customer>().Where(c => c.Id == l.CustomerId).Select(c => c.Name).First() }).ToListAsync(ct);
        return new PageOf<ReviewRow>([.. rows.Take(size).Select(r => new ReviewRow(r.Line.Id, r.Unit, r.Line.ReviewedAt, r.Line.Reviewer, r.Line.CustomerId, r.Customer, r.Line.Field, r.Line.Problem, r.Line.DueAt,
            r.Line.CorrectedBy, r.Line.CorrectedAt, r.Line.Correction, IsLate(r.Line, now)))], rows.Count > size ? rows[size - 1].Line.Id.ToString() : null);
    }

    internal static bool IsLate(ReviewLine line, DateTime now) => line.CorrectedAt is null && line.DueAt is { } due && now >= due.AddSeconds(1);
}
