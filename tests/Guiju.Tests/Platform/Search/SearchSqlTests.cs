using System.Text.RegularExpressions;
using Guiju.Platform.Search;
using Microsoft.Data.Sqlite;

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

    [GeneratedRegex("^[a-z0-9]{2,33}$")]
    private static partial Regex Word();
}
