using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Organization;
using Guiju.Platform.Mail;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Customers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Platform.Mail;

public class MailTests
{
    static MailDraft Draft(int number, params string[] to) => new()
    {
        SenderName = "张三",
        ReplyTo = "zhang@example.com",
        To = [.. to.DefaultIfEmpty("sun@example.com").Select(a => new MailPerson(a, "孙总监 \"老孙\""))],
        Cc = [new("xz@example.com", "行政总监"), new("SUN@example.com", "孙总监")],
        Subject = $"第 {number} 封：周工作计划",
        Text = "请查收。\r\n.\r\n一行只有一个点",
        Html = "<p>请查收</p>",
        About = new("weeklyPlan", Guiju.Platform.Ids.Next(), "/follow-up/week/sent/1"),
        Files = [new("周工作计划 2025-W23.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [1, 2, 3, (byte)number])],
    };

    static async Task<Outcome<Guid>> Queue(World world, MailDraft draft, string who = "张三")
    {
        Outcome<Guid> queued = null!;
        await world.As(await world.Actor_(who), async services => queued = await services.GetRequiredService<MailQueue>().Put(draft, default));
        return queued;
    }

    static Task<OutgoingMail> Kept(World world, Guid id) => world.Read(db => db.Set<OutgoingMail>().AsNoTracking().Include(m => m.Recipients.OrderBy(r => r.Order)).Include(m => m.Attachments).SingleAsync(m => m.Id == id));

    [Theory, OnBoth]
    public async Task Mail_waits_for_a_server_and_two_nodes_send_each_once(Engine engine)
    {
        await using var world = await World.Open(engine);
        await using var other = await World.Start(world.Place.Folder, world.Place.Postgres);
        List<Guid> ids = [];
        for (var n = 1; n <= 8; n++) ids.Add((await Queue(world, Draft(n))).Value);
        // What is undone is never sent.
        await Should.ThrowAsync<InvalidOperationException>(async () => await world.As(await world.Actor_("张三"), async services =>
        {
            await services.GetRequiredService<MailQueue>().Put(Draft(99), default);
            throw new InvalidOperationException();
        }));

        using var admin = await world.Browser("admin");
        (await admin.Page("/settings/mail")).Body!.TextContent.ShouldContain("现有 8 封邮件在排队，不会丢失");
        (await world.SendMail()).ShouldBe(0);
        (await Kept(world, ids[0])).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Waiting), m => m.Attempts.ShouldBe(0));

        using var box = await Mailbox.Open(0, "--auth", "guiju", "pässword 规矩");
        using (var saved = await admin.Submit("/settings/mail", ("version", "0"), ("host", "127.0.0.1"), ("port", $"{box.Port}"), ("security", "None"), ("userName", "guiju"), ("password", "pässword 规矩"), ("fromAddress", "guiju@example.com"), ("fromName", "规矩")))
            saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var server = await world.Read(db => db.Set<MailServer>().SingleAsync());
        server.Password.ShouldNotBeNull().ShouldNotContain("pässword");
        (await world.Read(db => db.Set<Guiju.Platform.Audit.AuditEntry>().AsNoTracking().ToListAsync())).ShouldAllBe(e => !JsonSerializer.Serialize(e, JsonSerializerOptions.Default).Contains("ssword 规矩"));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => (n % 2 == 0 ? world : other).SendMail())));
        var mails = box.Mails;
        mails.Count.ShouldBe(8);
        mails.Select(m => m.Message.MessageId).Distinct().Count().ShouldBe(8);
        foreach (var taken in mails)
        {
            taken.From.ShouldBe("guiju@example.com");
            // Who is among the recipients gets no copy besides.
            taken.To.ShouldBe(["sun@example.com", "xz@example.com"], ignoreOrder: true);
            var m = taken.Message;
            m.From.Mailboxes.Single().ShouldSatisfyAllConditions(f => f.Address.ShouldBe("guiju@example.com"), f => f.Name.ShouldBe("张三"));
            m.ReplyTo.Mailboxes.Single().Address.ShouldBe("zhang@example.com");
            m.To.Mailboxes.Single().Name.ShouldBe("孙总监 \"老孙\"");
            m.Cc.Mailboxes.Single().Address.ShouldBe("xz@example.com");
            m.TextBody!.ReplaceLineEndings().TrimEnd().ShouldBe(Draft(1).Text.ReplaceLineEndings());
            m.HtmlBody!.ShouldContain("<p>请查收</p>");
            var file = m.Attachments.OfType<MimeKit.MimePart>().Single();
            file.FileName.ShouldBe("周工作计划 2025-W23.xlsx");
            using var bytes = new MemoryStream();
            await file.Content!.DecodeToAsync(bytes);
            m.Subject.ShouldBe($"第 {bytes.ToArray()[3]} 封：周工作计划");
        }
        foreach (var id in ids) (await Kept(world, id)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Sent), m => m.Attempts.ShouldBe(1), m => m.Recipients.ShouldAllBe(r => r.State == RecipientState.Accepted && r.Answer!.StartsWith("250")));
        (await world.SendMail()).ShouldBe(0);

        // The log: paged, by state, by address; the API tells the same, and what hangs on mails is kept with backups and never swept.
        var page = await admin.Page("/settings/mail?state=Sent&to=xz@example.com");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(8);
        page.Body!.TextContent.ShouldContain("已送达");
        (await admin.Page("/settings/mail?state=Undelivered")).QuerySelectorAll("tbody tr").Length.ShouldBe(0);
        using var first = JsonDocument.Parse(await admin.GetStringAsync("/api/v1/mails?size=5"));
        first.RootElement.GetProperty("items").GetArrayLength().ShouldBe(5);
        using var rest = JsonDocument.Parse(await admin.GetStringAsync($"/api/v1/mails?size=5&after={first.RootElement.GetProperty("next").GetString()}"));
        rest.RootElement.GetProperty("items").GetArrayLength().ShouldBe(3);
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.Services.GetRequiredService<Guiju.Platform.Files.FileSweep>().Once(default);
        world.Services.GetRequiredService<Guiju.Platform.Files.FileStore>().Open((await Kept(world, ids[0])).Attachments.Single().Hash).ShouldNotBeNull().Dispose();
    }

    [Theory, OnBoth]
    public async Task A_server_that_is_down_gets_it_once_when_it_is_back_and_who_is_refused_is_told_apart(Engine engine)
    {
        await using var world = await World.Open(engine);
        int port;
        using (var gone = await Mailbox.Open()) port = gone.Port;
        await world.MailGoesTo(port);
        var plain = (await Queue(world, Draft(1))).Value;
        (await world.SendMail()).ShouldBe(1);
        (await Kept(world, plain)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Retrying), m => m.Trouble.ShouldBe("mail.unreachable"), m => m.NextAt.ShouldBe(world.Clock.Now.AddMinutes(1)));
        // Not a second sooner, and then after a longer pause.
        world.Time.Advance(TimeSpan.FromSeconds(59));
        (await world.SendMail()).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        (await world.SendMail()).ShouldBe(1);
        (await Kept(world, plain)).NextAt.ShouldBe(world.Clock.Now.AddMinutes(5));
        using var admin = await world.Browser("admin");
        var text = (await admin.Page("/settings/mail")).Body!.TextContent;
        text.ShouldContain("未送达，重试中");
        text.ShouldContain($"连不上 127.0.0.1:{port}");

        using var box = await Mailbox.Open(port);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        (await world.SendMail()).ShouldBe(1);
        (await Kept(world, plain)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Sent), m => m.Attempts.ShouldBe(3));
        box.Mails.Count.ShouldBe(1);

        // One is refused for good, one for the moment: the third has it once, however often the others are tried.
        var mixed = (await Queue(world, Draft(2, "sun@example.com", "nobody@example.com", "later@example.com"))).Value;
        for (var n = 0; n <= OutgoingMail.Pauses.Count; n++)
        {
            (await world.SendMail()).ShouldBe(1, $"attempt {n + 1}");
            if (n < OutgoingMail.Pauses.Count) world.Time.Advance(OutgoingMail.Pauses[n]);
        }
        world.Time.Advance(TimeSpan.FromDays(3));
        (await world.SendMail()).ShouldBe(0);
        var ended = await Kept(world, mixed);
        ended.State.ShouldBe(MailState.Undelivered);
        ended.Recipients.Select(r => (r.Address, r.State)).ShouldBe([("sun@example.com", RecipientState.Accepted), ("nobody@example.com", RecipientState.Refused), ("later@example.com", RecipientState.Refused), ("xz@example.com", RecipientState.Accepted)]);
        ended.Recipients[1].Answer.ShouldBe("550 5.1.1 no such mailbox");
        ended.Recipients[2].Answer.ShouldBe("451 4.3.0 come again");
        box.Mails.Count.ShouldBe(2);
        (await world.Read(db => db.Set<Notice>().AsNoTracking().ToListAsync())).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Key.ShouldBe("mail.notice.undelivered"), n => n.PersonId.ShouldBe(world.People["张三"]));
        var page = (await admin.Page("/settings/mail?state=Undelivered")).Body!.TextContent;
        page.ShouldContain("550 5.1.1 no such mailbox");
        page.ShouldContain("未送达");

        // By hand: only those who have it not; one delivered is never sent again.
        using (var again = await admin.Submit($"/settings/mail/{mixed}/retry")) again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await world.SendMail()).ShouldBe(1);
        box.Mails.Count.ShouldBe(2);
        using (var again = await admin.PostAsync($"/api/v1/mails/{plain}/retry", null)) ((int)again.StatusCode).ShouldBe(422);
        // One that cannot be made is told, and keeps no other waiting.
        var broken = (await Queue(world, Draft(4) with { Files = [new("a.txt", "no type", [1])] })).Value;
        var whole = (await Queue(world, Draft(5))).Value;
        (await world.SendMail()).ShouldBe(2);
        (await Kept(world, broken)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Retrying), m => m.Trouble.ShouldBe("mail.failed"));
        (await Kept(world, whole)).State.ShouldBe(MailState.Sent);
        // The whole mail refused: given up at once, in the server's words.
        var unwanted = (await Queue(world, Draft(3) with { Subject = "refuse-me" })).Value;
        (await world.SendMail()).ShouldBe(1);
        (await Kept(world, unwanted)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Undelivered), m => m.TroubleValues.ShouldContain("554 5.6.0 not wanted here"), m => m.Recipients.ShouldAllBe(r => r.State == RecipientState.Refused));
    }

    [Theory, OnBoth]
    public async Task What_a_dead_node_had_taken_is_tried_again_after_its_time_and_not_before(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var box = await Mailbox.Open();
        await world.MailGoesTo(box.Port);
        var id = (await Queue(world, Draft(1))).Value;
        var until = world.Clock.Now + MailSender.Hold;
        await world.Write((db, _) => db.Set<OutgoingMail>().ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAt, until).SetProperty(m => m.TakenUntil, until).SetProperty(m => m.Attempts, 1)));
        (await world.SendMail()).ShouldBe(0);
        // Nor does a new password, or a hand, take it out of his.
        await world.MailGoesTo(box.Port);
        (await world.Do<RetryMail, MailState>("admin", u => u.Handle(id, default))).Refusal.ShouldBe(Refusal.Conflict);
        (await world.SendMail()).ShouldBe(0);
        world.Time.Advance(MailSender.Hold);
        (await world.SendMail()).ShouldBe(1);
        box.Mails.Count.ShouldBe(1);
        (await Kept(world, id)).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Every_trouble_is_said_in_words_of_both_languages()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var admin = await world.Browser("admin");
        var (certificate, key, fingerprint) = Mailbox.OwnCertificate();
        using var open = await Mailbox.Open();
        using var closed = await Mailbox.Open(0, "--auth", "guiju", "right", "--starttls", certificate, key);
        int dead;
        using (var gone = await Mailbox.Open()) dead = gone.Port;

        async Task<(int Status, string Zh, string En)> Try(string host, int port, string security, string? user = null, string? password = null, string? trusted = null, string from = "guiju@example.com")
        {
            using (var saved = await admin.PutAsJsonAsync("/api/v1/mails/server", new { host, port, security, certificate = trusted, userName = user, password, fromAddress = from, fromName = "规矩" }))
                ((int)saved.StatusCode).ShouldBe(204, await saved.Content.ReadAsStringAsync());
            List<string> said = [];
            var status = 0;
            foreach (var language in (string[])["zh-CN", "en"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/mails/server/test") { Content = JsonContent.Create(new { address = "sun@example.com" }) };
                request.Headers.Add("Accept-Language", language);
                using var answer = await admin.SendAsync(request);
                status = (int)answer.StatusCode;
                using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                said.Add(body.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()! : body.RootElement.GetProperty("answer").GetString()!);
            }
            return (status, said[0], said[1]);
        }

        var unknown = await Try("no-such-host.invalid", 25, "None");
        unknown.Status.ShouldBe(422);
        unknown.Zh.ShouldBe("找不到服务器 no-such-host.invalid：请检查名称是否写对，本机能否解析。");
        unknown.En.ShouldStartWith("The server no-such-host.invalid is unknown");
        (await Try("127.0.0.1", dead, "None")).Zh.ShouldStartWith($"连不上 127.0.0.1:{dead}");
        (await Try("127.0.0.1", open.Port, "StartTls")).En.ShouldContain("offers no STARTTLS");
        (await Try("127.0.0.1", open.Port, "Tls")).Zh.ShouldContain("与端口是否匹配");
        (await Try("127.0.0.1", open.Port, "None", from: "stranger@example.com")).Zh.ShouldContain("不接受发件地址 stranger@example.com（553");
        var untrusted = await Try("127.0.0.1", closed.Port, "StartTls", "guiju", "right");
        var shown = string.Join(':', fingerprint.Chunk(2).Select(c => new string(c)));
        untrusted.Zh.ShouldContain(shown);
        untrusted.En.ShouldContain("is not trusted");
        (await Try("127.0.0.1", closed.Port, "StartTls", "guiju", "right", trusted: string.Concat(Enumerable.Repeat("AB", 32)))).Status.ShouldBe(422);
        (await Try("127.0.0.1", closed.Port, "StartTls", "guiju", "wrong", shown)).Zh.ShouldStartWith("服务器不接受用户名“guiju”或密码");
        (await Try("127.0.0.1", closed.Port, "StartTls", trusted: shown)).En.ShouldContain("asks for a sign-in");
        (await Try("127.0.0.1", closed.Port, "StartTls", "guiju", "right", shown)).ShouldSatisfyAllConditions(t => t.Status.ShouldBe(200), t => t.Zh.ShouldStartWith("250"));
        closed.Mails.Count.ShouldBe(2);
        closed.Mails.Select(m => m.Message.Subject).ShouldBe(["规矩：测试邮件", "Guiju: test mail"]);

        // What cannot be a server, field by field, and the kept password is told to no other server.
        using (var wrong = await admin.Submit("/settings/mail", ("version", "99"), ("host", "x"), ("port", "25"), ("security", "None"), ("fromAddress", "a@b.cn"))) wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var version = await world.Read(db => db.Set<MailServer>().Select(s => s.Version).SingleAsync());
        using (var wrong = await admin.Submit("/settings/mail", ("version", $"{version}"), ("host", "http://x/"), ("port", "99999"), ("security", "?"), ("certificate", "12"), ("fromAddress", "a@b.cn\r\nBcc: x@y.cn"), ("fromName", "a\nb")))
        {
            ((int)wrong.StatusCode).ShouldBe(422);
            var page = await wrong.Page();
            foreach (var field in (string[])["host", "port", "security", "certificate", "fromAddress", "fromName"]) page.QuerySelector($"#f-{field}[aria-invalid=true]").ShouldNotBeNull(field);
            page.QuerySelector("#f-password")!.GetAttribute("value").ShouldBeNullOrEmpty();
        }
        using (var moved = await admin.Submit("/settings/mail", ("version", $"{version}"), ("host", "evil.example.com"), ("port", "25"), ("security", "None"), ("userName", "guiju"), ("fromAddress", "a@b.cn")))
            (await moved.TextOf()).ShouldContain("原密码只交给原来的服务器");
        using (var kept = await admin.Submit("/settings/mail", ("version", $"{version}"), ("host", "127.0.0.1"), ("port", $"{closed.Port}"), ("security", "StartTls"), ("certificate", shown), ("userName", "guiju"), ("fromAddress", "new@example.com")))
            kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var tried = await admin.Submit("/settings/mail/try", ("address", "sun@example.com"))) tried.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var tried = await admin.Submit("/settings/mail/try", ("address", "sun@"))) (await tried.TextOf()).ShouldContain("“sun@”不是有效的邮箱地址");

        // No line of the head is written by who only gives a name.
        foreach (var (draft, said) in new[]
        {
            (Draft(1) with { Subject = "a\r\nBcc: x@y.cn" }, "mail.line-break"), (Draft(1) with { SenderName = "张三\nX: y" }, "mail.line-break"), (Draft(1) with { To = [new("a@b.cn", "a\rb")] }, "mail.line-break"),
            (Draft(1) with { To = [new("a@b.cn\r\nBcc: x@y.cn", "a")] }, "mail.address"), (Draft(1) with { To = [new("a@b.cn, c@d.cn", "a")] }, "mail.address"), (Draft(1) with { To = [new("a b@c.cn", "a")] }, "mail.address"), (Draft(1) with { To = [] }, "mail.nobody"),
            (Draft(1) with { ReplyTo = "x" }, "mail.address"), (Draft(1) with { Files = [new("a\n.xlsx", "text/plain", [1])] }, "mail.line-break"), (Draft(1) with { Subject = " " }, "mail.no-subject"), (Draft(1) with { Subject = new('题', 201) }, "mail.too-long"),
        })
            (await Queue(world, draft)).ShouldRefuse(said);
        (await world.Read(db => db.Set<OutgoingMail>().CountAsync())).ShouldBe(0);
        foreach (var good in (string[])["a@b.cn", "a.b+c@mail.公司.cn", "x_y-z@sub.example.com"]) MailAddress.Is(good).ShouldBeTrue(good);
        foreach (var bad in (string?[])[null, "", "a", "a@", "@b", "a@b..cn", "a@-b.cn", "张三@b.cn", "a@b c", "<a@b.cn>", "a@b.cn>", "a@[1.2.3.4]", new string('a', 65) + "@b.cn"]) MailAddress.Is(bad).ShouldBeFalse(bad);
    }

    [Theory, OnBoth]
    public async Task Who_may_not_look_after_mail_sees_none_and_changes_nothing(Engine engine)
    {
        await using var world = await World.Open(engine);
        var own = (await Queue(world, Draft(1))).Value;
        Guid foreign = default;
        await world.Write(async (db, _) =>
        {
            var group = await db.Set<Unit>().OrderBy(u => u.Code).FirstAsync();
            var unit = new Unit("HB", "华北公司", group.Id);
            var role = new Role("local", "公司管理员", DataScope.Unit, [Permission.MailManage]);
            db.AddRange(unit, role);
            (await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Name == "钱信息")).Grant([role.Id]);
            var mail = new OutgoingMail(unit.Id, null, Draft(2), world.Clock.Now);
            foreign = mail.Id;
            db.Add(mail);
        });
        using var seller = await world.Browser("张三");
        using var local = await world.Browser("钱信息");
        using var admin = await world.Browser("admin");
        foreach (var path in (string[])["/settings/mail", "/api/v1/mails", "/api/v1/mails/server", $"/api/v1/mails/{own}"])
        {
            ((int)(await seller.Get(path)).StatusCode).ShouldBe(403, path);
            ((int)(await local.Get(path)).StatusCode).ShouldBe(200, path);
        }
        ((int)(await local.Get($"/api/v1/mails/{foreign}")).StatusCode).ShouldBe(404);
        ((int)(await admin.Get($"/api/v1/mails/{foreign}")).StatusCode).ShouldBe(200);
        (await local.Page("/settings/mail")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await local.Page("/settings/mail")).QuerySelector("#f-host").ShouldBeNull();
        ((int)(await local.Submit($"/settings/mail/{foreign}/retry")).StatusCode).ShouldBe(404);
        ((int)(await seller.Submit($"/settings/mail/{own}/retry")).StatusCode).ShouldBe(403);
        (string, string)[] server = [("host", "127.0.0.1"), ("port", "25"), ("security", "None"), ("fromAddress", "a@b.cn")];
        ((int)(await seller.Submit("/settings/mail", server)).StatusCode).ShouldBe(403);
        ((int)(await local.Submit("/settings/mail", server)).StatusCode).ShouldBe(403);
        ((int)(await local.Submit("/settings/mail/try", ("address", "a@b.cn"))).StatusCode).ShouldBe(403);
        ((int)(await seller.Submit("/settings/mail/try", ("address", "a@b.cn"))).StatusCode).ShouldBe(403);
        (await world.Read(db => db.Set<MailServer>().CountAsync())).ShouldBe(0);
        using (var waits = await local.PostAsync($"/api/v1/mails/{own}/retry", null)) ((int)waits.StatusCode).ShouldBe(204);
        await using var other = await World.Start(world.Place.Folder, world.Place.Postgres);
        using var questions = await world.CountQuestions();
        await admin.Page("/settings/mail");
        questions.Of("mail").ShouldBeLessThanOrEqualTo(8);
    }
}
