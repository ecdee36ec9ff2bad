using Guiju.Customers.Contracts;
using Guiju.Grading.Clauses;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;

namespace Guiju.Tests.Grading;

public class GradedPopulationTests
{
    static GradedPopulation.Candidate Has(params RoleKind[] roles) => new(Guiju.Platform.Ids.Next(), roles.ToHashSet());

    [Fact, Clause("D13-2.2b")]
    public void Ten_distributors_are_graded_and_three_special_files_are_not()
    {
        var distributors = Enumerable.Range(0, 10).Select(_ => Has(RoleKind.Distributor)).ToList();
        var special = Enumerable.Range(0, 3).Select(_ => Has(RoleKind.Special)).ToList();
        GradedPopulation.Of([.. distributors, .. special], excludeSpecial: true).ShouldBe(distributors);
        GradedPopulation.Of([.. distributors, .. special], excludeSpecial: false).Count().ShouldBe(13);
        var ranks = GradedPopulation.Rank(special.Concat(distributors).Select((c, i) => (c, Sales: i < 3 ? 1_000_000m : 100m * i)), excludeSpecial: true);
        ranks.Select(r => r.Id).ShouldBe(distributors.AsEnumerable().Reverse().Select(d => d.Id));
        ranks.Select(r => r.Rank).ShouldBe(Enumerable.Range(1, 10));
        ranks.Sum(r => r.Sales).ShouldBe(Enumerable.Range(3, 10).Sum(i => 100m * i));
    }

    [Fact, Clause("D13-2.2b")]
    public void Who_is_special_and_also_distributes_is_graded_by_that() =>
        GradedPopulation.TakesPart(new HashSet<RoleKind> { RoleKind.Special, RoleKind.Distributor }, true).ShouldBeTrue();

    [Fact, Clause("D13-2.2b")]
    public void The_register_says_they_are_left_out() =>
        ClauseBook.Register["D13-2.2b"].Parameter<bool>("exclude_special_from_grading").ShouldBeTrue();
}
