using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Publishing.Clauses;
using Guiju.Publishing.Versions;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Deadlines;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing;

/// <summary>Owes the next look at a regulation to its owner department, and ends the last one (D06-7.1).</summary>
[Clause("D06-7.1")]
sealed class AnnualReview(IDuties duties, IClauseParameters parameters, CompanyClock clock)
{
    /// <summary>Kind of a regulation as the subject of a duty.</summary>
    public const string Kind = "regulation";

    const string Clause = "D06-7.1";

    /// <summary>A new version came.</summary>
    public async Task Revised(Regulation regulation, RegulationVersion version, CancellationToken ct)
    {
        await duties.Discharge(new(Kind, regulation.Id), Clause, new("regulationVersion", version.Id, $"{version.Title} {version.Label}"), ct);
        await Next(regulation, version.EffectiveFrom!.Value, ct);
    }

    /// <summary>Somebody looked and found nothing to change.</summary>
    public async Task Concluded(Regulation regulation, RegulationReview review, CancellationToken ct)
    {
        await duties.Discharge(new(Kind, regulation.Id), Clause, new("regulationReview", review.Id, review.Conclusion), ct);
        await Next(regulation, review.On, ct);
    }

    async Task Next(Regulation regulation, DateOnly revised, CancellationToken ct)
    {
        var times = parameters.For(regulation.UnitId).Get<int>(Clause, "review", clock.Today);
        var day = ReviewInterval.Next(revised, times);
        var due = new Due(revised.ToDateTime(default), day.ToDateTime(new TimeOnly(23, 59, 59)), false);
        await duties.Open(new()
        {
            Clause = Clause,
            Subject = new(Kind, regulation.Id),
            Title = $"{regulation.Number} {regulation.Title}",
            Occurrence = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            UnitId = regulation.UnitId,
            OwnerId = null,
            DepartmentId = regulation.OwnerDepartmentId,
            Due = due,
            ParametersOn = clock.Today,
            Facts = [revised.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), times.ToString(CultureInfo.InvariantCulture), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
            Steps = [new(day.ToDateTime(default), DutyRung.Owner), due.WhenLate(DutyRung.Supervisor)],
        }, ct);
    }
}

/// <summary>Concludes a look at a regulation that found nothing to change; without a conclusion the reminder stays (D06-7.1).</summary>
[Allow(Permission.RegulationsWrite), Clause("D06-7.1")]
sealed class ConcludeReview(GuijuContext db, CurrentActor actor, CompanyClock clock, AnnualReview annual)
{
    /// <summary>Keeps the conclusion.</summary>
    public async Task<Outcome<Guid>> Handle(Guid regulationId, string? conclusion, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D06-7.1", ct);
        if (regulation is null) return Outcome<Guid>.Refused(refusal, finding!);
        if (regulation.Published == 0) return new Finding("publishing.not-published");
        var said = conclusion?.Trim() ?? "";
        if (said.Length is 0 or > RegulationReview.ConclusionLength) return new Finding("publishing.conclusion.required", "conclusion", "D06-7.1").With(RegulationReview.ConclusionLength);
        var review = new RegulationReview(regulation, clock.Today, said, actor.Value.Name);
        db.Add(review);
        regulation.Reviewed(clock.Today);
        await annual.Concluded(regulation, review, ct);
        return review.Id;
    }
}

/// <summary>Says officially what a clause or section means; the owner department alone does (D13-8a, D16-9a).</summary>
[Allow(Permission.RegulationsWrite), Clause("D13-8a"), Clause("D16-9a")]
public sealed class InterpretRegulation(GuijuContext db, CurrentActor actor)
{
    /// <summary>The interpretation.</summary>
    public sealed record Input
    {
        /// <summary>Clause it explains.</summary>
        public string? Clause { get; init; }

        /// <summary>Heading of the section it explains.</summary>
        public string? Section { get; init; }

        /// <summary>What it says.</summary>
        public string? Text { get; init; }
    }

    /// <summary>Keeps it; it is never changed.</summary>
    public async Task<Outcome<Guid>> Handle(Guid regulationId, Input input, CancellationToken ct)
    {
        var (regulation, refusal, finding) = await new RegulationRights(db, actor).ToChange(regulationId, "D13-8a", ct);
        if (regulation is null) return Outcome<Guid>.Refused(refusal, finding!);
        if (await db.Set<RegulationVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.RegulationId == regulationId && v.Number == regulation.Published, ct) is not { } version) return new Finding("publishing.not-published");
        var (clause, section, text) = (Blank(input.Clause), Blank(input.Section), input.Text?.Trim() ?? "");
        var sections = RegulationText.Sections(version.Text);
        List<Finding> findings = [];
        if (clause is not null && !sections.Any(s => s.Clauses.Contains(clause))) findings.Add(new Finding("publishing.interpret.clause", "clause").With(clause));
        if (section is not null && sections.All(s => s.Heading != section)) findings.Add(new Finding("publishing.interpret.section", "section").With(section));
        if (clause is null && section is null) findings.Add(new("publishing.interpret.what", "clause"));
        if (text.Length is 0 or > Interpretation.TextLength) findings.Add(new Finding("publishing.interpret.text", "text").With(Interpretation.TextLength));
        if (findings.Count > 0) return findings;
        var department = await db.Set<Organization.Department>().Where(d => d.Id == actor.Value.DepartmentId).Select(d => d.Name).SingleOrDefaultAsync(ct);
        var said = new Interpretation(regulation, version.Id, clause, section, text, actor.Value.Name, department);
        db.Add(said);
        return said.Id;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
