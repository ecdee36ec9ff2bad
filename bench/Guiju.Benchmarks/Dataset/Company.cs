using System.Globalization;
using System.Text;
using Guiju.Benchmarks.Load;
using Guiju.Customers;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Benchmarks.Dataset;

/// <summary>The company whose program is measured: its people, its customers' file and what was talked about with them.</summary>
static class Company
{
    /// <summary>Salespeople who own the customers.</summary>
    public const int Sellers = 200;

    /// <summary>Contacts logged with each customer.</summary>
    public const int Talks = 2;

    /// <summary>Name of the clerk who imports, and the password of everybody.</summary>
    public const string Clerk = "clerk", Director = "director", Password = "measured 规矩 2026";

    static readonly string[] feedback =
    [
        "问了交货期和付款方式，要一份报价，下周再联系。", "看了样品，觉得价格偏高，要和采购部商量。", "电话无人接听，改天再打。", "谈到年度框架协议，需要技术部出一份方案。",
        "客户反映上批货有两箱包装破损，已安排补发。", "拜访了车间，设备年底前要更换，预算待批。", "发了新产品的资料，对节能型号有兴趣。", "确认收货，对账单下月初寄出。",
    ];

    static WebApplication Build(Place place) => CommandLine.Build(new Dictionary<string, string> { ["GUIJU_DATA"] = place.Folder, ["ConnectionStrings:Guiju"] = place.Postgres ?? "", ["Jobs:Daily"] = "false" });

    /// <summary>Founds it: the administrator, a director who sees all, a clerk who imports, the salespeople.</summary>
    /// <returns>A token of the director's and the salespeople's.</returns>
    public static async Task<string> Found(Place place)
    {
        await using var app = Build(place);
        await DatabaseStart.Prepare(app.Services, default);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        var founded = (await scope.ServiceProvider.GetRequiredService<UseCase<FoundCompany>>().Run(u => u.Handle(new("测量集团", "管理员", "admin", Password), default), default)).Value;
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        var accounts = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var roles = await db.Set<Role>().ToDictionaryAsync(r => r.Key, r => r.Id);
        List<Department> departments = [.. Enumerable.Range(1, 20).Select(i => new Department(founded.UnitId, $"销售{i}部", null))];
        db.AddRange(departments);
        Person Hire(string name, Department? department, string role)
        {
            var person = new Person(founded.UnitId, name, department?.Id, role);
            person.Grant([roles[role]]);
            db.Add(person);
            return person;
        }
        var (director, clerk) = (Hire("孙总监", null, "director"), Hire("钱信息", null, "clerk"));
        for (var i = 0; i < Sellers; i++) Hire(Seller(i), departments[i % departments.Count], "salesperson");
        await db.SaveChangesAsync();
        foreach (var (person, name) in ((Person, string)[])[(director, Director), (clerk, Clerk)])
            if (!(await accounts.CreateAsync(new Account { Id = person.Id, UserName = name }, Password)).Succeeded) throw new InvalidOperationException($"{name} got no account.");
        var text = AccessToken.NewText();
        db.Add(new AccessToken(founded.UnitId, director.Id, "bench", AccessToken.HashOf(text), StandardRoles.Make().Single(r => r.Key == "director").Permissions, DateTime.UnixEpoch.AddYears(200)));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return text;
    }

    static string Seller(int number) => $"销售员{number + 1:000}";

    /// <summary>Writes the file a company would bring: a customer and a person there a row.</summary>
    public static async Task WriteFile(string path, int customers)
    {
        await using var file = new StreamWriter(path, false, new UTF8Encoding(true), 1 << 20);
        await file.WriteLineAsync("客户名称,统一社会信用代码,客户类别,省市,地址,联系电话,联系人,职务,手机,行业,来源,负责人,下次联系日期");
        var tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime).AddDays(2);
        for (var i = 0; i < customers; i++)
        {
            var c = InventedCompanies.Number(i);
            var next = i % 5 == 0 ? tomorrow.AddDays(i / 5 % 60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{c.Name},{c.CreditCode},{(((uint)i * 2246822519u >> 16) % 4 == 0 ? "经销商" : "采购方")},{c.Place},{c.Place}工业路{i % 999 + 1}号,{c.Mobile},{c.Person},采购经理,{c.Mobile},{c.Industry},{(i % 3 == 0 ? "展会" : "网络")},{Seller(i % Sellers)},{next}"));
        }
    }

    /// <summary>Logs what was talked about with every customer over three years, past the door (it is what is there before the measuring begins), audited as any.</summary>
    public static async Task Talk(Place place)
    {
        await using var app = Build(place);
        await DatabaseStart.Prepare(app.Services, default);
        const int chunk = 10_000;
        for (long after = 0; ;)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
            var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var from = after;
            var files = await db.Set<Customer>().AsNoTracking().Where(c => c.Serial > from).OrderBy(c => c.Serial).Take(chunk).Select(c => new { c.Id, c.Serial, c.UnitId, c.Name, c.OwnerId }).ToListAsync();
            if (files.Count == 0) break;
            var now = db.Clock.Now;
            foreach (var f in files)
                for (var i = 0; i < Talks; i++)
                {
                    var mixed = (uint)(f.Serial * Talks + i) * 2654435761u;
                    var talk = new Interaction(f.UnitId, f.Id, f.Name, f.OwnerId ?? Guid.Empty, "销售员");
                    talk.Tell((ContactMode)(mixed % 4), now.AddMinutes(-(mixed % 1_500_000)), null, "采购经理", feedback[mixed / 7 % feedback.Length], null);
                    db.AddFresh(talk);
                }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            after = files[^1].Serial;
        }
        if (place.Postgres is null) return;
        await using var last = app.Services.CreateAsyncScope();
        // What a served PostgreSQL does by itself in the course of a day; this one has it turned off.
        var maintained = last.ServiceProvider.GetRequiredService<GuijuContext>();
        maintained.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await maintained.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }

    /// <summary>How many customers there are.</summary>
    public static Task<int> Count(Place place) => Ask(place, db => db.Set<Customer>().CountAsync());

    /// <summary>Ids of some customers spread over all, to open and to change.</summary>
    public static Task<List<Guid>> Some(Place place, int count) => Ask(place, async db =>
    {
        var step = Math.Max(1, await db.Set<Customer>().MaxAsync(c => c.Serial) / count);
        return await db.Set<Customer>().AsNoTracking().Where(c => c.Serial % step == 0).OrderBy(c => c.Serial).Select(c => c.Id).Take(count).ToListAsync();
    });

    static async Task<T> Ask<T>(Place place, Func<GuijuContext, Task<T>> question)
    {
        await using var app = Build(place);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
        return await question(scope.ServiceProvider.GetRequiredService<GuijuContext>());
    }
}
