using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Lists;

/// <summary>Finds the customers before and after one in the list it was opened from.</summary>
/// <remarks>
/// One query reads the five places around it along the list's own order; a list searched by words asks the search index first, and one sorted by a
/// column that files may lack asks again where such files begin.
/// </remarks>
[Allow(Permission.CustomersRead)]
public sealed class FindNeighbours(CustomerRows rows, CurrentActor actor, CompanyClock clock)
{
    // Places looked at on either side: a file may have moved a little since.
    const int Around = 2;

    /// <summary>A customer's neighbours.</summary>
    /// <param name="At">Its place now; where it belongs no more, the place it had.</param>
    /// <param name="Here">Whether it still belongs to the list near that place.</param>
    /// <param name="Previous">The one before with its place.</param>
    /// <param name="Next">The one after with its place.</param>
    public sealed record Neighbours(int At, bool Here, (Guid Id, int At)? Previous, (Guid Id, int At)? Next);

    /// <summary>Finds them.</summary>
    public async Task<Outcome<Neighbours>> Handle(RecordPlace place, Guid id, CancellationToken ct)
    {
        var read = ListParameters.Read(place.List.Parameters, clock.Today, actor.Value.PersonId, "page", "size", "cols");
        if (!read.Done) return Outcome<Neighbours>.Refused(Refusal.Invalid, read.Findings);
        var skip = Math.Max(0, place.At - 1 - Around);
        var ids = await rows.Ids(read.Value, skip, place.At + Around - skip, ct);
        var at = ids.IndexOf(id);
        // Gone from its place: what follows has moved up into it.
        var (before, after) = at < 0 ? (place.At - 2 - skip, place.At - 1 - skip) : (at - 1, at + 1);
        (Guid, int)? there(int index) => index >= 0 && index < ids.Count && skip + index < ListRequest.MaxNumbered ? (ids[index], skip + index + 1) : null;
        return new Neighbours(at < 0 ? place.At : skip + at + 1, at >= 0, there(before), there(after));
    }
}
