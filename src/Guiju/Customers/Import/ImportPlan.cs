using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Customers.Contracts;

namespace Guiju.Customers.Import;

/// <summary>What is done with rows whose customer is there already, in the file or on file.</summary>
public enum OnDuplicate
{
    /// <summary>They are left out.</summary>
    Skip,

    /// <summary>What is empty on file is filled; what is there stays.</summary>
    Fill,

    /// <summary>What the row says replaces what is there.</summary>
    Overwrite,

    /// <summary>A file of its own is opened where that is lawful: same name alone, never the same credit code (D13-2.1b) or name and phone (D01-1.2c).</summary>
    Create,
}

/// <summary>Who takes charge of customers whose row names nobody.</summary>
public enum DefaultOwner
{
    /// <summary>Who follows customers up himself, the uploader; else the supervisor's pool.</summary>
    Uploader,

    /// <summary>The supervisor's pool.</summary>
    Pool,

    /// <summary>A person named.</summary>
    Person,
}

/// <summary>What the columns of a file mean and what is wanted of the import.</summary>
public sealed record ImportPlan
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    /// <summary>What the rows bring in: key of an <see cref="ImportShape"/>.</summary>
    public string Kind { get; init; } = "customers";

    /// <summary>What was chosen for the whole file of such rows, by the key of the choice.</summary>
    public IReadOnlyDictionary<string, string> Choices { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the workbook counts days from 1904.</summary>
    public bool From1904 { get; init; }

    /// <summary>Sheet read.</summary>
    public string Sheet { get; init; } = "";

    /// <summary>Visible sheets there are.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>Format, encoding and separator as shown to people, such as <c>CSV · GB18030 · ,</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>Row of the header as the user sees it.</summary>
    public int HeaderRow { get; init; }

    /// <summary>Labels of the columns.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>First values of each column, for the eye.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Key of the <see cref="ImportField"/> each column goes into; null for a column left out.</summary>
    public IReadOnlyList<string?> Fields { get; init; } = [];

    /// <summary>Class of customers whose row names none.</summary>
    public RoleKind Role { get; init; } = RoleKind.Buyer;

    /// <summary>Kind of the special class, where that is the default class.</summary>
    public SpecialKind? Special { get; init; }

    /// <summary>Source of customers whose row names none.</summary>
    public string? Source { get; init; }

    /// <summary>Who takes charge by default.</summary>
    public DefaultOwner Owner { get; init; } = DefaultOwner.Uploader;

    /// <summary>The person, where one is named.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>What is done with duplicates.</summary>
    public OnDuplicate Duplicates { get; init; } = OnDuplicate.Skip;

    /// <summary>Day the major changes an overwriting file brings happened (D13-3.4.1a).</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>How they are known.</summary>
    public string? ChangeSource { get; init; }

    /// <summary>Who imported the same source last, whose columns these are; null where the program recognised them.</summary>
    public string? RememberedOf { get; init; }

    /// <summary>When he did, UTC.</summary>
    public DateTime? RememberedAt { get; init; }

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, options);

    /// <summary>From JSON.</summary>
    public static ImportPlan Read(string json) => JsonSerializer.Deserialize<ImportPlan>(json, options)!;

    /// <summary>The first column of each field.</summary>
    internal IReadOnlyDictionary<string, int> Columns => Fields.Select((f, i) => (f, i)).Where(f => f.f is not null).GroupBy(f => f.f!).ToDictionary(g => g.Key, g => g.First().i);

    /// <summary>Column of a field, or -1.</summary>
    public int ColumnOf(string field)
    {
        for (var i = 0; i < Fields.Count; i++)
            if (Fields[i] == field) return i;
        return -1;
    }
}
