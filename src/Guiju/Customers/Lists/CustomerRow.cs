using System.Linq.Expressions;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>A customer as lists, exports, prints and the API show it, hidden numbers already masked.</summary>
public sealed record CustomerRow
{
    /// <summary>Id of the file.</summary>
    public Guid Id { get; init; }

    /// <summary>Running number.</summary>
    public long Serial { get; init; }

    /// <summary>File number.</summary>
    public string Code { get; init; } = "";

    /// <summary>Registered name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Sorts names.</summary>
    public string SortKey { get; init; } = "";

    /// <summary>Name as people say it.</summary>
    public string? ShortName { get; init; }

    /// <summary>Unified social credit code.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Roles with the subtype of the special one.</summary>
    public IReadOnlyList<(RoleKind Role, SpecialKind? Special)> Roles { get; init; } = [];

    /// <summary>Legal representative.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Region code.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Street address.</summary>
    public string? Address { get; init; }

    /// <summary>Main phone, masked where the reader may not see it.</summary>
    public string? Phone { get; init; }

    /// <summary>Business scope.</summary>
    public string? BusinessScope { get; init; }

    /// <summary>Registered capital in units of its currency.</summary>
    public decimal? RegisteredCapital { get; init; }

    /// <summary>Currency of the capital.</summary>
    public string? CapitalCurrency { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Channel it became known through.</summary>
    public string? Source { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Draft, incomplete or formal.</summary>
    public FileStatus Status { get; init; }

    /// <summary>Completeness, percent.</summary>
    public decimal Completeness { get; init; }

    /// <summary>Stage.</summary>
    public Stage Stage { get; init; }

    /// <summary>What its evaluation found.</summary>
    public LeadClass? LeadClass { get; init; }

    /// <summary>Category of the classified register.</summary>
    public string? Category { get; init; }

    /// <summary>Person in charge.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>His name.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Second contact on our side.</summary>
    public Guid? SecondOwnerId { get; init; }

    /// <summary>His name.</summary>
    public string? SecondOwnerName { get; init; }

    /// <summary>Department in charge.</summary>
    public string? Department { get; init; }

    /// <summary>Day of the next contact.</summary>
    public DateOnly? NextContactOn { get; init; }

    /// <summary>What for.</summary>
    public string? NextStep { get; init; }

    /// <summary>When it was last contacted, UTC.</summary>
    public DateTime? LastContactAt { get; init; }

    /// <summary>What the last contact brought.</summary>
    public string? LastFeedback { get; init; }

    /// <summary>Day the file was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>Points of what is known of it, percent.</summary>
    public int Score { get; init; }

    /// <summary>When it was archived, UTC.</summary>
    public DateTime? ArchivedAt { get; init; }

    /// <summary>Rows of these customers, in their order, still without roles and masks: nobody may see them so.</summary>
    internal static Task<List<CustomerRow>> Read(IQueryable<Customer> customers, DbContext db, CancellationToken ct) => customers.AsNoTracking().Select(Select(db)).ToListAsync(ct);

    /// <summary>Gives rows their roles and masks the numbers the actor may not see; one query.</summary>
    internal static async Task<List<CustomerRow>> Complete(List<CustomerRow> rows, DbContext db, Actor actor, CancellationToken ct)
    {
        if (rows.Count == 0) return rows;
        var ids = rows.Select(r => r.Id).ToList();
        var roles = (await db.Set<CustomerRole>().AsNoTracking().Where(r => ids.Contains(r.CustomerId))
            .Select(r => new { r.CustomerId, r.Role, r.Special }).ToListAsync(ct)).ToLookup(r => r.CustomerId, r => (r.Role, r.Special));
        for (var i = 0; i < rows.Count; i++)
            rows[i] = rows[i] with
            {
                Roles = [.. roles[rows[i].Id].OrderBy(r => r.Role)],
                Phone = rows[i].Phone is null || actor.SeesPhones(rows[i].OwnerId, rows[i].SecondOwnerId) ? rows[i].Phone : PhoneNumber.Mask(rows[i].Phone),
            };
        return rows;
    }

    static Expression<Func<Customer, CustomerRow>> Select(DbContext db) => c => new CustomerRow
    {
        Id = c.Id,
        Serial = c.Serial,
        Code = c.Code,
        Name = c.Name,
        SortKey = c.SortKey,
        ShortName = c.ShortName,
        CreditCode = c.CreditCode,
        LegalRepresentative = c.LegalRepresentative,
        RegionCode = c.RegionCode,
        Address = c.Address,
        Phone = c.Phone,
        BusinessScope = c.BusinessScope,
        RegisteredCapital = c.RegisteredCapital,
        CapitalCurrency = c.CapitalCurrency,
        Industry = c.Industry,
        Source = c.Source,
        Tags = c.Tags,
        Status = c.Status,
        Completeness = c.Completeness,
        Stage = c.Stage,
        LeadClass = c.LeadClass,
        Category = db.Set<RegisterCategory>().Where(k => k.Id == c.CategoryId).Select(k => k.Name).FirstOrDefault(),
        OwnerId = c.OwnerId,
        OwnerName = db.Set<Person>().Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault(),
        SecondOwnerId = c.SecondOwnerId,
        SecondOwnerName = db.Set<Person>().Where(p => p.Id == c.SecondOwnerId).Select(p => p.Name).FirstOrDefault(),
        Department = db.Set<Department>().Where(d => d.Id == c.DepartmentId).Select(d => d.Name).FirstOrDefault(),
        NextContactOn = c.NextContactOn,
        NextStep = c.NextStep,
        LastContactAt = c.LastContactAt,
        LastFeedback = c.LastFeedback,
        OpenedOn = c.OpenedOn,
        ChangedAt = c.ChangedAt,
        Score = c.Score,
        ArchivedAt = c.ArchivedAt,
    };
}
