using Guiju.Customers;
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

/// <summary>The life of a demo customer, told day by day through the same use cases that people use; what they refuse is a fault of the story.</summary>
sealed class DemoCustomers(GuijuContext db, CurrentActor actor, CompanyClock clock, SeedClock time, DemoNames names,
    RegisterLead leads, LogInteraction interactions, ICustomerFiles files, CustomerRuleBook rules, StageSteps stages)
{
    /// <summary>Something that happens on a day.</summary>
    public sealed record Event(DateOnly On, int Hour, Func<CancellationToken, Task> Happens);

    /// <summary>Plans the life of one customer of a salesperson, from the day he is found to the seed's day.</summary>
    public IReadOnlyList<Event> Plan(Actor seller, IReadOnlyList<string> territory, DateOnly today)
    {
        var company = names.Company(territory);
        var found = today.AddDays(-names.Number(2, 140));
        var steps = names.Number(0, 7);
        var ambition = (Stage)Math.Min(names.Number(0, 5), 4);
        Guid id = default;
        List<Event> life = [new(found, names.Number(9, 11), async ct => id = await Find(seller, company, ct))];
        var day = found;
        for (var n = 0; n < steps; n++)
        {
            var (last, step) = (n == steps - 1, n);
            day = Weekday(day.AddDays(names.Number(3, 22)));
            if (day > today) break;
            life.Add(new(day, names.Number(9, 17), ct => Talk(seller, id, today, last, ct)));
            if (step == 0) life.Add(new(day, 17, ct => Evaluate(seller, id, ct)));
            if (step >= 1 && (int)ambition >= step) life.Add(new(day, 18, ct => Advance(seller, id, (Stage)Math.Min(step, 4), ct)));
        }
        if (names.Chance(0.7)) life.Add(new(Weekday(found.AddDays(1)), 19, ct => Complete(seller, id, company, ct)));
        return [.. life.Where(e => e.On <= today)];
    }

    /// <summary>Tells one event: the clock is set to it, the actor is who does it, and it is saved.</summary>
    public async Task Tell(Event happening, CancellationToken ct)
    {
        time.MoveTo(clock.Utc(happening.On.ToDateTime(new TimeOnly(happening.Hour, 0))));
        await happening.Happens(ct);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    async Task<Guid> Find(Actor seller, DemoNames.Invented company, CancellationToken ct)
    {
        Act(seller, nameof(RegisterLead));
        var late = names.Chance(0.06);
        var told = await leads.Handle(new()
        {
            Name = company.Name,
            RegionCode = company.Region,
            Industry = names.Pick(DemoStory.Industries),
            Channel = names.Pick(DemoStory.Channels),
            Demand = names.Pick(DemoStory.Demands),
            ContactName = names.Person(),
            ContactPost = names.Post(),
            Phone = names.Mobile(),
            ObtainedAt = new DateTimeOffset(clock.Now.AddHours(late ? -names.Number(26, 60) : -names.Number(0, 8)), TimeSpan.Zero),
            LateReason = late ? "出差途中，回公司后补登" : null,
        }, ct);
        return Told(told, company.Name).CustomerId;
    }

    async Task Talk(Actor seller, Guid id, DateOnly today, bool last, CancellationToken ct)
    {
        Act(seller, nameof(LogInteraction));
        var mode = last ? ContactMode.Call : names.Pick(DemoStory.Modes);
        // The last talk plans what Today shows: some overdue, some today, most in the days to come.
        var next = last ? today.AddDays(names.Number(-4, 24)) : clock.Today.AddDays(names.Number(2, 14));
        if (next < clock.Today) next = clock.Today;
        Told(await interactions.Handle(id, new()
        {
            Mode = mode,
            Feedback = mode == ContactMode.NotReached ? null : names.Pick(DemoStory.Said),
            Result = mode == ContactMode.NotReached ? null : names.Pick(Enum.GetValues<ContactResult>()),
            NextOn = next,
            NextStep = names.Pick(DemoStory.Next),
        }, ct), "contact");
    }

    async Task Evaluate(Actor seller, Guid id, CancellationToken ct)
    {
        Act(seller, nameof(EvaluateLead));
        if (await db.Set<Customer>().AnyAsync(c => c.Id == id && c.LastContactAt == null, ct)) return;
        var found = names.Number(0, 9) switch { < 5 => LeadClass.Target, < 9 => LeadClass.Potential, _ => LeadClass.TemporarilyInvalid };
        Told(await files.Classify(id, found, found == LeadClass.TemporarilyInvalid ? DemoStory.Grounds[^1] : names.Pick(DemoStory.Grounds[..^1]), ct), "class");
    }

    async Task Advance(Actor seller, Guid id, Stage to, CancellationToken ct)
    {
        Act(seller, nameof(MoveStage));
        var customer = await db.Set<Customer>().SingleAsync(c => c.Id == id, ct);
        if (customer.LeadClass is null or LeadClass.TemporarilyInvalid || to <= customer.Stage) return;
        if (to == Stage.Won) Told(await files.NoteDeal(id, true, clock.Today, "首单合同生效", ct), "deal");
        else if ((await stages.Move(customer, to, names.Pick(DemoStory.Said), ct)).Count > 0) db.ChangeTracker.Clear();
    }

    async Task Complete(Actor seller, Guid id, DemoNames.Invented company, CancellationToken ct)
    {
        Act(seller, nameof(ChangeCustomer));
        var customer = await db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).SingleAsync(c => c.Id == id, ct);
        customer.Rename(company.Name, company.Short);
        if (names.Chance(0.9)) customer.SetCreditCode(names.CreditCode(company.Region));
        customer.SetLegalRepresentative(names.Person());
        customer.Locate(company.Region, $"{names.Pick(["建设", "工业", "人民", "解放", "长江", "创新"])}路 {names.Number(1, 480)} 号", $"{company.Region[..2]}{names.Number(10, 99)}00");
        var phone = PhoneNumber.Read(names.Phone(company.Area), "phone");
        if (phone.Done) customer.Reach(phone.Value.Typed, phone.Value.Key, names.Chance(0.6) ? names.Phone(company.Area) : null);
        customer.Capitalise(names.Pick([500_000m, 1_000_000m, 5_000_000m, 12_000_000m, 50_000_000m, 120_000_000m]), "CNY");
        customer.Describe(names.Pick(DemoStory.Scopes), customer.Industry, customer.Source, customer.Demand);
        if (names.Chance(0.15)) customer.Tag([names.Pick(["重点", "年框", "试用中", "招投标", "老客户介绍"])]);
        var today = rules.For(customer.UnitId);
        customer.Judge(today);
        // Some files stay incomplete, as they do in any company.
        if (names.Chance(0.6)) customer.Raise(FileStatus.Formal, today);
    }

    void Act(Actor who, string act)
    {
        actor.Set(who);
        db.Act = act;
    }

    static T Told<T>(Outcome<T> outcome, string what) => outcome.Done ? outcome.Value
        : throw new InvalidOperationException($"The demo's {what} was refused: {string.Join("; ", outcome.Findings.Select(f => $"{f.Key} {f.Field}"))}");

    static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };
}
