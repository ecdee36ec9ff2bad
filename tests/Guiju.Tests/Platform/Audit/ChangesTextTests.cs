using System.Text.Json;
using Guiju.Platform.Audit;

namespace Guiju.Tests.Platform.Audit;

public class ChangesTextTests
{
    static readonly Guid one = new("0192f0c1-0000-7000-8000-000000000001"), two = new("0192f0c1-0000-7000-8000-000000000002");

    static readonly List<FieldChange> changes =
    [
        new("customer", one, "+", null, null), new("customer", one, "name", null, "佛山\"五金\"<b>公司"), new("customer", one, "phone", "1", null), new("customer", one, "stage", "Collected", "Contacted"),
        new("contactPerson", two, "-", null, null), new("customer", two, "name", "", "\n𠮷"), new("customer", one, "name", "甲", "乙"),
    ];

    [Fact]
    public void Changes_are_read_as_they_were_written()
    {
        var text = ChangesText.Write(changes);
        ChangesText.Read(text).ShouldBe(changes);
        ChangesText.Read(ChangesText.Write([])).ShouldBeEmpty();
        text.ShouldContain("佛山");
        text.ShouldStartWith("""[{"part":"customer","partId":"0192f0c1-0000-7000-8000-000000000001","changes":[["+"],["name",null,""");
    }

    [Fact]
    public void Entries_of_the_first_days_are_read_too() => ChangesText.Read(JsonSerializer.Serialize(changes, AuditTrail.Json)).ShouldBe(changes);
}
