using Guiju.Platform;
using Guiju.Policies.Contracts;

namespace Guiju.Leads;

/// <summary>The numbers and lists the clauses of leads work with today, as the company has set them.</summary>
public sealed class LeadParameters(IClauseParameters parameters, CompanyClock clock)
{
    /// <summary>D01-1.1b: channels a lead may come from.</summary>
    public IReadOnlyList<string> Channels => parameters.Get<List<string>>("D01-1.1b", "source_channels", clock.Today);

    /// <summary>D01-1.2b: natural hours within which a lead is registered.</summary>
    public int RegisterWithinHours => parameters.Get<int>("D01-1.2b", "register_within", clock.Today);

    /// <summary>D03-4.2: what registrations are matched by.</summary>
    public IReadOnlyList<string> MatchKeys => parameters.Get<List<string>>("D03-4.2", "match_keys", clock.Today);

    /// <summary>D01-1.2c: least share of the scored fields, percent.</summary>
    public int LeastScore => parameters.Get<int>("D01-1.2c", "completeness_min", clock.Today);
}
