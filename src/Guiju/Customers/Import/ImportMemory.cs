using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Import;

/// <summary>What the columns of a source meant the last time a company imported it: a file with the same headers, in whatever order, is read alike.</summary>
public sealed class ImportMemory
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    ImportMemory() { }

    /// <summary>Company whose source it is.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Hash of the headers, whatever their order.</summary>
    public string Headers { get; private set; } = "";

    /// <summary><see cref="Meaning"/> as JSON.</summary>
    public string MeaningJson { get; private set; } = "";

    /// <summary>Who last imported it.</summary>
    public string By { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>What is kept: fields by header, in the order of headers that stand several times, and what counts for rows that say nothing.</summary>
    /// <param name="Fields">Header in the form compared → fields of its columns.</param>
    /// <param name="Role">Default class.</param>
    /// <param name="Special">Kind of the special class.</param>
    /// <param name="Source">Default source.</param>
    /// <param name="Kind">What its rows brought in.</param>
    /// <param name="Choices">What was chosen for them.</param>
    public sealed record Meaning(IReadOnlyDictionary<string, IReadOnlyList<string?>> Fields, RoleKind Role, SpecialKind? Special, string? Source, string Kind, IReadOnlyDictionary<string, string> Choices);

    /// <summary>Keeps what a plan says.</summary>
    public static async Task Keep(GuijuContext db, Guid unit, ImportPlan plan, string by, DateTime at, CancellationToken ct)
    {
        var headers = HeadersOf(plan.Labels);
        var memory = await db.Set<ImportMemory>().SingleOrDefaultAsync(m => m.UnitId == unit && m.Headers == headers, ct);
        if (memory is null) db.Add(memory = new() { UnitId = unit, Headers = headers });
        var fields = plan.Labels.Select((label, i) => (Label: ImportField.Plain(label), Field: plan.Fields[i])).GroupBy(f => f.Label)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string?>)[.. g.Select(f => f.Field)]);
        (memory.MeaningJson, memory.By, memory.At) = (JsonSerializer.Serialize(new Meaning(fields, plan.Role, plan.Special, plan.Source, plan.Kind, plan.Choices), options), by, at);
    }

    /// <summary>The plan with what is remembered of its source, or as it is where nothing is, or where the rows brought in something else than they are to now.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">The company.</param>
    /// <param name="plan">As recognised.</param>
    /// <param name="shapes">The kinds there are.</param>
    /// <param name="chosen">Whether somebody said what the rows bring in.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<ImportPlan> Recall(GuijuContext db, Guid unit, ImportPlan plan, ImportShapes shapes, bool chosen, CancellationToken ct)
    {
        var headers = HeadersOf(plan.Labels);
        if (await db.Set<ImportMemory>().AsNoTracking().SingleOrDefaultAsync(m => m.UnitId == unit && m.Headers == headers, ct) is not { } memory) return plan;
        var meaning = JsonSerializer.Deserialize<Meaning>(memory.MeaningJson, options)!;
        if (shapes.Find(meaning.Kind) is not { } shape || chosen && shape.Key != plan.Kind) return plan;
        var left = meaning.Fields.ToDictionary(f => f.Key, f => new Queue<string?>(f.Value));
        return plan with
        {
            Kind = shape.Key,
            Choices = meaning.Choices,
            // A field of an older version that is no more leaves its column out.
            Fields = [.. plan.Labels.Select(label => left.TryGetValue(ImportField.Plain(label), out var fields) && fields.TryDequeue(out var field) && shape.Find(field) is not null ? field : null)],
            Role = meaning.Role,
            Special = meaning.Special,
            Source = meaning.Source,
            RememberedOf = memory.By,
            RememberedAt = memory.At,
        };
    }

    static string HeadersOf(IReadOnlyList<string> labels) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', labels.Select(ImportField.Plain).Order(StringComparer.Ordinal)))));
}

sealed class ImportMemoryMapping : IEntityTypeConfiguration<ImportMemory>
{
    public void Configure(EntityTypeBuilder<ImportMemory> memory)
    {
        memory.ToTable("import_memories").HasKey(m => new { m.UnitId, m.Headers });
        memory.Property(m => m.Headers).HasMaxLength(64);
        memory.Property(m => m.By).HasMaxLength(100);
    }
}
