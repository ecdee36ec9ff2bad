using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing;

/// <summary>Enters a regulation in the register, or says otherwise what it is called and who answers for it (D06-0).</summary>
[Allow(Permission.RegulationsWrite), Clause("D06-0")]
public sealed class SaveRegulation(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters)
{
    const string Clause = "D06-0";

    /// <summary>What may be said of a regulation.</summary>
    public sealed record Input
    {
        /// <summary>Category.</summary>
        public string? Category { get; init; }

        /// <summary>Number, unique in its company.</summary>
        public string? Number { get; init; }

        /// <summary>Title.</summary>
        public string? Title { get; init; }

        /// <summary>Department that drafts and interprets it.</summary>
        public Guid? OwnerDepartmentId { get; init; }

        /// <summary>Who carries it out; the setting of D06-0 where left out.</summary>
        public string? Executing { get; init; }

        /// <summary>Who watches over it; the setting of D06-0 where left out.</summary>
        public string? Supervising { get; init; }

        /// <summary>Clause whose days the acknowledgement has; D13-1 where left out.</summary>
        public string? ReadingClause { get; init; }

        /// <summary>Whether nobody gets at customers before he acknowledged it.</summary>
        public bool AccessGate { get; init; }

        /// <summary>Whether it holds for every company of the group; said once, by somebody whose scope is the group.</summary>
        public bool ForGroup { get; init; }
    }

    /// <summary>Enters a new one for a null id, else changes that one.</summary>
    public async Task<Outcome<Guid>> Handle(Guid? id, int? versionSeen, Input input, CancellationToken ct)
    {
        var me = actor.Value;
        var regulation = id is null ? null : await db.Set<Regulation>().VisibleTo(me).SingleOrDefaultAsync(r => r.Id == id, ct);
        if (id is not null && regulation is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var rights = new RegulationRights(db, actor);
        // Whoever administers the settings of clauses puts the register in order too.
        if (regulation is not null && !await rights.Owns(regulation, ct) && !me.May(Permission.PoliciesWrite))
            return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("publishing.owner", null, "D13-8a").With(await NameOf(regulation.OwnerDepartmentId, ct)));
        if (input.ForGroup && regulation is null && me.Scope != DataScope.Group) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("publishing.group", "forGroup"));

        var unit = regulation?.UnitId ?? me.UnitId;
        var (category, number, title) = (input.Category?.Trim() ?? "", input.Number?.Trim() ?? "", input.Title?.Trim() ?? "");
        var executing = Or(input.Executing, "executing");
        var supervising = Or(input.Supervising, "supervising");
        List<Finding> findings = [];
        Need(category, "category", Regulation.CategoryLength);
        Need(number, "number", Regulation.NumberLength);
        Need(title, "title", Regulation.TitleLength);
        Need(executing, "executing", Regulation.DepartmentLength);
        Need(supervising, "supervising", Regulation.DepartmentLength);
        var rule = ReadingRules.Of(string.IsNullOrWhiteSpace(input.ReadingClause) ? ReadingRules.All[0].Clause : input.ReadingClause.Trim());
        if (rule is null) findings.Add(new Finding("publishing.reading-clause", "readingClause").With(string.Join(", ", ReadingRules.All.Select(r => r.Clause))));
        if (input.OwnerDepartmentId is not { } owner) findings.Add(new("publishing.owner.required", "ownerDepartmentId", "D17-5.5"));
        else if (!await db.Set<Department>().AnyAsync(d => d.Id == owner && d.UnitId == unit && d.Active, ct)) findings.Add(new("publishing.owner.unknown", "ownerDepartmentId"));
        else if (regulation is null && !me.May(Permission.PoliciesWrite) && !await rights.Within(owner, ct)) return Outcome<Guid>.Refused(Refusal.Forbidden, new Finding("publishing.owner", "ownerDepartmentId", "D13-8a").With(await NameOf(owner, ct)));
        if (number.Length > 0 && await db.Set<Regulation>().Where(r => r.Number == number && r.Id != id && (r.UnitId == unit || r.ForGroup || input.ForGroup)).Select(r => r.Title).FirstOrDefaultAsync(ct) is { } taken)
            findings.Add(new Finding("publishing.number.taken", "number", Clause).With(number, taken));
        if (findings.Count > 0) return findings;

        if (regulation is null) db.Add(regulation = new Regulation(unit, input.ForGroup));
        else if (versionSeen is { } version) db.Entry(regulation).Property(r => r.Version).OriginalValue = version;
        var gate = regulation.AccessGate != input.AccessGate;
        regulation.Describe(category, number, title, input.OwnerDepartmentId!.Value, executing, supervising, rule!.Clause, input.AccessGate);
        if (gate && regulation.Published > 0) await db.ChangeAccess(ct);
        return regulation.Id;

        string Or(string? said, string parameter) => string.IsNullOrWhiteSpace(said) ? parameters.For(unit).Get<string>(Clause, parameter, clock.Today) : said.Trim();

        void Need(string text, string field, int most)
        {
            if (text.Length == 0) findings.Add(new($"publishing.{field}.required", field, Clause));
            else if (text.Length > most) findings.Add(new Finding("publishing.too-long", field).With(most));
        }
    }

    Task<string> NameOf(Guid department, CancellationToken ct) => db.Set<Department>().Where(d => d.Id == department).Select(d => d.Name).SingleAsync(ct);
}
