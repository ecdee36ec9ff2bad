using Guiju.Platform;
using Guiju.Policies.Contracts;

namespace Guiju.FollowUp;

/// <summary>The numbers the follow-up clauses work with today, as the company has set them.</summary>
public sealed class FollowUpParameters(IClauseParameters parameters, CompanyClock clock)
{
    /// <summary>D01-2.3b: days ahead a next contact may lie without a supervisor's consent.</summary>
    public int MaxFutureDays => parameters.Get<int>("D01-2.3b", "max_future", clock.Today);

    /// <summary>How long an author may correct what he noted: long enough for a slip, too short to rewrite history.</summary>
    public static readonly TimeSpan CorrectableFor = TimeSpan.FromMinutes(30);
}
