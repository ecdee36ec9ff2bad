using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>One row of a checked file, as shown to be put right.</summary>
/// <param name="Job">The import.</param>
/// <param name="Row">Number as the user sees it.</param>
/// <param name="Cells">What each column holds, with what was put right.</param>
/// <param name="Original">What the file holds.</param>
/// <param name="Duplicates">What is done where its customer is there; null for what counts for the file.</param>
/// <param name="LeftOut">Whether it is left out.</param>
/// <param name="Findings">What is wrong with it as it stands; duplicates within the file are found by checking it anew.</param>
public sealed record ImportRowView(ImportView Job, int Row, IReadOnlyList<string> Cells, IReadOnlyList<string> Original, OnDuplicate? Duplicates, bool LeftOut, IReadOnlyList<Finding> Findings);

/// <summary>Puts a row of a checked import right without touching the file.</summary>
[Allow(Permission.CustomersImport)]
sealed class AmendImportRow(GuijuContext db, CurrentActor actor, RowKinds kinds, ImportShapes shapes, FileStore store, IConfiguration settings, CheckProgress progress)
{
    /// <summary>Longest text of a cell put right.</summary>
    public const int Longest = 2000;

    /// <summary>What is said of a row.</summary>
    /// <param name="Cells">Cells by column from 0; those that stand in the file so are no amendment.</param>
    /// <param name="Duplicates">What is done where its customer is there; null for what counts for the file.</param>
    /// <param name="LeftOut">Whether it is left out.</param>
    public sealed record Input(IReadOnlyDictionary<int, string> Cells, OnDuplicate? Duplicates, bool LeftOut);

    /// <summary>Shows a row.</summary>
    public async Task<Outcome<ImportRowView>> Show(Guid id, int row, CancellationToken ct)
    {
        var found = await Find(id, row, ct);
        if (!found.Done) return Outcome<ImportRowView>.Refused(found.Refusal, found.Findings);
        return await View(found.Value.Job, found.Value.Row, await db.Set<ImportAmendment>().AsNoTracking().SingleOrDefaultAsync(a => a.JobId == id && a.Row == row, ct), ct);
    }

    /// <summary>Says something of a row, or takes it back where nothing is left to say; what is still wrong with it is the answer.</summary>
    public async Task<Outcome<ImportRowView>> Save(Guid id, int row, Input input, CancellationToken ct)
    {
        var found = await Find(id, row, ct);
        if (!found.Done) return Outcome<ImportRowView>.Refused(found.Refusal, found.Findings);
        var (job, original) = found.Value;
        var labels = job.Plan.Labels;
        List<Finding> findings = [];
        foreach (var (column, text) in input.Cells)
            if (column < 0 || column >= labels.Count) findings.Add(new Finding("imports.amend.column", "cells").With(column));
            else if (text.Length > Longest) findings.Add(new Finding("imports.amend.long", $"cells[{column}]").With(labels[column], Longest));
            else if (text.Contains('\0')) findings.Add(new Finding("imports.amend.nul", $"cells[{column}]").With(labels[column]));
        if (PlanCheck.Of(input.Duplicates, actor.Value) is { } denied) findings.Add(denied);
        if (findings.Count > 0) return findings;

        var amendment = await db.Set<ImportAmendment>().SingleOrDefaultAsync(a => a.JobId == id && a.Row == row, ct);
        var there = amendment is not null;
        (amendment ??= new(id, row)).Say(input.Cells.Where(c => c.Value != original[c.Key].Text).ToDictionary(), input.Duplicates, input.LeftOut);
        if (amendment.Says && !there) db.Add(amendment);
        if (!amendment.Says && there) db.Remove(amendment);
        job.Amend();
        return await View(job, original, amendment, ct);
    }

    async Task<Outcome<(ImportJob Job, TableRow Row)>> Find(Guid id, int row, CancellationToken ct)
    {
        var mine = await db.ImportOf(actor.Value, id, ct);
        if (!mine.Done) return Outcome<(ImportJob, TableRow)>.Refused(mine.Refusal, mine.Findings);
        var job = mine.Value;
        if (job.State != ImportState.Checked) return new Finding("imports.state").With(job.State);
        try
        {
            using var file = OpenedFile.Of(job, store, shapes, RunImport.Limits(settings));
            return file.Rows.FirstOrDefault(r => r.Number >= row) is { } there && there.Number == row ? (job, there)
                : Outcome<(ImportJob, TableRow)>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        }
        catch (UnreadableTableException e)
        {
            return e.Finding;
        }
    }

    // The row alone, against the files on record: what the whole check adds is duplicates within the file.
    async Task<ImportRowView> View(ImportJob job, TableRow original, ImportAmendment? said, CancellationToken ct)
    {
        var plan = job.Plan;
        var judged = await kinds.Of(job).Look(job, original, said, ct);
        return new(ImportView.Of(job, actor.Value, progress[job.Id]), original.Number, [.. plan.Labels.Select((_, i) => judged.Row[i].Text)], [.. plan.Labels.Select((_, i) => original[i].Text)],
            said?.Duplicates, judged.LeftOut, judged.Findings);
    }
}
