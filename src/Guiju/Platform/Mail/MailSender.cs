using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Mail;

/// <summary>
/// Sends what is queued, one mail after the other, every few seconds. Two nodes never send one mail: whoever takes it moves its next attempt
/// beyond the longest time sending may last, in one statement. One that dies at it leaves it to be tried again after that time.
/// Setting <c>Jobs:Daily</c> <c>false</c> leaves it to other nodes.
/// </summary>
sealed class MailSender(IServiceScopeFactory scopes, WriteTurn turn, CompanyClock clock, MailPost post, TimeProvider time, IConfiguration settings, ILogger<MailSender> log) : BackgroundService
{
    /// <summary>How long a mail belongs to who took it.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    static readonly TimeSpan look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.GetValue("Jobs:Daily", true)) return;
        try
        {
            while (true)
            {
                await Task.Delay(look, time, stoppingToken);
                try
                {
                    await Once(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning(e, "Sending mail failed; tried again.");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; what is queued waits.
        }
    }

    /// <summary>Sends what is due; without a server nothing is.</summary>
    /// <returns>How many mails were tried.</returns>
    public async Task<int> Once(CancellationToken ct)
    {
        var tried = 0;
        while (await Due(ct) is { } id)
        {
            if (await Take(id, ct) is not { } attempt) continue;
            tried++;
            if (await Send(id, attempt, ct)) break;
        }
        return tried;
    }

    async Task<Guid?> Due(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        var now = clock.Now;
        var due = await db.Set<OutgoingMail>().Where(m => m.EndedAt == null && m.NextAt <= now).OrderBy(m => m.NextAt).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
        return due is not null && await db.Set<MailServer>().AnyAsync(ct) ? due : null;
    }

    /// <summary>Takes a mail; null where somebody else did. Of two who ask at once, one gets it.</summary>
    async Task<int?> Take(Guid id, CancellationToken ct)
    {
        using var mine = await turn.Take(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        var (now, until) = (clock.Now, clock.Now + Hold);
        return await db.Set<OutgoingMail>().Where(m => m.Id == id && m.EndedAt == null && m.NextAt <= now).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAt, until).SetProperty(m => m.TakenUntil, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct) > 0
            ? await db.Set<OutgoingMail>().Where(m => m.Id == id).Select(m => m.Attempts).SingleAsync(ct) : null;
    }

    /// <summary>Sends it and notes what came of it; true where the server is away, so that the others wait too.</summary>
    async Task<bool> Send(Guid id, int attempt, CancellationToken ct)
    {
        Delivery delivery;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = Db(scope);
            var mail = await db.Set<OutgoingMail>().AsNoTracking().Include(m => m.Recipients.OrderBy(r => r.Order)).Include(m => m.Attachments.OrderBy(a => a.Order)).AsSplitQuery().SingleAsync(m => m.Id == id, ct);
            var server = await db.Set<MailServer>().AsNoTracking().OrderBy(s => s.Id).FirstAsync(ct);
            // No lock is held while the server is spoken to.
            try
            {
                delivery = await post.Send(server, mail, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // One mail that cannot be made must not keep the others, or the program, from going on.
                log.LogError(e, "Mail {Id} could not be handed over.", id);
                delivery = new(new Dictionary<string, (RecipientState, string)>(), new Rulebook.Findings.Finding("mail.failed"));
            }
        }
        await Note(id, attempt, delivery);
        if (delivery.Trouble is { } trouble) log.LogWarning("Mail {Id}, attempt {Attempt}: {Trouble} {Values}", id, attempt, trouble.Key, trouble.Values);
        return delivery.ServerAway;
    }

    // Noted even where the program stops meanwhile: the server has it.
    async Task Note(Guid id, int attempt, Delivery delivery)
    {
        using var mine = await turn.Take(CancellationToken.None);
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var mail = await db.Set<OutgoingMail>().Include(m => m.Recipients).SingleAsync(m => m.Id == id);
        if (mail.Attempts != attempt || mail.EndedAt is not null) return;
        mail.Tried(delivery, clock.Now);
        if (mail.State == MailState.Undelivered) scope.ServiceProvider.GetRequiredService<Tell>().Person(mail.QueuedBy, "mail.notice.undelivered", mail.AboutLink, null, mail.Subject);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    static GuijuContext Db(AsyncServiceScope scope)
    {
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
        return scope.ServiceProvider.GetRequiredService<GuijuContext>();
    }
}
