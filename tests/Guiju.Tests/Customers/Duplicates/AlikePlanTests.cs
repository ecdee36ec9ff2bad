using Guiju.Customers;
using Guiju.Tests.Customers.Lists;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers.Duplicates;

public class AlikePlanTests
{
    [Theory, OnBoth]
    public async Task Files_alike_are_found_by_seeks_in_indexes_and_no_table_is_read_through(Engine engine)
    {
        await using var world = await World.Open(engine);
        await world.First();
        await world.Add([.. Enumerable.Range(0, 500).Select(i => ($"东莞{i}厂", "张三", (Action<Customer>?)null))]);
        var keys = FileKeys.Of("华星贸易(深圳)有限公司", Files.Code(1), [Twins.Phone]);
        var queries = await Queries.Of(world, "钱信息", g => Alike.To(g.Db, world.Unit, keys, null, default));
        queries.Count.ShouldBe(2);
        var plan = await world.Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            // In a small table PostgreSQL reads all of it, and rightly so: asked not to, it shows whether it could do without.
            if (!db.IsSqlite) await db.Database.ExecuteSqlRawAsync("ANALYZE customers; SET enable_seqscan = off");
            var lines = new List<string>();
            foreach (var (sql, parameters) in queries)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = (db.IsSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql;
                foreach (var (name, value) in parameters)
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (name, value);
                    command.Parameters.Add(parameter);
                }
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync()) lines.Add(reader.GetString(db.IsSqlite ? 3 : 0));
            }
            return string.Join('\n', lines);
        });
        plan.ShouldContain("ix_customers_unit_id_match_key");
        // Of contacts there is one: PostgreSQL takes any index of the company's.
        if (engine == Engine.Sqlite) plan.ShouldContain("ix_contact_people_unit_id_mobile_key");
        if (engine == Engine.Sqlite) plan.ShouldContain("ix_contact_people_unit_id_phone_key");
        foreach (var scan in new[] { "SCAN c ", "SCAN c\n", "SCAN c0 ", "SCAN customers", "SCAN contact_people", "Seq Scan on customers", "Seq Scan on contact_people" }) plan.ShouldNotContain(scan, Case.Sensitive, plan);
    }
}
