using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guiju.Customers.Import;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>The file is there and its columns are being matched; nothing was checked yet.</summary>
    Uploaded,

    /// <summary>All rows are being checked; nothing is written.</summary>
    Checking,

    /// <summary>Checked; ready to run.</summary>
    Checked,

    /// <summary>Rows are being written.</summary>
    Running,

    /// <summary>Stopped in the middle, by hand or with the program; what was written stands and it can be continued.</summary>
    Interrupted,

    /// <summary>Every row was written, skipped or found faulty.</summary>
    Done,

    /// <summary>What was written is being taken back.</summary>
    Undoing,

    /// <summary>It was taken back, but for what somebody touched since.</summary>
    Undone,

    /// <summary>It cannot go on: the file cannot be read, or the uploader may no longer import.</summary>
    Failed,
}

/// <summary>A customer file somebody brings in: the file, what its columns mean, how far it has come and what came of it.</summary>
public sealed class ImportJob : Entity
{
    ImportJob() { }

    /// <summary>An uploaded file.</summary>
    public ImportJob(Guid unitId, Guid? uploaderId, string uploaderName, string fileName, string fileHash, long fileSize, ImportPlan plan)
    {
        (UnitId, UploaderId, UploaderName, FileName, FileHash, FileSize) = (unitId, uploaderId, uploaderName, fileName, fileHash, fileSize);
        SetPlan(plan);
    }

    /// <summary>Company the customers belong to.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who uploaded it, and in whose name it runs; null for the program itself on the command line.</summary>
    public Guid? UploaderId { get; private set; }

    /// <summary>His name.</summary>
    public string UploaderName { get; private set; } = "";

    /// <summary>Name of the file as the user knows it, up to 120 characters.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Name in the file store.</summary>
    public string FileHash { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long FileSize { get; private set; }

    /// <summary><see cref="ImportPlan"/> as JSON.</summary>
    public string PlanJson { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public ImportState State { get; private set; } = ImportState.Uploaded;

    /// <summary>Rows below the header, known after the check.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows dealt with in the current step.</summary>
    public int RowsDone { get; private set; }

    /// <summary>Number, as the user sees it, of the last row whose outcome is kept; a continued run goes on after it.</summary>
    public int LastRow { get; private set; }

    /// <summary>Rows that open a file, to come or done.</summary>
    public int Created { get; private set; }

    /// <summary>Rows that add to or change a file.</summary>
    public int Updated { get; private set; }

    /// <summary>Rows left out because their customer is on file already.</summary>
    public int Skipped { get; private set; }

    /// <summary>Rows that are not taken.</summary>
    public int Faulty { get; private set; }

    /// <summary>Problems and warnings kept.</summary>
    public int Problems { get; private set; }

    /// <summary>Times a row was put right since the check: what was counted no longer holds then.</summary>
    public int Amended { get; private set; }

    /// <summary>Rows taken back.</summary>
    public int TakenBack { get; private set; }

    /// <summary>Rows that stay although the import was taken back.</summary>
    public int Stayed { get; private set; }

    /// <summary>Taking back goes on with the rows before this one.</summary>
    public int UndoFrom { get; private set; }

    /// <summary>Milliseconds the check took.</summary>
    public long CheckMilliseconds { get; private set; }

    /// <summary>Milliseconds the run took, its parts added up.</summary>
    public long RunMilliseconds { get; private set; }

    /// <summary>Why it failed, a <see cref="KeptFinding"/> as JSON.</summary>
    public string? Failure { get; private set; }

    /// <summary>When the last step ended, UTC.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>What its columns mean and what is wanted.</summary>
    public ImportPlan Plan => ImportPlan.Read(PlanJson);

    /// <summary>The four outcomes together; equals <see cref="RowsDone"/> always.</summary>
    public int Sum => Created + Updated + Skipped + Faulty;

    /// <summary>Whether the program works on it now.</summary>
    public bool Busy => State is ImportState.Checking or ImportState.Running or ImportState.Undoing;

    /// <summary>Sets what is wanted; what an earlier check found no longer counts.</summary>
    public void SetPlan(ImportPlan plan)
    {
        PlanJson = plan.Write();
        State = ImportState.Uploaded;
        Restart();
    }

    /// <summary>A row was put right: all rows are to be checked again.</summary>
    public void Amend() => Amended++;

    /// <summary>Starts checking all rows.</summary>
    public void BeginCheck()
    {
        State = ImportState.Checking;
        Restart();
    }

    /// <summary>All rows are checked.</summary>
    public void EndCheck(ImportCounts counts, long milliseconds, DateTime at)
    {
        Add(counts);
        (State, Rows, CheckMilliseconds, FinishedAt) = (ImportState.Checked, counts.Rows, milliseconds, at);
    }

    /// <summary>Starts or continues writing; what is counted of the check gives way to what really happens.</summary>
    public void BeginRun()
    {
        if (State != ImportState.Interrupted) (RowsDone, LastRow, Created, Updated, Skipped, Faulty, Problems, RunMilliseconds) = (0, 0, 0, 0, 0, 0, 0, 0);
        (State, Failure, FinishedAt) = (ImportState.Running, null, null);
    }

    /// <summary>A batch was written: in the same transaction, so that neither is ever there without the other.</summary>
    public void Batch(ImportCounts counts, int lastRow, long milliseconds)
    {
        Add(counts);
        LastRow = lastRow;
        RunMilliseconds += milliseconds;
    }

    /// <summary>The last row is written.</summary>
    public void Finish(long milliseconds, DateTime at) => (State, FinishedAt, RunMilliseconds) = (ImportState.Done, at, RunMilliseconds + milliseconds);

    /// <summary>Begins to take back what was written, or to take back once more what stayed.</summary>
    public void BeginUndo() => (State, UndoFrom, Stayed, Failure, FinishedAt) = (ImportState.Undoing, int.MaxValue, 0, null, null);

    /// <summary>A batch was taken back, in the same transaction.</summary>
    public void Undone(int back, int stay, int problems, int from) => (TakenBack, Stayed, Problems, UndoFrom) = (TakenBack + back, Stayed + stay, problems, from);

    /// <summary>All that could be is taken back.</summary>
    public void EndUndo(DateTime at) => (State, FinishedAt) = (ImportState.Undone, at);

    /// <summary>It stops in the middle.</summary>
    public void Interrupt(DateTime at)
    {
        // A check that was cut off has shown nothing yet: it is begun anew.
        if (State == ImportState.Checking) Restart();
        (State, FinishedAt) = (State == ImportState.Checking ? ImportState.Uploaded : ImportState.Interrupted, at);
    }

    /// <summary>It cannot go on.</summary>
    public void Fail(Finding finding, DateTime at) => (State, Failure, FinishedAt) = (ImportState.Failed, KeptFinding.Of(finding).Write(), at);

    void Restart() => (Rows, RowsDone, LastRow, Created, Updated, Skipped, Faulty, Problems, Amended, CheckMilliseconds, RunMilliseconds, Failure, FinishedAt) =
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null);

    void Add(ImportCounts counts) =>
        (RowsDone, Created, Updated, Skipped, Faulty, Problems) = (RowsDone + counts.Rows, Created + counts.Created, Updated + counts.Updated,
            Skipped + counts.Skipped, Faulty + counts.Faulty, Problems + counts.Problems);
}

/// <summary>What came of some rows; the first is the sum of the next four.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Created">Opened a file.</param>
/// <param name="Updated">Added to or changed one.</param>
/// <param name="Skipped">Left out, on file already.</param>
/// <param name="Faulty">Not taken.</param>
/// <param name="Problems">Problems and warnings told, several a row at most.</param>
public readonly record struct ImportCounts(int Rows, int Created, int Updated, int Skipped, int Faulty, int Problems)
{
    /// <summary>Both together.</summary>
    public static ImportCounts operator +(ImportCounts a, ImportCounts b) =>
        new(a.Rows + b.Rows, a.Created + b.Created, a.Updated + b.Updated, a.Skipped + b.Skipped, a.Faulty + b.Faulty, a.Problems + b.Problems);

    /// <summary>Both together.</summary>
    public ImportCounts Add(ImportCounts other) => this + other;
}

sealed class ImportMapping : IEntityTypeConfiguration<ImportJob>, IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportJob> job)
    {
        job.ToTable("import_jobs").HasIndex(j => new { j.UnitId, j.CreatedAt });
        job.HasIndex(j => j.State);
        job.HasIndex(j => j.FileHash);
        job.Property(j => j.UploaderName).HasMaxLength(100);
        job.Property(j => j.FileName).HasMaxLength(140);
        job.Property(j => j.FileHash).HasMaxLength(64);
        job.Ignore(j => j.Plan).Ignore(j => j.Sum).Ignore(j => j.Busy);
    }

    public void Configure(EntityTypeBuilder<ImportProblem> problem)
    {
        problem.ToTable("import_problems").HasKey(p => new { p.JobId, p.Number });
        problem.HasIndex(p => new { p.JobId, p.Kind });
        problem.HasIndex(p => new { p.JobId, p.Row });
        problem.HasOne<ImportJob>().WithMany().HasForeignKey(p => p.JobId).OnDelete(DeleteBehavior.Cascade);
        problem.Property(p => p.Title).HasMaxLength(80);
        problem.Property(p => p.Column).HasMaxLength(80);
        problem.Property(p => p.Value).HasMaxLength(240);
    }
}
