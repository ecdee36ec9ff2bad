using System.Text;
using Guiju.Rulebook.Clauses;
using static Guiju.Rulebook.Tests.Moments;

namespace Guiju.Rulebook.Tests.Clauses;

public sealed class ClauseRegisterTests
{
    // Ids are put together, so that no scan for citations takes these for clauses.
    const string One = "T01" + "-1", Two = "T02" + "-1";

    static string Json(string id = One, string parameters = "{}", string sameAs = "null", string kind = "deadline") => $$"""
        {"id": "{{id}}", "feature": "Leads", "zh": "建档", "en": "File", "kind": "{{kind}}", "mode": ["enforce", "report"], "actor": "a", "trigger": "t",
         "parameters": {{parameters}}, "forms": ["表"], "accept": "x", "implied": false, "same_as": {{sameAs}}}
        """;

    static ClauseRegister Load(params string[] clauses) =>
        ClauseRegister.Load([new MemoryStream(Encoding.UTF8.GetBytes($"[{string.Join(',', clauses)}]"))]);

    static Clause With(string value) => Load(Json(parameters: "{\"p\": {\"value\": " + value + ", \"unit\": \"days\", \"source\": \"default\"}}"))[One];

    enum Boundary { NextDay, SameDay }

    [Fact]
    public void A_clause_is_read_with_all_it_says()
    {
        var clause = With("24");
        (clause.Feature, clause.Zh, clause.En, clause.Kind, clause.Implied, clause.SameAs, clause.Regulation)
            .ShouldBe(("Leads", "建档", "File", ClauseKind.Deadline, false, null, "T01"));
        clause.Modes.ShouldBe([ClauseMode.Enforce, ClauseMode.Report]);
        clause.Forms.ShouldBe(["表"]);
        clause.Parameters["p"].Unit.ShouldBe("days");
        clause.Parameters["p"].Source.ShouldBe(ParameterSource.Default);
    }

    [Fact]
    public void A_parameter_is_given_as_the_type_asked_for()
    {
        With("24").Parameter<int>("p").ShouldBe(24);
        With("21.75").Parameter<decimal>("p").ShouldBe(21.75m);
        With("true").Parameter<bool>("p").ShouldBeTrue();
        With("\"总经理\"").Parameter<string>("p").ShouldBe("总经理");
        With("\"next_day\"").Parameter<Boundary>("p").ShouldBe(Boundary.NextDay);
        With("\"08:30\"").Parameter<TimeOnly>("p").ShouldBe(new(8, 30));
        With("\"2017-04-20\"").Parameter<DateOnly>("p").ShouldBe(Day("2017-04-20"));
        With("\"04-30\"").Parameter<MonthDay>("p").In(2025).ShouldBe(Day("2025-04-30"));
        With("\"02-29\"").Parameter<MonthDay>("p").In(2025).ShouldBe(Day("2025-02-28"));
        With("[15, 5]").Parameter<IReadOnlyList<int>>("p").ShouldBe([15, 5]);
        With("""["名称", "传真"]""").Parameter<IReadOnlyList<string>>("p").ShouldBe(["名称", "传真"]);
        With("""{"A": 2, "B": 1}""").Parameter<IReadOnlyDictionary<string, int>>("p")["A"].ShouldBe(2);
        With("null").Parameter<decimal?>("p").ShouldBeNull();
    }

    [Fact]
    public void A_parameter_of_another_type_is_an_error_that_says_which()
    {
        Wrong<int>("\"24\"");
        Wrong<int>("1.5");
        Wrong<int>("true");
        Wrong<int>("3000000000");
        Wrong<bool>("1");
        Wrong<string>("24");
        Wrong<Boundary>("\"never\"");
        Wrong<Boundary>("\"1\"");
        Wrong<Boundary>("1");
        Wrong<TimeOnly>("\"25:00\"");
        Wrong<DateOnly>("\"2025-02-30\"");
        Wrong<MonthDay>("\"13-01\"");
        Wrong<MonthDay>("\"04-31\"");
        Wrong<IReadOnlyList<int>>("""[1, "2"]""");
        Wrong<IReadOnlyList<int>>("1");

        static void Wrong<T>(string value)
        {
            var error = Should.Throw<ClauseParameterException>(() => With(value).Parameter<T>("p"), value);
            error.Message.ShouldContain(One);
            error.Message.ShouldContain("'p'");
            error.Message.ShouldContain(value);
        }
    }

    [Fact]
    public void A_missing_parameter_or_value_is_an_error_that_says_so()
    {
        Should.Throw<ClauseParameterException>(() => With("24").Parameter<int>("q")).Message.ShouldContain("it has: p");
        Should.Throw<ClauseParameterException>(() => With("null").Parameter<decimal>("p")).Message.ShouldContain("the company has to set one");
        Should.Throw<ClauseParameterException>(() => With("null").Parameter<string>("p"));
        With("null").Parameters["p"].HasValue.ShouldBeFalse();
    }

    [Fact]
    public void An_unknown_id_is_an_error()
    {
        Should.Throw<KeyNotFoundException>(() => Load(Json())[Two]).Message.ShouldContain(Two);
        Load(Json()).Has(Two).ShouldBeFalse();
    }

    [Fact]
    public void A_twin_leads_to_its_original_and_back()
    {
        var register = Load(Json(), Json(Two, sameAs: $"\"{One}\""));
        register.OriginalOf(Two).Id.ShouldBe(One);
        register.OriginalOf(One).Id.ShouldBe(One);
        register.TwinsOf(One).Select(c => c.Id).ShouldBe([Two]);
    }

    [Fact]
    public void A_register_that_contradicts_itself_is_refused()
    {
        Refused(() => Load(Json(), Json()), "twice");
        Refused(() => Load(Json(sameAs: $"\"{Two}\"")), "missing");
        Refused(() => Load(Json(), Json(Two, sameAs: $"\"{One}\""), Json("T03" + "-1", sameAs: $"\"{Two}\"")), "a copy itself");
        Refused(() => Load(Json(kind: "law")), "'law'");
        Refused(() => Load("{\"id\": \"" + One + "\"}"), "has no 'feature'");
        Refused(() => Load("7"), "no list of clauses");
        Refused(() => ClauseRegister.Load([new MemoryStream("[{"u8.ToArray())]), "no list of clauses");

        static void Refused(Action load, string why) => Should.Throw<InvalidDataException>(load).Message.ShouldContain(why);
    }
}
