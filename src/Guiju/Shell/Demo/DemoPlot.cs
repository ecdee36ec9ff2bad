using Guiju.Customers.Contracts;

namespace Guiju.Shell.Demo;

/// <summary>How far a customer of the demo comes.</summary>
enum Fate
{
    /// <summary>Found these days; nobody has spoken to him yet.</summary>
    Fresh,

    /// <summary>Spoken to, waits for his evaluation.</summary>
    ToEvaluate,

    /// <summary>Put aside.</summary>
    Aside,

    /// <summary>Talked to.</summary>
    Talking,

    /// <summary>Has an offer.</summary>
    Quoted,

    /// <summary>Bought.</summary>
    Won,

    /// <summary>Buys again and again.</summary>
    Loyal,
}

/// <summary>
/// Plans lives of customers from the day they are found to the last working day before the seed's day. Nothing happens on that day itself, so
/// that two demos of a day are the same whatever the hour. Days of the next contact are kept by nearly all, as on a floor that works.
/// </summary>
sealed class DemoPlot(DemoNames names, DateOnly today)
{
    /// <summary>Customers a salesperson finds.</summary>
    public const int Each = 15;

    static readonly Fate[] Fates = [Fate.Fresh, Fate.ToEvaluate, Fate.ToEvaluate, Fate.Aside, .. Enumerable.Repeat(Fate.Talking, 4), .. Enumerable.Repeat(Fate.Quoted, 3), .. Enumerable.Repeat(Fate.Won, 3), Fate.Loyal];

    /// <summary>A conversation and what it leads to.</summary>
    /// <param name="On">Day.</param>
    /// <param name="Next">Day of the next.</param>
    /// <param name="Reached">Whether somebody answered.</param>
    public sealed record Talk(DateOnly On, DateOnly Next, bool Reached = true);

    /// <summary>A customer's life.</summary>
    /// <param name="Fate">How far he comes.</param>
    /// <param name="Found">Day he is found.</param>
    /// <param name="Talks">Conversations in their order.</param>
    /// <param name="Role">What he is to the company.</param>
    public sealed record Life(Fate Fate, DateOnly Found, IReadOnlyList<Talk> Talks, RoleKind Role);

    /// <summary>Lives of a salesperson's customers; one of those of <paramref name="farOff"/> plans a contact so far off that his supervisor must confirm it.</summary>
    public IEnumerable<Life> Lives(bool farOff)
    {
        foreach (var (fate, n) in names.Mixed(Fates).Select((f, i) => (f, i)))
        {
            var role = fate is Fate.Fresh or Fate.Aside ? RoleKind.Buyer : names.Number(1, 100) switch { <= 9 => RoleKind.Distributor, <= 15 => RoleKind.Agent, _ => RoleKind.Buyer };
            var far = farOff && fate == Fate.Talking;
            yield return Live(fate, role, far);
            if (far) farOff = false;
        }
    }

    Life Live(Fate fate, RoleKind role, bool far)
    {
        if (fate == Fate.Fresh) return new(fate, today.Back(names.Number(1, 3)), [], role);
        if (fate == Fate.ToEvaluate)
        {
            var spoken = today.Back(names.Number(1, 3));
            return new(fate, spoken.Back(names.Number(1, 4)), [new(spoken, today.AddDays(names.Number(0, 8)).OrNext())], role);
        }
        var count = fate switch { Fate.Aside => 2, Fate.Talking => names.Number(1, 3), Fate.Quoted => names.Number(2, 3), Fate.Won => names.Number(3, 4), _ => 4 };
        var (last, next) = End(fate, far);
        // Backwards from the last conversation; each was on the day agreed before.
        List<DateOnly> days = [last];
        while (days.Count < count) days.Insert(0, days[0].AddDays(-names.Number(6, 21)).OrNext());
        var talks = days.Select((day, i) => new Talk(day, i + 1 < days.Count ? days[i + 1] : next, i == 0 || i == days.Count - 1 || names.Chance(0.9))).ToList();
        return new(fate, days[0].Back(names.Number(1, 5)), talks, role);
    }

    // The last conversation and the day agreed on: a few were missed, some are today, most lie ahead.
    (DateOnly Last, DateOnly Next) End(Fate fate, bool far)
    {
        if (fate == Fate.Aside) return (today.Back(names.Number(4, 40)), today.AddDays(names.Number(60, 120)).OrNext());
        if (far) return (today.Back(names.Number(1, 4)), today.AddDays(names.Number(200, 260)).OrNext());
        var next = names.Number(1, 100) switch
        {
            <= 6 => today.Back(names.Number(1, 5)),
            <= 15 => today.OrNext(),
            <= 30 => today.AddDays(names.Number(1, 5)).OrNext(),
            _ => today.AddDays(names.Number(6, 32)).OrNext(),
        };
        var last = next < today ? next.Back(names.Number(4, 10)) : today.Back(names.Number(1, 14));
        return (last, next);
    }
}
