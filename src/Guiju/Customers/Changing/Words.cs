using Guiju.Platform.Regions;

namespace Guiju.Customers;

/// <summary>Facts in words people read.</summary>
static class Words
{
    /// <summary>A fact as shown: a region by its name, everything else as it stands.</summary>
    public static string? Fact(string field, string? text) =>
        string.IsNullOrEmpty(text) ? null : field == "regionCode" ? Regions.Display(text) : text;
}
