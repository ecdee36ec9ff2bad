using System.Globalization;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp;

/// <summary>What was typed into the short form of a contact, as typed, so that nothing is lost when something is refused.</summary>
public sealed record InteractionDraft
{
    /// <summary>How; a call where nothing was chosen yet.</summary>
    public string? Mode { get; init; } = nameof(ContactMode.Call);

    /// <summary>When, as the company's clocks show it; empty for now.</summary>
    public string? At { get; init; }

    /// <summary>With whom.</summary>
    public string? ContactPersonId { get; init; }

    /// <summary>What was said.</summary>
    public string? Feedback { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>Next contact.</summary>
    public string? NextOn { get; init; }

    /// <summary>What for.</summary>
    public string? NextStep { get; init; }

    /// <summary>The draft of a posted form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="prefix">Prefix of the fields' names: <c>seen.</c> for what they held when the form was shown.</param>
    public static InteractionDraft Of(IFormCollection form, string prefix = "") => new()
    {
        Mode = form[prefix + "mode"],
        At = form[prefix + "at"],
        ContactPersonId = form[prefix + "contactPersonId"],
        Feedback = form[prefix + "feedback"],
        Result = form[prefix + "result"],
        NextOn = form[prefix + "nextOn"],
        NextStep = form[prefix + "nextStep"],
    };

    /// <summary>The draft to be shown again: what was touched as typed, the rest as the contact says now.</summary>
    /// <param name="seen">What the form held when it was shown.</param>
    /// <param name="now">What the contact says now.</param>
    public InteractionDraft Again(InteractionDraft seen, InteractionDraft now) => this with
    {
        Mode = Mode == seen.Mode ? now.Mode : Mode,
        At = At == seen.At ? now.At : At,
        ContactPersonId = ContactPersonId == seen.ContactPersonId ? now.ContactPersonId : ContactPersonId,
        Feedback = Feedback == seen.Feedback ? now.Feedback : Feedback,
        Result = Result == seen.Result ? now.Result : Result,
    };

    /// <summary>The draft of a kept contact, to be corrected.</summary>
    public static InteractionDraft Of(InteractionRow row, CompanyClock clock) => new()
    {
        Mode = row.Mode.ToString(),
        At = clock.Local(row.At).ToString(Minute, CultureInfo.InvariantCulture),
        ContactPersonId = row.ContactPersonId?.ToString(),
        Feedback = row.Feedback,
        Result = row.Result?.ToString(),
    };

    /// <summary>The facts of it; what cannot be read is among the findings.</summary>
    public LogInteraction.Input Read(CompanyClock clock, List<Finding> findings)
    {
        DateOnly? next = null;
        if (!string.IsNullOrWhiteSpace(NextOn))
        {
            if (DateOnly.TryParseExact(NextOn.Trim(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) next = day;
            else findings.Add(new("followup.next-on.malformed", "nextOn", "D01-2.3b"));
        }
        return new()
        {
            Mode = Enum.TryParse<ContactMode>(Mode, out var mode) && Enum.IsDefined(mode) ? mode : null,
            At = ReadAt(clock, findings),
            ContactPersonId = Guid.TryParse(ContactPersonId, out var person) ? person : null,
            Feedback = Feedback,
            Result = Enum.TryParse<ContactResult>(Result, out var result) && Enum.IsDefined(result) ? result : null,
            NextOn = next,
            NextStep = NextStep,
        };
    }

    const string Day = "yyyy-MM-dd", Minute = "yyyy-MM-dd HH:mm";

    DateTimeOffset? ReadAt(CompanyClock clock, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(At)) return null;
        if (DateTime.TryParseExact(At.Trim().Replace('T', ' '), Minute, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(clock.Utc(local), TimeSpan.Zero);
        findings.Add(new("followup.at.malformed", "at", "D01-1.3a"));
        return null;
    }
}
