using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Bulk;

/// <summary>
/// Makes one change of many files by the very steps the record page makes it of one: what it refuses is refused here, by the same words.
/// The preview does the same to copies that are thrown away.
/// </summary>
sealed class ApplyChange(GuijuContext db, CurrentActor actor, CompanyClock clock, Charge charge, FactChange facts, StageSteps stages, NextContacts contacts, ClassifiedRegister register)
{
    /// <summary>Files of a chunk: few enough that nobody else who writes waits for long.</summary>
    public const int Chunk = 200;

    /// <summary>Changes what can be changed of these; files refused are as they were. Result: <see cref="RowResult.ToChange"/>, <see cref="RowResult.Already"/> or <see cref="RowResult.Blocked"/>.</summary>
    public async Task<List<(RowVerdict Verdict, Customer? File)>> Apply(BulkChange change, IReadOnlyList<(int Row, Guid FileId)> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(r => r.FileId)];
        var files = await db.ToChange(actor.Value, ids, ct);
        if (change.Kind == BulkKind.NextContact) await contacts.Look(ids, ct);
        if (change.Kind == BulkKind.Stage) await stages.Look(ids, ct);
        List<(RowVerdict, Customer?)> found = [];
        foreach (var (row, id) in rows)
        {
            var file = files.GetValueOrDefault(id);
            var (result, finding) = file is null ? (RowResult.Blocked, new Finding("platform.not-found")) : await Apply(change, file, ct);
            found.Add((new(row, id, result, finding), file));
        }
        return found;
    }

    async Task<(RowResult, Finding?)> Apply(BulkChange change, Customer c, CancellationToken ct)
    {
        if (c.Closed(change.Kind is BulkKind.Archive or BulkKind.Restore) is { } closed) return (RowResult.Blocked, closed);
        if (IsSo(change, c)) return (RowResult.Already, null);
        var findings = await Step(change, c, ct);
        if (findings.FirstOrDefault(f => f.Weight == Weight.Refusal) is not { } refusal) return (RowResult.ToChange, findings.Count > 0 ? findings[0] : null);
        var entry = db.Entry(c);
        entry.CurrentValues.SetValues(entry.OriginalValues);
        return (RowResult.Blocked, refusal);
    }

    /// <summary>Whether a file is so already.</summary>
    static bool IsSo(BulkChange change, Customer c) => change.Kind switch
    {
        BulkKind.Owner => c.OwnerId == change.Person,
        BulkKind.SecondOwner => c.SecondOwnerId == change.Person,
        BulkKind.Tag => change.Tags.All(c.Tags.Contains),
        BulkKind.Untag => !change.Tags.Any(c.Tags.Contains),
        BulkKind.Fact => (FactText.Of(c, change.Field!) ?? "") == (change.Value?.Trim() ?? ""),
        BulkKind.Stage => c.Stage == change.Stage,
        BulkKind.NextContact => c.NextContactOn == change.NextContactOn && (c.NextStep ?? "") == (change.NextStep?.Trim() ?? ""),
        BulkKind.Category => c.CategoryId == change.Category,
        BulkKind.Archive => c.ArchivedAt is not null,
        BulkKind.Restore => c.ArchivedAt is null,
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "No such bulk change."),
    };

    [Clause("D01-2.3b"), Clause("D01-3.1a"), Clause("D01-1.3c"), Clause("D01-1.3e"), Clause("D13-3.4.1a")]
    async Task<IReadOnlyList<Finding>> Step(BulkChange change, Customer c, CancellationToken ct)
    {
        switch (change.Kind)
        {
            case BulkKind.Owner: return await charge.Assign(c, change.Person, c.SecondOwnerId, ct);
            case BulkKind.SecondOwner: return await charge.Assign(c, c.OwnerId, change.Person, ct);
            case BulkKind.Tag: return Tagging.Set(c, [.. c.Tags.Union(change.Tags)]);
            case BulkKind.Untag: return Tagging.Set(c, [.. c.Tags.Except(change.Tags)]);
            case BulkKind.Fact:
                var changed = await facts.Change(c, FactText.Only(change.Field!, change.Value ?? ""), change.HappenedOn, change.ChangeSource, ct);
                return changed.Findings;
            case BulkKind.Stage: return await stages.Move(c, change.Stage!.Value, change.Reason, ct);
            case BulkKind.NextContact: return await contacts.Plan(c, change.NextContactOn, change.NextStep, ct);
            case BulkKind.Category: return await register.Move(c, change.Category, change.Reason, ct);
            default:
                Archiving.Set(c, change.Kind == BulkKind.Archive, clock.Now);
                return [];
        }
    }
}
