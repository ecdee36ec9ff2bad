using System.CommandLine;
using System.Globalization;
using Guiju.Platform;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Shell.Backups;

/// <summary>The verbs <c>backup</c>, <c>restore</c> and <c>drill</c>.</summary>
static class BackupVerbs
{
    /// <summary>Exit codes: files were lost before; refused; the place is not empty; no sound backup.</summary>
    public const int WithProblems = 1, Refused = 2, NotEmpty = 5, Unsound = 7;

    /// <summary>Makes the verb.</summary>
    public static Command Backup(string[] args)
    {
        _ = args;
        var target = new Argument<string?>("target") { Description = "文件夹或 .zip 文件，默认数据文件夹里的 backups / folder or .zip file, default backups in the data folder", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("backup", "备份数据库和附件，程序可照常运行 / Back up database and files, while the program serves") { target };
        verb.SetAction((parse, ct) => CommandLine.Beside(services => Backup(services, parse.GetValue(target), ct)));
        return verb;
    }

    /// <summary>Makes a backup.</summary>
    internal static async Task<int> Backup(IServiceProvider services, string? target, CancellationToken ct)
    {
        var made = await services.GetRequiredService<MakeBackup>().To(target ?? Path.Combine(services.GetRequiredService<DataPlace>().Folder, "backups"), ct);
        if (!made.Done) return await Bilingual.Refuse(Refused, [.. made.Findings.Select(Bilingual.Say)]);
        var m = made.Value.Manifest;
        Console.WriteLine(Bilingual.Say("shell.backup.made", made.Value.Path, Size(made.Value.Bytes), m.Tables.Sum(t => t.Rows), m.Files.Count));
        return made.Findings.Count == 0 ? 0 : await Bilingual.Refuse(WithProblems, [.. made.Findings.Select(Bilingual.Say)]);
    }

    /// <summary>Makes the verb.</summary>
    public static Command Restore(string[] args)
    {
        _ = args;
        var archive = new Argument<string>("archive") { Description = "备份文件 / backup" };
        var verb = new Command("restore", "把备份恢复到空的数据文件夹或数据库 / Restore a backup into an empty data folder or database") { archive };
        verb.SetAction((parse, ct) => CommandLine.Beside(services => Restore(services, parse.GetValue(archive)!, ct)));
        return verb;
    }

    /// <summary>Restores a backup.</summary>
    internal static async Task<int> Restore(IServiceProvider services, string archive, CancellationToken ct)
    {
        var restored = await services.GetRequiredService<RestoreBackup>().From(archive, ct);
        if (!restored.Done) return await Bilingual.Refuse(CodeOf(restored.Findings[0]), [.. restored.Findings.Select(Bilingual.Say)]);
        var m = restored.Value;
        Console.WriteLine(Bilingual.Say("shell.backup.restored", services.GetRequiredService<DataPlace>().Where, Moment(services, m.At), m.Tables.Sum(t => t.Rows), m.Files.Count));
        return restored.Findings.Count == 0 ? 0 : await Bilingual.Refuse(WithProblems, [.. restored.Findings.Select(Bilingual.Say)]);
    }

    /// <summary>Makes the verb.</summary>
    public static Command Drill(string[] args)
    {
        _ = args;
        var archive = new Argument<string>("archive") { Description = "备份文件 / backup" };
        var place = new Option<string?>("--in") { Description = "在哪个文件夹里临时恢复，默认系统临时文件夹 / folder to restore in for the moment, default the system's temporary one" };
        var verb = new Command("drill", "恢复演练：恢复到临时的地方，核对后清除 / Restore drill: into a throw-away place, checked, cleared away") { archive, place };
        verb.SetAction((parse, ct) => CommandLine.Beside(services => RestoreDrill.Run(services, parse.GetValue(archive)!, parse.GetValue(place), ct)));
        return verb;
    }

    /// <summary>Exit code of a refusal.</summary>
    internal static int CodeOf(Finding finding) => finding.Key switch
    {
        "backup.not-empty" => NotEmpty,
        "backup.damaged" or "backup.no-archive" or "backup.newer" => Unsound,
        _ => Refused,
    };

    internal static string Moment(IServiceProvider services, DateTime utc) => services.GetRequiredService<CompanyClock>().Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    internal static string Size(long bytes) => bytes < 1 << 20 ? $"{(bytes + 1023) >> 10} kB" : $"{(bytes + (1 << 19)) >> 20} MB";
}
