using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Guiju.Tests.Customers.Import;

namespace Guiju.Tests.Crash;

/// <summary>Somebody who imports one file after the other and goes on with what was interrupted.</summary>
sealed class Importer
{
    /// <summary>Rows of a file, several batches long.</summary>
    public const int Rows = 6000;

    string? place;

    /// <summary>Files that were imported to the end.</summary>
    public int Finished { get; private set; }

    /// <summary>How often it had to go on with a run that was cut off.</summary>
    public int Resumed { get; private set; }

    /// <summary>Whether rows were being written when it last looked.</summary>
    public bool Writing { get; private set; }

    /// <summary>Works until the program is gone or it is told to stop.</summary>
    public async Task Work(HttpClient client, CancellationToken ct)
    {
        Writing = false;
        try
        {
            while (!ct.IsCancellationRequested) await Step(client);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            // Killed.
        }
    }

    /// <summary>Brings the file at hand to its end.</summary>
    public async Task Settle(HttpClient client)
    {
        for (var finished = Finished; place is not null && Finished == finished;) await Step(client);
    }

    async Task Step(HttpClient client)
    {
        if (place is null)
        {
            place = await Upload(client);
            return;
        }
        var job = await client.GetFromJsonAsync<JsonElement>(place);
        var (state, done) = (job.GetProperty("state").GetString(), job.GetProperty("rowsDone").GetInt32());
        switch (state)
        {
            // A run goes on where it was, a check that was cut off begins anew.
            case "interrupted" when await Post(client, "run", null): Resumed++; break;
            case "uploaded" or "interrupted": (await Post(client, "check", JsonContent.Create(new { }))).ShouldBeTrue(); break;
            case "checked": (await Post(client, "run", null)).ShouldBeTrue(); break;
            case "done":
                (job.GetProperty("rows").GetInt32(), done, job.GetProperty("created").GetInt32(), job.GetProperty("skipped").GetInt32(), job.GetProperty("faulty").GetInt32()).ShouldBe((Rows, Rows, Rows, 0, 0), "true counts, no doubles");
                Finished++;
                Writing = false;
                place = null;
                break;
            case "checking" or "running":
                Writing = state == "running";
                await Task.Delay(20);
                break;
            default: throw new InvalidOperationException($"The import is {state}: {job}");
        }
    }

    // The place is known once it was answered; an upload without an answer is found again as the newest.
    async Task<string> Upload(HttpClient client)
    {
        var name = $"客户{Finished}.csv";
        var newest = await client.GetFromJsonAsync<JsonElement>("/api/v1/imports");
        if (newest.EnumerateArray().FirstOrDefault(j => j.GetProperty("fileName").GetString() == name) is { ValueKind: JsonValueKind.Object } begun) return $"/api/v1/imports/{begun.GetProperty("id").GetGuid()}";
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Importing.Made(Rows, Finished * Rows))), "file", name } };
        using var answer = await client.PostAsync("/api/v1/imports", form);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    async Task<bool> Post(HttpClient client, string step, HttpContent? content)
    {
        using var answer = await client.PostAsync($"{place}/{step}", content);
        return answer.IsSuccessStatusCode;
    }
}
