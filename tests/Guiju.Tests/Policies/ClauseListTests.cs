using Guiju.Policies;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Policies;

public sealed class ClauseListTests
{
    static readonly Lazy<ClauseList> list = new(() => ClauseList.Of(ClauseBook.Register, Repository.Root));

    [Fact]
    public void Every_citation_is_known_and_every_claim_has_its_test() => list.Value.Faults().ShouldBeEmpty();

    [Theory]
    [InlineData(ClauseList.ForPeople)]
    [InlineData(ClauseList.ForTools)]
    public void The_documents_are_up_to_date(string document)
    {
        var path = Path.Combine(Repository.Root, document);
        var now = document == ClauseList.ForPeople ? list.Value.Markdown() : list.Value.Json();
        if (Environment.GetEnvironmentVariable("GUIJU_ACCEPT") == "1")
            File.WriteAllText(path, now);
        var then = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        (then == now).ShouldBeTrue($"{document} is out of date: run the tests with GUIJU_ACCEPT=1 and look at what changed.");
    }

    // Ids are put together, so that the scan of the sources does not take these for citations.
    const string One = "D98" + "-1", Two = "D99" + "-1", Unknown = "D99" + "-2";

    static readonly ClauseRegister two = new([Made(One), Made(Two) with { SameAs = One }]);

    static Clause Made(string id) => new()
    {
        Id = id,
        Feature = "Leads",
        Zh = "建|档",
        En = "File",
        Kind = ClauseKind.Data,
        Modes = [ClauseMode.Record],
        Actor = "a",
        Trigger = "t",
        Parameters = new Dictionary<string, ClauseParameter>(),
        Forms = [],
        Accept = "x",
        Implied = false,
    };

    static ClauseList Make(string source, string test, params (string Id, ClauseDeclaration Is)[] declared)
    {
        var folder = Directory.CreateTempSubdirectory("clauses");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "src", "A", "obj"));
            Directory.CreateDirectory(Path.Combine(folder.FullName, "tests"));
            File.WriteAllText(Path.Combine(folder.FullName, "src", "A", "Act.cs"), source);
            File.WriteAllText(Path.Combine(folder.FullName, "src", "A", "obj", "Made.cs"), $"\"{Unknown}\"");
            File.WriteAllText(Path.Combine(folder.FullName, "tests", "ActTests.cs"), test);
            return new(two, declared.ToDictionary(d => d.Id, d => d.Is), ClauseCitations.In(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    const string Named = "Clause(\"" + One + "\")";

    static readonly string tested = $$"""
        public sealed class ActTests
        {
            /// <summary>Not "{{Unknown}}" as a citation.</summary>
            [Theory, {{Named}}]
            [InlineData("x")]
            public async Task It_acts(string x)
            {
            }

            [Fact]
            public void It_does_nothing() { }
        }
        """;

    [Fact]
    public void Code_and_tests_are_found_by_the_ids_in_them_and_count_for_twins()
    {
        var made = Make($"new Finding(\"k\", \"f\", \"{One}\")", tested.Replace($"\"{Unknown}\"", "it", StringComparison.Ordinal), (One, new(ClauseState.Runs)));
        made.Faults().ShouldBeEmpty();
        made.Rows.Select(r => (r.Clause.Id, r.State)).ShouldBe([(One, ClauseState.Runs), (Two, ClauseState.Runs)]);
        made.Rows.ShouldAllBe(r => r.Code.Single() == "src/A/Act.cs" && r.Tests.Single() == "ActTests.It_acts");
        made.Json().ShouldContain($$"""{"id":"{{One}}","feature":"Leads","state":"runs","code":["src/A/Act.cs"],"tests":["ActTests.It_acts"]}""");
        made.Markdown().ShouldContain("建\\|档");
    }

    [Fact]
    public void A_claim_without_a_test_is_a_fault()
    {
        // A string in a test is no test of the clause; only the attribute is.
        var made = Make($"[Clause(\"{One}\")]", $"class T {{ const string x = \"{One}\"; }}", (One, new(ClauseState.Runs)));
        made.Faults().ShouldBe([$"{One} reads 'runs', but no test names it.", $"{Two} reads 'runs', but no test names it."]);
    }

    [Fact]
    public void An_unknown_id_is_a_fault_wherever_it_stands()
    {
        Make($"[Clause(\"{Unknown}\")]", "").Faults().Single().ShouldContain("src/A/Act.cs");
        Make("", $"[Clause(\"{Unknown}\")] class ActTests;").Faults().Single().ShouldContain("tests/ActTests.cs");
        Make("", "[Clause(\"" + "1.2b\")] class ActTests;").Faults().Single().ShouldContain("ActTests");
        Make("", "", (Unknown, new(ClauseState.Runs))).Faults().Single().ShouldContain(Unknown);
    }

    [Theory]
    [InlineData(ClauseState.Partly)]
    [InlineData(ClauseState.Procedural)]
    [InlineData(ClauseState.LimitedByLaw)]
    public void What_does_not_run_says_why(ClauseState state)
    {
        Make("", "", (One, new(state))).Faults().Single().ShouldContain("without a note");
        Make("", "", (One, new(state, "why"))).Faults().ShouldBeEmpty();
    }

    [Fact]
    public void A_twin_declared_itself_goes_its_own_way()
    {
        var made = Make("", tested.Replace($"\"{Unknown}\"", "it", StringComparison.Ordinal), (One, new(ClauseState.Runs)), (Two, new(ClauseState.Partly, "why")));
        made.Rows.Select(r => r.State).ShouldBe([ClauseState.Runs, ClauseState.Partly]);
    }
}
