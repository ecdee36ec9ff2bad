using Guiju.Platform.Http;
using Guiju.Platform.UseCases;

namespace Guiju.Organization;

/// <summary>People and departments over the API, read only: who may act is administered by people, on pages.</summary>
static class OrganizationApi
{
    public static IEndpointRouteBuilder MapOrganizationApi(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapApi("people");
        people.MapGet("", async (UseCase<ListPeople> list, CancellationToken ct, string? search = null, Guid? unitId = null, Guid? departmentId = null, bool left = false, Guid? after = null, int? limit = null) =>
            (await list.Ask(u => u.Handle(new(search, unitId, departmentId, left, after, limit), ct), ct)).ToOk())
            .WithName("ListPeople").WithSummary("People, by pinyin, page by page");
        people.MapGet("{id:guid}", async (Guid id, UseCase<ShowPerson> show, HttpContext http, CancellationToken ct) =>
        {
            var outcome = await show.Ask(u => u.Handle(id, ct), ct);
            if (outcome.Done) http.Response.SetVersion(outcome.Value.Version);
            return outcome.Map(PersonAnswer.Of).ToOk();
        }).WithName("GetPerson").WithSummary("Somebody with place and roles");
        routes.MapApi("departments").MapGet("", async (UseCase<ListDepartments> list, CancellationToken ct) => (await list.Ask(u => u.Handle(ct), ct)).ToOk())
            .WithName("ListDepartments").WithSummary("Companies and departments as a tree, top to bottom");
        return routes;
    }

    /// <summary>Somebody as the API tells of him: nothing of his account.</summary>
    public sealed record PersonAnswer(Guid Id, int Version, string Name, Guid UnitId, string Unit, Guid? DepartmentId, string? Department, string? Post, Guid? SupervisorId, string? Supervisor,
        string? Phone, string? Email, bool Active, IReadOnlyList<string> Roles)
    {
        internal static PersonAnswer Of(ShowPerson.Facts p) => new(p.Id, p.Version, p.Name, p.UnitId, p.Unit, p.DepartmentId, p.Department, p.Post, p.SupervisorId, p.Supervisor, p.Phone, p.Email, p.Active, [.. p.Roles.Select(r => r.Name)]);
    }
}
