using Guiju.Platform.Data.Postgres;
using Guiju.Platform.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Guiju.Customers.Search;

// The index is no entity, so no generated migration knows it: these two are written by hand and kept beside what uses them.
// They come first of all and depend on no other table.

/// <summary>Makes the search index of SQLite: full text without the text itself, one row a customer by its serial number.</summary>
[DbContext(typeof(SqliteGuijuContext)), Migration("20260101000000_Search")]
public sealed class SqliteSearchMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE VIRTUAL TABLE customer_search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')
        """);

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE customer_search");
}

/// <summary>Makes the search index of PostgreSQL: the words of each customer by its serial number, apart from the file itself so that neither rewrites the other.</summary>
[DbContext(typeof(PostgresGuijuContext)), Migration("20260101000000_Search")]
public sealed class PostgresSearchMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE customer_search (serial bigint PRIMARY KEY, tokens tsvector NOT NULL);
        CREATE INDEX ix_customer_search_tokens ON customer_search USING gin (tokens);
        """);

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE customer_search");
}
