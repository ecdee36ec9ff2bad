using System.Text.RegularExpressions;
using Guiju.Platform.Search;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guiju.Tests.Platform.Search;

public partial class SearchSqlTests
{
    [Fact]
    public void Parts_are_joined_by_and_readings_by_or()
    {
        var query = SearchQuery.Parse("科技 wj");
        SearchSql.Fts5(query).ShouldBe("((\"bdsh96o\")) AND ((\"wwj\"*) OR (\"iwj\"))");
        SearchSql.TsQuery(query).ShouldBe("(('bdsh96o')) & (('wwj':*) | ('iwj'))");
    }

    [Fact]
    public void Nothing_typed_gets_into_the_query_but_letters_and_digits()
    {
        foreach (var text in Naughty.Strings)
        {
            var query = SearchQuery.Parse(text);
            (SearchSql.Fts5(query) ?? "").ShouldMatch("^(?:[() *]|\"[a-z0-9]+\"|AND|OR)*$", text);
            (SearchSql.TsQuery(query) ?? "").ShouldMatch("^(?:[() &|]|'[a-z0-9]+'(?::\\*)?)*$", text);
        }
    }

    [Fact]
    public void Record_tokens_are_words_both_engines_keep_and_bounded()
    {
        foreach (var text in Naughty.Strings)
        {
            var tokens = Tokens.Of(new SearchField(FieldKind.Name, text), new SearchField(FieldKind.Text, text), new SearchField(FieldKind.Phone, text), new SearchField(FieldKind.Code, text));
            tokens.Count.ShouldBeLessThanOrEqualTo(Tokens.MaxPerRecord);
            tokens.ShouldAllBe(t => Word().IsMatch(t));
        }
    }

    [Theory, Clause("D10-1.3")]
    [InlineData("fsjm")]
    [InlineData("佛山")]
    [InlineData("4567")]
    public void Among_five_thousand_files_the_right_ones_are_found_within_a_second(string typed)
    {
        var names = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "company-name-pairs.csv")).Skip(1).Select(l => l.Split(',')[0]).ToList();
        List<SearchField[]> files = [.. Enumerable.Range(0, 4_999).Select(i => new SearchField[]
            { new(FieldKind.Name, names[i % names.Count] + i / names.Count), new(FieldKind.Phone, $"0{310 + i % 600}-{20_000_000 + i * 7_919}") })];
        files.Insert(2_500, [new(FieldKind.Name, "佛山精密五金有限公司"), new(FieldKind.Phone, "0757-81234567")]);
        using var db = new SqliteConnection("Data Source=:memory:");
        db.Open();
        using var insert = db.CreateCommand();
        insert.CommandText = "create virtual table search using fts5(tokens, content='', detail=none, tokenize='ascii')";
        insert.ExecuteNonQuery();
        using (var all = db.BeginTransaction())
        {
            for (var i = 0; i < files.Count; i++)
            {
                insert.Transaction = all;
                insert.CommandText = $"insert into search(rowid, tokens) values ({i}, '{Tokens.Joined(files[i])}')";
                insert.ExecuteNonQuery();
            }
            all.Commit();
        }

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var query = SearchQuery.Parse(typed);
        using var select = db.CreateCommand();
        select.CommandText = "select rowid from search where search match $q order by rowid";
        select.Parameters.AddWithValue("$q", SearchSql.Fts5(query));
        List<int> found = [];
        using (var rows = select.ExecuteReader())
            while (rows.Read())
                if (query.Matches(files[rows.GetInt32(0)])) found.Add(rows.GetInt32(0));
        System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(1));

        found.ShouldContain(2_500);
        found.ShouldBe(Enumerable.Range(0, files.Count).Where(i => query.Matches(files[i])), "the index and a walk along all files find the same");
    }

    [Fact]
    public void Fts5_finds_naughty_strings_by_themselves()
    {
        using var db = new SqliteConnection("Data Source=:memory:");
        db.Open();
        Run("create virtual table search using fts5(tokens, content='', detail=none, tokenize='ascii')", null);
        var records = Naughty.Strings.Select(s => new SearchField(FieldKind.Text, s)).ToList();
        for (var i = 0; i < records.Count; i++) Run($"insert into search(rowid, tokens) values ({i}, $p)", Tokens.Joined(records[i]));
        for (var i = 0; i < records.Count; i++)
        {
            var query = SearchQuery.Parse(records[i].Value);
            if (query.Terms.Count == 0 || !query.Matches(records[i])) continue;
            Run($"select count(*) from search where search match $p and rowid = {i}", SearchSql.Fts5(query)).ShouldBe(1L, records[i].Value);
        }

        object? Run(string sql, string? p)
        {
            using var command = db.CreateCommand();
            command.CommandText = sql;
            if (p is not null) command.Parameters.AddWithValue("$p", p);
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public async Task PostgreSQL_finds_naughty_strings_by_themselves()
    {
        var ct = TestContext.Current.CancellationToken;
        var (_, postgres) = await Databases.MakeEmpty(Engine.Postgres);
        await using var db = NpgsqlDataSource.Create(postgres!);
        await using (var create = db.CreateCommand("create table search (id int, tokens tsvector)")) await create.ExecuteNonQueryAsync(ct);
        var records = Naughty.Strings.Select(s => new SearchField(FieldKind.Text, s)).ToList();
        for (var i = 0; i < records.Count; i++)
        {
            await using var insert = db.CreateCommand("insert into search values ($1, array_to_tsvector($2))");
            insert.Parameters.Add(new() { Value = i });
            insert.Parameters.Add(new() { Value = Tokens.Of(records[i]).ToArray() });
            await insert.ExecuteNonQueryAsync(ct);
        }
        var found = 0;
        for (var i = 0; i < records.Count; i++)
        {
            var query = SearchQuery.Parse(records[i].Value);
            if (query.Terms.Count == 0 || !query.Matches(records[i])) continue;
            await using var select = db.CreateCommand("select count(*) from search where tokens @@ $1::tsquery and id = $2");
            select.Parameters.Add(new() { Value = SearchSql.TsQuery(query) });
            select.Parameters.Add(new() { Value = i });
            (await select.ExecuteScalarAsync(ct)).ShouldBe(1L, records[i].Value);
            found++;
        }
        found.ShouldBeGreaterThan(300);
    }

    [GeneratedRegex("^[a-z0-9]{2,33}$")]
    private static partial Regex Word();
}
