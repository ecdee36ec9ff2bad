using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;

namespace Guiju.Organization;

/// <summary>Changes somebody's name, place and how he is reached. He stays in his company: his customers and history are there.</summary>
[Allow(Permission.OrganizationWrite)]
public sealed class ChangePerson(GuijuContext db, Administration administration)
{
    /// <summary>What may be changed; the version is that of the record the user saw.</summary>
    public sealed record Input(string? Name, Guid? DepartmentId, string? Post, Guid? SupervisorId, string? Phone, string? Email);

    /// <summary>Changes him; a conflict where somebody else did since that version.</summary>
    public async Task<Outcome<Guid>> Handle(Guid id, int? versionSeen, Input input, CancellationToken ct)
    {
        await administration.Lock(ct);
        var (person, finding, refusal) = await administration.Find(id, ct);
        if (person is null) return Outcome<Guid>.Refused(refusal, finding!);
        var findings = PersonInput.Judge(input.Name, input.Post, input.Phone, input.Email);
        findings.AddRange(await administration.Judge(id, person.UnitId,
            // A department closed or a superior gone meanwhile may stay until he is moved.
            input.DepartmentId == person.DepartmentId ? null : input.DepartmentId, input.SupervisorId == person.SupervisorId ? null : input.SupervisorId, ct));
        if (findings.Count > 0) return findings;
        if (versionSeen is { } seen) db.Entry(person).Property(p => p.Version).OriginalValue = seen;
        person.Place(input.Name!.Trim(), input.DepartmentId, PersonInput.Text(input.Post), input.SupervisorId);
        person.Reach(PersonInput.Text(input.Phone), PersonInput.Text(input.Email));
        return id;
    }
}
