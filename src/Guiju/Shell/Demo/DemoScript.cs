using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Platform.Security;

namespace Guiju.Shell.Demo;

/// <summary>Puts the lives of all customers into one order of events, each with who does it and when.</summary>
sealed class DemoScript(DemoNames names, DateOnly today, DemoTeller teller)
{
    readonly List<Happening> happenings = [];
    readonly DemoPlot plot = new(names, today);

    /// <summary>Something that happens.</summary>
    /// <param name="At">When, by the company's clocks.</param>
    /// <param name="Happens">What.</param>
    public sealed record Happening(DateTime At, Func<CancellationToken, Task> Happens);

    /// <summary>Somebody of a company.</summary>
    public sealed record Worker(string Role, Actor Actor, Guid? SupervisorId);

    /// <summary>Everything planned, in its order; none of it on the seed's day itself.</summary>
    public IReadOnlyList<Happening> Happenings => [.. happenings.Where(h => DateOnly.FromDateTime(h.At) < today).OrderBy(h => h.At)];

    /// <summary>Plans what happens in a company.</summary>
    public void Plan(string company, IReadOnlyList<Worker> staff)
    {
        var market = DemoStory.Markets[company];
        var territories = DemoTerritories.Of[company];
        var (director, clerk) = (staff.First(s => s.Role == "director").Actor, staff.First(s => s.Role == "clerk").Actor);
        foreach (var team in staff.Where(s => s.Role == "salesperson").GroupBy(s => s.SupervisorId))
        {
            foreach (var (seller, n) in team.Select((s, i) => (s.Actor, i)))
                foreach (var life in plot.Lives(farOff: n < 2)) Live(seller, market, territories.Single(t => t.Owner == seller.Name).Provinces, life);
            Pool(team.First().Actor, team.Last().Actor, staff.Single(s => s.Actor.PersonId == team.Key).Actor, market);
        }
        // What the clerk finds on the net goes to whoever has the region.
        for (var n = 0; n < 3; n++)
        {
            var (to, buyer) = (names.Pick(territories), names.Pick(market.Buyers));
            var (found, goods) = (names.Company(to.Provinces, buyer.Trade), names.Pick(market.Goods));
            At(today.Back(names.Number(1, 3)), 8, 11, ct => teller.Find(clerk, found, buyer.Industry, goods.Name, RoleKind.Buyer, ct));
        }
        // A colleague's file is asked for: one was read and is over, one is open, one waits.
        var (asker, owner) = (staff.First(s => s.Role == "salesperson").Actor, staff.Last(s => s.Role == "salesperson").Actor);
        foreach (var (asked, decided, until, skip) in new (int, int?, int, int)[] { (20, 19, -5, 0), (4, 3, 10, 1), (1, null, 14, 2) })
        {
            Guid? request = null;
            At(today.Back(asked), 10, 10, async ct => request = await teller.AskToRead(asker, owner, skip, today.AddDays(until), ct));
            if (decided is { } day) At(today.Back(day), 15, 15, ct => teller.Approve(director, request, ct));
        }
        for (var n = 0; n < 7; n++)
        {
            var trade = names.Pick(market.Suppliers);
            var supplier = names.Company(["43", "42", "36", "33", "32"], trade);
            At(today.Back(names.Number(15, 110)), 10, 16, ct => teller.File(director, supplier, RoleKind.Supplier, null, $"{trade}生产与销售", "销售经理", ct));
        }
        var kinds = names.Mixed(DemoStory.Specials);
        foreach (var (kind, pattern, scope, post) in kinds.Take(company == "HYNM" ? 7 : 4))
        {
            var firm = names.Firm(["43", "42", "44"], pattern);
            At(today.Back(names.Number(15, 110)), 10, 16, ct => teller.File(director, firm, RoleKind.Special, kind, scope, post, ct));
        }
    }

    /// <summary>Leads from where nobody is responsible: three wait in the pool, one was given out.</summary>
    void Pool(Actor finder, Actor taker, Actor supervisor, DemoStory.Market market)
    {
        for (var n = 0; n < 4; n++)
        {
            var (buyer, goods) = (names.Pick(market.Buyers), names.Pick(market.Goods));
            var company = names.Company(DemoTerritories.Nobodys, buyer.Trade);
            var day = today.Back(n == 3 ? names.Number(4, 9) : names.Number(1, 3));
            DemoTeller.Opened? lead = null;
            At(day, 8, 10, async ct => lead = await teller.Find(finder, company, buyer.Industry, goods.Name, RoleKind.Buyer, ct));
            if (n == 3) At(day, 14, 16, ct => teller.GiveOut(supervisor, lead!, taker.PersonId!.Value, ct));
        }
    }

    void Live(Actor seller, DemoStory.Market market, IReadOnlyList<string> provinces, DemoPlot.Life life)
    {
        var (buyer, goods) = (names.Pick(market.Buyers), names.Pick(market.Goods));
        var company = names.Company(provinces, buyer.Trade);
        DemoTeller.Opened lead = null!;
        At(life.Found, 8, 9, async ct => lead = await teller.Find(seller, company, buyer.Industry, goods.Name, life.Role, ct));
        if (life.Fate > Fate.ToEvaluate && names.Chance(0.92)) At(life.Found, 17, 17, ct => teller.Complete(seller, lead, buyer.Scope, ct));
        for (var n = 0; n < life.Talks.Count; n++)
        {
            var (talk, words) = (life.Talks[n], names.Pick(n == 0 ? DemoStory.First : n >= 2 && life.Fate >= Fate.Won ? DemoStory.Bought : DemoStory.Later));
            At(talk.On, 9, 14, ct => teller.Talk(seller, lead, talk, words, ct));
        }
        if (life.Fate <= Fate.ToEvaluate) return;
        var (first, last) = (life.Talks[0].On, life.Talks[^1].On);
        var target = life.Fate >= Fate.Quoted || names.Chance(0.3);
        At(first, 15, 15, ct => teller.Evaluate(seller, lead, target ? LeadClass.Target : LeadClass.Potential, ct));
        if (life.Fate == Fate.Aside) At(last, 16, 16, ct => teller.Evaluate(seller, lead, LeadClass.TemporarilyInvalid, ct));
        else At(first, 16, 16, ct => teller.Advance(seller, lead, Stage.Contacted, "已取得联系并充分沟通", ct));
        if (life.Fate < Fate.Quoted) return;
        var second = life.Talks[1].On;
        At(second, 15, 15, ct => teller.Advance(seller, lead, Stage.Intent, "明确了品种、用量和时间", ct));
        var price = Price(goods.Amount);
        var waits = life.Fate == Fate.Quoted && names.Chance(0.3);
        At(second, 16, 16, ct => teller.Deal(seller, lead, DealingKind.Quotation, price, $"{goods.Name}报价，含税含运", waits, ct));
        if (names.Chance(0.12)) At(second, 17, 17, ct => teller.Attach(seller, lead, names.Chance(0.6) ? price : null, ct));
        if (life.Fate < Fate.Won) return;
        var ordered = second.AddDays(names.Number(1, 4)).OrNext();
        for (var round = 0; round < (life.Fate == Fate.Loyal ? 2 : 1); round++) Buy(seller, () => lead, goods.Name, Price(goods.Amount), ordered.AddDays(round * 12).OrNext(), round == 0 && names.Chance(0.4));
        if (life.Fate == Fate.Loyal) At(last, 17, 17, ct => teller.Advance(seller, lead, Stage.Loyal, "连续下单，付款及时", ct));
    }

    void Buy(Actor seller, Func<DemoTeller.Opened> lead, string goods, decimal amount, DateOnly on, bool contract)
    {
        At(on, 10, 11, ct => teller.Deal(seller, lead(), contract ? DealingKind.Contract : DealingKind.Order, amount, $"{goods}{(contract ? "年度供货合同" : "订单")}", false, ct));
        At(on.AddDays(names.Number(5, 9)).OrNext(), 10, 15, ct => teller.Deal(seller, lead(), DealingKind.Delivery, null, $"{goods}发货，随车带检测报告", false, ct));
        if (names.Chance(0.8)) At(on.AddDays(names.Number(12, 30)).OrNext(), 10, 15, ct => teller.Deal(seller, lead(), DealingKind.Payment, amount, "银行转账付款", false, ct));
        if (names.Chance(0.06)) At(on.AddDays(names.Number(10, 15)).OrNext(), 10, 15, ct => teller.Deal(seller, lead(), DealingKind.Dispute, null, "两件尺寸超差，协商补发", false, ct));
    }

    decimal Price(int usual) => usual * names.Number(60, 160) / 10_000 * 100m;

    // Minutes apart, so that no two things of a customer happen at once.
    void At(DateOnly day, int from, int to, Func<CancellationToken, Task> happens) => happenings.Add(new(day.ToDateTime(new TimeOnly(names.Number(from, to), names.Number(0, 59))), happens));
}
