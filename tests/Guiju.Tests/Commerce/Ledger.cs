using Guiju.Commerce;
using Guiju.Commerce.Contracts;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Http;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Commerce;

/// <summary>The ledger as tests write into it.</summary>
static class Ledger
{
    public static DealingFacts Of(DealingKind kind, Guid? customer, decimal? amount = 10_000m, DateOnly? on = null, DateOnly? force = null, string summary = "φ90 铸球 20 吨") =>
        new() { CustomerId = customer, Kind = kind, Amount = amount, On = on, InForceOn = force, Summary = summary };

    public static Task<Outcome<Registered>> Enter(this World world, string who, DealingFacts facts) =>
        world.Do<RegisterDealing, Registered>(who, u => u.Handle(facts, default));

    /// <summary>Enters one that must succeed.</summary>
    public static async Task<Registered> Entered(this World world, string who, DealingFacts facts)
    {
        var outcome = await world.Enter(who, facts);
        outcome.Findings.Where(f => f.Weight == Weight.Refusal).Select(f => f.Key).ShouldBeEmpty();
        return outcome.Value;
    }

    public static async Task<IReadOnlyList<DealingRow>> Dealings(this World world, string who, DealingFilter? filter = null)
    {
        var page = await world.Ask<ListDealings, PageOf<DealingRow>>(who, u => u.Handle(filter ?? new(), null, 200, default));
        return page.Value.Items;
    }

    public static async Task<IReadOnlyList<TimelineItem>> TimelineOf(this World world, string who, Guid customer) =>
        (await world.Ask<ShowRelation, IReadOnlyList<TimelineItem>>(who, u => u.Timeline(customer, null, 200, default))).Value;

    /// <summary>A filed customer of somebody.</summary>
    public static Task<Guid> Customer(this World world, string who, int number) => world.Opened(who, Files.Complete(number));
}
