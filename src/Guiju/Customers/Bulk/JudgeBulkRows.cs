using Guiju.Customers.Lists;
using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>Looks up the next customers of a job, by the list itself, and says what would come of them; keeps nothing.</summary>
[Allow(Permission.CustomersRead)]
sealed class JudgeBulkRows(GuijuContext db, CurrentActor actor, CustomerRows list, CheckOrder check, ApplyChange apply, Tell tell)
{
    /// <summary>A part of the preview.</summary>
    /// <param name="After">Rows before it.</param>
    /// <param name="Verdicts">What would come of its rows.</param>
    /// <param name="Mark">Place in the list after which the next part begins.</param>
    /// <param name="Left">Rows ticked that are still to be looked up.</param>
    /// <param name="Last">Whether it is the last.</param>
    public sealed record Part(int After, IReadOnlyList<RowVerdict> Verdicts, string? Mark, IReadOnlyList<Guid> Left, bool Last);

    /// <summary>Judges the next part.</summary>
    public async Task<Outcome<Part>> Handle(Guid id, CancellationToken ct)
    {
        var job = await db.Set<BulkJob>().AsNoTracking().SingleAsync(j => j.Id == id, ct);
        if (job.State != BulkState.Previewing) return Outcome<Part>.Refused(Refusal.Conflict, new Finding("bulk.stopped"));
        var change = job.Change;
        if (!actor.Value.May(change.Permission)) return Outcome<Part>.Refused(Refusal.Forbidden, new Finding("platform.forbidden").With($"permission.{change.Permission}"));

        List<Guid> left = [.. job.Ticked.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
        // Archived files are looked up too: that they do not change is said, not hidden.
        var asked = job.Conditions is { } conditions ? check.List(conditions)
            : new ListRequest(new() { Ids = [.. left.Take(ApplyChange.Chunk)], Archived = ArchivedFiles.Included }) { Sort = "code", Count = false, Size = ApplyChange.Chunk };
        if (!asked.Done) return Outcome<Part>.Refused(asked.Refusal, asked.Findings);
        var page = await list.Page(job.Conditions is null ? asked.Value : asked.Value with { After = job.Mark }, ct);
        if (!page.Done) return Outcome<Part>.Refused(page.Refusal, page.Findings);

        tell.Gathered = [];
        var rows = page.Value.Rows.Select((r, i) => (job.Rows + i + 1, r.Id)).ToList();
        var verdicts = (await apply.Apply(change, rows, ct)).Select(f => f.Verdict).ToList();
        left = [.. left.Skip(ApplyChange.Chunk)];
        return new Part(job.Rows, verdicts, page.Value.Next, left, job.Conditions is null ? left.Count == 0 : page.Value.Next is null);
    }
}
