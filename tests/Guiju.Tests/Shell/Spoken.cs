namespace Guiju.Tests.Shell;

/// <summary>Catches what a verb says on the console; tests that do so run one after the other.</summary>
[CollectionDefinition(nameof(Spoken), DisableParallelization = true)]
public class Spoken
{
    internal static async Task<(int Code, string Said, string Wrong)> By(Func<Task<int>> verb)
    {
        var (console, errors) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var wrong = new StringWriter();
        Console.SetOut(said);
        Console.SetError(wrong);
        try
        {
            return (await verb(), said.ToString(), wrong.ToString());
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(errors);
        }
    }
}
