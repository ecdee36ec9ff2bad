using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Tests.Worlds;
namespace Guiju.Tests.Customers.Lists;
public class Scratch
{
    [Fact]
    public async Task Seed()
    {
        await using var world = await World.Open(Engine.Sqlite);
        var r = new Random(7);
        string[] a = ["云麓", "赣江", "黔中", "鄂东", "巴陵", "粤北", "沅江", "滇池", "秦岭", "皖南", "宝庆", "川东", "渝州", "大别山", "祁连", "闽西"], b = ["水泥", "新型建材", "磷化", "球团", "热电", "钨矿", "耐磨设备", "钼业", "铁矿", "镍业", "稀土", "铜业"], o = ["张三", "李四", "王五"], p = ["430381", "360700", "520121", "420200", "430600", "440200", "430981", "530102", "611000", "341800"];
        var today = new DateOnly(2026, 11, 23);
        await world.Add([.. Enumerable.Range(0, 400).Select(i => ($"{a[r.Next(a.Length)]}{b[r.Next(b.Length)]}{(r.Next(2) == 0 ? "集团" : "")}有限公司{(i < 100 ? "" : i.ToString(System.Globalization.CultureInfo.InvariantCulture))}", (string?)(i % 9 == 0 ? null : o[i % 3]), (Action<Customer>?)(f =>
        {
            f.Locate(p[r.Next(p.Length)], "工业路 " + r.Next(1, 200) + " 号", null);
            if (i % 4 != 0) f.PlanContact(today.AddDays(r.Next(-5, 40)), "报价跟进");
            if (i % 3 != 0) f.Contacted(new DateTime(2026, 11, 1, 2, 0, 0, DateTimeKind.Utc).AddDays(r.Next(20)), "有意向", new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc));
            f.Calls($"0731-8{r.Next(1000000, 9999999)}");
            f.Has("刘建国", $"139{r.Next(10000000, 99999999)}");
            f.MoveTo((Stage)r.Next(5), new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
            f.Judge((FileStatus)r.Next(3), r.Next(30, 100), 0);
            f.Capitalise(r.Next(1, 500) * 10000m, "CNY");
            f.SetLegalRepresentative("王建国");
            f.Describe("水泥制品、新型建材的生产与销售", "建材", "展会", null);
            if (r.Next(3) == 0) f.Classify((LeadClass)r.Next(3), "x", new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
            if (i % 50 == 0) { f.DropRole(RoleKind.Buyer); f.TakeRole(RoleKind.Special, SpecialKind.Bank); }
            if (i % 7 == 0) f.TakeRole(RoleKind.Supplier);
            if (i % 60 == 59) f.Archive(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        })))]);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.CreateDirectory("/tmp/ll-data");
        await world.Read(async db => { File.Delete("/tmp/ll-data/guiju.db"); await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "VACUUM INTO '/tmp/ll-data/guiju.db'"); return 0; });
    }
}
