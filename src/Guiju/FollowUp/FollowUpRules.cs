namespace Guiju.FollowUp;

/// <summary>The house rules of following up that no regulation states.</summary>
public static class FollowUpRules
{
    /// <summary>How long an author may correct what he noted: long enough for a slip, too short to rewrite history.</summary>
    public static readonly TimeSpan CorrectableFor = TimeSpan.FromMinutes(30);
}
