using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Guiju.Customers;
using Guiju.Customers.Contracts;
using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.Jobs;
using Guiju.Rulebook.Clauses;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guiju.Tests.Customers;

public class ApiTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Answer)> Send(HttpClient browser, HttpMethod method, string path, object? body = null, params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string json) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await browser.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default, answer);
    }

    [Theory, OnBoth, Clause("D13-2.1a"), Clause("D15-2.1a"), Clause("D16-2.1a"), Clause("D01-1.3b")]
    public async Task A_value_out_of_range_is_400_with_the_field_named(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        foreach (var (json, field) in new[]
        {
            ("""{"name":"甲","roles":["其他"]}""", "roles"), ("""{"name":"甲","roles":[1]}""", "roles"), ("""{"name":5,"roles":["buyer"]}""", "name"),
            ("""{"name":"甲","roles":["buyer"],"ownerId":"x"}""", "ownerId"), ("""{"name":"甲","roles":["special"],"special":"casino"}""", "special"),
        })
        {
            var (status, body, _) = await Send(browser, HttpMethod.Post, "/api/v1/customers", json);
            status.ShouldBe(HttpStatusCode.BadRequest, json);
            body.GetProperty("findings")[0].GetProperty("field").GetString().ShouldBe(field);
        }
        (await Send(browser, HttpMethod.Post, "/api/v1/customers", "{")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var id = await world.Opened("张三", Files.Complete(1));
        (await Send(browser, HttpMethod.Post, $"/api/v1/customers/{id}/evaluations", """{"leadClass":"好客户"}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(browser, HttpMethod.Post, $"/api/v1/customers/{id}/evaluations", """{"leadClass":"temporarilyInvalid"}""")).Body.GetProperty("findings")[0].GetProperty("key").GetString().ShouldBe("customers.evaluation.grounds");
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(1);
    }

    [Theory, OnBoth]
    public async Task A_file_is_opened_read_and_changed_over_the_API(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var (status, made, answer) = await Send(browser, HttpMethod.Post, "/api/v1/customers", new { name = "接口公司", roles = new[] { "buyer" }, registeredCapital = "500万元", contact = new { name = "谢坤", mobile = "13907571234" } });
        status.ShouldBe(HttpStatusCode.Created);
        var place = answer.Headers.Location!.ToString();
        var (_, file, got) = await Send(browser, HttpMethod.Get, place);
        file.GetProperty("facts").GetProperty("name").GetString().ShouldBe("接口公司");
        file.GetProperty("capitalAmount").GetDecimal().ShouldBe(5_000_000m);
        var tag = got.Headers.ETag!.Tag;
        var patched = await Send(browser, HttpMethod.Patch, place, new { industry = "矿业" }, ("If-Match", tag));
        patched.Status.ShouldBe(HttpStatusCode.OK);
        (await Send(browser, HttpMethod.Patch, place, new { industry = "冶金" }, ("If-Match", tag))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Send(browser, HttpMethod.Patch, place, """{"status":"formal"}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(browser, HttpMethod.Delete, place + "?reason=误开")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Send(browser, HttpMethod.Get, place + "/contacts")).Body[0].GetProperty("mobile").GetString().ShouldBe("13907571234");
        (await Send(browser, HttpMethod.Post, place + "/stages", new { stage = "won" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Send(browser, HttpMethod.Post, place + "/stages", new { stage = "contacted", note = "来电" })).Status.ShouldBe(HttpStatusCode.Created);
        (await Send(browser, HttpMethod.Get, place + "/stages")).Body.GetArrayLength().ShouldBe(1);
        (await Send(browser, HttpMethod.Get, place + "/history")).Body.GetProperty("items").EnumerateArray().ShouldContain(r => r.GetProperty("after").GetString() == "矿业");
        // Who may not see it learns nothing; the supervisor sees it, the numbers masked.
        using var other = await world.Browser("王五");
        foreach (var path in new[] { "", "/contacts", "/stages", "/history", "/timeline", "/attachments", "/evaluations" })
            (await Send(other, HttpMethod.Get, place + path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Send(other, HttpMethod.Patch, place, new { industry = "黑" })).Status.ShouldBe(HttpStatusCode.NotFound);
        using var head = await world.Browser("赵主管");
        (await Send(head, HttpMethod.Get, place + "/contacts")).Body[0].GetProperty("mobile").GetString().ShouldBe("139****1234");
        _ = made;
    }

    [Theory, OnBoth]
    public async Task The_same_request_under_one_key_is_done_once_also_when_sent_at_the_same_time(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var body = new { name = "幂等公司", roles = new[] { "buyer" } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send(browser, HttpMethod.Post, "/api/v1/customers", body, ("Idempotency-Key", "k-1"))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created);
        answers.Select(a => a.Body.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
        answers.Select(a => a.Answer.Headers.Location!.ToString()).Distinct().Count().ShouldBe(1);
        (await world.Read(db => db.Set<Customer>().CountAsync())).ShouldBe(1);
        (await Send(browser, HttpMethod.Post, "/api/v1/customers", new { name = "另一家", roles = new[] { "buyer" } }, ("Idempotency-Key", "k-1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // A key is its owner's: another caller's same key is another one. A refusal keeps nothing.
        using var other = await world.Browser("王五");
        (await Send(other, HttpMethod.Post, "/api/v1/customers", new { name = "王五的", roles = new[] { "buyer" } }, ("Idempotency-Key", "k-1"))).Status.ShouldBe(HttpStatusCode.Created);
        (await Send(browser, HttpMethod.Post, "/api/v1/customers", new { name = "", roles = new[] { "buyer" } }, ("Idempotency-Key", "k-2"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Send(browser, HttpMethod.Post, "/api/v1/customers", new { name = "补上名称", roles = new[] { "buyer" } }, ("Idempotency-Key", "k-2"))).Status.ShouldBe(HttpStatusCode.Created);
        (await world.Read(db => db.Set<KeptAnswer>().CountAsync())).ShouldBe(3);
        // Kept for a day, then swept.
        var sweep = world.Services.GetServices<ISweep>().OfType<ForgetAnswers>().Single();
        world.Time.Advance(TimeSpan.FromHours(23));
        (await sweep.Once(Ct)).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromHours(2));
        (await sweep.Once(Ct)).ShouldBe(3);
        (await world.Read(db => db.Set<KeptAnswer>().CountAsync())).ShouldBe(0);
    }

    static MultipartFormDataContent File(string name, byte[] bytes) => new() { { new ByteArrayContent(bytes), "file", name } };

    [Theory, OnBoth]
    public async Task Files_are_judged_by_their_bytes_kept_by_hash_and_sent_as_downloads(Engine engine)
    {
        await using var world = await World.Open(engine);
        using var browser = await world.Browser("张三");
        var id = await world.Opened("张三", Files.Complete(1));
        var path = $"/api/v1/customers/{id}/attachments";
        var pdf = "%PDF-1.7 合同"u8.ToArray();
        using var posted = await browser.PostAsync(path, File("..\\..\\<b>合同\u202Efdp.pdf", pdf), Ct);
        posted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var place = posted.Headers.Location!.ToString();
        using var got = await browser.GetAsync(place, Ct);
        (await got.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(pdf);
        got.Content.Headers.ContentDisposition!.ShouldSatisfyAllConditions(d => d.DispositionType.ShouldBe("attachment"), d => d.FileNameStar.ShouldBe("<b>合同fdp.pdf"));
        got.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        got.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        foreach (var (name, bytes) in new[] { ("a.pdf", "MZ not a pdf"u8.ToArray()), ("a.exe", "MZ"u8.ToArray()), ("a.html", "<script>"u8.ToArray()), ("a.svg", "<svg>"u8.ToArray()), ("a.txt", [77, 90, 0, 0]), ("a.pdf", []) })
            (await browser.PostAsync(path, File(name, bytes), Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, name);
        var large = new byte[20 * 1024 * 1024 + 1];
        pdf.CopyTo(large, 0);
        (await browser.PostAsync(path, File("large.pdf", large), Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Another's id, and an id of another customer, are not there.
        using var other = await world.Browser("王五");
        (await other.GetAsync(place, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync(path, File("a.pdf", pdf), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.DeleteAsync(place, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var own = await world.Opened("王五", new() { Name = "王五的公司", Roles = [RoleKind.Buyer] });
        (await other.GetAsync(place.Replace(id.ToString(), own.ToString(), StringComparison.Ordinal), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync($"{path}/{Guid.CreateVersion7()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Read(db => db.Set<Attachment>().CountAsync())).ShouldBe(1);

        // A crash between file and row leaves a file that nothing names: swept after an hour, what is named stays.
        var store = world.Services.GetRequiredService<FileStore>();
        using var orphan = new MemoryStream("%PDF orphan"u8.ToArray());
        var lost = await store.Put(orphan, 1000, Ct);
        var sweep = world.Services.GetRequiredService<FileSweep>();
        (await sweep.Once(Ct)).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromMinutes(61));
        (await sweep.Once(Ct)).ShouldBe(1);
        store.Open(lost!.Hash).ShouldBeNull();
        (await browser.GetAsync(place, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
