using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Ui;
using Guiju.Policies;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Customers;

public class ClassTests
{
    [Theory, OnBoth, Clause("D13-2.1a"), Clause("D15-2.1a"), Clause("D16-2.1a")]
    public async Task A_file_without_a_class_is_refused_and_one_with_a_class_is_kept(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Register("钱信息", new() { Name = "无类别公司" })).ShouldRefuse("customers.roles.required", "roles");
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(0);
        foreach (var role in new[] { RoleKind.Supplier, RoleKind.Distributor })
            (await world.Register("钱信息", new() { Name = $"{role}公司", Roles = [role] })).Done.ShouldBeTrue();
        var kept = await world.Read(db => db.Set<Customer>().Include(c => c.Roles).OrderBy(c => c.Serial).FirstAsync());
        (await world.Do<ChangeRoles, IReadOnlyList<RoleKind>>("钱信息", u => u.Drop(kept.Id, RoleKind.Supplier, default))).ShouldRefuse("customers.roles.last");
        (await world.File(kept.Id)).Roles.Single().Role.ShouldBe(RoleKind.Supplier);
    }

    [Theory, OnBoth, Clause("D13-2.2a"), Clause("D15-2.2a"), Clause("D16-2.2a"), Clause("D10-0.3")]
    public async Task The_special_class_needs_one_of_exactly_seven_kinds(Engine engine)
    {
        await using var world = await World.Open(engine);
        (await world.Register("钱信息", new() { Name = "某银行", Roles = [RoleKind.Special] })).ShouldRefuse("customers.special.required", "special");
        Enum.GetValues<SpecialKind>().Length.ShouldBe(7);
        Enum.GetValues<SpecialKind>().Select(k => Texts.All.Of(k)).ShouldBe(ClauseBook.Register["D13-2.2a"].Parameter<List<string>>("special_subtypes"));
        var id = await world.Opened("钱信息", new() { Name = "某银行", Roles = [RoleKind.Special], Special = SpecialKind.Bank });
        (await world.File(id)).Roles.Single().Special.ShouldBe(SpecialKind.Bank);
        (await world.Read(db => db.Set<CustomerRole>().Where(r => r.Role == RoleKind.Special && r.Special == SpecialKind.Bank).Select(r => r.CustomerId).ToListAsync())).ShouldBe([id]);
    }

    [Theory, OnBoth, Clause("D10-0.3")]
    public async Task An_enquiry_without_an_order_is_a_business_customer_in_negotiation_and_one_firm_has_one_file(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("张三", new() { Name = "询价公司", Roles = [RoleKind.Buyer] });
        (await world.Ask<ShowCustomer, CustomerView>("张三", u => u.Handle(id, default))).Value.InNegotiation.ShouldBeTrue();
        (await world.Do<ChangeRoles, IReadOnlyList<RoleKind>>("张三", u => u.Add(id, [RoleKind.Supplier], null, default))).Value.ShouldBe([RoleKind.Buyer, RoleKind.Supplier]);
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(1);
        foreach (var stage in new[] { Stage.Contacted, Stage.Intent, Stage.Won })
            (await world.Do<MoveStage, Stage>("张三", u => u.Handle(id, stage, "依据", default))).Done.ShouldBeTrue();
        (await world.Ask<ShowCustomer, CustomerView>("张三", u => u.Handle(id, default))).Value.InNegotiation.ShouldBeFalse();
    }

    [Theory, OnBoth, Clause("D13-2.1b"), Clause("D15-2.1b"), Clause("D16-2.1b"), Clause("D13-3.2a"), Clause("D15-3.2a"), Clause("D16-3.2a")]
    public async Task A_second_file_for_the_same_entity_is_refused_with_the_offer_to_add_the_role(Engine engine)
    {
        await using var world = await World.Open(engine);
        var id = await world.Opened("钱信息", new() { Name = "甲公司", Roles = [RoleKind.Supplier], CreditCode = Files.Code(1) });
        var again = await world.Register("钱信息", new() { Name = "甲 公司(新)", Roles = [RoleKind.Distributor], CreditCode = $" {Files.Code(1).ToLowerInvariant()} " });
        again.ShouldRefuse("customers.duplicate.add-role", "creditCode");
        again.Findings.Single().Link.ShouldBe($"/customers/{id}/roles?add=Distributor");
        (await world.Do<ChangeRoles, IReadOnlyList<RoleKind>>("钱信息", u => u.Add(id, [RoleKind.Distributor], null, default))).Done.ShouldBeTrue();
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(1);
        (await world.File(id)).Roles.Count.ShouldBe(2);

        // Outside his scope he learns that it exists and nothing else.
        var hidden = await world.Register("张三", new() { Name = "别的名称", Roles = [RoleKind.Buyer], CreditCode = Files.Code(1) });
        hidden.ShouldRefuse("customers.duplicate.hidden");
        hidden.Findings.Single().ShouldSatisfyAllConditions(f => f.Link.ShouldBeNull(), f => f.Values.ShouldBeEmpty());
    }

    [Theory, OnBoth, Clause("D13-2.1b")]
    public async Task Of_many_who_open_a_file_for_one_entity_at_once_exactly_one_succeeds(Engine engine)
    {
        await using var world = await World.Open(engine);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => world.Register("张三", new() { Name = $"抢注公司{i}", Roles = [RoleKind.Buyer], CreditCode = Files.Code(7) })));
        outcomes.Count(o => o.Done).ShouldBe(1);
        outcomes.Where(o => !o.Done).ShouldAllBe(o => o.Findings.Single().Key == "customers.duplicate.entity");
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(1);
    }
}
