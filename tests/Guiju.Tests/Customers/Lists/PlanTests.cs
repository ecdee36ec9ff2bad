using Guiju.Customers;
using Guiju.Customers.Lists;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Lists;

public class PlanTests
{
    /// <summary>The orders whose reason not to have an index is written at <see cref="CustomerSort.All"/>.</summary>
    static readonly string[] Sorted = ["stage", "owner"];

    [Theory, OnBoth]
    public async Task Every_order_of_a_companys_list_is_read_along_an_index(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 50).Select(i => ($"东莞{i}厂", "张三", (Action<Customer>?)(f => f.PlanContact(new(2025, 6, 1), null))))]);
        foreach (var column in CustomerSort.All.Keys.Except(Sorted))
            foreach (var descending in (bool[])[false, true])
                await ReadAlongAnIndex(world, "钱信息", new(new()) { Sort = column, Descending = descending, Count = false });
        await ReadAlongAnIndex(world, "张三", new(new() { Owners = [world.People["张三"]] }) { Count = false });
    }

    [Theory, OnBoth]
    public async Task A_condition_asked_alone_is_read_along_an_index_of_its_own(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.Add([.. Enumerable.Range(0, 50).Select(i => ($"东莞{i}厂", "张三", (Action<Customer>?)(f => { f.PlanContact(new(2025, 6, 1), null); f.Describe(null, "五金", "展会", null); })))]);
        foreach (var (where, sort, index) in ((string, string, string)[])[("stage:is:Won", "name", "stage"), ("leadClass:is:Target", "name", "lead_class"), ("leadClass:empty", "name", "lead_class"), ("industry:is:五金", "name", "industry"), ("source:is:展会", "name", "source"),
            ("region:is:440604", "name", "region_code"), ("next:in:this-week", "next", "next_contact_on"), ("last:in:over-30-days-ago", "last", "last_contact_at"), ("opened:in:this-month", "opened", "opened_on"), ("changed:in:today", "changed", "changed_at"), ("completeness:in:..50", "completeness", "completeness")])
            await ReadAlongAnIndex(world, "钱信息", new(new() { Where = ConditionGroup.Read([where]).Value }) { Sort = sort, Count = false }, index);
    }

    static async Task ReadAlongAnIndex(World world, string who, ListRequest request, string index = "")
    {
        var rows = (await Queries.Of(world, who, g => new CustomerRows(g.Db, g.Actor, g.Gaps, g.Names, g.Protection).Page(request, default))).First(q => q.Sql.Contains("sort_key", StringComparison.Ordinal));
        var plan = await world.Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            // In a small table PostgreSQL reads and sorts everything, and rightly so: asked not to, it shows whether it could do without.
            if (!db.IsSqlite) await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off");
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = (db.IsSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + rows.Sql;
            foreach (var (name, value) in rows.Parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(db.IsSqlite ? 3 : 0));
            return string.Join('\n', lines);
        });
        var which = $"{request.Sort} {request.Descending}:\n{plan}";
        plan.ShouldContain("ix_customers_", Case.Insensitive, which);
        plan.ShouldContain(index, Case.Insensitive, which);
        // Ties of the order may be put right as they come (the last term alone); the whole may not be sorted.
        plan.Replace("USE TEMP B-TREE FOR LAST TERM OF ORDER BY", "", StringComparison.Ordinal).ShouldNotContain("TEMP B-TREE FOR", Case.Sensitive, which);
        plan.Replace("Incremental Sort", "", StringComparison.Ordinal).ShouldNotContain("Sort  (", Case.Sensitive, which);
        plan.ShouldNotContain("Seq Scan on customers", Case.Sensitive, which);
    }
}
