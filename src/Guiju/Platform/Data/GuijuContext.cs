using Guiju.Platform.Audit;
using Guiju.Platform.Security;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guiju.Platform.Data;

/// <summary>
/// The one database of the program. Entities are mapped beside themselves (<c>IEntityTypeConfiguration</c>) and reached
/// by <c>Set&lt;T&gt;()</c>; SQLite and PostgreSQL each have a derived context with migrations of their own.
/// Saving stamps who and when, raises versions and appends the audit entries in the same transaction.
/// </summary>
public abstract class GuijuContext(DbContextOptions options, CompanyClock clock) : IdentityUserContext<Account, Guid>(options)
{
    CurrentActor actor = new();
    IEnumerable<ISaveFollower> followers = [];

    /// <summary>Whether the engine is SQLite; PostgreSQL otherwise.</summary>
    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    /// <summary>Clock of the company.</summary>
    public CompanyClock Clock => clock;

    /// <summary>Name of the act now being done, as written into the audit trail; set by the door.</summary>
    public string Act { get; internal set; } = "";

    /// <summary>Something the trail keeps beside what changed of a part, such as which earlier value was taken up again; set by the act.</summary>
    internal FieldChange? Remark { get; set; }

    readonly List<object> fresh = [];

    /// <summary>
    /// Begins to work for somebody. Contexts are used again, since making one costs as much as a query: whatever one keeps of its own is as new here,
    /// and what the framework keeps is put back when it is given back.
    /// </summary>
    internal GuijuContext For(CurrentActor actor, IEnumerable<ISaveFollower> followers)
    {
        (this.actor, this.followers, Act, Remark, Gathered) = (actor, followers, "", null, null);
        fresh.Clear();
        return this;
    }

    /// <summary>
    /// Adds a new record with all that hangs on it, to be written at the next saving with thousands of others, past the change tracker (imports).
    /// It is stamped, audited and followed as any; what is changed of it until then is written too, what is changed later is not.
    /// </summary>
    internal void AddFresh(object record) => fresh.Add(record);

    /// <summary>New records beside the tracker, parts included.</summary>
    internal IEnumerable<object> Fresh => fresh.SelectMany(WithParts);

    IEnumerable<object> WithParts(object record) => Model.FindEntityType(record.GetType())!.GetNavigations().Where(n => n.IsCollection)
        .SelectMany(n => ((IEnumerable<object>)n.GetGetter().GetClrValueUsingContainingEntity(record)!).SelectMany(WithParts)).Prepend(record);

    /// <summary>Where many acts share one transaction, what is still to be written into the audit trail; null where each act writes its own.</summary>
    internal List<AuditTrail.Told>? Gathered { get; set; }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(GuijuContext).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)))
        {
            type.FindProperty(nameof(Entity.Id))!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            type.FindProperty(nameof(Entity.Version))!.IsConcurrencyToken = true;
        }
        // The framework's own comparer of a list compiles a delegate at every comparison; that was half the cost of saving a customer.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(p => p.ClrType == typeof(List<string>)))
            property.SetValueComparer(ListOfText.Same);
        if (IsSqlite) return;
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(p => p.PropertyInfo?.IsDefined(typeof(BinaryOrderAttribute), true) == true))
            property.SetCollation("C");
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcInstant>();
        if (IsSqlite) configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: the audit trail is written with it.");

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        // Looked for once, and once more for the stamps: every look at the entries would look for changes anew.
        var automatic = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            List<object> added = [.. Fresh];
            if (added.Count == 0 && !ChangeTracker.HasChanges()) return 0;
            if (Stamp(added)) ChangeTracker.DetectChanges();
            var trail = PendingChanges.Collect(ChangeTracker, Model, added, Remark);
            if (trail.Count > 0 && Database.CurrentTransaction is null)
                throw new InvalidOperationException("Changes of audited records go through the door, in a transaction.");
            List<Func<CancellationToken, Task>> after = [.. followers.Select(f => f.Before(this)).OfType<Func<CancellationToken, Task>>()];
            fresh.Clear();
            var saved = added.Count + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await BulkInsert.Write(this, added, cancellationToken);
            foreach (var follow in after) await follow(cancellationToken);
            if (trail.Count > 0)
                await AuditTrail.Append(this, actor.OrNull ?? Actor.Program(Door.Job), Act, trail, cancellationToken);
            return saved;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = automatic;
        }
    }

    /// <summary>Says who and when; answers whether a record that was there before got a stamp.</summary>
    bool Stamp(List<object> added)
    {
        var (now, by, modified) = (clock.Now, actor.OrNull?.PersonId, false);
        foreach (var entry in ChangeTracker.Entries<Entity>())
        {
            if (entry.State == EntityState.Added)
                (entry.Entity.CreatedAt, entry.Entity.CreatedBy) = (entry.Entity.CreatedAt == default ? now : entry.Entity.CreatedAt, entry.Entity.CreatedBy ?? by);
            else if (entry.State == EntityState.Modified)
                (entry.Entity.Version, modified) = (entry.Entity.Version + 1, true);
            else
                continue;
            (entry.Entity.ChangedAt, entry.Entity.ChangedBy) = (now, by);
        }
        foreach (var record in added.OfType<Entity>())
            (record.CreatedAt, record.CreatedBy, record.ChangedAt, record.ChangedBy) = (record.CreatedAt == default ? now : record.CreatedAt, record.CreatedBy ?? by, now, by);
        return modified;
    }
}

/// <summary>Keeps instants UTC whatever the engine gives back.</summary>
sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
    v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

/// <summary>Compares lists of text without nested lambdas, which would be compiled anew each time.</summary>
static class ListOfText
{
    public static readonly ValueComparer<List<string>> Same = new((a, b) => AreSame(a, b), l => l.Count, l => Copy(l));

    static bool AreSame(List<string>? a, List<string>? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.SequenceEqual(b));

    static List<string> Copy(List<string> list) => [.. list];
}

/// <summary>Keeps sequential ids sequential in SQLite: sixteen bytes in the order they sort by, half the size of text.</summary>
sealed class GuidBytes() : ValueConverter<Guid, byte[]>(
    v => v.ToByteArray(true), v => new Guid(v, true));
