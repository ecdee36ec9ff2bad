using System.CommandLine;
using Guiju.Organization;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Shell;

/// <summary>
/// The verbs <c>user add</c> and <c>user reset</c>: the same use cases as the administrator's pages, for whoever sits at the server; the way in
/// when nobody can sign in any more. The audit trail names the command line and the account of the operating system.
/// </summary>
static class UserVerb
{
    /// <summary>What was asked for.</summary>
    internal sealed record Wanted(string? UserName, string? Name = null, string? Department = null, string? Role = null, string? Unit = null);

    /// <summary>Makes the verb.</summary>
    public static Command Make(string[] args)
    {
        // Left out, it is asked for in both languages by the use case.
        var userName = new Argument<string?>("username") { Description = "登录名 / user name", Arity = ArgumentArity.ZeroOrOne };
        var name = new Option<string?>("--name") { Description = "姓名（必填）/ name of the person (required)" };
        var department = new Option<string?>("--department") { Description = "部门名称 / name of the department" };
        var role = new Option<string?>("--role") { Description = "角色名称或代号，如 administrator / name or key of a role" };
        var unit = new Option<string?>("--unit") { Description = "公司代码，默认唯一或最上级公司 / code of the company" };
        var factor = new Option<bool>("--second-factor") { Description = "同时关闭两步验证和通行密钥 / also remove second factor and passkeys" };
        var add = new Command("add", "添加人员并开通账号，给一次性密码 / Add a person with an account and a one-time password") { userName, name, department, role, unit };
        add.SetAction((parse, ct) => CommandLine.With(args, services =>
            Add(services, new(parse.GetValue(userName), parse.GetValue(name), parse.GetValue(department), parse.GetValue(role), parse.GetValue(unit)), ct), ct));
        var reset = new Command("reset", "给新的一次性密码，解除锁定，结束登录 / Give a new one-time password, unlock, end sessions") { userName, factor };
        reset.SetAction((parse, ct) => CommandLine.With(args, services => Reset(services, parse.GetValue(userName), parse.GetValue(factor), ct), ct));
        return new Command("user", "账号：添加、重置 / Accounts: add, reset") { add, reset };
    }

    /// <summary>Takes somebody in with an account; 0 where it is done, 2 where something is wrong with what was asked for.</summary>
    internal static async Task<int> Add(IServiceProvider services, Wanted wanted, CancellationToken ct)
    {
        await using var scope = Enter(services);
        var tree = (await scope.ServiceProvider.GetRequiredService<UseCase<ListDepartments>>().Ask(u => u.Handle(ct), ct)).Value;
        if (tree.Units.Count == 0) return await Bilingual.Refuse(2, Bilingual.Say("shell.no-company"));
        var open = tree.Units.Where(u => u.Active).ToList();
        if ((wanted.Unit is null ? open[0] : open.SingleOrDefault(u => u.Code.Equals(wanted.Unit.Trim(), StringComparison.OrdinalIgnoreCase))) is not { } unit)
            return await Bilingual.Refuse(2, Bilingual.Say("shell.unit.unknown", wanted.Unit, List(open.Select(u => u.Code))));
        // All that is wrong is told at once.
        List<string> wrong = [];
        var departments = tree.Departments.Where(d => d.Active && d.UnitId == unit.Id).ToList();
        var department = departments.FirstOrDefault(d => d.Name == wanted.Department?.Trim());
        if (wanted.Department is not null && department is null) wrong.Add(Bilingual.Say("shell.department.unknown", wanted.Department, unit.Name, List(departments.Select(d => d.Name))));
        var roles = (await scope.ServiceProvider.GetRequiredService<UseCase<ListRoles>>().Ask(u => u.Handle(ct), ct)).Value;
        var role = roles.FirstOrDefault(r => r.Key == wanted.Role?.Trim() || r.Name == wanted.Role?.Trim());
        if (wanted.Role is not null && role is null) wrong.Add(Bilingual.Say("shell.role.unknown", wanted.Role, List(roles.Select(r => $"{r.Key} {r.Name}"))));
        if (string.IsNullOrWhiteSpace(wanted.UserName)) wrong.Add(Bilingual.Say(new Finding("organization.user-name.required")));
        if (string.IsNullOrWhiteSpace(wanted.Name)) wrong.Add(Bilingual.Say(new Finding("organization.person.name.required")));
        if (wrong.Count > 0) return await Bilingual.Refuse(2, wrong);

        var input = new HirePerson.Input(wanted.Name, unit.Id, department?.Id, null, null, null, null, wanted.UserName, role is null ? [] : [role.Id]);
        var hired = await scope.ServiceProvider.GetRequiredService<UseCase<HirePerson>>().Run(u => u.Handle(input, ct), ct);
        if (!hired.Done)
            return await Bilingual.Refuse(2, [.. hired.Findings.Select(f => f.Key == "security.user-name.taken" ? Bilingual.Say("shell.user.taken", wanted.UserName!.Trim()) : Bilingual.Say(f))]);
        Console.WriteLine(Bilingual.Say("shell.user.added", hired.Value.Name, hired.Value.UserName, unit.Name));
        if (role is null) Console.WriteLine(Bilingual.Say("shell.user.no-role"));
        Tell(hired.Value.OneTimePassword!);
        return 0;
    }

    /// <summary>Gives somebody a new one-time password; 0 where it is done, 2 where it cannot be.</summary>
    internal static async Task<int> Reset(IServiceProvider services, string? userName, bool secondFactor, CancellationToken ct)
    {
        await using var scope = Enter(services);
        var found = await scope.ServiceProvider.GetRequiredService<UseCase<FindAccount>>().Ask(u => u.Handle(userName, ct), ct);
        if (!found.Done)
        {
            var tree = await scope.ServiceProvider.GetRequiredService<UseCase<ListDepartments>>().Ask(u => u.Handle(ct), ct);
            return await Bilingual.Refuse(2, tree.Value.Units.Count == 0 ? [Bilingual.Say("shell.no-company")] : [.. found.Findings.Select(Bilingual.Say)]);
        }
        var account = found.Value;
        if (!account.Active) return await Bilingual.Refuse(2, Bilingual.Say("shell.user.left", account.Name, account.UserName));
        if (account.Demo) return await Bilingual.Refuse(2, Bilingual.Say("shell.user.demo", account.UserName));
        if (secondFactor)
        {
            // Before the password is told: what fails here leaves nothing half told.
            var off = await scope.ServiceProvider.GetRequiredService<UseCase<ResetSecondFactor>>().Run(u => u.Handle(account.Id, ct), ct);
            if (!off.Done) return await Bilingual.Refuse(2, [.. off.Findings.Select(Bilingual.Say)]);
        }
        var reset = await scope.ServiceProvider.GetRequiredService<UseCase<ResetPassword>>().Run(u => u.Handle(account.Id, null, ct), ct);
        if (!reset.Done) return await Bilingual.Refuse(2, [.. reset.Findings.Select(Bilingual.Say)]);
        Console.WriteLine(Bilingual.Say("shell.user.reset", account.Name, account.UserName));
        if (secondFactor) Console.WriteLine(Bilingual.Say("shell.user.factor"));
        Tell(reset.Value.OneTimePassword!);
        return 0;
    }

    static AsyncServiceScope Enter(IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine) with { Name = $"Guiju ({Environment.UserName})" });
        return scope;
    }

    static void Tell(string password)
    {
        Console.WriteLine($"{Bilingual.Say("shell.user.password", Passwords.OneTimeFor.Days)}:");
        Console.WriteLine(password);
    }

    static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : Bilingual.Say("shell.nothing");
}
