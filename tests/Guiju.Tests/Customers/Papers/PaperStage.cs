using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Organization;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Customers.Papers;

/// <summary>What the tests of papers, notices and reviews do again and again.</summary>
static class PaperStage
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Attaches a small file as a kind of paper, over the API; answers the status and the place.</summary>
    public static async Task<(int Status, string? Place)> Attach(this HttpClient browser, Guid customer, string? kind, string name = "资料.pdf")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7 资料"u8.ToArray()), "file", name } };
        if (kind is not null) form.Add(new StringContent(kind), "kind");
        using var answer = await browser.PostAsync($"/api/v1/customers/{customer}/attachments", form, Ct);
        return ((int)answer.StatusCode, answer.Headers.Location?.ToString());
    }

    /// <summary>Sends JSON; answers status and body.</summary>
    public static async Task<(int Status, JsonElement Body)> Json(this HttpClient browser, HttpMethod method, string path, object? body = null, string? version = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (version is not null) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        using var answer = await browser.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return ((int)answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Keys of the findings of an answer.</summary>
    public static IReadOnlyList<string> Keys(this JsonElement body) => [.. body.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("key").GetString()!)];

    /// <summary>Departments with a head each and one who works there, who signs in by his name.</summary>
    public static async Task<Dictionary<string, (string Head, string Member)>> Departments(this World world, params string[] names)
    {
        var made = new Dictionary<string, (string, string)>();
        await world.Write(async (db, services) =>
        {
            var accounts = (Microsoft.AspNetCore.Identity.UserManager<Guiju.Platform.Security.Account>)services.GetService(typeof(Microsoft.AspNetCore.Identity.UserManager<Guiju.Platform.Security.Account>))!;
            foreach (var name in names)
            {
                var department = new Department(world.Unit, name + "部", null);
                var head = new Person(world.Unit, name + "部长", department.Id, "部长");
                var member = new Person(world.Unit, name + "员", department.Id, "员", head.Id);
                db.AddRange(department, head, member);
                await db.SaveChangesAsync();
                foreach (var person in (Person[])[head, member]) (await accounts.CreateAsync(new Guiju.Platform.Security.Account { Id = person.Id, UserName = person.Name }, World.Password)).Succeeded.ShouldBeTrue();
                made[name] = (head.Name, member.Name);
            }
        });
        return made;
    }

    /// <summary>Keys of the messages of somebody, also of one who joined in the test.</summary>
    public static Task<List<string>> Messages(this World world, string who) => world.Read(db => Task.FromResult(
        (from n in db.Set<Guiju.Platform.Notices.Notice>() join p in db.Set<Person>() on n.PersonId equals p.Id where p.Name == who orderby n.Id select n.Key).ToList()));
}
