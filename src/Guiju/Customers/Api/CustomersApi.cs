using Guiju.Customers.Access;
using Guiju.Customers.Bin;
using Guiju.Customers.Clauses;
using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>Customer files over the API. What is deleted lies in the recycle bin; history has no route that writes.</summary>
static class CustomersApi
{
    /// <summary>What a change may say; left out: stays, empty: taken back.</summary>
    public sealed record ChangeBody : CustomerFacts
    {
        /// <summary>Day a major change happened.</summary>
        public DateOnly? HappenedOn { get; init; }

        /// <summary>How we know.</summary>
        public string? ChangeSource { get; init; }
    }

    /// <summary>Classes to add.</summary>
    public sealed record RolesBody(IReadOnlyList<RoleKind> Roles, SpecialKind? Special);

    /// <summary>A field that does not exist, with the reason; null takes the mark back.</summary>
    public sealed record AbsentBody(string? Reason);

    /// <summary>Status asked for.</summary>
    public sealed record StatusBody(FileStatus Status);

    /// <summary>Tags, all of them.</summary>
    public sealed record TagsBody(IReadOnlyList<string> Tags);

    /// <summary>Who is in charge.</summary>
    public sealed record OwnerBody(Guid? OwnerId, Guid? SecondOwnerId);

    /// <summary>Whether it is archived.</summary>
    public sealed record ArchivedBody(bool Archived);

    /// <summary>A stage and what it rests on.</summary>
    public sealed record StageBody(Stage Stage, string? Note);

    /// <summary>What an evaluation found.</summary>
    public sealed record EvaluationBody(LeadClass LeadClass, string? Grounds, DateOnly? NextContactOn, string? NextStep);

    /// <summary>A category of the register; null takes it out.</summary>
    public sealed record CategoryBody(Guid? CategoryId, string? Reason, DateOnly? NextContactOn);

    /// <summary>The next contact.</summary>
    public sealed record NextContactBody(DateOnly? NextContactOn, string? NextStep);

    /// <summary>A major change that no field holds.</summary>
    public sealed record MajorChangeBody(MajorChangeKind Kind, string? Before, string? After, DateOnly? HappenedOn, string? ChangeSource);

    /// <summary>Which earlier value is taken up again: what the entry of the history replaced in a field.</summary>
    /// <param name="Field">Field in camel case.</param>
    /// <param name="PartId">Id of a contact person; left out for the file itself.</param>
    /// <param name="HappenedOn">Day a major change happened.</param>
    /// <param name="ChangeSource">How we know.</param>
    public sealed record RestoreValueBody(string Field, Guid? PartId, DateOnly? HappenedOn, string? ChangeSource);

    /// <summary>An id that was made.</summary>
    public sealed record Made(Guid Id);

    public static void MapCustomersApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("customers");
        api.AddEndpointFilter<RouteGroupBuilder, LeadToKept>().AddEndpointFilter<RouteGroupBuilder, TellOfBin>();
        api.MapPost("", (RegisterCustomer.Input input, UseCase<RegisterCustomer> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(input, ct), o => Tagged(http, o, r => r.Version).ToCreated(r => $"{Api.Base}/customers/{r.Id}"), ct)).Produces<RegisterCustomer.Registered>(StatusCodes.Status201Created);
        api.MapGet("{id:guid}", async (Guid id, UseCase<ShowCustomer> door, UseCase<ReadGranted> turned, AccessLog log, CurrentActor actor, HttpContext http, CancellationToken ct) =>
        {
            var found = await door.Ask(u => u.Handle(id, ct), ct);
            if (found.Done) await log.Opened(found.Value, actor.Value, ct);
            else if (found.Refusal == Refusal.NotFound) await turned.Ask(u => u.Turned(id, ct), ct);
            return Tagged(http, found, v => v.Version).ToOk();
        });
        api.MapPatch("{id:guid}", (Guid id, ChangeBody body, UseCase<ChangeCustomer> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(new() { Id = id, Version = http.Request.VersionSeen(), Facts = body, HappenedOn = body.HappenedOn, ChangeSource = body.ChangeSource }, ct),
                o => Tagged(http, o, c => c.Version).ToOk(), ct)).Produces<ChangeCustomer.Changed>();

        api.MapDelete("{id:guid}", (Guid id, string? reason, UseCase<DeleteCustomer> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(id, reason, http.Request.VersionSeen(), ct), o => o.ToOk(), ct)).Produces<DeleteCustomer.Deleted>();

        api.MapPost("{id:guid}/roles", (Guid id, RolesBody body, UseCase<ChangeRoles> door, HttpContext http, CancellationToken ct) => door.Once(http, u => u.Add(id, body.Roles, body.Special, ct), o => o.ToOk(), ct));
        api.MapDelete("{id:guid}/roles/{role}", async (Guid id, RoleKind role, UseCase<ChangeRoles> door, CancellationToken ct) => (await door.Run(u => u.Drop(id, role, ct), ct)).ToNoContent());
        api.MapPut("{id:guid}/absent/{field}", async (Guid id, string field, AbsentBody body, UseCase<SetAbsent> door, CancellationToken ct) => (await door.Run(u => u.Handle(id, field, body.Reason, ct), ct)).ToNoContent());
        api.MapPut("{id:guid}/status", async (Guid id, StatusBody body, UseCase<SetFileStatus> door, CancellationToken ct) => (await door.Run(u => u.Handle(id, body.Status, ct), ct)).ToNoContent());
        api.MapPut("{id:guid}/tags", async (Guid id, TagsBody body, UseCase<TagCustomer> door, CancellationToken ct) => (await door.Run(u => u.Handle(id, body.Tags, ct), ct)).ToOk());
        api.MapPut("{id:guid}/owner", async (Guid id, OwnerBody body, UseCase<AssignCustomer> door, HttpRequest request, CancellationToken ct) => (await door.Run(u => u.Handle(id, body.OwnerId, body.SecondOwnerId, ct, version: request.VersionSeen()), ct)).ToNoContent());
        api.MapPut("{id:guid}/archived", async (Guid id, ArchivedBody body, UseCase<ArchiveCustomer> door, CancellationToken ct) => (await door.Run(u => u.Handle(id, body.Archived, ct), ct)).ToNoContent());
        api.MapPost("{id:guid}/major-changes", (Guid id, MajorChangeBody body, UseCase<RecordMajorChange> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(new(id, body.Kind, body.Before, body.After, body.HappenedOn, body.ChangeSource), ct), o => o.Map(i => new Made(i)).ToCreated(_ => $"{Api.Base}/customers/{id}/timeline"), ct));

        api.MapGet("{id:guid}/stages", async (Guid id, UseCase<ShowRelation> door, CancellationToken ct) => (await door.Ask(u => u.Stages(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/stages", (Guid id, StageBody body, UseCase<MoveStage> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(id, body.Stage, body.Note, ct), o => o.ToCreated(_ => $"{Api.Base}/customers/{id}/stages"), ct));
        api.MapGet("{id:guid}/evaluations", async (Guid id, UseCase<ShowRelation> door, CancellationToken ct) => (await door.Ask(u => u.Evaluations(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/evaluations", (Guid id, EvaluationBody body, UseCase<EvaluateCustomer> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(id, body.LeadClass, body.Grounds, body.NextContactOn, body.NextStep, ct), o => Told(o, $"{Api.Base}/customers/{id}/evaluations"), ct));
        api.MapGet("{id:guid}/category-moves", async (Guid id, UseCase<ShowRelation> door, CancellationToken ct) => (await door.Ask(u => u.Moves(id, ct), ct)).ToOk());
        api.MapPut("{id:guid}/category", async (Guid id, CategoryBody body, UseCase<MoveCategory> door, CancellationToken ct) => (await door.Run(u => u.Handle(id, body.CategoryId, body.Reason, body.NextContactOn, ct), ct)).ToNoContent());
        api.MapPut("{id:guid}/next-contact", async (Guid id, NextContactBody body, UseCase<PlanNextContact> door, HttpRequest request, CancellationToken ct) => Told(await door.Run(u => u.Handle(id, body.NextContactOn, body.NextStep, ct, version: request.VersionSeen()), ct), null));
        api.MapPost("contact-plans/{plan:guid}/decision", async (Guid plan, bool confirm, UseCase<DecideContactPlan> door, CancellationToken ct) => (await door.Run(u => u.Handle(plan, confirm, ct), ct)).ToOk());
        api.MapGet("categories", async (UseCase<ShowRelation> door, CancellationToken ct) => (await door.Ask(u => u.Categories(ct), ct)).ToOk());
        api.MapPost("categories", (CategoryName body, UseCase<ChangeCategories> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Add(body.Name, ct), o => o.Map(i => new Made(i)).ToCreated(_ => $"{Api.Base}/customers/categories"), ct));
        api.MapPut("categories/{category:guid}", async (Guid category, CategoryName body, UseCase<ChangeCategories> door, CancellationToken ct) => (await door.Run(u => u.Rename(category, body.Name, ct), ct)).ToNoContent());

        api.MapGet("{id:guid}/history", async (Guid id, string? field, long? after, int? count, UseCase<ShowHistory> door, CancellationToken ct) =>
            (await door.Ask(u => u.Handle(id, field, after, count ?? 50, ct), ct)).ToOk());
        api.MapPost("{id:guid}/history/{entry:long}/restore", (Guid id, long entry, RestoreValueBody body, UseCase<RestoreValue> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Handle(new() { Id = id, Entry = entry, PartId = body.PartId ?? id, Field = body.Field, HappenedOn = body.HappenedOn, ChangeSource = body.ChangeSource }, ct), o => Told(o, null), ct)).Produces<Done<RestoreValue.Restored>>();
        api.MapGet("{id:guid}/timeline", async (Guid id, DateTime? before, int? count, UseCase<ShowRelation> door, CancellationToken ct) =>
            (await door.Ask(u => u.Timeline(id, before?.ToUniversalTime(), count ?? 50, ct), ct)).ToOk());
        api.MapContacts();
        api.MapAttachments();
        api.MapDuplicatesApi();
    }

    /// <summary>Name of a category.</summary>
    public sealed record CategoryName(string? Name);

    /// <summary>What was done, with what there is to say about it.</summary>
    public sealed record Done<T>(T Value, IReadOnlyList<FindingAnswer> Warnings);

    static IResult Told<T>(Outcome<T> outcome, string? place) => !outcome.Done ? outcome.ToProblem()
        : outcome.Map(v => new Done<T>(v, [.. outcome.Findings.Select(OutcomeHttp.Answer)])) is var told && place is not null ? told.ToCreated(_ => place) : told.ToOk();

    internal static Outcome<T> Tagged<T>(HttpContext http, Outcome<T> outcome, Func<T, int> version)
    {
        if (outcome.Done) http.Response.SetVersion(version(outcome.Value));
        return outcome;
    }
}
