using System.Text.Json;
using Guiju.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers;

sealed class CustomerMapping : IEntityTypeConfiguration<Customer>, IEntityTypeConfiguration<CustomerRole>,
    IEntityTypeConfiguration<ContactPerson>, IEntityTypeConfiguration<RegisterCategory>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers");
        customer.Ignore(c => c.AuditUnit).Ignore(c => c.AuditSubject);
        customer.Property(c => c.Code).HasMaxLength(30);
        customer.Property(c => c.Name).HasMaxLength(200);
        customer.Property(c => c.ShortName).HasMaxLength(60);
        customer.Property(c => c.NameKey).HasMaxLength(200);
        customer.Property(c => c.MatchKey).HasMaxLength(CompanyName.MaxKey);
        customer.Property(c => c.MatchPlace).HasMaxLength(12);
        customer.Property(c => c.SortKey).HasMaxLength(200);
        customer.Property(c => c.CreditCode).HasMaxLength(18);
        customer.Property(c => c.LegalRepresentative).HasMaxLength(60);
        customer.Property(c => c.RegionCode).HasMaxLength(12);
        customer.Property(c => c.Province).HasMaxLength(2);
        customer.Property(c => c.City).HasMaxLength(4);
        customer.Property(c => c.Address).HasMaxLength(200);
        customer.Property(c => c.Postcode).HasMaxLength(6);
        customer.Property(c => c.Phone).HasMaxLength(40);
        customer.Property(c => c.PhoneKey).HasMaxLength(24);
        customer.Property(c => c.Fax).HasMaxLength(40);
        customer.Property(c => c.BusinessScope).HasMaxLength(2000);
        customer.Property(c => c.CapitalCurrency).HasMaxLength(3);
        customer.Property(c => c.Industry).HasMaxLength(60);
        customer.Property(c => c.Source).HasMaxLength(40);
        customer.Property(c => c.Demand).HasMaxLength(500);
        customer.Property(c => c.LeadClassGrounds).HasMaxLength(500);
        customer.Property(c => c.NextStep).HasMaxLength(200);
        customer.Property(c => c.LastFeedback).HasMaxLength(200);
        customer.Property(c => c.Completeness).HasPrecision(4, 1);
        customer.Property(c => c.Absent).HasConversion(
            v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web), v => JsonSerializer.Deserialize<Dictionary<string, string>>(v, JsonSerializerOptions.Web)!,
            new ValueComparer<Dictionary<string, string>>((a, b) => Same(a, b), d => d.Count, d => new(d)));

        customer.HasIndex(c => c.Serial).IsUnique();
        customer.HasIndex(c => new { c.UnitId, c.Code }).IsUnique();
        // One file a legal entity (D13-2.1b): the database itself refuses the second, however many save at once.
        customer.HasIndex(c => new { c.UnitId, c.CreditCode }).IsUnique().HasFilter("credit_code IS NOT NULL");
        customer.HasIndex(c => new { c.UnitId, c.NameKey });
        customer.HasIndex(c => new { c.UnitId, c.MatchKey, c.MatchPlace });
        customer.HasIndex(c => c.MergedIntoId).HasFilter("merged_into_id IS NOT NULL");
        customer.HasIndex(c => new { c.UnitId, c.PhoneKey });
        customer.HasIndex(c => new { c.UnitId, c.SortKey, c.Serial });
        customer.HasIndex(c => new { c.OwnerId, c.SortKey, c.Serial });
        customer.HasIndex(c => new { c.OwnerId, c.NextContactOn });
        customer.HasIndex(c => c.SecondOwnerId);
        customer.HasIndex(c => new { c.DepartmentId, c.SortKey, c.Serial });
        customer.HasIndex(c => new { c.UnitId, c.RegionCode, c.SortKey, c.Serial });
        customer.HasIndex(c => new { c.UnitId, c.CategoryId, c.SortKey });
        customer.HasIndex(c => new { c.UnitId, c.NextContactOn });

        customer.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        customer.HasOne<Person>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        customer.HasOne<Person>().WithMany().HasForeignKey(c => c.SecondOwnerId).OnDelete(DeleteBehavior.Restrict);
        customer.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        customer.HasOne<RegisterCategory>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Restrict);
        customer.HasOne<Customer>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        customer.HasMany(c => c.Roles).WithOne().HasForeignKey(r => r.CustomerId);
        customer.HasMany(c => c.Contacts).WithOne().HasForeignKey(p => p.CustomerId);
    }

    static bool Same(Dictionary<string, string>? a, Dictionary<string, string>? b) =>
        a is null || b is null ? a == b : a.Count == b.Count && !a.Except(b).Any();

    public void Configure(EntityTypeBuilder<CustomerRole> role)
    {
        role.ToTable("customer_roles").HasIndex(r => new { r.CustomerId, r.Role }).IsUnique();
        role.HasIndex(r => new { r.UnitId, r.Role, r.Special });
        role.Property(r => r.Title).HasMaxLength(200);
        role.Ignore(r => r.AuditUnit).Ignore(r => r.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<ContactPerson> person)
    {
        person.ToTable("contact_people").HasIndex(p => p.CustomerId);
        person.HasIndex(p => new { p.UnitId, p.MobileKey });
        person.HasIndex(p => new { p.UnitId, p.PhoneKey }).HasFilter("phone_key IS NOT NULL");
        person.Property(p => p.PhoneKey).HasMaxLength(24);
        person.Property(p => p.Title).HasMaxLength(200);
        person.Property(p => p.Name).HasMaxLength(60);
        person.Property(p => p.Post).HasMaxLength(60);
        person.Property(p => p.Mobile).HasMaxLength(40);
        person.Property(p => p.MobileKey).HasMaxLength(24);
        person.Property(p => p.Phone).HasMaxLength(40);
        person.Property(p => p.Email).HasMaxLength(100);
        person.Property(p => p.WeChat).HasMaxLength(60);
        person.Property(p => p.Note).HasMaxLength(200);
        person.Ignore(p => p.AuditUnit).Ignore(p => p.AuditSubject);
    }

    public void Configure(EntityTypeBuilder<RegisterCategory> category)
    {
        category.ToTable("register_categories").HasIndex(c => new { c.UnitId, c.Order }).IsUnique();
        category.HasIndex(c => new { c.UnitId, c.Name }).IsUnique();
        category.Property(c => c.Name).HasMaxLength(40);
        category.Ignore(c => c.AuditUnit).Ignore(c => c.AuditSubject);
    }
}
