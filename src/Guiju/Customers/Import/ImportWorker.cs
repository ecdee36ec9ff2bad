using System.Threading.Channels;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;

namespace Guiju.Customers.Import;

/// <summary>Checks and runs imports in the background, one after the other. What it was at when the program ended is interrupted at the next start and continued on demand.</summary>
sealed class ImportWorker(IServiceScopeFactory scopes, RunImport run, ILogger<ImportWorker> log) : BackgroundService
{
    readonly Channel<(Guid Id, Work Work)> queue = Channel.CreateUnbounded<(Guid, Work)>();

    enum Work { Check, Run, Undo }

    /// <summary>Checks an import soon.</summary>
    public void Check(Guid id) => queue.Writer.TryWrite((id, Work.Check));

    /// <summary>Runs an import soon.</summary>
    public void Run(Guid id) => queue.Writer.TryWrite((id, Work.Run));

    /// <summary>Takes an import back soon.</summary>
    public void Undo(Guid id) => queue.Writer.TryWrite((id, Work.Undo));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Note(u => u.Interrupted(cancellationToken), cancellationToken);
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
            foreach (var id in (await scope.ServiceProvider.GetRequiredService<UseCase<NoteImport>>().Ask(u => u.Undoing(cancellationToken), cancellationToken)).Value) Undo(id);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (id, work) in queue.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    var outcome = work switch
                    {
                        Work.Check => await run.Check(id, stoppingToken),
                        Work.Run => await run.Run(id, stoppingToken),
                        Work.Undo or _ => await run.Undo(id, stoppingToken),
                    };
                    if (!outcome.Done && outcome.Findings is not [{ Key: "imports.stopped" }])
                    {
                        log.LogWarning("Import {Id} ended early: {Findings}", id, string.Join(", ", outcome.Findings.Select(f => f.Key)));
                        await Note(u => u.Failed(id, outcome.Findings[0], stoppingToken), stoppingToken);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    log.LogError(e, "Import {Id} failed; what was written stands, and it can be continued.", id);
                    // Where there is no room even for the note, the next start takes the import for interrupted; the program goes on serving.
                    await StorageTrouble.Try(() => Note(u => u.Failed(id, StorageTrouble.Of(e) ?? new("imports.unexpected"), stoppingToken), stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; the next start notes what was interrupted.
        }
    }

    async Task Note(Func<NoteImport, Task<Rulebook.Findings.Outcome<int>>> note, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        await scope.ServiceProvider.GetRequiredService<UseCase<NoteImport>>().Run(note, ct);
    }
}
