using System.Linq.Expressions;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
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
    public IReadOnlyList<(RoleKind Role, SpecialKind? Special)> Roles => RoleBits.Read(RoleSum);

    /// <summary>Roles as the number <see cref="RoleBits"/> reads.</summary>
    public int RoleSum { get; init; }

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

    /// <summary>Id of the category of the classified register.</summary>
    public Guid? CategoryId { get; init; }

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

    /// <summary>Id of the department in charge.</summary>
    public Guid? DepartmentId { get; init; }

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

    /// <summary>Rows of these customers, in their order, still without names and masks: nobody may see them so.</summary>
    internal static Task<List<CustomerRow>> Read(IQueryable<Customer> customers, CancellationToken ct) => customers.AsNoTracking().Select(shown).ToListAsync(ct);

    /// <summary>Gives rows their names and masks the numbers the actor may not see; a query where names have changed.</summary>
    internal static async Task<List<CustomerRow>> Complete(List<CustomerRow> rows, GuijuContext db, RememberedNames remembered, Actor actor, CancellationToken ct)
    {
        if (rows.Count == 0) return rows;
        var names = await remembered.Now(db, actor, rows.SelectMany(r => new[] { r.OwnerId, r.SecondOwnerId, r.DepartmentId, r.CategoryId }).OfType<Guid>(), ct);
        for (var i = 0; i < rows.Count; i++)
            rows[i] = rows[i] with
            {
                OwnerName = names[rows[i].OwnerId],
                SecondOwnerName = names[rows[i].SecondOwnerId],
                Department = names[rows[i].DepartmentId],
                Category = names[rows[i].CategoryId],
                Phone = rows[i].Phone is null || actor.SeesPhones(rows[i].OwnerId, rows[i].SecondOwnerId) ? rows[i].Phone : PhoneNumber.Mask(rows[i].Phone),
            };
        return rows;
    }

    static readonly Expression<Func<Customer, CustomerRow>> shown = c => new CustomerRow
    {
        Id = c.Id,
        Serial = c.Serial,
        Code = c.Code,
        Name = c.Name,
        SortKey = c.SortKey,
        ShortName = c.ShortName,
        CreditCode = c.CreditCode,
        RoleSum = c.Roles.AsQueryable().Sum(RoleBits.Of),
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
        CategoryId = c.CategoryId,
        OwnerId = c.OwnerId,
        SecondOwnerId = c.SecondOwnerId,
        DepartmentId = c.DepartmentId,
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
