using System.Net;
using System.Net.Http.Json;
using Guiju.Organization;
using Guiju.Platform.Mail;
using Guiju.Shell.Today.Digest;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Shell;

public class DigestTests
{
    static Task Round(World world) => world.Services.GetRequiredService<DigestRound>().Once(default);

    static Task<List<OutgoingMail>> Mails(World world) => world.Read(db => db.Set<OutgoingMail>().AsNoTracking().Include(m => m.Recipients).Where(m => m.AboutKind == SendDigest.Kind).OrderBy(m => m.Id).ToListAsync());

    [Theory, OnBoth]
    public async Task One_mail_a_working_morning_with_what_is_to_do_and_none_at_night_on_days_off_or_for_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        async Task Due(string who, int number, DateOnly on)
        {
            var id = await world.Opened(who, Files.Complete(number));
            await world.WithFiles(who, async files => (await files.NoteContact(id, world.Clock.Now, "有意向", on, "送样", default)).Done.ShouldBeTrue());
        }
        await Due("张三", 1, new(2025, 6, 12));
        await Due("李四", 2, new(2025, 6, 12));
        await Due("张三", 3, new(2025, 6, 20));
        using var browser = await world.Browser("张三");

        // Without an address it cannot begin, and says what to do; nothing is kept.
        using (var refused = await browser.PutAsJsonAsync("/api/v1/digest", new { on = true })) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var refused = await browser.Submit("/today/digest", ("on", "true"))) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Page("/today/digest")).Body!.TextContent.ShouldContain("请管理员在“组织 › 人员”中填写");
        (await world.Read(db => db.Set<DigestChoice>().CountAsync())).ShouldBe(0);
        await world.Write(async (db, _) => (await db.Set<Person>().SingleAsync(p => p.Name == "张三")).Reach(null, "zhang@example.com"));
        using (var begun = await browser.Submit("/today/digest", ("on", "true"))) begun.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Page("/today/digest")).Body!.TextContent.ShouldContain("zhang@example.com");
        using (var again = await browser.PutAsJsonAsync("/api/v1/digest", new { on = true })) again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.Read(db => db.Set<DigestChoice>().CountAsync())).ShouldBe(1);

        // Thursday, a minute before work: nothing. At the opening, on two nodes at once: one mail.
        world.SetTime(2025, 6, 12, 8, 29, 59);
        await Round(world);
        (await Mails(world)).ShouldBeEmpty();
        world.SetTime(2025, 6, 12, 8, 30);
        await Task.WhenAll(Round(world), Round(world));
        var mail = (await Mails(world)).ShouldHaveSingleItem();
        mail.Recipients.Select(r => r.Address).ShouldBe(["zhang@example.com"]);
        mail.Subject.ShouldBe("规矩 2025-06-12：逾期 0 项，今日到期 1 项");
        foreach (var word in (string[])["要做的联系（1）", "今日", "佛山第1五金有限公司", "送样"]) mail.Text.ShouldContain(word);
        foreach (var word in (string[])["佛山第2", "佛山第3"]) mail.Text.ShouldNotContain(word, Case.Sensitive, "it is somebody else's, or not due yet");
        world.SetTime(2025, 6, 12, 16);
        await Round(world);

        // Friday in English, overdue by now; Saturday nothing, though it is still overdue.
        await world.Write(async (db, _) => (await db.Set<Guiju.Platform.Security.Account>().SingleAsync(a => a.Id == world.People["张三"])).Language = "en");
        world.SetTime(2025, 6, 13, 8, 30);
        await Round(world);
        var second = (await Mails(world)).Last();
        second.Subject.ShouldBe("Guiju 2025-06-13: 1 overdue, 0 due today");
        second.Text.ShouldContain("1 d overdue · 佛山第1五金有限公司");
        world.SetTime(2025, 6, 14, 10);
        await Round(world);
        (await Mails(world)).Count.ShouldBe(2);

        // A make-up Sunday is a working day (2025-09-28); turned off, or gone, he gets none.
        world.SetTime(2025, 9, 28, 9);
        await Round(world);
        (await Mails(world)).Count.ShouldBe(3);
        using var later = await world.Browser("张三");
        using (var off = await later.PutAsJsonAsync("/api/v1/digest", new { on = false })) off.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        world.SetTime(2025, 9, 29, 9);
        await Round(world);
        (await Mails(world)).Count.ShouldBe(3);
        using (var on = await later.PutAsJsonAsync("/api/v1/digest", new { on = true })) on.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await world.Write(async (db, _) => (await db.Set<Person>().SingleAsync(p => p.Name == "张三")).SetActive(false));
        world.SetTime(2025, 9, 30, 9);
        await Round(world);
        (await Mails(world)).Count.ShouldBe(3);

        // Somebody with nothing to do is left in peace, and looked at once that day.
        await world.Write(async (db, _) => (await db.Set<Person>().SingleAsync(p => p.Name == "王五")).Reach(null, "wang@example.com"));
        using var idle = await world.Browser("王五");
        using (var on = await idle.PutAsJsonAsync("/api/v1/digest", new { on = true })) on.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Round(world);
        (await Mails(world)).Count.ShouldBe(3);
        (await world.Read(db => db.Set<DigestChoice>().SingleAsync(c => c.PersonId == world.People["王五"]))).LastOn.ShouldBe(new(2025, 9, 30));
    }
}
