using Guiju.Commerce.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Grading;
using Guiju.Grading.Clauses;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Commerce;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Grading;

public class RankingTests
{
    [Theory, OnBoth, Clause("D13-2.2b"), Clause("D15-2.2b"), Clause("D16-2.2b")]
    public async Task The_special_class_is_listed_apart_and_neither_ranked_nor_counted(Engine engine)
    {
        await using var world = await World.Open(engine);
        for (var i = 1; i <= 13; i++)
        {
            var special = i > 10;
            var customer = await world.Opened("张三", Files.Complete(i) with { Roles = [special ? RoleKind.Special : RoleKind.Distributor], Special = special ? SpecialKind.Bank : null });
            await world.Entered("张三", Ledger.Of(DealingKind.Order, customer, special ? 1_000_000m : i * 1_000m, new(2024, 6, i), new(2024, 6, i)));
        }
        var ranking = (await world.Ask<RankCustomers, RankCustomers.Ranking>("孙总监", u => u.Handle(2024, default))).Value;
        (ranking.Population, ranking.ApartCount, ranking.Apart.Count).ShouldBe((10, 3, 3));
        ranking.Sales.ShouldBe(55_000m);
        ranking.Ranked.Select(r => r.Place).ShouldBe(Enumerable.Range(1, 10));
        ranking.Ranked.Select(r => r.Sales).ShouldBe(Enumerable.Range(1, 10).Reverse().Select(i => i * 1_000m));
        ranking.Ranked.Select(r => r.CustomerId).Intersect(ranking.Apart.Select(s => s.CustomerId)).ShouldBeEmpty();
        ranking.Apart.ShouldAllBe(s => s.Kind == SpecialKind.Bank);
        using var browser = await world.Browser("孙总监");
        var page = await browser.Page("/grading/ranking?year=2024");
        page.QuerySelectorAll("section")[0].QuerySelectorAll("tbody tr").Length.ShouldBe(10);
        page.QuerySelectorAll("section")[1].QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        var other = (await world.Ask<RankCustomers, RankCustomers.Ranking>("王五", u => u.Handle(2024, default))).Value;
        (other.Population, other.Ranked.Count, other.ApartCount, other.Sales).ShouldBe((0, 0, 0, 0m));
        (await world.Ask<RankCustomers, RankCustomers.Ranking>("孙总监", u => u.Handle(2026, default))).Refusal.ShouldBe(Refusal.Invalid);
    }

    [Fact, Clause("D13-2.2b"), Clause("D15-2.2b"), Clause("D16-2.2b")]
    public void Ten_distributors_and_three_of_the_special_class_are_a_population_of_ten_unless_the_company_says_otherwise()
    {
        RoleKind[][] files = [.. Enumerable.Repeat<RoleKind[]>([RoleKind.Distributor], 10), .. Enumerable.Repeat<RoleKind[]>([RoleKind.Special], 3)];
        files.Count(f => GradedPopulation.Takes(f, true)).ShouldBe(10);
        files.Count(f => GradedPopulation.Takes(f, false)).ShouldBe(13);
        GradedPopulation.Takes([RoleKind.Buyer, RoleKind.Special], true).ShouldBeFalse();
    }
}
