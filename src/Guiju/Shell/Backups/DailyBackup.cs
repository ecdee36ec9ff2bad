using System.Globalization;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Shell.Backups;

/// <summary>
/// Makes a backup every day and keeps the newest: settings <c>Backup:Daily</c> (folder; none, no backups), <c>Backup:At</c> (the company's
/// time, 03:00) and <c>Backup:Keep</c> (7). One that was missed is made some minutes after the next start. What goes wrong is told to the administrators.
/// Nodes with <c>Jobs:Daily</c> <c>false</c> leave it to others.
/// </summary>
sealed class DailyBackup(MakeBackup make, IServiceScopeFactory scopes, CompanyClock clock, TimeProvider time, IConfiguration settings, ILogger<DailyBackup> log) : BackgroundService
{
    /// <summary>When and where.</summary>
    /// <param name="Folder">Where to.</param>
    /// <param name="At">The company's time.</param>
    /// <param name="Keep">How many are kept, at least 1.</param>
    public sealed record Plan(string Folder, TimeOnly At, int Keep)
    {
        /// <summary>The plan of the settings, or null where none is made.</summary>
        public static Plan? From(IConfiguration settings) => settings["Backup:Daily"] is { Length: > 0 } folder
            ? new(Path.GetFullPath(folder), TimeOnly.TryParse(settings["Backup:At"], CultureInfo.InvariantCulture, out var at) ? at : new(3, 0), Math.Max(1, settings.GetValue("Backup:Keep", 7)))
            : null;
    }

    /// <summary>How long after the start the first one may come.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.GetValue("Jobs:Daily", true) || Plan.From(settings) is not { } plan) return;
        try
        {
            // What is already there counts, so that a program started five times a day makes one a day.
            for (var next = Later(Due(Newest(plan), plan.At), clock.Now + First); ; next = Due(clock.Now, plan.At))
            {
                while (next - clock.Now is var wait && wait > TimeSpan.Zero) await Task.Delay(wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1), time, stoppingToken);
                await Once(plan, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    /// <summary>Makes one and removes those beyond the newest; answers whether all went well.</summary>
    internal async Task<bool> Once(Plan plan, CancellationToken ct)
    {
        var made = await make.To(plan.Folder, ct);
        try
        {
            if (!made.Done || made.Findings.Count > 0)
            {
                log.LogError("{Finding}", Bilingual.Say(made.Findings[0]));
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Program(Door.Job));
                await scope.ServiceProvider.GetRequiredService<UseCase<TellOfBackup>>().Run(u => u.Handle(made.Findings[0], made.Done, clock.Local(Due(clock.Now, plan.At)), ct), ct);
            }
            if (!made.Done) return false;
            log.LogInformation("Backup made: {Path}, {Bytes} bytes.", made.Value.Path, made.Value.Bytes);
            foreach (var old in Ours(plan).Skip(plan.Keep)) File.Delete(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException or DbUpdateException)
        {
            log.LogError(e, "What became of the daily backup could not be told or cleared up.");
        }
        return made.Findings.Count == 0;
    }

    // Only what bears a name of ours with a time is ever removed.
    static IEnumerable<string> Ours(Plan plan) => Directory.Exists(plan.Folder)
        ? Directory.EnumerateFiles(plan.Folder, MakeBackup.Prefix + "*" + MakeBackup.Ending).Where(f => MadeAt(f) is not null).OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
        : [];

    static DateTime? MadeAt(string path) => DateTime.TryParseExact(Path.GetFileNameWithoutExtension(path)[MakeBackup.Prefix.Length..], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    DateTime Newest(Plan plan) => Ours(plan).Select(MadeAt).FirstOrDefault() is { } local ? clock.Utc(local) : DateTime.UnixEpoch;

    /// <summary>The first time after an instant at which the company's clocks show this time.</summary>
    DateTime Due(DateTime after, TimeOnly at)
    {
        var local = clock.Local(after);
        var today = local.Date + at.ToTimeSpan();
        return clock.Utc(today > local ? today : today.AddDays(1));
    }

    static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}

/// <summary>Tells everybody who administers the group what became of the daily backup.</summary>
[Allow(Permission.OrganizationWrite)]
sealed class TellOfBackup(GuijuContext db, Tell tell)
{
    /// <summary>Tells it.</summary>
    public async Task<Outcome<int>> Handle(Finding finding, bool made, DateTime next, CancellationToken ct)
    {
        var roles = (await db.Set<Role>().AsNoTracking().ToListAsync(ct)).Where(r => r.Scope == DataScope.Group && r.Permissions.Contains(Permission.OrganizationWrite)).Select(r => r.Id).ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active && p.Roles.Any(r => roles.Contains(r.RoleId))).Select(p => p.Id).ToListAsync(ct);
        foreach (var person in people)
            tell.Person(person, made ? "shell.backup.notice.lost" : "shell.backup.notice", "/notices", null, Bilingual.Say(finding), next.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        return people.Count;
    }
}
