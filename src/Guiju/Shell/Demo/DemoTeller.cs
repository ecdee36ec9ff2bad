using Guiju.Approvals;
using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Access;
using Guiju.Customers.Contracts;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Leads;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Demo;

/// <summary>Lets people of the demo act, by the same use cases that people use; what those refuse is a fault of the story.</summary>
sealed class DemoTeller(GuijuContext db, CurrentActor actor, CompanyClock clock, DemoNames names, RegisterLead leads, AssignLead assign, EvaluateLead evaluate, LogInteraction interactions,
    MoveStage stages, MoveCategory categories, ClassifiedRegister register, RegisterCustomer customers, ChangeCustomer facts, ChangeContacts contacts, SetFileStatus status, TagCustomer tags,
    ChangeAttachments attachments, RegisterDealing dealings, DemoPapers papers, AskAccess access, DecideRequest decide)
{
    /// <summary>A lead and the file it opened.</summary>
    public sealed record Opened(Guid Lead, Guid Customer, DemoNames.Invented Company, string Demand);

    /// <summary>Somebody comes upon a customer.</summary>
    public async Task<Opened> Find(Actor who, DemoNames.Invented company, string industry, string demand, RoleKind role, CancellationToken ct)
    {
        Act<RegisterLead>(who);
        var late = names.Chance(0.05);
        var told = Told(await leads.Handle(new()
        {
            Name = company.Name,
            Role = role,
            RegionCode = company.Region,
            Industry = industry,
            Channel = names.Pick(DemoStory.Channels),
            Demand = demand,
            ContactName = names.Person(),
            ContactPost = names.Pick(DemoStory.Posts),
            Phone = names.Mobile(),
            ObtainedAt = new DateTimeOffset(clock.Now.AddMinutes(late ? -names.Number(1560, 3600) : -names.Number(5, 400)), TimeSpan.Zero),
            LateReason = late ? "出差途中，回公司后补登" : null,
        }, ct));
        return new(told.Id, told.CustomerId, company, demand);
    }

    /// <summary>A supervisor gives a lead out of the pool.</summary>
    public async Task GiveOut(Actor who, Opened lead, Guid to, CancellationToken ct)
    {
        Act<AssignLead>(who);
        Told(await assign.Handle(lead.Lead, to, ct));
    }

    /// <summary>They talk.</summary>
    public async Task Talk(Actor who, Opened lead, DemoPlot.Talk talk, (string Said, string Next) words, CancellationToken ct)
    {
        Act<LogInteraction>(who);
        Told(await interactions.Handle(lead.Customer, new()
        {
            Mode = talk.Reached ? names.Pick(DemoStory.Modes) : ContactMode.NotReached,
            Feedback = talk.Reached ? words.Said : null,
            Result = talk.Reached ? names.Pick([ContactResult.Interested, ContactResult.Considering, ContactResult.Agreed]) : null,
            NextOn = talk.Next,
            NextStep = words.Next,
        }, ct));
    }

    /// <summary>He is evaluated.</summary>
    public async Task Evaluate(Actor who, Opened lead, LeadClass found, CancellationToken ct)
    {
        Act<EvaluateLead>(who);
        Told(await evaluate.Handle(lead.Lead, new(found, names.Pick(found == LeadClass.TemporarilyInvalid ? DemoStory.Aside : DemoStory.Grounds)), ct));
    }

    /// <summary>He comes a stage further; the loyal also stand in the category of their own.</summary>
    public async Task Advance(Actor who, Opened lead, Stage to, string note, CancellationToken ct)
    {
        Act<MoveStage>(who);
        Told(await stages.Handle(lead.Customer, to, note, ct));
        if (to != Stage.Loyal) return;
        await db.SaveChangesAsync(ct);
        Act<MoveCategory>(who);
        Told(await categories.Handle(lead.Customer, (await register.Categories(who.UnitId, ct)).Single(c => c.Order == 3).Id, note, null, ct));
    }

    /// <summary>What is known of him is filled in; some files stay incomplete, as they do in any company.</summary>
    public async Task Complete(Actor who, Opened lead, string scope, CancellationToken ct)
    {
        var whole = names.Chance(0.8);
        var said = Facts(lead.Company, scope, names.Chance(0.92));
        Act<ChangeCustomer>(who);
        Told(await facts.Handle(new() { Id = lead.Customer, Facts = whole ? said : said with { Fax = null, RegisteredCapital = null, LegalRepresentative = null } }, ct));
        await db.SaveChangesAsync(ct);
        if (whole && said is { Fax: not null, CreditCode: not null })
        {
            Act<SetFileStatus>(who);
            Told(await status.Handle(lead.Customer, FileStatus.Formal, ct));
            await db.SaveChangesAsync(ct);
        }
        if (names.Chance(0.25))
        {
            Act<TagCustomer>(who);
            Told(await tags.Handle(lead.Customer, [names.Pick(DemoStory.Tags)], ct));
            await db.SaveChangesAsync(ct);
        }
        if (names.Chance(0.25))
        {
            Act<ChangeContacts>(who);
            Told(await contacts.Add(lead.Customer, new() { Name = names.Person(), Post = names.Pick(DemoStory.Posts), Mobile = names.Mobile() }, ct));
        }
    }

    /// <summary>A supplier or an institution is filed, by whoever deals with it.</summary>
    public async Task File(Actor who, DemoNames.Invented company, RoleKind role, SpecialKind? special, string scope, string post, CancellationToken ct)
    {
        Act<RegisterCustomer>(who);
        var said = Facts(company, scope, true);
        Told(await customers.Handle(new()
        {
            Name = company.Name,
            ShortName = company.Short,
            CreditCode = names.CreditCode(company.Region),
            LegalRepresentative = said.LegalRepresentative,
            RegionCode = company.Region,
            Address = said.Address,
            Postcode = said.Postcode,
            Phone = said.Phone,
            Fax = special is null ? said.Fax : null,
            RegisteredCapital = special == SpecialKind.Lawyer ? null : said.RegisteredCapital,
            BusinessScope = scope,
            Roles = [role],
            Special = special,
            Status = FileStatus.Formal,
            Contact = new() { Name = names.Person(), Post = post, Mobile = names.Mobile() },
            Absent = special switch
            {
                null => null,
                SpecialKind.Lawyer => new Dictionary<string, string> { ["fax"] = "已停用传真", ["registeredCapital"] = "合伙制，无注册资本" },
                _ => new Dictionary<string, string> { ["fax"] = "已停用传真" },
            },
        }, ct));
    }

    /// <summary>Something is dealt; an offer or order that <paramref name="waits"/> is not in force yet.</summary>
    public async Task Deal(Actor who, Opened lead, DealingKind kind, decimal? amount, string summary, bool waits, CancellationToken ct)
    {
        Act<RegisterDealing>(who);
        var force = !waits && kind is DealingKind.Quotation or DealingKind.Contract or DealingKind.Order ? clock.Today : (DateOnly?)null;
        Told(await dealings.Handle(new() { CustomerId = lead.Customer, Kind = kind, Amount = amount, Summary = summary, InForceOn = force }, ct));
    }

    /// <summary>A paper is put into the file.</summary>
    public async Task Attach(Actor who, Opened lead, decimal? quoted, CancellationToken ct)
    {
        Act<ChangeAttachments>(who);
        var (name, media, stored) = quoted is { } price ? await papers.Quotation(lead.Company, lead.Demand, price, clock.Today, ct) : await papers.Minutes(lead.Company, who.Name, clock.Today, ct);
        Told(await attachments.Add(lead.Customer, name, media, stored, null, ct));
    }

    /// <summary>Somebody asks to read a file of a colleague, one of the first he has.</summary>
    public async Task<Guid?> AskToRead(Actor who, Actor owner, int skip, DateOnly until, CancellationToken ct)
    {
        var code = await db.Set<Customer>().Where(c => c.OwnerId == owner.PersonId).OrderBy(c => c.Serial).Skip(skip).Select(c => c.Code).FirstOrDefaultAsync(ct);
        if (code is null) return null;
        Act<AskAccess>(who);
        var asked = Told(await access.Handle(new() { FileNumber = code, Parts = [FilePart.Basic, FilePart.Dealings], Until = until, Reason = names.Pick(DemoStory.ToRead) }, ct));
        // A company without an information department has nobody to decide: there it waits, as it would.
        return asked.Deciders.Count == 0 ? null : asked.Id;
    }

    /// <summary>It is approved.</summary>
    public async Task Approve(Actor who, Guid? request, CancellationToken ct)
    {
        if (request is not { } id) return;
        Act<DecideRequest>(who);
        Told(await decide.Handle(id, Verdict.Approve, "同意，注意保密", ct));
    }

    CustomerFacts Facts(DemoNames.Invented company, string scope, bool fax) => new()
    {
        ShortName = company.Short,
        CreditCode = names.Chance(0.95) ? names.CreditCode(company.Region) : null,
        LegalRepresentative = names.Person(),
        Address = $"{names.Pick(["建设", "工业", "人民", "解放", "长江", "创新"])}路 {names.Number(1, 480)} 号",
        Postcode = $"{company.Region[..2]}{names.Number(10, 99)}00",
        Phone = names.Phone(company.Area),
        Fax = fax ? names.Phone(company.Area) : null,
        RegisteredCapital = names.Pick(["50万元", "100万元", "500万元", "1200万元", "5000万元", "1.2亿元"]),
        BusinessScope = scope,
    };

    void Act<T>(Actor who)
    {
        actor.Set(who);
        db.Act = typeof(T).Name;
    }

    T Told<T>(Outcome<T> outcome) => outcome.Done ? outcome.Value
        : throw new InvalidOperationException($"The demo's {db.Act} was refused: {string.Join("; ", outcome.Findings.Select(f => $"{f.Key} {f.Field} {string.Join(',', f.Values)}"))}");
}
