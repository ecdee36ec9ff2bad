using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Guiju.Policies;

namespace Guiju.Shell;

/// <summary>Reads what is read at first use, so that the first user does not wait for it and the start does not either.</summary>
static class WarmUp
{
    /// <summary>Begins once the program answers.</summary>
    public static void After(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(Tables));

    static void Tables()
    {
        _ = ClauseBook.Register;
        _ = Regions.All;
        _ = Pinyin.Full("规矩");
    }
}
