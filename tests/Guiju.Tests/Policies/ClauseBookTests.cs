using System.Diagnostics;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;

namespace Guiju.Tests.Policies;

public sealed class ClauseBookTests
{
    static readonly ClauseRegister register = ClauseBook.Register;

    [Fact]
    public void The_whole_register_ships_with_the_program()
    {
        register.All.Count.ShouldBe(866);
        register.All.Select(c => c.Feature).Distinct().Count().ShouldBe(12);
        register.All.Select(c => c.Regulation).Distinct().Order().ShouldBe(Enumerable.Range(1, 18).Select(i => $"D{i:00}"));
        register.All.Count(c => c.SameAs is not null).ShouldBe(147);
        register.All.ShouldAllBe(c => c.Zh != "" && c.En != "" && c.Accept != "" && c.Modes.Count > 0);
    }

    [Fact]
    public void Each_feature_of_the_register_lists_only_its_own_clauses()
    {
        foreach (var name in typeof(ClauseBook).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("register/", StringComparison.Ordinal) && !n.EndsWith("forms.json", StringComparison.Ordinal)))
            ClauseRegister.Load([typeof(ClauseBook).Assembly.GetManifestResourceStream(name)!]
                ).All.ShouldAllBe(c => name == $"register/{c.Feature}.json");
    }

    [Fact]
    public void Forms_and_clauses_name_each_other()
    {
        ClauseBook.Forms.Count.ShouldBe(261);
        ClauseBook.Forms["销售客户分类登记表"].Columns.Count.ShouldBe(12);
        ClauseBook.Forms.Values.SelectMany(f => f.Clauses).Where(id => !register.Has(id)).ShouldBeEmpty();
        register.All.SelectMany(c => c.Forms).Where(f => !ClauseBook.Forms.ContainsKey(f)).ShouldBeEmpty();
    }

    [Fact]
    public void Numbers_of_the_regulations_are_read_as_what_they_are()
    {
        register["D01-1.2b"].Parameter<int>("register_within").ShouldBe(24);
        register["D13-3.3.1b"].Parameter<int>("file_open_within_workdays").ShouldBe(1);
        register["D13-3.3.2a"].Parameter<IReadOnlyList<string>>("required_fields").Count.ShouldBe(8);
        register["D03-1.2m"].Parameter<IReadOnlyDictionary<string, int>>("max_interval")["H"].ShouldBe(2);
        register["D09-5.2a"].Parameter<decimal>("monthly_days").ShouldBe(21.75m);
        register["D07-7.4k"].Parameter<decimal?>("deposit").ShouldBeNull();
        register["D03-5.4"].Parameter<TimeOnly>("open_time").ShouldBe(new(8, 30));
    }

    [Fact]
    public void Reading_it_is_not_felt_at_the_start()
    {
        // The best of several, so that what is measured is the reading, not the compiler and not the neighbours.
        var best = Enumerable.Range(0, 10).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Read();
            return watch.Elapsed;
        });
        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(50));

        static void Read() => ClauseRegister.Load(typeof(ClauseBook).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("register/", StringComparison.Ordinal) && !n.EndsWith("forms.json", StringComparison.Ordinal))
            .Select(n => typeof(ClauseBook).Assembly.GetManifestResourceStream(n)!)).All.Count.ShouldBe(866);
    }
}
