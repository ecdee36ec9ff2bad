using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Audit;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class RegisterCustomerTests
{
    [Theory, OnBoth]
    public async Task A_registered_customer_is_kept_with_its_audit_entry(Engine engine)
    {
        await using var world = await World.Open(engine);
        var outcome = await world.Do<RegisterCustomer, RegisterCustomer.Registered>("张三", u => u.Handle(new() { Name = "佛山精密五金有限公司", Roles = [RoleKind.Buyer] }, default));
        outcome.Done.ShouldBeTrue();
        var kept = await world.Read(db => db.Set<Customer>().SingleAsync());
        kept.Name.ShouldBe("佛山精密五金有限公司");
        kept.OwnerId.ShouldBe(world.People["张三"]);
        var entry = await world.Read(db => db.Set<AuditEntry>().SingleAsync(e => e.SubjectId == kept.Id));
        entry.ActorName.ShouldBe("张三");
        entry.Changes.ShouldContain("佛山精密五金有限公司");
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }
}
