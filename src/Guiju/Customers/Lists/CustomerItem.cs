using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;

namespace Guiju.Customers.Lists;

/// <summary>A customer in the API's list.</summary>
/// <param name="Id">Id of the file.</param>
/// <param name="Code">File number.</param>
/// <param name="Name">Registered name.</param>
/// <param name="ShortName">Name as people say it.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Roles">Classes it has.</param>
/// <param name="Status">Draft, incomplete or formal.</param>
/// <param name="Completeness">Completeness of the file, percent.</param>
/// <param name="Stage">How far the relation has come.</param>
/// <param name="LeadClass">What its evaluation found.</param>
/// <param name="Category">Category of the classified register.</param>
/// <param name="OwnerId">Person in charge.</param>
/// <param name="OwnerName">His name.</param>
/// <param name="Department">Department in charge.</param>
/// <param name="RegionCode">Region code.</param>
/// <param name="Region">Region as shown.</param>
/// <param name="Phone">Main phone, masked where the caller may not see it.</param>
/// <param name="Industry">Industry.</param>
/// <param name="Source">Channel it became known through.</param>
/// <param name="Tags">Tags.</param>
/// <param name="OpenedOn">Day the file was opened.</param>
/// <param name="NextContactOn">Day of the next contact.</param>
/// <param name="NextStep">What for.</param>
/// <param name="LastContactAt">When it was last contacted, UTC.</param>
/// <param name="ArchivedAt">When it was archived, UTC.</param>
public sealed record CustomerItem(
    Guid Id, string Code, string Name, string? ShortName, string? CreditCode, IReadOnlyList<CustomerItem.RoleItem> Roles, FileStatus Status, decimal Completeness,
    Stage Stage, LeadClass? LeadClass, string? Category, Guid? OwnerId, string? OwnerName, string? Department, string? RegionCode, string? Region, string? Phone,
    string? Industry, string? Source, IReadOnlyList<string> Tags, DateOnly OpenedOn, DateOnly? NextContactOn, string? NextStep, DateTime? LastContactAt, DateTime? ArchivedAt)
{
    /// <summary>A class of a customer.</summary>
    /// <param name="Role">The class.</param>
    /// <param name="Special">Subtype of the special class.</param>
    public sealed record RoleItem(RoleKind Role, SpecialKind? Special);

    /// <summary>A row as the API tells it.</summary>
    public static CustomerItem Of(CustomerRow r) => new(
        r.Id, r.Code, r.Name, r.ShortName, r.CreditCode, [.. r.Roles.Select(x => new RoleItem(x.Role, x.Special))], r.Status, r.Completeness,
        r.Stage, r.LeadClass, r.Category, r.OwnerId, r.OwnerName, r.Department, r.RegionCode, r.RegionCode is null ? null : Regions.Display(r.RegionCode), r.Phone,
        r.Industry, r.Source, r.Tags, r.OpenedOn, r.NextContactOn, r.NextStep, r.LastContactAt, r.ArchivedAt);
}
