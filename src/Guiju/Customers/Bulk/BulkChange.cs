using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;

namespace Guiju.Customers.Bulk;

/// <summary>What can be done to many customers at once; each is what the record page does to one.</summary>
public enum BulkKind
{
    /// <summary>Give them an owner, or put them into the pool.</summary>
    Owner,

    /// <summary>Name the second contact, or none.</summary>
    SecondOwner,

    /// <summary>Add tags.</summary>
    Tag,

    /// <summary>Take tags off.</summary>
    Untag,

    /// <summary>Set one fact.</summary>
    Fact,

    /// <summary>Record a stage (D01-3.1a).</summary>
    Stage,

    /// <summary>Plan the next contact (D01-2.3b).</summary>
    NextContact,

    /// <summary>Move to a category of the register, or out (D01-1.3e).</summary>
    Category,

    /// <summary>Archive.</summary>
    Archive,

    /// <summary>Take back from the archive.</summary>
    Restore,
}

/// <summary>One change, to be made of many customers; which of its parts count depends on the kind.</summary>
public sealed record BulkChange
{
    /// <summary>What is done.</summary>
    public BulkKind Kind { get; init; }

    /// <summary>The owner or second contact; null for the pool, or for none.</summary>
    public Guid? Person { get; init; }

    /// <summary>Tags to add or take off.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The fact: one of <see cref="Facts"/>.</summary>
    public string? Field { get; init; }

    /// <summary>What it says from now on; empty takes it back.</summary>
    public string? Value { get; init; }

    /// <summary>Day a major change happened at the customers (D13-3.4.1a).</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>How it is known.</summary>
    public string? ChangeSource { get; init; }

    /// <summary>The stage.</summary>
    public Stage? Stage { get; init; }

    /// <summary>Day of the next contact.</summary>
    public DateOnly? NextContactOn { get; init; }

    /// <summary>What for.</summary>
    public string? NextStep { get; init; }

    /// <summary>The category; null takes out of the register.</summary>
    public Guid? Category { get; init; }

    /// <summary>What the stage rests on, or why the category is left.</summary>
    public string? Reason { get; init; }

    /// <summary>Name of the person or category, as it was when it was asked for.</summary>
    public string? Named { get; init; }

    /// <summary>Facts that can be the same at many customers; what tells one entity from another is changed one by one.</summary>
    public static readonly IReadOnlyList<string> Facts = ["industry", "source", "demand", "regionCode", "businessScope", "postcode"];

    /// <summary>Kinds in the order they are offered.</summary>
    public static readonly IReadOnlyList<BulkKind> Kinds = Enum.GetValues<BulkKind>();

    /// <summary>Permission the record page asks for.</summary>
    [JsonIgnore]
    public string Permission => PermissionOf(Kind);

    /// <summary>Permission the record page asks for.</summary>
    public static string PermissionOf(BulkKind kind) => kind switch
    {
        BulkKind.Owner or BulkKind.SecondOwner => Platform.Security.Permission.CustomersAssign,
        BulkKind.Archive or BulkKind.Restore => Platform.Security.Permission.CustomersArchive,
        _ => Platform.Security.Permission.CustomersWrite,
    };

    /// <summary>Kinds somebody may ask for.</summary>
    public static IEnumerable<BulkKind> For(Actor actor) => Kinds.Where(k => actor.May(PermissionOf(k)));

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, ColumnsBefore.Json);

    /// <summary>From JSON.</summary>
    public static BulkChange Read(string json) => JsonSerializer.Deserialize<BulkChange>(json, ColumnsBefore.Json)!;

    /// <summary>In words.</summary>
    internal string Say(Platform.Ui.Texts texts) => Kind switch
    {
        BulkKind.Owner or BulkKind.SecondOwner or BulkKind.Category when Named is null => texts[$"bulk.say.{Kind}.none"],
        BulkKind.Owner or BulkKind.SecondOwner or BulkKind.Category => texts[$"bulk.say.{Kind}", [Named]],
        BulkKind.Tag or BulkKind.Untag => texts[$"bulk.say.{Kind}", [string.Join(Platform.Ui.Texts.English ? ", " : "、", Tags)]],
        BulkKind.Fact when string.IsNullOrWhiteSpace(Value) => texts["bulk.say.Fact.none", [texts[$"customers.{Field}"]]],
        BulkKind.Fact => texts["bulk.say.Fact", [texts[$"customers.{Field}"], Words.Fact(Field!, Value)]],
        BulkKind.Stage => texts["bulk.say.Stage", [texts.Of(Stage!.Value)]],
        BulkKind.NextContact => texts["bulk.say.NextContact", [$"{NextContactOn:yyyy-MM-dd}"]],
        BulkKind.Archive or BulkKind.Restore or _ => texts[$"bulk.say.{Kind}"],
    };
}
