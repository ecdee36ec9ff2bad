using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guiju.Tests.Worlds;

/// <summary>Counts what a world asks its database; those of other worlds that run beside it are left out.</summary>
public sealed class Questions : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    readonly ConcurrentQueue<string> asked = new();
    readonly string source;
    readonly List<IDisposable> subscriptions = [];

    internal Questions(string source)
    {
        this.source = source;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>How many questions named one of these tables.</summary>
    public int Of(params string[] tables) => asked.Count(sql => tables.Any(sql.Contains));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData { Command.Connection: { } connection } data && connection.ConnectionString == source)
            asked.Enqueue(data.Command.CommandText);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());
}
