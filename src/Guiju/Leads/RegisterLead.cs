using Guiju.Customers.Contracts;
using Guiju.Leads.Clauses;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Leads;

/// <summary>Registers a lead: opens the customer's file and gives it to who is responsible.</summary>
[Allow(Permission.LeadsWrite), Clause("D01-1.1a"), Clause("D01-1.1b"), Clause("D01-1.2a"), Clause("D01-1.2b"), Clause("D03-4.2")]
public sealed class RegisterLead(GuijuContext db, ICustomerFiles files, LeadParameters parameters, EarlierLeads earlier, CurrentActor actor, CompanyClock clock, Tell tell)
{
    /// <summary>What may be said of a lead; owner, number and the time of registering are never taken from here.</summary>
    public sealed record Input
    {
        /// <summary>Name of the customer.</summary>
        public string? Name { get; init; }

        /// <summary>Kind of customer; a buyer where nothing is said.</summary>
        public RoleKind? Role { get; init; }

        /// <summary>Region code, six digits.</summary>
        public string? RegionCode { get; init; }

        /// <summary>Industry or field.</summary>
        public string? Industry { get; init; }

        /// <summary>Street address.</summary>
        public string? Address { get; init; }

        /// <summary>Contact person.</summary>
        public string? ContactName { get; init; }

        /// <summary>Post of the contact person.</summary>
        public string? ContactPost { get; init; }

        /// <summary>Phone of the contact person, or of the customer where nobody is named.</summary>
        public string? Phone { get; init; }

        /// <summary>E-mail of the contact person.</summary>
        public string? Email { get; init; }

        /// <summary>Channel it came through; one of the company's list.</summary>
        public string? Channel { get; init; }

        /// <summary>What the customer asks for.</summary>
        public string? Demand { get; init; }

        /// <summary>When the information was obtained, with its offset; now where nothing is said.</summary>
        public DateTimeOffset? ObtainedAt { get; init; }

        /// <summary>Number plate, where it is about a car.</summary>
        public string? Plate { get; init; }

        /// <summary>Family member registered before: number, phone or plate of his registration.</summary>
        public string? FamilyOf { get; init; }

        /// <summary>How they are related, up to 20 characters.</summary>
        public string? FamilyRelation { get; init; }

        /// <summary>Why it is registered late.</summary>
        public string? LateReason { get; init; }
    }

    /// <summary>The registered lead.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="CustomerId">The opened file.</param>
    /// <param name="Routing">Where it went.</param>
    /// <param name="Owner">Name of who takes charge, null for the pool.</param>
    /// <param name="Late">Whether it is marked late.</param>
    public sealed record Registered(Guid Id, string Number, Guid CustomerId, Routing Routing, string? Owner, bool Late);

    /// <summary>Registers it.</summary>
    public async Task<Outcome<Registered>> Handle(Input input, CancellationToken ct)
    {
        var (me, now) = (actor.Value, clock.Now);
        var obtained = RegisterAtOnce.Minute(input.ObtainedAt?.UtcDateTime ?? now);
        List<Finding> findings = [.. RegisterAtOnce.Check(obtained, now, parameters.RegisterWithinHours, input.LateReason)];
        if (SourceIsKnown.Check(input.Channel, parameters.Channels) is { } channel) findings.Add(channel);

        var entry = await earlier.Read(input, findings, ct);
        var match = await earlier.Match(entry, ct);
        var suspected = match is { Likeness: LeadLikeness.Suspected };

        var shares = await db.Set<Territory>().AsNoTracking().Where(t => t.UnitId == me.UnitId && t.Active)
            .Join(db.Set<Person>().Where(p => p.Active), t => t.OwnerId, p => p.Id, (t, _) => t).ToListAsync(ct);
        if (shares.Count > 0 && Blank(input.RegionCode) is null) findings.Add(new("leads.region.required", "regionCode", "D01-1.1a"));
        var answer = WorkInOwnTerritory.Decide(me.PersonId ?? Guid.Empty, Blank(input.RegionCode), Blank(input.Industry),
            [.. shares.Select(t => new WorkInOwnTerritory.Share(t.Name, t.OwnerId, t.Regions, t.Fields))]);

        // One purchase of a family stays with who received the first of them, until a manager decides (D03-4.2).
        if (suspected && await db.Set<Person>().AnyAsync(p => p.Id == match!.Value.Lead.RegistrarId && p.Active, ct))
            answer = answer with { OwnerId = match!.Value.Lead.RegistrarId, Routing = match.Value.Lead.RegistrarId == me.PersonId ? Routing.Kept : Routing.Passed };

        // Asked for even when something is wrong already, so that everything is said at once; a refusal undoes it.
        var opened = await files.Open(Facts(input, answer.OwnerId), ct);
        findings.AddRange(opened.Findings.Select(InFormsWords));
        // Where the file itself is refused as a second one, that says enough.
        if (opened.Done && match is { Likeness: LeadLikeness.Duplicate } twice) findings.Add(earlier.Say(twice.Lead, twice.Likeness, entry.Keys));
        if (!opened.Done || findings.Any(f => f.Weight == Weight.Refusal))
            return Outcome<Registered>.Refused(opened.Done ? Refusal.Invalid : opened.Refusal, findings);

        var year = clock.Today.Year;
        var number = $"X{year}{await db.Take($"lead/{me.UnitId}/{year}", 1, ct):00000}";
        var lead = new Lead(me.UnitId, number, opened.Value.Id, opened.Value.Name, me.PersonId ?? Guid.Empty, me.Name, me.DepartmentId, now);
        lead.Obtained(obtained, input.Channel!.Trim(), RegisterAtOnce.IsLate(obtained, now, parameters.RegisterWithinHours), input.LateReason);
        lead.Route(Blank(input.RegionCode), Blank(input.Industry), answer.Territory, answer.Routing);
        lead.Key(entry.Keys);
        if (suspected || entry.FamilyOf is not null) lead.OfFamily(suspected ? match!.Value.Lead.Id : entry.FamilyOf!.Id, entry.Relation, suspected);
        db.Add(lead);
        if (suspected)
        {
            findings.Add(earlier.Say(match!.Value.Lead, LeadLikeness.Suspected, entry.Keys).AsWarning());
            tell.Person(answer.OwnerId, "leads.notice.family", $"/customers/{lead.CustomerId}", "D03-4.2", me.Name, lead.Name, match.Value.Lead.Name);
            tell.Person(await db.SupervisorOf(me.PersonId, ct), "leads.notice.family-decide", $"/leads/{lead.Id}", "D03-4.2", me.Name, lead.Name, match.Value.Lead.Name);
        }
        else if (answer.Routing == Routing.Passed) tell.Person(answer.OwnerId, "leads.notice.passed", $"/leads/{lead.Id}", "D01-1.1a", me.Name, lead.Name, answer.Territory ?? "");
        if (answer.Routing == Routing.Pool)
            tell.Person(await db.SupervisorOf(me.PersonId, ct), "leads.notice.pooled", $"/leads/{lead.Id}", "D01-1.1a", me.Name, lead.Name);
        var owner = answer.OwnerId is { } id ? await db.Set<Person>().Where(p => p.Id == id).Select(p => p.Name).SingleAsync(ct) : null;
        if (answer.Routing == Routing.Passed && !suspected) findings.Add(new Finding("leads.passed", "regionCode", "D01-1.1a").With(answer.Territory, owner).AsWarning());
        if (answer.Routing == Routing.Pool) findings.Add(new Finding("leads.pooled", "regionCode", "D01-1.1a").AsWarning());
        return Outcome<Registered>.Success(new(lead.Id, number, lead.CustomerId, answer.Routing, owner, lead.Late), findings);
    }

    static NewCustomer Facts(Input input, Guid? ownerId)
    {
        var contact = Blank(input.ContactName);
        return new()
        {
            Name = input.Name,
            Roles = [input.Role ?? RoleKind.Buyer],
            RegionCode = Blank(input.RegionCode),
            Address = input.Address,
            Phone = contact is null ? Blank(input.Phone) : null,
            Industry = input.Industry,
            Source = input.Channel?.Trim(),
            Demand = input.Demand,
            Contact = contact is null ? null : new(contact, Blank(input.ContactPost), Blank(input.Phone), Blank(input.Email)),
            OwnerId = ownerId,
        };
    }

    // The file speaks of its contact's mobile where the form has one field for the phone.
    static Finding InFormsWords(Finding f) => f with
    {
        Field = f.Field switch
        {
            "contact.name" => "contactName",
            "contact.post" => "contactPost",
            "contact.mobile" or "contact.phone" or "mobile" => "phone",
            "contact.email" => "email",
            "source" => "channel",
            "roles" => "role",
            var same => same,
        },
    };

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
