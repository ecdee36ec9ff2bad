using Guiju.Policies;

namespace Guiju.FollowUp;

/// <summary>The numbers the follow-up clauses work with.</summary>
static class FollowUpParameters
{
    /// <summary>D01-2.3b: days ahead a next contact may lie without a supervisor's consent.</summary>
    public static int MaxFutureDays => ClauseBook.Register["D01-2.3b"].Parameter<int>("max_future");

    /// <summary>How long an author may correct what he noted: long enough for a slip, too short to rewrite history.</summary>
    public static readonly TimeSpan CorrectableFor = TimeSpan.FromMinutes(30);
}
