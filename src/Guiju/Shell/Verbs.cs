using System.CommandLine;

namespace Guiju.Shell;

/// <summary>Verbs that features add to the command line.</summary>
static class Verbs
{
    /// <summary>Each makes its command from the program's arguments.</summary>
    public static IReadOnlyList<Func<string[], Command>> All { get; } = [];
}
