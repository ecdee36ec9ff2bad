using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>What other features may do with customer files.</summary>
sealed class CustomerFiles(GuijuContext db, CurrentActor actor, CompanyClock clock) : ICustomerFiles
{
    static readonly Outcome<CustomerHeader> NotThere = Outcome<CustomerHeader>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    public async Task<CustomerHeader?> Find(Guid id, CancellationToken ct) => await Load(id, ct) is { } c ? Header(c) : null;

    public async Task<Outcome<CustomerHeader>> Open(NewCustomer input, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(input.Name)) return new Finding("customers.name.required", "name", "D13-3.3.2a");
        if (input.Roles.Count == 0) return new Finding("customers.roles.required", "roles", "D13-2.1a");
        var me = actor.Value;
        var owner = input.OwnerId is { } id ? await db.Set<Person>().SingleAsync(p => p.Id == id, ct) : null;
        var serial = await db.Take("customer.serial", 1, ct);
        var customer = new Customer(me.UnitId, serial, $"C{clock.Today.Year}{serial:0000}", input.Name!, owner?.Id, owner?.DepartmentId ?? me.DepartmentId, clock.Today);
        foreach (var role in input.Roles) customer.TakeRole(role, input.Special);
        customer.Locate(input.RegionCode, input.Address, null);
        customer.Reach(input.Phone, input.Phone, null);
        customer.Describe(null, input.Industry, input.Source, input.Demand);
        if (input.Contact is { } c)
        {
            var person = new ContactPerson(customer, c.Name);
            person.Describe(c.Name, c.Post, null);
            person.Reach(c.Mobile, c.Mobile, null, c.Email, null);
            customer.Contacts.Add(person);
        }
        var key = customer.NameKey;
        if (await db.Set<Customer>().FirstOrDefaultAsync(x => x.UnitId == me.UnitId && x.NameKey == key && x.PhoneKey == customer.PhoneKey, ct) is { } twin)
            return new Finding("customers.duplicate", "name", "D01-1.2c") { Link = $"/customers/{twin.Id}" }.With(twin.Name, twin.Code);
        db.Add(customer);
        return Header(customer);
    }

    public async Task<Outcome<CustomerHeader>> NoteContact(Guid id, DateTime at, string feedback, DateOnly? nextOn, string? nextStep, CancellationToken ct)
    {
        if (await Load(id, ct) is not { } customer) return NotThere;
        customer.Contacted(at, feedback, clock.Now);
        if (customer.Stage == Stage.Collected) customer.MoveTo(Stage.Contacted, clock.Now);
        customer.PlanContact(nextOn, nextStep);
        return Header(customer);
    }

    public async Task<Outcome<CustomerHeader>> Classify(Guid id, LeadClass leadClass, string? grounds, CancellationToken ct)
    {
        if (await Load(id, ct) is not { } customer) return NotThere;
        customer.Classify(leadClass, grounds, clock.Now);
        if (leadClass != LeadClass.TemporarilyInvalid && customer.NextContactOn is null) return new Finding("customers.next-contact.required", "nextContactOn", "D01-1.3c");
        var first = await db.Set<RegisterCategory>().Where(c => c.UnitId == customer.UnitId).OrderBy(c => c.Order).FirstOrDefaultAsync(ct);
        if (first is null && leadClass != LeadClass.TemporarilyInvalid) db.Add(first = new RegisterCategory(customer.UnitId, 1, "目标和意向客户"));
        customer.PutInCategory(leadClass == LeadClass.TemporarilyInvalid ? null : first!.Id);
        return Header(customer);
    }

    public Task<Outcome<CustomerHeader>> NoteDeal(Guid id, bool won, DateOnly on, string? reason, CancellationToken ct) => Task.FromResult(NotThere);

    async Task<Customer?> Load(Guid id, CancellationToken ct) => await db.Set<Customer>().VisibleTo(actor.Value).Include(c => c.Roles).SingleOrDefaultAsync(c => c.Id == id, ct);

    static CustomerHeader Header(Customer c) => new(c.Id, c.UnitId, c.Code, c.Name, c.OwnerId, c.Stage, c.LeadClass, c.Status);
}
