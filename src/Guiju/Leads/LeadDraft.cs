using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Rulebook.Findings;

namespace Guiju.Leads;

/// <summary>What was typed into the form of a lead, as typed.</summary>
public sealed class LeadDraft
{
    readonly IReadOnlyDictionary<string, string> typed;

    LeadDraft(IReadOnlyDictionary<string, string> typed) => this.typed = typed;

    /// <summary>Nothing yet.</summary>
    public static LeadDraft Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>The draft of a posted form.</summary>
    public static LeadDraft Of(IFormCollection form) => new(form.ToDictionary(f => f.Key, f => f.Value.ToString()));

    /// <summary>A form that knows where it is used: the next lead of a fair comes through the same channel, from the same region.</summary>
    public static LeadDraft With(string? channel, string? region) =>
        new(new[] { ("channel", channel), ("regionCode", region) }.Where(p => p.Item2 is not null).ToDictionary(p => p.Item1, p => p.Item2!));

    /// <summary>What was typed into a field, or null.</summary>
    public string? this[string field] => typed.TryGetValue(field, out var text) ? text : null;

    /// <summary>The facts of it; what cannot be read is among the findings.</summary>
    public RegisterLead.Input Read(CompanyClock clock, List<Finding> findings) => new()
    {
        Name = this["name"],
        Role = Enum.TryParse<RoleKind>(this["role"], out var role) && Enum.IsDefined(role) ? role : null,
        RegionCode = this["regionCode"],
        Industry = this["industry"],
        Address = this["address"],
        ContactName = this["contactName"],
        ContactPost = this["contactPost"],
        Phone = this["phone"],
        Email = this["email"],
        Channel = this["channel"],
        Demand = this["demand"],
        ObtainedAt = ReadObtained(clock, findings),
        LateReason = this["lateReason"],
        Plate = this["plate"],
        FamilyOf = this["familyOf"],
        FamilyRelation = this["familyRelation"],
    };

    DateTimeOffset? ReadObtained(CompanyClock clock, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(this["obtainedAt"])) return null;
        if (DateTime.TryParseExact(this["obtainedAt"]!.Trim().Replace('T', ' '), "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(clock.Utc(local), TimeSpan.Zero);
        findings.Add(new("leads.obtained.malformed", "obtainedAt", "D01-1.2b"));
        return null;
    }
}
