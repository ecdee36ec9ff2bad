using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
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
public sealed class LogInteraction(GuijuContext db, ICustomerFiles files, ICustomerCare care, InteractionCheck check, FollowUpParameters parameters, CurrentActor actor, CompanyClock clock)
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
        var maxFuture = parameters.MaxFutureDays;
        var plan = NextContactIsPlanned.Decide(input.NextOn, clock.Today, customer.LeadClass, maxFuture);
        var findings = await check.Check(customerId, input, at, now, ct);
        if (plan.Refused is { } refused) findings.Add(refused);
        if (input.NextStep?.Length > 200) findings.Add(new Finding("followup.too-long", "nextStep").With(200));
        if (findings.Count > 0) return findings;

        var me = actor.Value;
        var interaction = new Interaction(customer.UnitId, customer.Id, customer.Name, me.PersonId ?? Guid.Empty, me.Name);
        interaction.Tell(input.Mode!.Value, at, input.ContactPersonId, await check.NameOf(input, ct), input.Feedback, input.Result);
        interaction.Plan(input.NextOn, input.NextStep);
        db.Add(interaction);

        foreach (var older in await db.Set<DateConfirmation>().Where(c => c.CustomerId == customerId && c.State == ConfirmationState.Pending).ToListAsync(ct))
            older.Supersede(now);
        if (plan.ToConfirm is { } late) db.Add(new DateConfirmation(interaction, late));

        // An attempt that reached nobody plans the next one and is no contact.
        var noted = input.Mode != ContactMode.NotReached ? await files.NoteContact(customerId, at, interaction.Feedback, plan.InForce, interaction.NextStep, ct)
            : plan.InForce is { } next ? await care.Plan(customerId, next, interaction.NextStep, ct)
            : Outcome<CustomerHeader>.Success(customer);
        var logged = new Logged(interaction.Id, plan.InForce, plan.ToConfirm);
        return noted.Done && plan is { ToConfirm: { } asked, InForce: { } limit }
            ? Outcome<Logged>.Success(logged, [.. noted.Findings, NextContactIsPlanned.Waits(asked, limit, maxFuture)])
            : noted.Map(_ => logged);
    }
}
