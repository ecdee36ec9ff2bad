using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>
/// Corrects a contact noted a moment ago: its author only, for a short time only. The earlier words stay in the audit trail;
/// the plan is changed on the customer's file.
/// </summary>
[Allow(Permission.FollowUpWrite), LooksAgain, Clause("D01-1.3a")]
public sealed class CorrectInteraction(GuijuContext db, ICustomerFiles files, IVisibleCustomers customers, InteractionCheck check, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The corrected contact.</summary>
    public sealed record Corrected(Guid Id, int Version);

    /// <summary>Corrects it.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="version">Version its author saw.</param>
    /// <param name="facts">What is right.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="seen">What he saw: what he left as it was is not written. Null goes by the version alone.</param>
    public async Task<Outcome<Corrected>> Handle(Guid id, int? version, InteractionFacts facts, CancellationToken ct, InteractionFacts? seen = null)
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
        if (version is { } then && then != interaction.Version && await Conflicts(interaction, then, facts, seen, ct) is var conflicts && (seen is null || conflicts.Count > 0))
            return Outcome<Corrected>.Refused(Refusal.Conflict, conflicts.Count > 0 ? conflicts : [new Finding("platform.conflict")]);
        if (seen is not null)
            facts = facts with
            {
                Mode = facts.Mode == seen.Mode ? interaction.Mode : facts.Mode,
                At = facts.At == seen.At ? null : facts.At,
                ContactPersonId = facts.ContactPersonId == seen.ContactPersonId ? interaction.ContactPersonId : facts.ContactPersonId,
                With = facts.ContactPersonId == seen.ContactPersonId ? interaction.With : facts.With,
                Feedback = facts.Feedback == seen.Feedback ? interaction.Feedback : facts.Feedback,
                Result = facts.Result == seen.Result ? interaction.Result : facts.Result,
            };

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

    async Task<List<Finding>> Conflicts(Interaction interaction, int version, InteractionFacts facts, InteractionFacts? seen, CancellationToken ct)
    {
        var since = await ChangesSince.Of(db, interaction.CustomerId, interaction.Id, version, ct);
        var names = await customers.Contacts.Where(p => p.Id == facts.ContactPersonId || p.Id == interaction.ContactPersonId).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id.ToString(), p => p.Name, ct);
        var now = new InteractionFacts { Mode = interaction.Mode, At = new DateTimeOffset(interaction.At, TimeSpan.Zero), ContactPersonId = interaction.ContactPersonId, Feedback = interaction.Feedback, Result = interaction.Result };
        List<Finding> findings = [];
        Judge("mode", f => f.Mode?.ToString(), v => Word("ContactMode", v));
        Judge("at", f => f.At is { } at ? clock.Local(at.UtcDateTime).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null, null);
        Judge("contactPersonId", f => f.ContactPersonId?.ToString(), v => v is null ? null : names.GetValueOrDefault(v, "…"));
        Judge("feedback", f => f.Feedback?.Trim(), null);
        Judge("result", f => f.Result?.ToString(), v => Word("ContactResult", v));
        return findings;

        void Judge(string field, Func<InteractionFacts, string?> of, Func<string?, string?>? words)
        {
            var (said, current, change) = (of(facts) ?? "", of(now) ?? "", since.GetValueOrDefault(field));
            if (said == current || (field == "at" && facts.At is null)) return;
            // What he left as he saw it he does not want to change; what nobody else changed is nobody's conflict.
            if (seen is not null && (said == (of(seen) ?? "") || (of(seen) ?? "") == current)) return;
            findings.Add(new Finding("followup.conflict", field) { Conflict = new($"followup.{(field == "contactPersonId" ? "with" : field)}", seen is null ? change?.Seen ?? current : of(seen), current, said, change?.By, change?.At) { Words = words } }
                .With($"followup.{(field == "contactPersonId" ? "with" : field)}", words?.Invoke(current) ?? current, words?.Invoke(said) ?? said));
        }
    }

    static string? Word(string type, string? value) => string.IsNullOrEmpty(value) ? null : Texts.All[$"enum.{type}.{value}"];
}
