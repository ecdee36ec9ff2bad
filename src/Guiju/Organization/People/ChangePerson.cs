using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Organization;

/// <summary>Changes somebody's name, place and how he is reached. He stays in his company: his customers and history are there.</summary>
[Allow(Permission.OrganizationWrite), LooksAgain]
public sealed class ChangePerson(GuijuContext db, Administration administration)
{
    /// <summary>What may be changed; the version is that of the record the user saw.</summary>
    public sealed record Input(string? Name, Guid? DepartmentId, string? Post, Guid? SupervisorId, string? Phone, string? Email)
    {
        /// <summary>What was touched as typed, the rest as it is now.</summary>
        /// <param name="seen">What the form held when it was shown.</param>
        /// <param name="now">What the record says now.</param>
        public Input Again(Input seen, Input now)
        {
            string? Text(Func<Input, string?> of) => (of(this) ?? "").Trim() == (of(seen) ?? "").Trim() ? of(now) : of(this);
            return new(Text(i => i.Name), DepartmentId == seen.DepartmentId ? now.DepartmentId : DepartmentId, Text(i => i.Post),
                SupervisorId == seen.SupervisorId ? now.SupervisorId : SupervisorId, Text(i => i.Phone), Text(i => i.Email));
        }
    }

    static readonly (string Field, string Label, Func<Input, string?> Of)[] fields =
    [
        ("name", "organization.person.name", i => i.Name), ("departmentId", "organization.department", i => i.DepartmentId?.ToString()), ("post", "organization.post", i => i.Post),
        ("supervisorId", "organization.supervisor", i => i.SupervisorId?.ToString()), ("phone", "organization.phone", i => i.Phone), ("email", "organization.email", i => i.Email),
    ];

    /// <summary>Changes him; a conflict, told field by field, where somebody else did since that version.</summary>
    /// <param name="id">Who.</param>
    /// <param name="versionSeen">Version the user saw; null takes what is there.</param>
    /// <param name="input">What is said anew.</param>
    /// <param name="ct">Ends the act.</param>
    /// <param name="seen">What the user saw of each field: what he left as it was stays as others made it. Null goes by the version alone.</param>
    public async Task<Outcome<Guid>> Handle(Guid id, int? versionSeen, Input input, CancellationToken ct, Input? seen = null)
    {
        await administration.Lock(ct);
        var (person, finding, refusal) = await administration.Find(id, ct);
        if (person is null) return Outcome<Guid>.Refused(refusal, finding!);
        var now = new Input(person.Name, person.DepartmentId, person.Post, person.SupervisorId, person.Phone, person.Email);
        if (versionSeen is { } version && version != person.Version && await Conflicts(id, version, input, now, seen, ct) is var conflicts && (seen is null || conflicts.Count > 0))
            return Outcome<Guid>.Refused(Refusal.Conflict, conflicts.Count > 0 ? conflicts : [new Finding("platform.conflict")]);
        if (seen is not null) input = input.Again(seen, now);
        var findings = PersonInput.Judge(input.Name, input.Post, input.Phone, input.Email);
        findings.AddRange(await administration.Judge(id, person.UnitId,
            // A department closed or a superior gone meanwhile may stay until he is moved.
            input.DepartmentId == person.DepartmentId ? null : input.DepartmentId, input.SupervisorId == person.SupervisorId ? null : input.SupervisorId, ct));
        if (findings.Count > 0) return findings;
        person.Place(input.Name!.Trim(), input.DepartmentId, PersonInput.Text(input.Post), input.SupervisorId);
        person.Reach(PersonInput.Text(input.Phone), PersonInput.Text(input.Email));
        return id;
    }

    async Task<List<Finding>> Conflicts(Guid id, int version, Input input, Input now, Input? seen, CancellationToken ct)
    {
        var since = await ChangesSince.Of(db, id, id, version, ct);
        var found = fields.Where(f => Said(f.Of, input) != Said(f.Of, now) && (seen is null || (Said(f.Of, input) != Said(f.Of, seen) && Said(f.Of, seen) != Said(f.Of, now)))).ToList();
        Guid?[] ids = [input.DepartmentId, now.DepartmentId, seen?.DepartmentId, input.SupervisorId, now.SupervisorId, seen?.SupervisorId];
        var names = found.Count == 0 ? [] : await db.Set<Department>().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name }).Concat(db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name })).ToDictionaryAsync(n => n.Id.ToString(), n => n.Name, ct);
        return [.. found.Select(f =>
        {
            var change = since.GetValueOrDefault(f.Field);
            var (saw, current, said) = (seen is null ? change?.Seen ?? Said(f.Of, now) : Said(f.Of, seen), Said(f.Of, now), Said(f.Of, input));
            string? Words(string? value) => value is null ? null : names.GetValueOrDefault(value, value);
            return new Finding("organization.conflict", f.Field) { Conflict = new(f.Label, saw, current, said, change?.By, change?.At) { Words = Words } }.With(f.Label, Words(current), Words(said));
        })];
    }

    static string Said(Func<Input, string?> of, Input input) => of(input)?.Trim() ?? "";
}
