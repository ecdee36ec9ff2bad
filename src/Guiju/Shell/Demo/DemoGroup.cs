using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies;
using Microsoft.AspNetCore.Identity;

namespace Guiju.Shell.Demo;

/// <summary>The demo's group: three companies, their departments and about thirty people with posts, supervisors and roles.</summary>
static class DemoGroup
{
    /// <summary>Password of every demo account; printed at the start, worthless anywhere else.</summary>
    public const string Password = "guiju-demo-2026";

    /// <summary>Department, post, role and people of each place; the first of a company heads it.</summary>
    static readonly (string Unit, string Code, (string? Department, string Post, string Role, string[] People)[] Places)[] Plan =
    [
        ("恒岳集团", "HY", [(null, "集团总经理", "group", ["何建国"]), ("总管理处", "集团统计", "group", ["苏婉清"]), ("总管理处", "行政总监", "group", ["严正平"]), ("总管理处", "系统管理员", "administrator", ["管理员"])]),
        ("恒岳耐磨材料有限公司", "HYNM",
        [
            (null, "市场营销总监", "director", ["梁致远"]),
            ("销售一部", "销售主管", "supervisor", ["周明慧"]), ("销售一部", "营销人员", "salesperson", ["陈思远", "刘佳敏", "王振", "李子涵", "欧阳雪"]),
            ("销售二部", "销售主管", "supervisor", ["赵启明"]), ("销售二部", "营销人员", "salesperson", ["单晓峰", "曾丽", "彭国栋", "韩冰"]),
            ("信息部", "信息员", "clerk", ["钱文静", "许诺"]), ("信息部", "销售内勤", "clerk", ["黄蓓"]),
        ]),
        ("恒岳化工有限公司", "HYHG",
        [
            (null, "市场营销总监", "director", ["邓立新"]),
            ("销售部", "销售主管", "supervisor", ["冯海燕"]), ("销售部", "营销人员", "salesperson", ["曹阳", "袁梦", "潘永刚", "唐雪梅"]),
            ("客户服务部", "信息员", "clerk", ["蒋文斌"]), ("客户服务部", "销售内勤", "clerk", ["汤琳"]),
        ]),
        ("恒岳医药有限公司", "HYYY",
        [
            (null, "市场营销总监", "director", ["罗静怡"]),
            ("销售部", "销售主管", "supervisor", ["郭德胜"]), ("销售部", "营销人员", "salesperson", ["谢春生", "杨若曦", "吴亚楠"]),
            ("信息部", "信息员", "clerk", ["张秀兰"]), ("信息部", "销售内勤", "clerk", ["尹晓梅"]),
        ]),
    ];

    /// <summary>User names: 拼音 by hand, so that they can be typed.</summary>
    static readonly Dictionary<string, string> UserNames = new()
    {
        ["何建国"] = "he",
        ["管理员"] = "admin",
        ["梁致远"] = "liang",
        ["周明慧"] = "zhou",
        ["陈思远"] = "chen",
        ["刘佳敏"] = "liu",
        ["赵启明"] = "zhao",
        ["钱文静"] = "qian",
        ["邓立新"] = "deng",
        ["冯海燕"] = "feng",
        ["罗静怡"] = "luo",
        ["郭德胜"] = "guo",
    };

    /// <summary>Somebody of the demo with what the seed needs to know.</summary>
    /// <param name="Unit">Code of his company.</param>
    /// <param name="Person">He.</param>
    /// <param name="Role">Key of his role.</param>
    public sealed record Member(string Unit, Person Person, string Role);

    /// <summary>Makes the group; runs in the seed's transaction.</summary>
    public static async Task<IReadOnlyList<Member>> Make(GuijuContext db, UserManager<Account> accounts, CancellationToken ct)
    {
        var roles = StandardRoles.Make();
        db.AddRange(roles);
        var members = new List<Member>();
        Unit? group = null;
        foreach (var (name, code, places) in Plan)
        {
            var unit = new Unit(code, name, group?.Id);
            group ??= unit;
            db.Add(unit);
            var departments = new Dictionary<string, Department>();
            Person? head = null;
            foreach (var (departmentName, post, roleKey, people) in places)
            {
                Department? department = null;
                if (departmentName is not null && !departments.TryGetValue(departmentName, out department))
                    db.Add(departments[departmentName] = department = new Department(unit.Id, departmentName, null));
                foreach (var who in people)
                {
                    var supervisor = roleKey == "salesperson" ? members.LastOrDefault(m => m.Role == "supervisor" && m.Person.DepartmentId == department?.Id)?.Person : head;
                    var person = new Person(unit.Id, who, department?.Id, post, supervisor?.Id);
                    head ??= person;
                    // Weekly plans go to them; an address below .example reaches nobody.
                    if (post is "市场营销总监" or "行政总监" or "销售内勤") person.Reach(null, $"{post switch { "市场营销总监" => "director", "行政总监" => "administration", _ => "sales" }}@{code.ToLowerInvariant()}.example");
                    person.Grant([roles.Single(r => r.Key == roleKey).Id]);
                    db.Add(person);
                    members.Add(new(code, person, roleKey));
                }
            }
            // The regulation's five departments are another company's: basic data go to those there are beside sales.
            var told = departments.Keys.Where(d => places.Any(p => p.Department == d && p.Role == "clerk")).ToList();
            if (told.Count > 0) db.Add(new ClauseSetting(unit.Id, ClauseBook.Register["D02-4.6.2"].Parameters["departments"], JsonSerializer.SerializeToElement(told, JsonSerializerOptions.Web), new(2024, 1, 1), "按本公司部门设置"));
        }
        await db.SaveChangesAsync(ct);
        await db.ChangeAccess(ct);

        // One hash serves all: hashing thirty times is the slowest part of a first start and protects nothing here.
        var hash = accounts.PasswordHasher.HashPassword(new Account(), Password);
        foreach (var (member, number) in members.Select((m, i) => (m, i)))
        {
            var account = new Account { Id = member.Person.Id, UserName = UserNames.GetValueOrDefault(member.Person.Name, $"u{number:00}"), PasswordHash = hash, Demo = true };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded) throw new InvalidOperationException($"{account.UserName}: {made}");
        }
        return members;
    }
}
