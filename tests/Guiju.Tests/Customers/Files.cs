using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Customers.Lists;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers;

/// <summary>Customer files as tests need them.</summary>
static class Files
{
    /// <summary>A code that follows the standard, different for each number: the check character is computed here, apart from the program.</summary>
    public static string Code(int number)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var body = $"91440600MA{number:0000000}";
        var (sum, weight) = (0, 1);
        foreach (var c in body)
        {
            sum += alphabet.IndexOf(c) * weight;
            weight = weight * 3 % 31;
        }
        return body + alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>Everything both templates ask for.</summary>
    public static RegisterCustomer.Input Complete(int number, FileStatus status = FileStatus.Incomplete) => new()
    {
        Name = $"佛山第{number}五金有限公司",
        Roles = [RoleKind.Buyer],
        Status = status,
        CreditCode = Code(number),
        LegalRepresentative = "张三",
        RegionCode = "440604",
        Address = "禅城区季华路 1 号",
        Postcode = "528000",
        Phone = $"0757-8123{number:0000}",
        Fax = $"0757-8223{number:0000}",
        BusinessScope = "五金加工",
        RegisteredCapital = "500",
        Industry = "五金",
        Source = "展会",
        Demand = "铸球",
        Contact = new() { Name = "谢坤", Post = "生产副总", Mobile = $"1390757{number:0000}", Email = "xie@example.com" },
    };

    public static Task<Outcome<RegisterCustomer.Registered>> Register(this World world, string who, RegisterCustomer.Input input) =>
        world.Do<RegisterCustomer, RegisterCustomer.Registered>(who, u => u.Handle(input, default));

    /// <summary>Opens a file that must succeed.</summary>
    public static async Task<Guid> Opened(this World world, string who, RegisterCustomer.Input input)
    {
        var outcome = await world.Register(who, input);
        outcome.Findings.Where(f => f.Weight == Weight.Refusal).Select(f => f.Key).ShouldBeEmpty();
        return outcome.Value.Id;
    }

    public static Task<Customer> File(this World world, Guid id) =>
        world.Read(db => db.Set<Customer>().Include(c => c.Roles).Include(c => c.Contacts).SingleAsync(c => c.Id == id));

    public static Task<Outcome<ChangeCustomer.Changed>> Change(this World world, string who, Guid id, CustomerFacts facts, DateOnly? happened = null, string? source = null, int? version = null, Dictionary<string, string?>? seen = null) =>
        world.Do<ChangeCustomer, ChangeCustomer.Changed>(who, u => u.Handle(new() { Id = id, Version = version, Facts = facts, Seen = seen, HappenedOn = happened, ChangeSource = source }, default));

    public static void ShouldRefuse<T>(this Outcome<T> outcome, string key, string? field = null)
    {
        outcome.Done.ShouldBeFalse();
        outcome.Findings.ShouldContain(f => f.Key == key && (field == null || f.Field == field), string.Join(", ", outcome.Findings.Select(f => $"{f.Key} at {f.Field}")));
    }

    /// <summary>张三's files that fall short of a clause, as his list shows them.</summary>
    public static async Task<List<Guid>> Short(this World world, params FileGap[] gaps) =>
        [.. (await world.Ask<ListCustomers, CustomerPage>("张三", u => u.Handle(new(new() { Gaps = gaps }), default))).Value.Rows.Select(r => r.Id)];

    public static Task<Outcome<LeadClass>> Evaluate(this World world, Guid id, LeadClass found, string? grounds, DateOnly? next = null) =>
        world.Do<EvaluateCustomer, LeadClass>("张三", u => u.Handle(id, found, grounds, next, null, default));

    /// <summary>Works with files as another feature does: in a transaction of its own use case.</summary>
    public static Task WithFiles(this World world, string who, Func<ICustomerFiles, Task> act) => world.With<ICustomerFiles, int>(who, async files => { await act(files); return 0; });

    public static Task<T> WithRegister<T>(this World world, string who, Func<ICustomerRegister, Task<T>> act) => world.With(who, act);

    static async Task<R> With<T, R>(this World world, string who, Func<T, Task<R>> act) where T : notnull
    {
        var actor = await world.Actor_(who);
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        db.Act = "Test";
        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await act(scope.ServiceProvider.GetRequiredService<T>());
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }
}
