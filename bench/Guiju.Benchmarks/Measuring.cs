using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guiju.Benchmarks.Dataset;
using Guiju.Benchmarks.Load;
using Guiju.Benchmarks.Machine;

namespace Guiju.Benchmarks;

/// <summary>Measures one engine: fills it by an import as a company would, serves it, sends load.</summary>
sealed class Measuring : IAsyncDisposable
{
    /// <summary>Clients of the loads.</summary>
    const int Clients = 8;

    readonly Settings settings;
    readonly Place place;
    readonly string? postgres;
    readonly SortedDictionary<string, Figure> jobs = new(StringComparer.Ordinal);
    string token = "";

    Measuring(Settings settings, Place place, string? postgres) => (this.settings, this.place, this.postgres) = (settings, place, postgres);

    /// <summary>Makes an empty database, or takes the one that an earlier run left with <c>--reuse FOLDER</c>.</summary>
    public static async Task<Measuring> Begin(Settings settings, string engine)
    {
        var folder = settings.Reuse is { } kept ? Path.Combine(kept, engine) : Directory.CreateTempSubdirectory("guiju-bench-").FullName;
        Directory.CreateDirectory(folder);
        if (engine != "postgres") return new(settings, new(folder, null), null);
        var server = Path.Combine(Path.GetTempPath(), "guiju-bench-pg-" + Path.GetFileName(folder.TrimEnd('/')));
        using var start = Process.Start(new ProcessStartInfo("bench/postgres", ["start", server]) { RedirectStandardOutput = true })!;
        var connection = (await start.StandardOutput.ReadToEndAsync()).Trim();
        await start.WaitForExitAsync();
        return start.ExitCode == 0 ? new(settings, new(folder, connection), server) : throw new InvalidOperationException("PostgreSQL did not start.");
    }

    /// <summary>Fills and measures all that is wanted.</summary>
    public async Task<Measured> All()
    {
        await Fill();
        Say("limits of the machine");
        var limits = await Limits.Measure(place, 4);
        var some = await Company.Some(place, 500);
        await using (var served = await Served.Start(settings.Program, place))
        {
            if (settings.Wants("start")) Note("start, first answer", served.Ready.TotalSeconds, "s", "≤ 1 s published", served.Ready.TotalSeconds <= 1);
            using var browser = await SignIn(served);
            var cookies = string.Join("; ", browser.Cookies.GetCookies(served.Address).Select(c => c.ToString()));
            string[] api = [$"Authorization: Bearer {token}", "Content-Type: application/json"], page = [$"Cookie: {cookies}"];
            var wanted = Job.All(some, settings.Customers, (path, pages) => Follow(served, path, pages)).Where(j => settings.Wants(j.Name)).ToList();
            await Warm(served, wanted, page, api);
            foreach (var job in wanted) await Measure(served, job, job.Page ? page : api, limits);
            if (settings.Wants("memory"))
            {
                Say("memory at 64 clients");
                await Wrk.Send(served.Address, [new("/api/v1/customers?region=330000"), new($"/api/v1/customers/{some[0]}"), new("/api/v1/customers?q=" + Uri.EscapeDataString("科技"))], api, 64, settings.Seconds);
                Note("memory at 64 clients", served.Megabytes, "MB", "< 300 MB", served.Megabytes < 300);
            }
            if (settings.Wants("export")) await Export(served, browser);
        }
        return new(ThisMachine.Words, ThisMachine.Commit, ThisMachine.Date, limits, jobs);
    }

    async Task Fill()
    {
        var mark = Path.Combine(place.Folder, "filled.txt");
        if (File.Exists(mark))
        {
            token = await File.ReadAllTextAsync(mark);
            return;
        }
        token = await Company.Found(place);
        var file = Path.Combine(place.Folder, "customers.csv");
        Say($"writing a file of {settings.Customers} rows");
        await Company.WriteFile(file, settings.Customers);
        Say("importing it");
        var (seconds, megabytes, said) = await Served.Verb(settings.Program, place, "import", file);
        Console.Error.WriteLine(said.Trim());
        var rate = settings.Customers / seconds;
        Note("import from the command line", rate, "rows/s", "25,000 rows/s", rate >= 25_000);
        Note("import, most memory", megabytes, "MB", "flat", megabytes < 600);
        File.Delete(file);
        if (await Company.Count(place) is var there && there != settings.Customers) throw new InvalidOperationException($"The import brought {there} customers of {settings.Customers}.");
        Say("logging what was talked about");
        await Company.Talk(place);
        await File.WriteAllTextAsync(mark, token);
    }

    async Task Measure(Served served, Job job, IReadOnlyList<string> headers, Limits limits)
    {
        Say(job.ToString());
        var requests = job.Requests();
        // Some seconds before, unmeasured: what runs the first time is compiled then. What may be sent once is not sent twice.
        var once = requests[0].Method == "POST";
        await Wrk.Send(served.Address, once ? requests.TakeLast(requests.Count / 4) : requests, headers, Clients, 6);
        var before = served.Processor;
        var answered = await Wrk.Send(served.Address, once ? requests.Take(requests.Count * 3 / 4) : requests, headers, Clients, settings.Seconds);
        var processor = (served.Processor - before).TotalMilliseconds / Math.Max(1, answered.Requests);
        if (!answered.Clean) Console.Error.WriteLine($"  {job}: {answered.Refused} refused, {answered.Broken} broken");
        var target = postgres is null ? job.Target : job.Target / 2;
        var met = answered.Clean && answered.Rate >= target && (job.P95 == 0 || answered.P95 / 1000 <= job.P95 * (postgres is null ? 1 : 2));
        jobs[job.ToString()] = new(answered.Rate, "/s", answered.P50 / 1000, answered.P95 / 1000, processor, answered.Rate / job.Limit(limits),
            string.Create(CultureInfo.InvariantCulture, $"{target:N0}/s{(job.P95 == 0 ? "" : $", p95 {job.P95 * (postgres is null ? 1 : 2):0} ms")}"), met);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {answered.Rate:N0}/s, p50 {answered.P50 / 1000:0.0} ms, p95 {answered.P95 / 1000:0.0} ms, processor {processor:0.00} ms"));
    }

    // A program that serves for weeks is measured as it is after its first minute: until then it compiles what is asked for, for good.
    static async Task Warm(Served served, IReadOnlyList<Job> jobs, IReadOnlyList<string> page, IReadOnlyList<string> api)
    {
        Say("warming up");
        foreach (var (pages, headers) in ((bool, IReadOnlyList<string>)[])[(false, api), (true, page)])
            if (jobs.Where(j => j.Page == pages).SelectMany(j => j.Requests().Where(r => r.Method == "GET").Take(20)).ToList() is { Count: > 0 } asked) await Wrk.Send(served.Address, asked, headers, Clients, 30);
    }

    async Task Export(Served served, Browser browser)
    {
        Say("export of all to Excel");
        var (watch, bytes) = (Stopwatch.StartNew(), 0L);
        using var answer = await browser.Client.GetAsync("/customers/export?format=xlsx", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var content = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer)) > 0;) bytes += read;
        var wanted = 60.0 * settings.Customers / 1_000_000;
        Note("export of all to Excel", watch.Elapsed.TotalSeconds, "s", string.Create(CultureInfo.InvariantCulture, $"≤ {wanted:0.#} s"), watch.Elapsed.TotalSeconds <= wanted);
        Note("export, most memory of the server", served.MostMegabytes, "MB", "flat", served.MostMegabytes < 600);
    }

    // Pages follow each other by their marks.
    string Follow(Served served, string path, int pages)
    {
        using var client = new HttpClient { BaseAddress = served.Address, DefaultRequestHeaders = { { "Authorization", $"Bearer {token}" } } };
        var at = path;
        for (var i = 0; i < pages; i++)
        {
            var page = client.GetFromJsonAsync<JsonElement>(at).GetAwaiter().GetResult();
            if (!page.TryGetProperty("next", out var next) || next.GetString() is not { } mark) break;
            at = $"{path}&after={Uri.EscapeDataString(mark)}";
        }
        return at;
    }

    static async Task<Browser> SignIn(Served served)
    {
        var browser = new Browser(served.Address);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["userName"] = Company.Director, ["password"] = Company.Password });
        using var answer = await browser.Client.PostAsync("/sign-in", form);
        return browser.Cookies.GetCookies(served.Address).Count > 0 ? browser : throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
    }

    void Note(string name, double value, string unit, string target, bool met)
    {
        jobs[name] = new(value, unit, null, null, null, null, target, met);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {value:N1} {unit}"));
    }

    static void Say(string what) => Console.Error.WriteLine(what);

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            using var stop = Process.Start("bench/postgres", [settings.Reuse is null ? "stop" : "rest", postgres]);
            await stop.WaitForExitAsync();
        }
        if (settings.Reuse is null) Directory.Delete(place.Folder, true);
    }

    /// <summary>A signed-in session.</summary>
    sealed class Browser : IDisposable
    {
        public Browser(Uri address) => Client = new(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(20) };

        public CookieContainer Cookies { get; } = new();

        public HttpClient Client { get; }

        public void Dispose() => Client.Dispose();
    }
}
