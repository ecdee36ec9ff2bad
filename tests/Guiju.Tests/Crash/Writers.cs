using System.Net.Http.Json;
using System.Text.Json;

namespace Guiju.Tests.Crash;

/// <summary>
/// Somebody's program that opens customer files, changes them and attaches papers as fast as it is answered. What was answered is in its ledger;
/// a request that got no answer is sent again after the restart under its own key, as the API asks of programs.
/// </summary>
sealed class Writer(string name)
{
    readonly List<(Guid Id, string Name)> opened = [];
    readonly Dictionary<Guid, string> demands = [];
    readonly Dictionary<Guid, int> papers = [];
    int number;
    (Func<HttpRequestMessage> Request, Action<JsonElement> Acknowledged)? pending;

    /// <summary>Files whose opening was acknowledged.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Opened => opened;

    /// <summary>Last acknowledged demand of each.</summary>
    public IReadOnlyDictionary<Guid, string> Demands => demands;

    /// <summary>Papers acknowledged of each.</summary>
    public IReadOnlyDictionary<Guid, int> Papers => papers;

    /// <summary>Requests that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Why the last request got no answer.</summary>
    public string Unanswered { get; private set; } = "";

    /// <summary>Works until the program is gone or it is told to stop.</summary>
    public async Task Work(HttpClient client, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && await Next(client)) { }
    }

    /// <summary>Sends again what got no answer.</summary>
    public async Task Settle(HttpClient client)
    {
        if (pending is not null) (await Send(client)).ShouldBeTrue();
    }

    async Task<bool> Next(HttpClient client)
    {
        if (pending is null)
        {
            number++;
            pending = (number % 4, opened) switch
            {
                (2 or 3, { Count: > 0 }) => Change(opened[^1].Id, $"要 {number} 台"),
                (0, { Count: > 0 }) when number % 8 == 0 => Attach(opened[^1].Id),
                _ => Open($"{name}第{number}机械有限公司"),
            };
        }
        return await Send(client);
    }

    async Task<bool> Send(HttpClient client)
    {
        var (request, acknowledged) = pending!.Value;
        try
        {
            using var message = request();
            using var answer = await client.SendAsync(message);
            var body = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {body}");
            acknowledged(JsonDocument.Parse(body).RootElement);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            Unanswered = e.GetBaseException().Message;
            return false;
        }
        Answered++;
        pending = null;
        return true;
    }

    (Func<HttpRequestMessage>, Action<JsonElement>) Open(string customer)
    {
        var key = Key();
        return (() => Json(HttpMethod.Post, "/api/v1/customers", key, new { name = customer, roles = (string[])["buyer"], contact = new { name = "王经理", mobile = "13800138000" } }),
            made => opened.Add((made.GetProperty("id").GetGuid(), customer)));
    }

    (Func<HttpRequestMessage>, Action<JsonElement>) Change(Guid id, string demand)
    {
        var key = Key();
        return (() => Json(HttpMethod.Patch, $"/api/v1/customers/{id}", key, new { demand }), _ => demands[id] = demand);
    }

    // An upload carries no key: one that got no answer may be there twice, never fewer times than acknowledged.
    (Func<HttpRequestMessage>, Action<JsonElement>) Attach(Guid id)
    {
        var text = $"{name} {number} " + new string('文', 5000 + number * 37 % 20000);
        return (() => new(HttpMethod.Post, $"/api/v1/customers/{id}/attachments") { Content = new MultipartFormDataContent { { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)), "file", "记录.txt" } } },
            _ => papers[id] = papers.GetValueOrDefault(id) + 1);
    }

    string Key() => $"{(int)name[0]}-{number}";

    static HttpRequestMessage Json(HttpMethod method, string path, string key, object body) => new(method, path) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } };
}
