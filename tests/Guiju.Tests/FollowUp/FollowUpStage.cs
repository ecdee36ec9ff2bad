using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.FollowUp;
using Guiju.FollowUp.Contracts;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.FollowUp;

/// <summary>What the tests of following up set up again and again.</summary>
static class FollowUpStage
{
    /// <summary>A customer in somebody's charge.</summary>
    public static async Task<Guid> Customer(this World world, string owner, string name = "佛山精密五金有限公司") =>
        (await world.Do<RegisterCustomer, RegisterCustomer.Registered>(owner, u => u.Handle(new() { Name = name, Roles = [RoleKind.Buyer] }, default))).Value.Id;

    /// <summary>Notes a contact; a call with feedback where nothing else is said.</summary>
    public static Task<Outcome<LogInteraction.Logged>> Log(this World world, string who, Guid customer, LogInteraction.Input input) =>
        world.Do<LogInteraction, LogInteraction.Logged>(who, u => u.Handle(customer, input, default));

    /// <summary>A call that says all it must, with the next contact on a day.</summary>
    public static LogInteraction.Input Call(DateOnly? nextOn, string? nextStep = null) =>
        new() { Mode = ContactMode.Call, Feedback = "确认样品参数，月底前定", NextOn = nextOn, NextStep = nextStep };

    /// <summary>The customer's file as kept.</summary>
    public static Task<Customer> File(this World world, Guid id) => world.Read(db => db.Set<Customer>().AsNoTracking().SingleAsync(c => c.Id == id));

    /// <summary>How many rows of a kind there are.</summary>
    public static Task<int> Count<T>(this World world) where T : class => world.Read(db => db.Set<T>().CountAsync());
}
