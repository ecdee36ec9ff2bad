using Guiju.Customers.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Tests.Customers.Duplicates;

[Clause("D17-2b")]
public class DirectoryMatchTests
{
    static readonly string[] all = [DirectoryMatch.ByCreditCode, DirectoryMatch.ByName, DirectoryMatch.ByFormerName, DirectoryMatch.ByAffiliate];
    static readonly DirectoryEntry known = new("华星贸易(深圳)有限公司", Files.Code(1), ["深圳市老星贸易有限公司"], ["深圳市华星物流有限公司"]);

    [Fact]
    public void The_same_name_in_another_spelling_is_refused() => Judge(new("华星贸易（深圳）有限公司")).ShouldBe(("customers.directory.name", Weight.Refusal));

    [Fact]
    public void The_same_credit_code_is_refused_whatever_the_name() => Judge(new("别家有限公司", Files.Code(1).ToLowerInvariant())).ShouldBe(("customers.directory.code", Weight.Refusal));

    [Fact]
    public void A_former_name_is_refused() => Judge(new("老星贸易（深圳）有限公司")).ShouldBe(("customers.directory.former", Weight.Refusal));

    [Fact]
    public void A_former_name_written_behind_the_name_is_refused() => Judge(new("深圳新星贸易有限公司（曾用名：深圳华星贸易有限公司）")).ShouldBe(("customers.directory.name", Weight.Refusal));

    [Fact]
    public void An_affiliate_is_left_to_the_group() => Judge(new("深圳华星物流有限公司")).ShouldBe(("customers.directory.affiliate", Weight.Warning));

    [Fact]
    public void A_name_that_leaves_it_open_is_left_to_the_group() => Judge(new("华星贸易有限公司")).ShouldBe(("customers.directory.perhaps", Weight.Warning));

    [Fact]
    public void Another_code_or_another_city_is_another_customer()
    {
        DirectoryMatch.Judge(new("华星贸易（深圳）有限公司", Files.Code(2)), known, all).ShouldBeEmpty();
        DirectoryMatch.Judge(new("广州华星贸易有限公司"), known, all).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_keys_the_company_chose_count()
    {
        DirectoryMatch.Judge(new("华星贸易（深圳）有限公司"), known, [DirectoryMatch.ByCreditCode]).ShouldBeEmpty();
        DirectoryMatch.Judge(new("深圳华星物流有限公司"), known, [DirectoryMatch.ByName]).ShouldBeEmpty();
    }

    static (string, Weight) Judge(DirectoryEntry applicant)
    {
        var finding = DirectoryMatch.Judge(applicant, known, all).ShouldHaveSingleItem();
        return (finding.Key, finding.Weight);
    }
}
