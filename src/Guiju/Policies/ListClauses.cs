using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Policies;

/// <summary>Finds clauses by words and id, by feature, regulation and state.</summary>
[Allow(Permission.PoliciesRead)]
public sealed class ListClauses
{
    /// <summary>Most rows of a page.</summary>
    public const int Most = 200;

    /// <summary>What is looked for; what is left out does not narrow.</summary>
    /// <param name="Search">Words that all occur in the id, the sentence, the actor, the trigger or a form.</param>
    /// <param name="Feature">Feature folder.</param>
    /// <param name="Regulation">Such as <c>D04</c>.</param>
    /// <param name="State">How far it is carried out.</param>
    /// <param name="After">Id of the last clause of the page before.</param>
    /// <param name="Take">Rows of a page: 1 to 200, 50 where left out.</param>
    public sealed record Filter(string? Search = null, string? Feature = null, string? Regulation = null, ClauseState? State = null, string? After = null, int? Take = null);

    /// <summary>A clause in the list.</summary>
    /// <param name="Id">Id.</param>
    /// <param name="Feature">Feature folder.</param>
    /// <param name="Zh">The requirement in Chinese.</param>
    /// <param name="En">The requirement in English.</param>
    /// <param name="Kind">What it is about.</param>
    /// <param name="State">How far it is carried out.</param>
    /// <param name="Implied">Whether the regulation only announces it.</param>
    /// <param name="SameAs">Clause it equals, or null.</param>
    public sealed record Row(string Id, string Feature, string Zh, string En, ClauseKind Kind, ClauseState State, bool Implied, string? SameAs);

    /// <summary>A page of clauses.</summary>
    /// <param name="Items">The clauses.</param>
    /// <param name="Next">Value for <c>after</c> to get the next page, or null at the end.</param>
    /// <param name="Total">How many fit in all.</param>
    public sealed record Found(IReadOnlyList<Row> Items, string? Next, int Total);

    /// <summary>One page, in the order of regulation and article.</summary>
    public Task<Outcome<Found>> Handle(Filter filter, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var words = (filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = ClauseBook.Standing.Rows
            .Where(r => filter.Feature is null or "" || r.Clause.Feature.Equals(filter.Feature, StringComparison.OrdinalIgnoreCase))
            .Where(r => filter.Regulation is null or "" || r.Clause.Regulation.Equals(filter.Regulation, StringComparison.OrdinalIgnoreCase))
            .Where(r => filter.State is null || r.State == filter.State)
            .Where(r => words.All(w => Texts(r.Clause).Any(t => t.Contains(w, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(r => r.Clause.Id, ClauseOrder.ById);
        var all = found.ToList();
        var take = Math.Clamp(filter.Take ?? 50, 1, Most);
        var rows = all.SkipWhile(r => filter.After is { Length: > 0 } after && ClauseOrder.ById.Compare(r.Clause.Id, after) <= 0).Take(take + 1)
            .Select(r => new Row(r.Clause.Id, r.Clause.Feature, r.Clause.Zh, r.Clause.En, r.Clause.Kind, r.State, r.Clause.Implied, r.Clause.SameAs)).ToList();
        return Task.FromResult(Outcome<Found>.Success(rows.Count > take ? new(rows[..take], rows[take - 1].Id, all.Count) : new(rows, null, all.Count)));
    }

    static IEnumerable<string> Texts(Clause c) => [c.Id, c.Zh, c.En, c.Actor, c.Trigger, .. c.Forms];
}

/// <summary>Ids in the order people read them: article 2 before article 10.</summary>
static class ClauseOrder
{
    public static StringComparer ById { get; } = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering);
}
