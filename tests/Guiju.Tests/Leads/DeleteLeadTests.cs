using System.Net;
using Guiju.Customers.Bin;
using Guiju.Customers.Contracts;
using Guiju.Leads;
using Guiju.Platform.Audit;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Customers.Bin;
using Guiju.Tests.FollowUp;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using static Guiju.Tests.Leads.LeadStage;

namespace Guiju.Tests.Leads;

/// <summary>A lead registered by mistake goes into the bin and comes back; what was registered late is not made to vanish by who was late.</summary>
public class DeleteLeadTests
{
    static Task<Outcome<DeleteLead.Deleted>> Delete(World world, string who, Guid id, string? reason = "登记重复") => world.Do<DeleteLead, DeleteLead.Deleted>(who, u => u.Handle(id, reason, default));

    [Theory, OnBoth, Clause("D01-1.2b")]
    public async Task A_deleted_lead_is_in_no_list_and_comes_back_as_it_was(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = (await world.Register("张三", Full())).Value;
        var before = await world.Read(db => db.Set<Lead>().AsNoTracking().SingleAsync());
        using var browser = await world.Browser("张三");
        (await browser.Page($"/leads/{lead.Id}")).QuerySelector($"form[action='/leads/{lead.Id}/delete']").ShouldNotBeNull();
        using (var unsaid = await browser.Submit($"/leads/{lead.Id}/delete", ("reason", " "))) (await unsaid.Page()).QuerySelector("[data-findings]")!.TextContent.ShouldContain("请填写删除原因");
        (await browser.Submit($"/leads/{lead.Id}/delete", ("reason", "登记重复"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.Leads("张三", LeadView.Mine)).ShouldBeEmpty();
        (await browser.Get($"/leads/{lead.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get($"/customers/{lead.CustomerId}")).StatusCode.ShouldBe(HttpStatusCode.OK, "the customer's file stays");
        (await browser.GetStringAsync($"/search?q={before.Number}", TestContext.Current.CancellationToken)).ShouldNotContain($"/leads/{lead.Id}");
        var next = (await world.Register("张三", Full("另一家有限公司", "13800138001"))).Value;
        (await world.Read(db => db.Set<Lead>().Where(l => l.Id == next.Id).Select(l => l.Number).SingleAsync())).ShouldNotBe(before.Number);

        var row = (await Binning.InBin(world, "张三", BinKind.Lead)).ShouldHaveSingleItem();
        (row.Reason, row.DeletedBy, row.MayRestore).ShouldBe(("登记重复", "张三", true));
        (await Binning.InBin(world, "王五", BinKind.Lead)).ShouldBeEmpty();
        (await Binning.Restore(world, "张三", row.Id)).Findings.ShouldBeEmpty();
        (await world.Read(db => db.Set<Lead>().AsNoTracking().SingleAsync(l => l.Id == lead.Id))).ShouldSatisfyAllConditions(
            l => l.Number.ShouldBe(before.Number), l => l.RegisteredAt.ShouldBe(before.RegisteredAt), l => l.CustomerId.ShouldBe(before.CustomerId), l => l.Late.ShouldBe(before.Late), l => l.Channel.ShouldBe(before.Channel));
        (await browser.GetStringAsync($"/search?q={before.Number}", TestContext.Current.CancellationToken)).ShouldContain($"/leads/{lead.Id}");
        (await world.Read(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == "lead" && e.Act == nameof(DeleteLead)))).ShouldBe(1);
        (await world.Read(db => AuditTrail.Verify(db, default))).ShouldAllBe(v => v.BrokenAt == null);
    }

    [Theory, OnBoth, Clause("D01-1.2b"), Clause("D03-4.2")]
    public async Task Who_may_not_delete_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var lead = (await world.Register("张三", Full())).Value;
        (await Delete(world, "王五", lead.Id)).Refusal.ShouldBe(Refusal.NotFound);
        (await Delete(world, "赵主管", lead.Id)).Refusal.ShouldBe(Refusal.Forbidden, "another's, without the permission");
        (await Delete(world, "张三", lead.Id, new string('长', 201))).ShouldRefuse("leads.delete.long", "reason");
        world.Time.Advance(DeleteLead.OwnFor + TimeSpan.FromSeconds(1));
        (await Delete(world, "张三", lead.Id)).ShouldSatisfyAllConditions(o => o.Refusal.ShouldBe(Refusal.Forbidden), o => o.Findings.Single().Clause.ShouldBe("D01-1.2b"));
        using var late = await world.Browser("张三");
        (await late.Page($"/leads/{lead.Id}")).QuerySelector($"form[action='/leads/{lead.Id}/delete']").ShouldBeNull();
        (await late.DeleteAsync($"/api/v1/leads/{lead.Id}?reason=x", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.Count<Lead>()).ShouldBe(1);
        (await world.Count<BinItem>()).ShouldBe(0);
        // One that another registration is of the family of stays; gone alone, its like comes back standing alone.
        await world.Write(async (db, _) =>
        {
            var second = new Lead(world.Unit, "X2025-2", lead.CustomerId, "家人", world.People["张三"], "张三", null, world.Clock.Now);
            second.OfFamily(lead.Id, "配偶", true);
            db.Add(second);
            await Task.CompletedTask;
        });
        var family = await world.Read(db => db.Set<Lead>().Where(l => l.Number == "X2025-2").Select(l => l.Id).SingleAsync());
        (await Delete(world, "孙总监", lead.Id)).ShouldSatisfyAllConditions(o => o.Done.ShouldBeFalse(), o => o.Findings.Single().Key.ShouldBe("leads.delete.family"));
        var gone = (await Delete(world, "孙总监", family)).Value.BinId;
        (await Delete(world, "孙总监", lead.Id)).Done.ShouldBeTrue();
        (await Binning.Restore(world, "孙总监", gone)).ShouldSatisfyAllConditions(o => o.Done.ShouldBeTrue(), o => o.Findings.Single().Key.ShouldBe("leads.back.alone"));
        (await world.Read(db => db.Set<Lead>().AsNoTracking().SingleAsync())).ShouldSatisfyAllConditions(l => l.FamilyLeadId.ShouldBeNull(), l => l.Family.ShouldBe(FamilyCase.None));
    }
}
