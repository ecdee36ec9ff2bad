using System.Text;

namespace Guiju.Platform.Search;

/// <summary>
/// A query in the two engines' own languages, to be passed as a parameter all the same. Nothing typed gets in but what
/// <see cref="Tokens"/> made of it: lower-case letters and digits.
/// </summary>
public static class SearchSql
{
    /// <summary>The right side of FTS5's <c>MATCH</c>, the table's name on its left (an index with <c>detail=none</c> knows no columns); null where the query names nothing to look for.</summary>
    public static string? Fts5(SearchQuery query) => Write(query, " AND ", " OR ", (sql, token) =>
        sql.Append('"').Append(token.Text).Append('"').Append(token.Prefix ? "*" : ""));

    /// <summary>A text to cast to <c>tsquery</c>; null where the query names nothing to look for. Cast it (<c>@q::tsquery</c>): parsing functions would split words.</summary>
    public static string? TsQuery(SearchQuery query) => Write(query, " & ", " | ", (sql, token) =>
        sql.Append('\'').Append(token.Text).Append('\'').Append(token.Prefix ? ":*" : ""));

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
