using Guiju.Platform.Regions;
using Guiju.Rulebook.Clauses;

namespace Guiju.Leads.Clauses;

/// <summary>
/// D01-1.1a: everybody registers leads and works only those of his own territory. One that lies elsewhere goes to who is
/// responsible there, with its provider noted; one nobody is responsible for waits for a supervisor.
/// </summary>
[Clause("D01-1.1a")]
public static class WorkInOwnTerritory
{
    /// <summary>A territory as the rule looks at it.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="OwnerId">Who is responsible.</param>
    /// <param name="Regions">Region codes, empty for everywhere.</param>
    /// <param name="Fields">Fields, empty for all.</param>
    public sealed record Share(string Name, Guid OwnerId, IReadOnlyList<string> Regions, IReadOnlyList<string> Fields);

    /// <summary>Where a lead goes.</summary>
    /// <param name="OwnerId">Who takes charge, null for the pool.</param>
    /// <param name="Territory">Territory it lies in.</param>
    /// <param name="Routing">Kept, passed or pooled.</param>
    public readonly record struct Answer(Guid? OwnerId, string? Territory, Routing Routing);

    /// <summary>
    /// Decides. Of several territories a lead lies in, the one drawn most narrowly counts: district before city before province,
    /// then with field before without; of equally narrow ones the registrar's own, then the first by name.
    /// A company that has drawn no territory has divided nothing: the registrar keeps what he registers.
    /// </summary>
    public static Answer Decide(Guid registrar, string? regionCode, string? field, IReadOnlyCollection<Share> shares)
    {
        if (shares.Count == 0) return new(registrar, null, Routing.Kept);
        var path = Regions.PathOf(regionCode).Select(r => r.Code).ToList();
        if (path.Count == 0 && regionCode is not null) path.Add(regionCode);
        var found = shares.Select(s => (Share: s, Depth: Depth(s, path), Field: FieldOf(s, field)))
            .Where(s => s is { Depth: not null, Field: not null })
            .OrderByDescending(s => s.Depth).ThenByDescending(s => s.Field)
            .ThenByDescending(s => s.Share.OwnerId == registrar).ThenBy(s => s.Share.Name, StringComparer.Ordinal)
            .Select(s => s.Share).FirstOrDefault();
        return found is null ? new(null, null, Routing.Pool)
            : new(found.OwnerId, found.Name, found.OwnerId == registrar ? Routing.Kept : Routing.Passed);
    }

    // 0 for everywhere, 1 for a province, 2 for a city, 3 for a district the lead lies in; null where it lies outside.
    static int? Depth(Share share, List<string> path) =>
        share.Regions.Count == 0 ? 0 : share.Regions.Select(r => path.IndexOf(r) + 1).Max() is > 0 and var depth ? depth : null;

    static int? FieldOf(Share share, string? field) =>
        share.Fields.Count == 0 ? 0 : field is not null && share.Fields.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase) ? 1 : null;
}
