using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>What other features do with files, by the same steps as the pages.</summary>
sealed class CustomerFiles(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerOpening opening, ClassifiedRegister register, NextContacts contacts, StageSteps stages) : ICustomerFiles
{
    public async Task<CustomerHeader?> Find(Guid id, CancellationToken ct) =>
        await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).SingleOrDefaultAsync(c => c.Id == id, ct) is { } c ? c.Header() : null;

    public async Task<Outcome<CustomerHeader>> Open(NewCustomer input, CancellationToken ct)
    {
        var facts = new CustomerFacts
        {
            Name = input.Name,
            CreditCode = input.CreditCode,
            RegionCode = input.RegionCode,
            Address = input.Address,
            Phone = input.Phone,
            Industry = input.Industry,
            Source = input.Source,
            Demand = input.Demand,
        };
        var contact = input.Contact is { } p ? new ContactFacts { Name = p.Name, Post = p.Post, Mobile = p.Mobile, Email = p.Email } : null;
        return (await opening.Open(new(facts, input.Roles, input.Special, FileStatus.Incomplete, contact, null, input.OwnerId), ct)).Map(c => c.Header());
    }

    public async Task<Outcome<CustomerHeader>> NoteContact(Guid id, DateTime at, string feedback, DateOnly? nextOn, string? nextStep, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<CustomerHeader>();
        var c = found.Value;
        // Who is put aside need not be contacted again; everybody else has a next date (D01-2.3b).
        var findings = nextOn is null && c.LeadClass == LeadClass.TemporarilyInvalid ? [] : await contacts.Plan(c, nextOn, nextStep, ct);
        if (findings.Refuse()) return findings.ToList();
        c.Contacted(at, feedback, clock.Now);
        return Outcome<CustomerHeader>.Success(c.Header(), findings);
    }

    public async Task<Outcome<CustomerHeader>> CorrectContact(Guid id, DateTime? at, string? feedback, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<CustomerHeader>();
        found.Value.SetLastContact(at, Customer.Cut(feedback, 200));
        return found.Value.Header();
    }

    [Clause("D01-1.3b"), Clause("D01-1.3c")]
    public async Task<Outcome<CustomerHeader>> Classify(Guid id, LeadClass leadClass, string? grounds, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<CustomerHeader>();
        var findings = await register.Evaluate(found.Value, leadClass, grounds, ct);
        return findings.Refuse() ? findings.ToList() : Outcome<CustomerHeader>.Success(found.Value.Header(), findings);
    }

    [Clause("D01-1.3e")]
    public async Task<Outcome<CustomerHeader>> NoteDeal(Guid id, bool won, DateOnly on, string? reason, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, id, ct);
        if (!found.Done) return found.Refuse<CustomerHeader>();
        var c = found.Value;
        List<Finding> findings = [.. await register.FollowDeal(c, won, reason, ct)];
        if (findings.Refuse()) return findings;
        // The stage follows where its records allow; where they do not, the deal stands and the gap is told (D01-3.1a).
        if (won && c.Stage < Stage.Won) findings.AddRange((await stages.Move(c, Stage.Won, reason, ct)).Select(f => f.AsWarning()));
        if (!won && c.Stage == Stage.Won) findings.AddRange(await stages.Move(c, Stage.Intent, reason, ct));
        c.Refresh(clock.Now);
        return findings.Refuse() ? findings : Outcome<CustomerHeader>.Success(c.Header(), findings);
    }

    [Clause("D13-3.2a"), Clause("D13-3.3.1a")]
    public async Task<Outcome<CustomerHeader>> ForBusiness(Guid? id, CancellationToken ct)
    {
        if (id is null) return new Finding("customers.business.choose", "customerId", "D13-3.2a") { Link = "/customers/new" };
        var found = await db.ToChange(actor.Value, id.Value, ct);
        if (!found.Done) return found.Refuse<CustomerHeader>();
        return found.Value.Status == FileStatus.Draft
            ? new Finding("customers.business.draft", "customerId", "D13-3.3.1a") { Link = $"/customers/{id}" }.With(found.Value.Name)
            : found.Value.Header();
    }
}
