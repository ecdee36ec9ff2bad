using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Customers.Lists;

/// <summary>Arranges customer files for tests of lists.</summary>
static class Files
{
    /// <summary>Opens files; each is shaped by what the test cares about.</summary>
    public static Task Add(this World world, params (string Name, string? Owner, Action<Customer>? Shape)[] files) => world.Write(async (db, _) =>
    {
        var serial = await db.Take("customer.serial", files.Length, default);
        var departments = db.Set<Guiju.Organization.Person>().ToDictionary(p => p.Name, p => p.DepartmentId);
        foreach (var (name, owner, shape) in files)
        {
            var department = owner is null ? null : departments[owner];
            var file = new Customer(world.Unit, serial, $"C2025{serial:0000}", name, owner is null ? null : world.People[owner], department, new(2025, 6, 1));
            file.TakeRole(RoleKind.Buyer);
            shape?.Invoke(file);
            // By the thousand, as an import does.
            db.AddFresh(file);
            serial++;
        }
    });

    /// <summary>Gives a file a contact person.</summary>
    public static void Has(this Customer file, string name, string mobile)
    {
        var person = new ContactPerson(file, name);
        person.Reach(mobile, PhoneNumber.Read(mobile).Value.Key, null, null, null);
        file.Contacts.Add(person);
    }

    /// <summary>Gives a file a phone.</summary>
    public static void Calls(this Customer file, string phone) => file.Reach(phone, PhoneNumber.Read(phone).Value.Key, null);

    /// <summary>Names of the rows somebody gets.</summary>
    public static async Task<IReadOnlyList<string>> Names(this World world, string who, Guiju.Customers.Lists.CustomerFilter filter, string sort = "name", bool descending = false) =>
        [.. (await world.Page(who, new(filter) { Sort = sort, Descending = descending })).Rows.Select(r => r.Name)];

    /// <summary>The page somebody gets.</summary>
    public static async Task<Guiju.Customers.Lists.CustomerPage> Page(this World world, string who, Guiju.Customers.Lists.ListRequest request)
    {
        var outcome = await world.Ask<Guiju.Customers.Lists.ListCustomers, Guiju.Customers.Lists.CustomerPage>(who, u => u.Handle(request, default));
        outcome.Done.ShouldBeTrue(string.Join(", ", outcome.Findings.Select(f => f.Key)));
        return outcome.Value;
    }
}
