using Guiju.Customers.Contracts;
using Guiju.Platform.Data;

namespace Guiju.Customers.Lists;

/// <summary>Whether archived files are in a list.</summary>
public enum ArchivedFiles
{
    /// <summary>Only those in use.</summary>
    Left,

    /// <summary>Only archived ones.</summary>
    Only,

    /// <summary>All.</summary>
    Included,
}

/// <summary>
/// Which customers of those one may see are wanted. Different fields narrow each other; several values of one field widen it.
/// Empty fields ask for nothing. <see cref="Where"/> says the same and more: negation, empty, relative days, one of several conditions.
/// </summary>
public sealed record CustomerFilter
{
    /// <summary>Words to search: name, pinyin, codes, phones, contacts.</summary>
    public string? Text { get; init; }

    /// <summary>Classes, one of which the customer has.</summary>
    public IReadOnlyList<RoleKind> Roles { get; init; } = [];

    /// <summary>Subtypes of the special class (D13-2.2a).</summary>
    public IReadOnlyList<SpecialKind> Specials { get; init; } = [];

    /// <summary>Stages.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>What evaluations found.</summary>
    public IReadOnlyList<LeadClass> LeadClasses { get; init; } = [];

    /// <summary>Drafts, incomplete, formal.</summary>
    public IReadOnlyList<FileStatus> Statuses { get; init; } = [];

    /// <summary>Clauses the file falls short of, one of them at least.</summary>
    public IReadOnlyList<FileGap> Gaps { get; init; } = [];

    /// <summary>Categories of the classified register; <see cref="Guid.Empty"/> for those in none.</summary>
    public IReadOnlyList<Guid> Categories { get; init; } = [];

    /// <summary>People in charge; <see cref="Guid.Empty"/> for nobody.</summary>
    public IReadOnlyList<Guid> Owners { get; init; } = [];

    /// <summary>Departments in charge.</summary>
    public IReadOnlyList<Guid> Departments { get; init; } = [];

    /// <summary>Province, city or district with all within it.</summary>
    public string? Region { get; init; }

    /// <summary>Industry, exactly.</summary>
    public string? Industry { get; init; }

    /// <summary>Source, exactly.</summary>
    public string? Source { get; init; }

    /// <summary>A tag it bears.</summary>
    public string? Tag { get; init; }

    /// <summary>First day of the next contact.</summary>
    public DateOnly? NextFrom { get; init; }

    /// <summary>Last day of the next contact.</summary>
    public DateOnly? NextTo { get; init; }

    /// <summary>Least completeness, percent.</summary>
    public decimal? CompletenessFrom { get; init; }

    /// <summary>Greatest completeness, percent.</summary>
    public decimal? CompletenessTo { get; init; }

    /// <summary>Groups of conditions, all of which hold: of each one condition at least.</summary>
    public IReadOnlyList<ConditionGroup> Where { get; init; } = [];

    /// <summary>Who asks: <c>me</c>, <c>team</c> and <c>mine</c> of the conditions are his.</summary>
    public Guid? Reader { get; init; }

    /// <summary>Whether archived ones are in it.</summary>
    public ArchivedFiles Archived { get; init; }

    /// <summary>These alone, ticked by hand.</summary>
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>The customers wanted, but for the words searched, which the search plan adds.</summary>
    public IQueryable<Customer> Narrow(IQueryable<Customer> customers, GuijuContext db, FileGaps gaps)
    {
        if (Archived == ArchivedFiles.Left) customers = customers.Where(c => c.ArchivedAt == null);
        if (Archived == ArchivedFiles.Only) customers = customers.Where(c => c.ArchivedAt != null);
        if (Roles.Count > 0 && Specials.Count == 0) customers = customers.Where(c => db.Set<CustomerRole>().Any(r => r.CustomerId == c.Id && Roles.Contains(r.Role)));
        // A subtype belongs to the special class: asking for 银行 beside 供应商 means either.
        if (Specials.Count > 0)
        {
            var others = Roles.Where(r => r != RoleKind.Special).ToList();
            customers = customers.Where(c => db.Set<CustomerRole>().Any(r => r.CustomerId == c.Id && (Specials.Contains(r.Special!.Value) || others.Contains(r.Role))));
        }
        if (Stages.Count > 0) customers = customers.Where(c => Stages.Contains(c.Stage));
        if (LeadClasses.Count > 0) customers = customers.Where(c => LeadClasses.Contains(c.LeadClass!.Value));
        if (Statuses.Count > 0) customers = customers.Where(c => Statuses.Contains(c.Status));
        if (Gaps is [var gap]) customers = gaps.In(gap, customers);
        else if (Gaps.Count > 1)
        {
            var each = Gaps.Distinct().Select(g => gaps.In(g, db.Set<Customer>()).Select(c => c.Id)).Aggregate((a, b) => a.Union(b));
            customers = customers.Where(c => each.Contains(c.Id));
        }
        if (Categories.Count > 0)
        {
            var (none, some) = Split(Categories);
            customers = none ? some.Count > 0 ? customers.Where(c => c.CategoryId == null || some.Contains(c.CategoryId.Value)) : customers.Where(c => c.CategoryId == null)
                : customers.Where(c => some.Contains(c.CategoryId!.Value));
        }
        if (Owners.Count > 0)
        {
            var (none, some) = Split(Owners);
            customers = none ? some.Count > 0 ? customers.Where(c => c.OwnerId == null || some.Contains(c.OwnerId.Value)) : customers.Where(c => c.OwnerId == null)
                : some is [var one] ? customers.Where(c => c.OwnerId == one) : customers.Where(c => some.Contains(c.OwnerId!.Value));
        }
        if (Departments.Count > 0) customers = customers.Where(c => Departments.Contains(c.DepartmentId!.Value));
        if (Region is { } region) customers = customers.Where(ConditionTest.Within(region));
        if (Industry is { } industry) customers = customers.Where(c => c.Industry == industry);
        if (Source is { } source) customers = customers.Where(c => c.Source == source);
        if (Tag is { } tag) customers = customers.Where(c => c.Tags.Contains(tag));
        if (NextFrom is { } from) customers = customers.Where(c => c.NextContactOn >= from);
        if (NextTo is { } to) customers = customers.Where(c => c.NextContactOn <= to);
        if (CompletenessFrom is { } least) customers = customers.Where(c => c.Completeness >= least);
        if (CompletenessTo is { } most) customers = customers.Where(c => c.Completeness <= most);
        if (Where.Count > 0)
        {
            var test = new ConditionTest(db, gaps, Reader);
            customers = Where.Aggregate(customers, test.Narrow);
        }
        if (Ids.Count > 0) customers = customers.Where(c => Ids.Contains(c.Id));
        return customers;
    }

    static (bool None, List<Guid> Some) Split(IReadOnlyList<Guid> values) => (values.Contains(Guid.Empty), [.. values.Where(v => v != Guid.Empty)]);
}
