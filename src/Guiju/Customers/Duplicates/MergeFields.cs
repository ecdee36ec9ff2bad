using System.Globalization;
using System.Text.Json;
using Guiju.Customers.Contracts;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Everything of a file itself that a merge may change, as text: what was, what became, and the way back.</summary>
static class MergeFields
{
    /// <summary>What follows without being asked for.</summary>
    static readonly string[] following = ["ownerId", "secondOwnerId", "departmentId", "tags", "stage", "leadClass", "leadClassGrounds", "categoryId", "nextContactOn", "nextStep", "lastContactAt", "lastFeedback"];

    /// <summary>Fields one chooses between: the facts, and who is in charge.</summary>
    public static readonly IReadOnlyList<string> Chosen = [.. FactText.Fields, "ownerId"];

    /// <summary>The file as it is.</summary>
    public static IReadOnlyDictionary<string, string?> Of(Customer c) => FactText.Fields.Concat(following).ToDictionary(f => f, f => Of(c, f));

    /// <summary>Takes what was chosen from the file that goes, and what follows: all tags, the further stage, the newer contact, and what the kept file lacks.</summary>
    public static IReadOnlyList<Finding> Take(Customer kept, Customer gone, IReadOnlyCollection<string> chosen, string? goneCode, CustomerRules rules)
    {
        List<Finding> findings = [];
        foreach (var field in chosen.Intersect(FactText.Fields))
            if ((field == "creditCode" ? goneCode : FactText.Of(gone, field)) is { } value) Fact(kept, field, value, rules, findings);
        var other = chosen.Contains("ownerId") ? kept.OwnerId : gone.OwnerId;
        if (chosen.Contains("ownerId")) kept.AssignTo(gone.OwnerId, gone.DepartmentId);
        // Who was in charge of the other file goes on seeing the customer, as second contact where there is none.
        if (kept.SecondOwnerId is null && other is not null && other != kept.OwnerId) kept.SetSecondOwner(other);
        kept.Tag(kept.Tags.Concat(gone.Tags).Distinct().Take(20));
        if (gone.Stage > kept.Stage) kept.MoveTo(gone.Stage, kept.RefreshedAt);
        if (kept.LeadClass is null && gone.LeadClass is { } leadClass) kept.Classify(leadClass, gone.LeadClassGrounds, kept.RefreshedAt);
        if (kept.CategoryId is null) kept.PutInCategory(gone.CategoryId);
        if (kept.NextContactOn is null) kept.PlanContact(gone.NextContactOn, gone.NextStep);
        if (gone.LastContactAt is { } at) kept.Contacted(at, gone.LastFeedback, kept.RefreshedAt);
        return findings;
    }

    /// <summary>Gives a field back what it said, where it still says what the merge put there.</summary>
    /// <returns>Whether it did.</returns>
    public static bool GiveBack(Customer c, MergedField field, CustomerRules rules)
    {
        if (Of(c, field.Field) != field.After) return false;
        List<Finding> findings = [];
        var text = field.Before;
        switch (field.Field)
        {
            case "ownerId": c.AssignTo(Id(text), c.DepartmentId); break;
            case "departmentId": c.AssignTo(c.OwnerId, Id(text)); break;
            case "secondOwnerId": c.SetSecondOwner(Id(text)); break;
            case "tags": c.Tag(JsonSerializer.Deserialize<List<string>>(text ?? "[]")!); break;
            case "stage": c.MoveTo(Enum.Parse<Stage>(text!), c.RefreshedAt); break;
            case "leadClass": c.SetLeadClass(text is null ? null : Enum.Parse<LeadClass>(text), c.LeadClassGrounds); break;
            case "leadClassGrounds": c.SetLeadClass(c.LeadClass, text); break;
            case "categoryId": c.PutInCategory(Id(text)); break;
            case "nextContactOn": c.PlanContact(text is null ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture), c.NextStep); break;
            case "nextStep": c.PlanContact(c.NextContactOn, text); break;
            case "lastContactAt": c.SetLastContact(text is null ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), c.LastFeedback); break;
            case "lastFeedback": c.SetLastContact(c.LastContactAt, text); break;
            default: Fact(c, field.Field, text ?? "", rules, findings); break;
        }
        return findings.Count == 0;
    }

    static void Fact(Customer c, string field, string value, CustomerRules rules, List<Finding> findings)
    {
        List<Finding> about = [];
        var entry = FactEntry.Read(FactText.Only(field, value), rules, about);
        if (about.Refuse()) findings.AddRange(about);
        else entry.ApplyTo(c);
    }

    static Guid? Id(string? text) => text is null ? null : Guid.ParseExact(text, "D");

    static string? Of(Customer c, string field) => field switch
    {
        "ownerId" => c.OwnerId?.ToString(),
        "secondOwnerId" => c.SecondOwnerId?.ToString(),
        "departmentId" => c.DepartmentId?.ToString(),
        "tags" => JsonSerializer.Serialize(c.Tags),
        "stage" => c.Stage.ToString(),
        "leadClass" => c.LeadClass?.ToString(),
        "leadClassGrounds" => c.LeadClassGrounds,
        "categoryId" => c.CategoryId?.ToString(),
        "nextContactOn" => c.NextContactOn?.ToString("O", CultureInfo.InvariantCulture),
        "nextStep" => c.NextStep,
        "lastContactAt" => c.LastContactAt?.ToString("O", CultureInfo.InvariantCulture),
        "lastFeedback" => c.LastFeedback,
        _ => FactText.Of(c, field),
    };
}
