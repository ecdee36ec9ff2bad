using System.Globalization;
using Guiju.Duties.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Duties;

/// <summary>Reads past duties state by state along the index of a company's clause, so that a million of them are read once each.</summary>
sealed class PastDuties(DutyRows rows) : IPastDuties
{
    static readonly DutyState[] states = [DutyState.Open, DutyState.DoneInTime, DutyState.DoneLate];

    public Task<int> Count(string clause, Guid unitId, DateTime from, DateTime until, CancellationToken ct) =>
        Of(clause, unitId, from, until).CountAsync(d => states.Contains(d.State), ct);

    public async Task<PastDutyPart> After(string clause, Guid unitId, DateTime from, DateTime until, string? mark, int size, CancellationToken ct)
    {
        var (at, place) = Read(mark);
        for (; at < states.Length; (at, place) = (at + 1, null))
        {
            var state = states[at];
            var part = Of(clause, unitId, from, until).Where(d => d.State == state);
            if (place is { } last) part = part.Where(d => d.DueAt >= last.At && (d.DueAt > last.At || d.Id.CompareTo(last.Id) > 0));
            var found = await part.OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(size)
                .Select(d => new { d.DueAt, Past = new PastDuty(d.Id, d.SubjectKind, d.SubjectId, d.Gone ? "—" : d.Title, d.UnitId, d.DepartmentId, d.OwnerId, d.CountsFrom, d.State == DutyState.DoneInTime || d.State == DutyState.DoneLate ? d.EndedAt : null) }).ToListAsync(ct);
            if (found.Count == 0) continue;
            return new([.. found.Select(f => f.Past)], string.Create(CultureInfo.InvariantCulture, $"{at} {found[^1].DueAt.Ticks}_{found[^1].Past.Id:N}"));
        }
        return new([], null);
    }

    // Nothing is due before its time begins, which leads into the index.
    IQueryable<Duty> Of(string clause, Guid unitId, DateTime from, DateTime until) =>
        rows.Visible.Where(d => d.UnitId == unitId && d.ClauseId == clause && d.DueAt >= from && d.CountsFrom >= from && d.CountsFrom < until);

    static (int State, (DateTime At, Guid Id)? Place) Read(string? mark) =>
        mark?.Split(' ') is [var state, var place] ? (int.Parse(state, CultureInfo.InvariantCulture), DutyRows.Place(place)) : (0, null);
}
