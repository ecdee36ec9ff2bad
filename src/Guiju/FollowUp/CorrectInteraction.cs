using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>
/// Corrects a contact noted a moment ago: its author only, for a short time only. The earlier words stay in the audit trail;
/// the plan is changed on the customer's file.
/// </summary>
[Allow(Permission.FollowUpWrite), Clause("D01-1.3a")]
public sealed class CorrectInteraction(GuijuContext db, ICustomerFiles files, IVisibleCustomers customers, InteractionCheck check, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The corrected contact.</summary>
    public sealed record Corrected(Guid Id, int Version);

    /// <summary>Corrects it.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="version">Version its author saw.</param>
    /// <param name="facts">What is right.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Corrected>> Handle(Guid id, int? version, InteractionFacts facts, CancellationToken ct)
    {
        var interaction = await db.Set<Interaction>().SingleOrDefaultAsync(i => i.Id == id, ct);
        if (interaction is null || await files.Find(interaction.CustomerId, ct) is not { } customer)
            return Outcome<Corrected>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (interaction.AuthorId != actor.Value.PersonId)
            return Outcome<Corrected>.Refused(Refusal.Forbidden, new Finding("followup.correct.author").With(interaction.Author));
        if (interaction.ImportId is not null) return new Finding("followup.correct.imported").With(interaction.ImportedBy);
        var now = clock.Now;
        if (now > interaction.CreatedAt + FollowUpRules.CorrectableFor)
            return new Finding("followup.correct.late").With((int)FollowUpRules.CorrectableFor.TotalMinutes);
        if (version is { } seen && seen != interaction.Version)
            return Outcome<Corrected>.Refused(Refusal.Conflict, new Finding("platform.conflict"));

        var at = facts.At?.UtcDateTime ?? interaction.At;
        var findings = await check.Check(customer.Id, facts, at, now, ct);
        if (findings.Count > 0) return findings;
        interaction.Tell(facts.Mode!.Value, at, facts.ContactPersonId, await check.NameOf(facts, ct), facts.Feedback, facts.Result);

        // The file shows the newest contact's words: they follow the correction, the plan in force stays.
        var newest = await db.Set<Interaction>().AsNoTracking().Where(i => i.CustomerId == customer.Id && i.Mode != ContactMode.NotReached)
            .OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Select(i => i.Id).FirstOrDefaultAsync(ct);
        if (newest == id && facts.Mode != ContactMode.NotReached)
        {
            var plan = await customers.Rows.Where(c => c.Id == customer.Id).Select(c => new { c.NextContactOn, c.NextStep }).SingleAsync(ct);
            var noted = await files.NoteContact(customer.Id, at, interaction.Feedback, plan.NextContactOn, plan.NextStep, ct);
            if (!noted.Done) return noted.Map(_ => new Corrected(id, 0));
        }
        await db.SaveChangesAsync(ct);
        return new Corrected(id, interaction.Version);
    }
}
