using System.Text.Json;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Bulk;

/// <summary>How far a bulk change has come.</summary>
public enum BulkState
{
    /// <summary>The customers are looked up and judged; nothing is changed.</summary>
    Previewing,

    /// <summary>Judged; waits to be confirmed.</summary>
    Ready,

    /// <summary>Customers are being changed.</summary>
    Running,

    /// <summary>Every row has its result.</summary>
    Done,

    /// <summary>Stopped by hand; what was changed stands.</summary>
    Cancelled,

    /// <summary>What was changed is being taken back.</summary>
    Undoing,

    /// <summary>Taken back, but for what somebody touched since.</summary>
    Undone,

    /// <summary>It cannot go on for the moment.</summary>
    Failed,
}

/// <summary>A change of many customers: what is wanted of whom, what was foreseen, how far it has come and what came of it.</summary>
public sealed class BulkJob : Entity
{
    /// <summary>Most rows of one job.</summary>
    public const int Most = 1_000_000;

    BulkJob() { }

    /// <summary>A change somebody asks for.</summary>
    /// <param name="unitId">His company.</param>
    /// <param name="starterId">Who asks, and in whose name it is done.</param>
    /// <param name="starterName">His name.</param>
    /// <param name="change">What is wanted.</param>
    /// <param name="conditions">The list's conditions as its address has them; null where rows were ticked.</param>
    /// <param name="ticked">The rows ticked.</param>
    public BulkJob(Guid unitId, Guid? starterId, string starterName, BulkChange change, string? conditions, IReadOnlyList<Guid> ticked) =>
        (UnitId, StarterId, StarterName, ChangeJson, Conditions, Ticked) = (unitId, starterId, starterName, change.Write(), conditions, string.Join(',', ticked));

    /// <summary>Company of whoever started it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Who started it; the only one who sees it.</summary>
    public Guid? StarterId { get; private set; }

    /// <summary>His name.</summary>
    public string StarterName { get; private set; } = "";

    /// <summary><see cref="BulkChange"/> as JSON.</summary>
    public string ChangeJson { get; private set; } = "";

    /// <summary>The list's conditions, or null where rows were ticked.</summary>
    public string? Conditions { get; private set; }

    /// <summary>Rows ticked and not looked up yet.</summary>
    public string Ticked { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public BulkState State { get; private set; } = BulkState.Previewing;

    /// <summary>Place in the list after which the preview goes on.</summary>
    public string? Mark { get; private set; }

    /// <summary>Rows frozen.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows the preview foresees to be changed.</summary>
    public int ToChange { get; private set; }

    /// <summary>Rows that are so already.</summary>
    public int Already { get; private set; }

    /// <summary>Rows a rule keeps from being changed.</summary>
    public int Blocked { get; private set; }

    /// <summary>Last row whose result is kept; the run goes on after it.</summary>
    public int LastRow { get; private set; }

    /// <summary>Rows changed.</summary>
    public int Done { get; private set; }

    /// <summary>Rows that were so already.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Rows refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Rows somebody else was writing in that moment.</summary>
    public int Conflicts { get; private set; }

    /// <summary>Rows taken back.</summary>
    public int TakenBack { get; private set; }

    /// <summary>Rows that stay although the job was taken back.</summary>
    public int Stayed { get; private set; }

    /// <summary>Taking back goes on with the rows before this one.</summary>
    public int UndoFrom { get; private set; }

    /// <summary>Why rows are blocked, refused or stay, by key: <see cref="BulkReason"/>s as JSON.</summary>
    public string ReasonsJson { get; private set; } = "[]";

    /// <summary>Whom to tell what at the end, and how often it happened.</summary>
    public string ToldJson { get; private set; } = "[]";

    /// <summary>Milliseconds the run took.</summary>
    public long Milliseconds { get; private set; }

    /// <summary>When customers were first changed, UTC.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When the last step ended, UTC.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Why it cannot go on, a <see cref="KeptFinding"/> as JSON.</summary>
    public string? Failure { get; private set; }

    /// <summary>What is wanted.</summary>
    public BulkChange Change => BulkChange.Read(ChangeJson);

    /// <summary>Rows with a result; equals <see cref="LastRow"/> always.</summary>
    public int Sum => Done + Unchanged + Refused + Conflicts;

    /// <summary>Whether the program works on it now.</summary>
    public bool Busy => State is BulkState.Previewing or BulkState.Running or BulkState.Undoing;

    /// <summary>Why rows are blocked, refused or stay.</summary>
    public IReadOnlyList<BulkReason> Reasons => JsonSerializer.Deserialize<List<BulkReason>>(ReasonsJson, ColumnsBefore.Json)!;

    /// <summary>Whom to tell what, and how often it happened.</summary>
    internal IReadOnlyList<Message> Told => JsonSerializer.Deserialize<List<Message>>(ToldJson, ColumnsBefore.Json)!;

    /// <summary>A message to be left once for many customers.</summary>
    internal sealed record Message(Guid PersonId, string Key, int Count);

    /// <summary>A part was looked up and judged; in the same transaction as its rows.</summary>
    internal void Judged(IReadOnlyList<RowVerdict> verdicts, string? mark, IReadOnlyList<Guid> left, bool last, DateTime at)
    {
        (Rows, Mark, Ticked) = (Rows + verdicts.Count, mark, string.Join(',', left));
        ToChange += verdicts.Count(v => v.Result == RowResult.ToChange);
        Already += verdicts.Count(v => v.Result == RowResult.Already);
        Blocked += verdicts.Count(v => v.Result == RowResult.Blocked);
        Count(verdicts.Where(v => v.Result == RowResult.Blocked));
        if (last) (State, FinishedAt) = (BulkState.Ready, at);
    }

    /// <summary>Begins, or goes on after the last row kept.</summary>
    internal void BeginRun(DateTime at)
    {
        // What the preview foresaw gives way to what really happens.
        if (LastRow == 0) ReasonsJson = "[]";
        (State, Failure, FinishedAt, StartedAt) = (BulkState.Running, null, null, StartedAt ?? at);
    }

    /// <summary>A chunk was changed; in the same transaction, so that neither is ever there without the other.</summary>
    internal void Ran(IReadOnlyList<RowVerdict> verdicts, int lastRow, IReadOnlyDictionary<(Guid PersonId, string Key), int> told, long milliseconds)
    {
        Done += verdicts.Count(v => v.Result == RowResult.Done);
        Unchanged += verdicts.Count(v => v.Result == RowResult.Unchanged);
        Refused += verdicts.Count(v => v.Result == RowResult.Refused);
        Conflicts += verdicts.Count(v => v.Result == RowResult.Conflict);
        Count(verdicts.Where(v => v.Result is RowResult.Refused or RowResult.Conflict));
        (LastRow, Milliseconds) = (lastRow, Milliseconds + milliseconds);
        if (told.Count == 0) return;
        var all = Told.ToDictionary(t => (t.PersonId, t.Key), t => t.Count);
        foreach (var (whom, count) in told) all[whom] = all.GetValueOrDefault(whom) + count;
        ToldJson = JsonSerializer.Serialize(all.Select(t => new Message(t.Key.PersonId, t.Key.Key, t.Value)), ColumnsBefore.Json);
    }

    /// <summary>Every row has its result.</summary>
    internal void Finish(DateTime at) => (State, FinishedAt) = (BulkState.Done, at);

    /// <summary>Stops it.</summary>
    internal void Cancel(DateTime at) => (State, FinishedAt) = (BulkState.Cancelled, at);

    /// <summary>Begins to take back what was changed.</summary>
    internal void BeginUndo() => (State, UndoFrom, ReasonsJson, Failure, FinishedAt) = (BulkState.Undoing, int.MaxValue, "[]", null, null);

    /// <summary>A chunk was taken back, in the same transaction.</summary>
    internal void Undid(IReadOnlyList<RowVerdict> verdicts, int from)
    {
        TakenBack += verdicts.Count(v => v.Result == RowResult.TakenBack);
        Stayed += verdicts.Count(v => v.Result == RowResult.Stayed);
        Count(verdicts.Where(v => v.Result == RowResult.Stayed));
        UndoFrom = from;
    }

    /// <summary>All that could be is taken back.</summary>
    internal void EndUndo(DateTime at) => (State, FinishedAt) = (BulkState.Undone, at);

    /// <summary>It cannot go on.</summary>
    internal void Fail(Finding finding, DateTime at) => (State, Failure, FinishedAt) = (BulkState.Failed, KeptFinding.Of(finding).Write(), at);

    void Count(IEnumerable<RowVerdict> verdicts)
    {
        var all = Reasons.ToDictionary(r => r.Key);
        foreach (var finding in verdicts.Select(v => v.Finding).OfType<Finding>())
            all[finding.Key] = all.TryGetValue(finding.Key, out var there) ? there with { Count = there.Count + 1 } : new(finding.Key, finding.Clause, 1, KeptFinding.Of(finding with { Link = null }));
        ReasonsJson = JsonSerializer.Serialize(all.Values, ColumnsBefore.Json);
    }
}

/// <summary>A reason some rows share.</summary>
/// <param name="Key">Key of the finding.</param>
/// <param name="Clause">Clause that asks for it, or null.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Example">The finding of the first of them.</param>
public sealed record BulkReason(string Key, string? Clause, int Count, KeptFinding Example);
