using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Lists;

/// <summary>The indexes lists are read along: each order of <see cref="CustomerSort"/> within a company, an owner's and a department's own lists.</summary>
sealed class ListIndexes : IEntityTypeConfiguration<Customer>
{
    // Lists leave archived files out: an index of the others alone is walked without looking at the files themselves.
    const string InUse = "archived_at IS NULL AND merged_into_id IS NULL";

    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        // SQLite keeps decimals as text and sorts them by a rule no index knows; a percentage needs no more than a double.
        customer.Property(c => c.Completeness).HasConversion<double>();
        customer.HasIndex(c => new { c.UnitId, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.OwnerId, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.DepartmentId, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.NextContactOn }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.LastContactAt }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.OpenedOn }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.Completeness, c.OpenedOn }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.ChangedAt }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.Status }).HasFilter(InUse);
        // Conditions asked alone: few files of a stage, class, industry or source are found without looking at all the others.
        customer.HasIndex(c => new { c.UnitId, c.Stage, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.LeadClass, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.Industry, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.Source, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.CapitalYuan }).HasFilter($"capital_yuan IS NOT NULL AND {InUse}");
        customer.HasIndex(c => new { c.UnitId, c.Province, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.City, c.SortKey, c.Serial }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.ArchivedAt }).HasFilter("archived_at IS NOT NULL AND merged_into_id IS NULL");
        // What falls short of a clause is counted each time somebody opens his day; those that come to nothing in a company that keeps its rules hold only what is short.
        customer.HasIndex(c => new { c.UnitId, c.Score }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.RefreshedAt }).HasFilter(InUse);
        customer.HasIndex(c => new { c.UnitId, c.Id }, "ix_customers_evaluated_not_registered").HasFilter($"category_id IS NULL AND lead_class IS NOT NULL AND {InUse}");
        customer.HasIndex(c => new { c.UnitId, c.LastContactAt }, "ix_customers_contacted_not_evaluated").HasFilter($"lead_class IS NULL AND last_contact_at IS NOT NULL AND {InUse}");
        customer.HasIndex(c => new { c.UnitId, c.OpenedOn }, "ix_customers_not_formal").HasFilter($"status <> 'Formal' AND {InUse}");
    }
}
