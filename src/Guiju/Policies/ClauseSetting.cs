using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Rulebook.Clauses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Policies;

/// <summary>
/// What a company, or the group for all of them, decided about a parameter of a clause, from a day on. Never changed nor
/// deleted: a later decision takes its place, and the days before keep theirs.
/// </summary>
public sealed class ClauseSetting : Entity, IAudited
{
    /// <summary>Longest value, as JSON.</summary>
    public const int ValueLength = 4000;

    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 200;

    ClauseSetting() { }

    /// <summary>A decision; checked by <see cref="SetClauseParameter"/>.</summary>
    /// <param name="unitId">Company it is for, or null for the whole group.</param>
    /// <param name="parameter">The parameter as the register has it.</param>
    /// <param name="value">New value, or null to go back to the register's.</param>
    /// <param name="from">First day it holds.</param>
    /// <param name="reason">Why.</param>
    public ClauseSetting(Guid? unitId, ClauseParameter parameter, JsonElement? value, DateOnly from, string reason) =>
        (UnitId, ClauseId, Name, Value, EffectiveFrom, Reason) = (unitId, parameter.Clause, parameter.Name, value?.GetRawText(), from, reason);

    /// <summary>Company it is for, or null for the whole group.</summary>
    public Guid? UnitId { get; private set; }

    /// <summary>Id of the clause.</summary>
    public string ClauseId { get; private set; } = "";

    /// <summary>Name of the parameter.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Value as JSON, or null where the register's holds again.</summary>
    public string? Value { get; private set; }

    /// <summary>First day it holds.</summary>
    public DateOnly EffectiveFrom { get; private set; }

    /// <summary>Why it was decided.</summary>
    public string Reason { get; private set; } = "";

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId ?? Guid.Empty;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("clauseSetting", Id, $"{ClauseId} {Name}");
}

/// <summary>Named queries of settings.</summary>
static class ClauseSettings
{
    /// <summary>Settings of a company and those of the group it inherits.</summary>
    public static IQueryable<ClauseSetting> Of(this IQueryable<ClauseSetting> settings, Guid unitId) =>
        settings.Where(s => s.UnitId == unitId || s.UnitId == null);

    /// <summary>The one in force on a day: the company's before the group's, then the latest day, then the last decided.</summary>
    public static ClauseSetting? InForce(this IEnumerable<ClauseSetting> settings, string clauseId, string name, DateOnly on) => settings
        .Where(s => s.ClauseId == clauseId && s.Name == name && s.EffectiveFrom <= on)
        .OrderByDescending(s => s.UnitId != null).ThenByDescending(s => s.EffectiveFrom).ThenByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id)
        .FirstOrDefault();
}

sealed class ClauseSettingMapping : IEntityTypeConfiguration<ClauseSetting>
{
    public void Configure(EntityTypeBuilder<ClauseSetting> setting)
    {
        setting.ToTable("clause_settings");
        setting.Property(s => s.ClauseId).HasMaxLength(30);
        setting.Property(s => s.Name).HasMaxLength(60);
        setting.Property(s => s.Value).HasMaxLength(ClauseSetting.ValueLength);
        setting.Property(s => s.Reason).HasMaxLength(ClauseSetting.ReasonLength);
        setting.HasIndex(s => new { s.UnitId, s.ClauseId, s.Name, s.EffectiveFrom });
        setting.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
        setting.Ignore(s => s.AuditUnit).Ignore(s => s.AuditSubject);
    }
}
