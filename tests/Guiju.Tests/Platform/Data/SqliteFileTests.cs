using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Tests.Worlds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Platform.Data;

public class SqliteFileTests
{
    [Fact]
    public async Task A_copy_made_while_it_runs_opens_as_the_original()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("guiju-backup-").FullName;
        var copy = new DataPlace(folder, null);
        await using (var world = await World.Open(Engine.Sqlite))
        {
            (await world.Do<RegisterCustomer, RegisterCustomer.Registered>("张三", u => u.Handle(new() { Name = "备份有限公司", Roles = [RoleKind.Buyer] }, default))).Done.ShouldBeTrue();
            await world.Read(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy.SqliteFile}", ct));
        }
        (await Mode(copy, ct)).ShouldBe("delete", "a copy is made without the write-ahead log");
        await using (var restored = await World.Start(folder, null))
        {
            (await restored.Read(db => db.Database.CanConnectAsync(ct))).ShouldBeTrue();
            (await restored.Read(db => db.Set<Customer>().SingleAsync(ct))).Name.ShouldBe("备份有限公司");
            (await restored.Read(db => AuditTrail.Verify(db, ct))).ShouldAllBe(v => v.BrokenAt == null);
            (await restored.Do<RegisterCustomer, RegisterCustomer.Registered>("张三", u => u.Handle(new() { Name = "之后有限公司", Roles = [RoleKind.Buyer] }, default))).Done.ShouldBeTrue();
        }
        (await Mode(copy, ct)).ShouldBe("wal", "the first to write turns it on again");
    }

    [Fact]
    public async Task Every_connection_is_durable_and_minds_foreign_keys()
    {
        await using var world = await World.Open(Engine.Sqlite);
        // The second comes back from the pool.
        for (var i = 0; i < 2; i++)
        {
            (await world.Read(db => db.Database.SqlQuery<long>($"SELECT synchronous AS Value FROM pragma_synchronous").ToListAsync())).ShouldBe([2]);
            (await world.Read(db => db.Database.SqlQuery<long>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").ToListAsync())).ShouldBe([1]);
            (await world.Read(db => db.Database.SqlQuery<long>($"SELECT cache_size AS Value FROM pragma_cache_size").ToListAsync())).ShouldBe([-32000]);
        }
    }

    static async Task<string?> Mode(DataPlace place, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={place.SqliteFile};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        return (string?)await command.ExecuteScalarAsync(ct);
    }
}
