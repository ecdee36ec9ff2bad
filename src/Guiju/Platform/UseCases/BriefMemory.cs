using System.Collections.Concurrent;
using Guiju.Platform.Security;

namespace Guiju.Platform.UseCases;

/// <summary>
/// Figures beside a page that cost more than the page itself, such as the counts of tabs over a million files: kept some seconds for whoever sees that
/// much, so that turning pages does not count anew. What he does himself he sees at once; what others did, <c>Pages:FiguresFor</c> seconds
/// later at most (5; 0 for always anew). On another node his own acts too may take that long.
/// </summary>
public sealed class BriefMemory(TimeProvider time, IConfiguration settings)
{
    const int Most = 2000;

    readonly TimeSpan kept = TimeSpan.FromSeconds(Math.Clamp(settings.GetValue("Pages:FiguresFor", 5.0), 0, 60));
    readonly ConcurrentDictionary<(Guid Person, string Figures), (DateTimeOffset At, object Answer)> answers = new();

    /// <summary>The figures as kept for this reader, or asked for. Whoever sees only his own or his department's records is always answered anew: that costs little.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="figures">Which figures, with all that they depend on beside the reader.</param>
    /// <param name="ask">Asks for them.</param>
    /// <param name="keep">Whether an answer may be kept.</param>
    public async Task<T> Of<T>(Actor reader, string figures, Func<Task<T>> ask, Func<T, bool>? keep = null) where T : class
    {
        if (kept == TimeSpan.Zero || reader.PersonId is not { } person || reader.Scope is DataScope.Own or DataScope.Department) return await ask();
        var (key, now) = ((person, figures), time.GetUtcNow());
        if (answers.TryGetValue(key, out var there) && now - there.At < kept && now >= there.At) return (T)there.Answer;
        var answer = await ask();
        if (keep?.Invoke(answer) == false) return answer;
        if (answers.Count >= Most) answers.Clear();
        answers[key] = (now, answer);
        return answer;
    }

    /// <summary>Somebody changed something: what he reads next is asked for anew.</summary>
    public void Forget(Guid? person)
    {
        if (person is not { } who || answers.IsEmpty) return;
        foreach (var key in answers.Keys.Where(k => k.Person == who)) answers.TryRemove(key, out _);
    }
}
