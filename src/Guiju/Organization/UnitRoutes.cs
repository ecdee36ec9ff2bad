using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Organization;

/// <summary>Pages of companies, departments and roles.</summary>
static class UnitRoutes
{
    const string Departments = "/organization/departments", Roles = "/organization/roles";

    public static void MapUnits(this RouteGroupBuilder group)
    {
        group.MapGet("/departments", (HttpContext http, UseCase<ListDepartments> tree, CancellationToken ct) => ShowDepartments<int>(tree, null, null, ct));
        group.MapPost("/departments", async (HttpContext http, UseCase<SaveDepartment> save, UseCase<ListDepartments> tree, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var id = OrganizationRoutes.Id(form["id"]);
            var input = new SaveDepartment.Input(form["name"], OrganizationRoutes.Id(form["parentId"]), OrganizationRoutes.Id(form["unitId"]));
            var outcome = await save.Run(u => u.Handle(id, Version(form), input, ct), ct);
            return outcome.Done ? OrganizationRoutes.Done(http, Departments, "organization.saved") : await ShowDepartments(tree, id?.ToString() ?? $"d-{input.UnitId}", outcome, ct);
        });
        group.MapPost("/departments/{id:guid}/active", async (Guid id, HttpContext http, UseCase<SetDepartmentActive> set, UseCase<ListDepartments> tree, CancellationToken ct) =>
        {
            var active = (await http.Request.ReadFormAsync(ct))["active"] == "true";
            var outcome = await set.Run(u => u.Handle(id, active, ct), ct);
            return outcome.Done ? OrganizationRoutes.Done(http, Departments, "organization.saved") : await ShowDepartments(tree, id.ToString(), outcome, ct);
        });
        group.MapPost("/companies", async (HttpContext http, UseCase<SaveCompany> save, UseCase<ListDepartments> tree, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var id = OrganizationRoutes.Id(form["id"]);
            var outcome = await save.Run(u => u.Handle(id, Version(form), new(form["code"], form["name"]), ct), ct);
            return outcome.Done ? OrganizationRoutes.Done(http, Departments, "organization.saved") : await ShowDepartments(tree, id?.ToString() ?? "company", outcome, ct);
        });
        group.MapPost("/companies/{id:guid}/active", async (Guid id, HttpContext http, UseCase<SetCompanyActive> set, UseCase<ListDepartments> tree, CancellationToken ct) =>
        {
            var active = (await http.Request.ReadFormAsync(ct))["active"] == "true";
            var outcome = await set.Run(u => u.Handle(id, active, ct), ct);
            return outcome.Done ? OrganizationRoutes.Done(http, Departments, "organization.saved") : await ShowDepartments(tree, id.ToString(), outcome, ct);
        });
    }

    public static void MapRoles(this RouteGroupBuilder group)
    {
        group.MapGet("/roles", (UseCase<ListRoles> list, CancellationToken ct) => ShowRoles<int>(list, null, null, null, ct));
        group.MapPost("/roles", async (HttpContext http, UseCase<SaveRole> save, UseCase<ListRoles> list, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var id = OrganizationRoutes.Id(form["id"]);
            var input = new SaveRole.Input(form["name"], Enum.TryParse<DataScope>(form["scope"], out var scope) ? scope : null, [.. form["permissions"].OfType<string>()]);
            var outcome = await save.Run(u => u.Handle(id, Version(form), input, ct), ct);
            return outcome.Done ? OrganizationRoutes.Done(http, Roles, "organization.saved") : await ShowRoles(list, id?.ToString() ?? "new", input, outcome, ct);
        });
        group.MapPost("/roles/{id:guid}/remove", async (Guid id, HttpContext http, UseCase<RemoveRole> remove, UseCase<ListRoles> list, CancellationToken ct) =>
        {
            var outcome = await remove.Run(u => u.Handle(id, ct), ct);
            return outcome.Done ? OrganizationRoutes.Done(http, Roles, "organization.role.removed") : await ShowRoles(list, id.ToString(), null, outcome, ct);
        });
    }

    static async Task<IResult> ShowDepartments<T>(UseCase<ListDepartments> tree, string? part, Outcome<T>? refused, CancellationToken ct)
    {
        var outcome = await tree.Ask(u => u.Handle(ct), ct);
        return outcome.Done
            ? new RazorComponentResult<DepartmentsPage>(new { Tree = outcome.Value, Part = part, Findings = refused?.Findings ?? [] }) { StatusCode = OutcomeHttp.StatusOf(refused?.Refusal ?? Refusal.None) }
            : Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal));
    }

    static async Task<IResult> ShowRoles<T>(UseCase<ListRoles> list, string? part, SaveRole.Input? input, Outcome<T>? refused, CancellationToken ct)
    {
        var outcome = await list.Ask(u => u.Handle(ct), ct);
        return outcome.Done
            ? new RazorComponentResult<RolesPage>(new { Roles = outcome.Value, Part = part, Input = input, Findings = refused?.Findings ?? [] }) { StatusCode = OutcomeHttp.StatusOf(refused?.Refusal ?? Refusal.None) }
            : Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal));
    }

    static int? Version(IFormCollection form) => int.TryParse(form["version"], out var version) ? version : null;
}
