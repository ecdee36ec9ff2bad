using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>Takes back a contact noted by mistake, by the rule for correcting one: its author only, for a short time only. It goes into the bin.</summary>
[Allow(Permission.FollowUpWrite), Clause("D01-1.3a")]
public sealed class DiscardInteraction(GuijuContext db, ICustomerFiles files, IBin bin, CurrentActor actor, CompanyClock clock)
{
    /// <summary>A contact that was taken back.</summary>
    /// <param name="BinId">Its id in the bin.</param>
    /// <param name="CustomerId">The customer.</param>
    public sealed record Discarded(Guid BinId, Guid CustomerId);

    /// <summary>Takes it back; the file says again what the contact before brought, its plan stays.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="reason">Why, up to 200 characters, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome<Discarded>> Handle(Guid id, string? reason, CancellationToken ct)
    {
        var interaction = await db.Set<Interaction>().SingleOrDefaultAsync(i => i.Id == id, ct);
        if (interaction is null || await files.Find(interaction.CustomerId, ct) is not { } customer)
            return Outcome<Discarded>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (interaction.AuthorId != actor.Value.PersonId)
            return Outcome<Discarded>.Refused(Refusal.Forbidden, new Finding("followup.correct.author").With(interaction.Author));
        if (clock.Now > interaction.CreatedAt + FollowUpRules.CorrectableFor)
            return new Finding("followup.correct.late").With((int)FollowUpRules.CorrectableFor.TotalMinutes);
        if (reason?.Length > 200) return new Finding("followup.too-long", "reason").With(200);
        var binned = bin.Put(BinKind.Interaction, customer, $"{Texts.All.Of(interaction.Mode)} · {Show.When(interaction.At, clock)} · {interaction.Feedback}", reason, interaction);
        db.Remove(interaction);
        var told = await Newest.Tell(db, files, customer.Id, id, null, ct);
        return told.Done ? new Discarded(binned, customer.Id) : told.Map(_ => new Discarded(binned, customer.Id));
    }
}

/// <summary>Lets the file say again what the newest contact brought.</summary>
static class Newest
{
    /// <summary>Looks at the contacts of a customer, without one and with another.</summary>
    public static async Task<Outcome<CustomerHeader>> Tell(GuijuContext db, ICustomerFiles files, Guid customerId, Guid without, Interaction? with, CancellationToken ct)
    {
        var newest = await db.Set<Interaction>().AsNoTracking().Where(i => i.CustomerId == customerId && i.Id != without && i.Mode != ContactMode.NotReached)
            .OrderByDescending(i => i.At).ThenByDescending(i => i.Id).FirstOrDefaultAsync(ct);
        if (with is { Mode: not ContactMode.NotReached } && (newest is null || with.At >= newest.At)) newest = with;
        return await files.CorrectContact(customerId, newest?.At, newest?.Feedback, ct);
    }
}

/// <summary>A contact that comes back out of the bin is told by the file again, where it is the newest.</summary>
sealed class InteractionBack(GuijuContext db, ICustomerFiles files) : IComesBack
{
    public Type Entity => typeof(Interaction);

    public async Task<IReadOnlyList<Finding>> Back(object row, CustomerHeader of, CancellationToken ct)
    {
        var interaction = (Interaction)row;
        return (await Newest.Tell(db, files, of.Id, interaction.Id, interaction, ct)).Findings;
    }
}
