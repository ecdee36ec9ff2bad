using Guiju.Organization;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Lists;

/// <summary>
/// A way of looking at the customer list that somebody saved: conditions, order, page size and columns under a name (视图). It holds questions and no
/// customers: whoever opens it sees what he may see. No record of business, so not audited.
/// </summary>
public sealed class SavedView : Entity
{
    /// <summary>Longest name.</summary>
    public const int MostName = 40;

    /// <summary>Longest address kept.</summary>
    public const int MostQuery = 4000;

    SavedView() { }

    /// <summary>A view of somebody's.</summary>
    public SavedView(Guid unitId, Guid ownerId, string name, string query, string columns) => (UnitId, OwnerId, Name, Query, Columns) = (unitId, ownerId, name, query, columns);

    /// <summary>Company it may be shared with.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Whose it is: he alone changes it.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Name, up to <see cref="MostName"/> characters, once among his own.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether the whole company may open it.</summary>
    public bool Shared { get; private set; }

    /// <summary>Conditions, order and page size as the address writes them, without the question mark.</summary>
    public string Query { get; private set; } = "";

    /// <summary>Columns with order and widths as <see cref="ColumnChoice"/> writes them; empty for those of the reader's account.</summary>
    public string Columns { get; private set; } = "";

    /// <summary>Gives it another name.</summary>
    public void Rename(string name) => Name = name;

    /// <summary>Shows it to the company, or to its owner alone.</summary>
    public void Share(bool shared) => Shared = shared;

    /// <summary>Gives it to another, under the name it has among his.</summary>
    public void GoTo(Guid ownerId, string name) => (OwnerId, Name) = (ownerId, name);

    /// <summary>Keeps what the list shows now.</summary>
    public void Keep(string query, string columns) => (Query, Columns) = (query, columns);
}

/// <summary>How a person arranged the customer list: with his account, so that every browser of his shows the same.</summary>
public sealed class ListSettings
{
    /// <summary>Most tabs of one's own.</summary>
    public const int MostPins = 12;

    ListSettings() { }

    /// <summary>Whose they are.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Columns with order and widths, or null for the first ones.</summary>
    public string? Columns { get; private set; }

    /// <summary>What the list opens with: key of a built-in view or id of a saved one; null for all customers.</summary>
    public string? Opens { get; private set; }

    /// <summary>Ids of the saved views shown as tabs, in their order, with a comma between.</summary>
    public string Pins { get; private set; } = "";

    /// <summary>Keeps columns.</summary>
    public void Show(string? columns) => Columns = columns;

    /// <summary>Says what the list opens with.</summary>
    public void OpenWith(string? view) => Opens = view;

    /// <summary>Shows these views as tabs.</summary>
    public void Pin(IEnumerable<Guid> views) => Pins = string.Join(',', views);
}

sealed class ViewMapping : IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<ListSettings>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_views").HasIndex(v => new { v.OwnerId, v.Name }).IsUnique();
        view.HasIndex(v => v.UnitId).HasFilter("shared");
        view.Property(v => v.Name).HasMaxLength(SavedView.MostName);
        view.Property(v => v.Query).HasMaxLength(SavedView.MostQuery);
        view.Property(v => v.Columns).HasMaxLength(1000);
        view.HasOne<Unit>().WithMany().HasForeignKey(v => v.UnitId).OnDelete(DeleteBehavior.Restrict);
        view.HasOne<Person>().WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ListSettings> settings)
    {
        settings.ToTable("list_settings").HasKey(s => s.PersonId);
        settings.Property(s => s.PersonId).ValueGeneratedNever();
        settings.Property(s => s.Columns).HasMaxLength(1000);
        settings.Property(s => s.Opens).HasMaxLength(40);
        settings.Property(s => s.Pins).HasMaxLength(500);
        settings.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
