using System.CommandLine;
using Guiju.Customers.Search;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;

namespace Guiju.Shell;

/// <summary>Verbs that features add to the command line.</summary>
static class Verbs
{
    /// <summary>Each makes its command from the program's arguments.</summary>
    public static IReadOnlyList<Func<string[], Command>> All { get; } = [Reindex, ImportVerb.Make];

    static Command Reindex(string[] args)
    {
        var verb = new Command("reindex", "重建客户搜索索引 / Make the customer search index anew");
        verb.SetAction((_, ct) => CommandLine.With(args, async services =>
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.CommandLine));
            var outcome = await scope.ServiceProvider.GetRequiredService<UseCase<ReindexCustomers>>().Run(u => u.Handle(ct), ct);
            Console.WriteLine($"{outcome.Value.Customers} 户已索引 / customers indexed");
            return 0;
        }, ct));
        return verb;
    }
}
