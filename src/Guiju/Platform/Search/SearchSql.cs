using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// A query in the two engines' own languages, to be passed as a parameter all the same. Nothing typed gets in but what
/// <see cref="Tokens"/> made of it: lower-case letters and digits.
/// </summary>
public static class SearchSql
{
    /// <summary>The right side of FTS5's <c>MATCH</c>, the table's name on its left (an index with <c>detail=none</c> knows no columns); null where the query names nothing to look for.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="tag">Letters before each word in an index that holds several kinds of records.</param>
    public static string? Fts5(SearchQuery query, string tag = "") => Write(query, " AND ", " OR ", (sql, token) =>
        sql.Append('"').Append(tag).Append(token.Text).Append('"').Append(token.Prefix ? "*" : ""));

    /// <summary>A text to cast to <c>tsquery</c>; null where the query names nothing to look for. Cast it (<c>@q::tsquery</c>): parsing functions would split words.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="tag">Letters before each word in an index that holds several kinds of records.</param>
    public static string? TsQuery(SearchQuery query, string tag = "") => Write(query, " & ", " | ", (sql, token) =>
        sql.Append('\'').Append(tag).Append(token.Text).Append('\'').Append(token.Prefix ? ":*" : ""));

    /// <summary>FTS5's right side for records that hold all words of one of these groups at least.</summary>
    internal static string Fts5(IEnumerable<IReadOnlyList<SearchToken>> groups) => string.Join(" OR ", groups.Select(g => $"({string.Join(" AND ", g.Select(t => $"\"{t.Text}\""))})"));

    /// <summary>The same as a text to cast to <c>tsquery</c>.</summary>
    internal static string TsQuery(IEnumerable<IReadOnlyList<SearchToken>> groups) => string.Join(" | ", groups.Select(g => $"({string.Join(" & ", g.Select(t => $"'{t.Text}'"))})"));

    static string? Write(SearchQuery query, string and, string or, Action<StringBuilder, SearchToken> write)
    {
        if (query.Terms.Count == 0) return null;
        var sql = new StringBuilder();
        foreach (var term in query.Terms)
        {
            if (sql.Length > 0) sql.Append(and);
            sql.Append('(');
            var first = true;
            foreach (var group in term.Alternatives)
            {
                if (!first) sql.Append(or);
                first = false;
                sql.Append('(');
                for (var i = 0; i < group.Count; i++)
                {
                    if (i > 0) sql.Append(and);
                    write(sql, group[i]);
                }
                sql.Append(')');
            }
            sql.Append(')');
        }
        return sql.ToString();
    }
}
