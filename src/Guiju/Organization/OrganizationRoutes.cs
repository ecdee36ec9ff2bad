using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Organization;

/// <summary>Pages of people, departments, companies and roles.</summary>
static class OrganizationRoutes
{
    const string People = "/organization/people";

    public static IEndpointRouteBuilder MapOrganization(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/organization").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("", () => Results.Redirect(People));
        group.MapGet("/people", List);
        group.MapGet("/people/new", (HttpContext http, PersonForms forms, CancellationToken ct) => forms.New(http, new(null, null, null, null, null, null, null, null, []), [], ct));
        group.MapPost("/people", Hire);
        group.MapGet("/people/{id:guid}", (Guid id, HttpContext http, PersonForms forms, CancellationToken ct) => forms.Show<int>(id, null, null, null, ct));
        group.MapPost("/people/{id:guid}", Change);
        group.MapPost("/people/{id:guid}/roles", GiveRolesTo);
        group.MapPost("/people/{id:guid}/employment", Employ);
        group.MapPost("/people/{id:guid}/password", Reset);
        group.MapPost("/people/{id:guid}/second-factor", ResetFactor);
        group.MapUnits();
        group.MapRoles();
        return routes;
    }

    static async Task<IResult> List(HttpContext http, UseCase<ListPeople> list, UseCase<ListDepartments> tree, CancellationToken ct, string? q = null, Guid? unit = null, Guid? department = null, bool left = false, Guid? after = null)
    {
        var filter = new ListPeople.Filter(q, unit, department, left, after);
        var people = await list.Ask(u => u.Handle(filter, ct), ct);
        var places = await tree.Ask(u => u.Handle(ct), ct);
        return people.Done && places.Done
            ? new RazorComponentResult<PeoplePage>(new { Page = people.Value, Filter = filter, Places = places.Value })
            : Results.StatusCode(OutcomeHttp.StatusOf(people.Refusal));
    }

    static async Task<IResult> Hire(HttpContext http, UseCase<HirePerson> hire, PersonForms forms, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var input = new HirePerson.Input(form["name"], Id(form["unitId"]), Id(form["departmentId"]), form["post"], Id(form["supervisorId"]), form["phone"], form["email"], form["userName"], Ids(form["roleIds"]));
        var outcome = await hire.Run(u => u.Handle(input, ct), ct);
        if (!outcome.Done) return await forms.New(http, input, outcome.Findings, ct);
        if (outcome.Value.OneTimePassword is not null) return Password(http, outcome.Value);
        http.Flash(Texts.All["organization.person.hired", [outcome.Value.Name]]);
        return http.Go($"{People}/{outcome.Value.Id}");
    }

    static async Task<IResult> Change(Guid id, HttpContext http, UseCase<ChangePerson> change, PersonForms forms, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        ChangePerson.Input Read(string prefix) => new(form[prefix + "name"], Id(form[prefix + "departmentId"]), form[prefix + "post"], Id(form[prefix + "supervisorId"]), form[prefix + "phone"], form[prefix + "email"]);
        var (input, seen) = (Read(""), form.ContainsKey("seen.name") ? Read("seen.") : null);
        if (form["theirs"].ToString() is { Length: > 0 } theirs && seen is not null)
        {
            // Without script: the value of now is put into the form, and nothing is saved yet.
            input = theirs switch { "name" => input with { Name = seen.Name }, "departmentId" => input with { DepartmentId = seen.DepartmentId }, "post" => input with { Post = seen.Post }, "supervisorId" => input with { SupervisorId = seen.SupervisorId }, "phone" => input with { Phone = seen.Phone }, _ => input with { Email = seen.Email } };
            return await forms.Show<Guid>(id, "place", input, null, ct, seen);
        }
        int? version = int.TryParse(form["version"], out var number) ? number : null;
        var outcome = await change.Run(u => u.Handle(id, version, input, ct, seen), ct);
        return outcome.Done ? Done(http, $"{People}/{id}", "organization.saved") : await forms.Show(id, "place", input, outcome, ct, seen);
    }

    static async Task<IResult> GiveRolesTo(Guid id, HttpContext http, UseCase<GiveRoles> give, PersonForms forms, CancellationToken ct)
    {
        var roles = Ids((await http.Request.ReadFormAsync(ct))["roleIds"]);
        var outcome = await give.Run(u => u.Handle(id, roles, ct), ct);
        return outcome.Done ? Done(http, $"{People}/{id}", "organization.saved") : await forms.Show(id, "roles", null, outcome, ct);
    }

    static async Task<IResult> Employ(Guid id, HttpContext http, UseCase<SetEmployment> set, PersonForms forms, CancellationToken ct)
    {
        var active = (await http.Request.ReadFormAsync(ct))["active"] == "true";
        var outcome = await set.Run(u => u.Handle(id, active, ct), ct);
        return outcome.Done ? Done(http, $"{People}/{id}", active ? "organization.person.back" : "organization.person.left") : await forms.Show(id, "account", null, outcome, ct);
    }

    static async Task<IResult> Reset(Guid id, HttpContext http, UseCase<ResetPassword> reset, PersonForms forms, CancellationToken ct)
    {
        var userName = (await http.Request.ReadFormAsync(ct))["userName"].ToString();
        var outcome = await reset.Run(u => u.Handle(id, userName, ct), ct);
        return outcome.Done ? Password(http, outcome.Value) : await forms.Show(id, "account", null, outcome, ct);
    }

    static async Task<IResult> ResetFactor(Guid id, HttpContext http, UseCase<ResetSecondFactor> reset, PersonForms forms, CancellationToken ct)
    {
        var outcome = await reset.Run(u => u.Handle(id, ct), ct);
        return outcome.Done ? Done(http, $"{People}/{id}", "organization.factor.reset") : await forms.Show(id, "account", null, outcome, ct);
    }

    static RazorComponentResult<OneTimePasswordPage> Password(HttpContext http, HirePerson.Hired hired)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(new { Hired = hired });
    }

    internal static IResult Done(HttpContext http, string path, string said)
    {
        http.Flash(Texts.All[said]);
        return http.Go(path);
    }

    internal static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    internal static IReadOnlyList<Guid> Ids(Microsoft.Extensions.Primitives.StringValues values) => [.. values.Select(v => Id(v)).OfType<Guid>()];
}

/// <summary>Puts together what the pages of one person need.</summary>
sealed class PersonForms(UseCase<ShowPerson> show, UseCase<ListDepartments> tree, UseCase<ListRoles> roles, UseCase<ListPeople> people)
{
    /// <summary>The form for somebody new.</summary>
    public async Task<IResult> New(HttpContext http, HirePerson.Input input, IReadOnlyList<Finding> findings, CancellationToken ct) =>
        await Offer(ct) is { } offer
            ? new RazorComponentResult<NewPersonPage>(new { Input = input, Offer = offer, Findings = findings }) { StatusCode = findings.Count > 0 ? 422 : 200 }
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>Somebody's page, with what was refused.</summary>
    public async Task<IResult> Show<T>(Guid id, string? part, ChangePerson.Input? input, Outcome<T>? refused, CancellationToken ct, ChangePerson.Input? seen = null)
    {
        var facts = await show.Ask(u => u.Handle(id, ct), ct);
        if (!facts.Done) return Results.StatusCode(OutcomeHttp.StatusOf(facts.Refusal));
        if (input is not null && seen is not null) input = input.Again(seen, PersonPage.Of(facts.Value));
        if (await Offer(ct) is not { } offer) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return new RazorComponentResult<PersonPage>(new { Facts = facts.Value, Input = input, Offer = offer, Part = part, Findings = refused?.Findings ?? [] }) { StatusCode = OutcomeHttp.StatusOf(refused?.Refusal ?? Refusal.None) };
    }

    async Task<PersonOffer?> Offer(CancellationToken ct)
    {
        var places = await tree.Ask(u => u.Handle(ct), ct);
        var all = await roles.Ask(u => u.Handle(ct), ct);
        var superiors = await people.Ask(u => u.Handle(new(Limit: ListPeople.MostRows), ct), ct);
        return places.Done && all.Done && superiors.Done ? new(places.Value, all.Value, superiors.Value.Items) : null;
    }
}

/// <summary>What can be chosen in the forms of a person.</summary>
/// <param name="Places">Companies and departments.</param>
/// <param name="Roles">Roles.</param>
/// <param name="Superiors">People one can report to: the first two hundred by name.</param>
public sealed record PersonOffer(ListDepartments.Tree Places, IReadOnlyList<ListRoles.Row> Roles, IReadOnlyList<ListPeople.Row> Superiors)
{
    /// <summary>Departments of a company, indented by depth.</summary>
    public IReadOnlyList<Choice> DepartmentsOf(Guid? unit) =>
        [.. Places.Departments.Where(d => d.Active && (unit is null || d.UnitId == unit)).Select(d => new Choice(d.Id.ToString(),
            (unit is null && Places.Units.Count > 1 ? Places.Units.First(u => u.Id == d.UnitId).Name + " · " : "") + new string('　', d.Depth) + d.Name))];

    /// <summary>People one can report to.</summary>
    public IReadOnlyList<Choice> SuperiorsBut(Guid? id) => [.. Superiors.Where(p => p.Id != id).Select(p => new Choice(p.Id.ToString(), p.Post is null ? p.Name : $"{p.Name}（{p.Post}）"))];
}
