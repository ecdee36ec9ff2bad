using Guiju.Compliance.Contracts;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;

namespace Guiju.Compliance.WhatIf;

/// <summary>Offers the replay on the page of a clause, or says there why it cannot be replayed.</summary>
sealed class OfferReplay(IEnumerable<ReplayedClause> replayed) : IClauseOffer
{
    readonly HashSet<string> clauses = [.. replayed.Select(r => r.Clause)];

    public ClauseOffer? For(string clauseId, bool decides) => clauses.Contains(clauseId)
        ? new("whatif.title", $"/what-if/new?clause={Uri.EscapeDataString(clauseId)}", null, Permission.PoliciesWrite, true)
        : new("whatif.title", null, decides ? "whatif.not.no-facts" : "whatif.not.no-rule", Permission.PoliciesWrite, false);
}
