using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>Notes a contact with a customer and plans the next one.</summary>
[Allow(Permission.FollowUpWrite), Clause("D01-1.3a"), Clause("D01-2.3b")]
public sealed class LogInteraction(GuijuContext db, ICustomerFiles files, ICustomerCare care, IVisibleCustomers customers, InteractionCheck check, CurrentActor actor, CompanyClock clock)
{
    /// <summary>What may be said of a contact; author, company and the time of noting are never taken from here.</summary>
    public sealed record Input : InteractionFacts
    {
        /// <summary>Day of the next contact.</summary>
        public DateOnly? NextOn { get; init; }

        /// <summary>What for, up to 200 characters.</summary>
        public string? NextStep { get; init; }
    }

    /// <summary>The noted contact.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="NextOn">Day of the next contact now in force.</param>
    /// <param name="WaitsFor">Day that waits for a supervisor, or null.</param>
    public sealed record Logged(Guid Id, DateOnly? NextOn, DateOnly? WaitsFor);

    /// <summary>Notes it.</summary>
    public async Task<Outcome<Logged>> Handle(Guid customerId, Input input, CancellationToken ct)
    {
        if (await files.Find(customerId, ct) is not { } customer)
            return Outcome<Logged>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

        var now = clock.Now;
        var at = input.At?.UtcDateTime ?? now;
        var me = actor.Value;
        var findings = await check.Check(customerId, input, at, now, ct);
        var interaction = new Interaction(customer.UnitId, customer.Id, customer.Name, me.PersonId ?? Guid.Empty, me.Name);
        if (findings.Count == 0)
        {
            interaction.Tell(input.Mode!.Value, at, input.ContactPersonId, await check.NameOf(input, ct), input.Feedback, input.Result);
            interaction.Plan(input.NextOn, input.NextStep);
            db.Add(interaction);
        }

        // Planned even when something is wrong already, so that everything is said at once; a refusal undoes it.
        // An attempt that reached nobody plans the next one and is no contact.
        var noted = input.Mode == ContactMode.NotReached
            ? await care.Plan(customerId, input.NextOn, input.NextStep, ct)
            : await files.NoteContact(customerId, at, input.Feedback?.Trim() ?? "", input.NextOn, input.NextStep, ct);
        findings.AddRange(noted.Findings.Select(InFormsWords));
        if (!noted.Done || findings.Any(f => f.Weight == Weight.Refusal))
            return Outcome<Logged>.Refused(noted.Done ? Refusal.Invalid : noted.Refusal, findings);
        await db.SaveChangesAsync(ct);
        var inForce = await customers.Rows.Where(c => c.Id == customerId).Select(c => c.NextContactOn).SingleOrDefaultAsync(ct);
        return Outcome<Logged>.Success(new(interaction.Id, inForce, input.NextOn is { } asked && asked != inForce ? asked : null), findings);
    }

    // The file speaks of the day of the next contact by its own field's name.
    static Finding InFormsWords(Finding f) => f.Field == "nextContactOn" ? f with { Field = "nextOn" } : f;
}
