using System.CommandLine;
using Guiju.Platform.Data;

namespace Guiju.Shell;

/// <summary>The verbs of the program: serve (the default) and those of <see cref="Verbs"/>.</summary>
static class CommandLine
{
    /// <summary>Does what the arguments ask for; answers the exit code: 0 done, 1 done with problems, 2 refused, 3 database unusable, 4 audit chain broken or a stored file lost, 5 not empty, 6 cannot listen, 7 no sound backup.</summary>
    public static async Task<int> Invoke(string[] args)
    {
        var root = new RootCommand("Guiju 规矩") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((_, ct) => Serving.Serve(args, ct));
        // Settings such as --urls are the host's to read, not the verb's.
        var serve = new Command("serve", "启动服务（默认）/ Serve the program (the default)") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((_, ct) => Serving.Serve([.. args.Where(a => a != "serve")], ct));
        root.Add(serve);
        foreach (var verb in Verbs.All) root.Add(verb(args));

        if (args is [var first, ..] && first is not ['-' or '/', ..] && !first.Contains('=', StringComparison.Ordinal) && root.Subcommands.All(c => c.Name != first))
            return await Bilingual.Refuse(2, Bilingual.Say("shell.verb.unknown", first, string.Join(", ", root.Subcommands.Select(c => c.Name))));
        var parsed = root.Parse(args);
        var unknown = parsed.CommandResult.Command is var asked && asked != root && asked != serve ? parsed.UnmatchedTokens : [];
        if (parsed.Errors.Count + unknown.Count > 0)
            return await Bilingual.Refuse(2, Bilingual.Say("shell.verb.malformed", string.Join(" ", [.. parsed.Errors.Select(e => e.Message), .. unknown])));
        try
        {
            // A fault of the program is told as it is; what a person can mend was told in words before.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (StorageTrouble.Of(e) is { } trouble)
        {
            return await Bilingual.Refuse(3, Bilingual.Say(trouble));
        }
    }

    /// <summary>A builder whose settings file is found wherever it is called from.</summary>
    public static WebApplicationBuilder Builder(string[] args) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = File.Exists("appsettings.json") || args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : AppContext.BaseDirectory,
    });

    /// <summary>Builds the program without serving it, brings the database up and does something with it.</summary>
    public static async Task<int> With(string[] args, Func<IServiceProvider, Task<int>> act, CancellationToken ct)
    {
        _ = args;
        await using var app = Build(new Dictionary<string, string>());
        try
        {
            await DatabaseStart.Prepare(app.Services, ct);
        }
        catch (DatabaseUnusableException e)
        {
            return await Bilingual.Refuse(3, e.Message);
        }
        return await act(app.Services);
    }

    /// <summary>Builds the program without serving it and leaves the database as it is, be it older than the program or not there.</summary>
    public static async Task<int> Beside(Func<IServiceProvider, Task<int>> act)
    {
        await using var app = Build(new Dictionary<string, string>());
        return await act(app.Services);
    }

    /// <summary>The program with some settings of its own, not serving.</summary>
    public static WebApplication Build(IReadOnlyDictionary<string, string> settings)
    {
        var builder = Builder([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        return builder.AddGuiju().Build();
    }
}
