using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Import;

/// <summary>
/// Contacts logged in another system: kept with their own author and time, never the importer's. They are history: they notify nobody, prove
/// nothing for a rule of today and can be taken back.
/// </summary>
sealed class ActivityKind(GuijuContext db, CompanyClock clock) : IImportKind
{
    /// <inheritdoc/>
    public ImportShape Shape => ActivityFields.Shape;

    /// <inheritdoc/>
    [Clause("D01-1.3a")]
    public object Read(ImportedCells row)
    {
        var (findings, noted) = (row.Findings, row.Instant("notedAt", null, clock));
        var at = row.Instant("at", "time", clock) ?? (row.Said("at") is null ? noted : null);
        ContactMode? mode = row.Choice("mode") is { } chosen && Enum.TryParse<ContactMode>(chosen, out var usual) ? usual : null;
        if (row.Said("mode") is { } word)
        {
            if (ActivityWords.AsMode(word) is { } known) mode = known;
            else findings.Add(mode is null ? new Finding("imports.value.mode", "mode", "D01-1.3a").With(Short(word)) : new Finding("imports.value.mode-usual", "mode", "D01-1.3a", Weight.Warning).With(Short(word), mode));
        }
        var result = row.Said("result") is { } outcome ? ActivityWords.AsResult(outcome) : null;
        var feedback = Feedback(row, result is null);
        if (at is null && row.Said("at") is null && row.Said("notedAt") is null) findings.Add(new("followup.at.required", "at", "D01-1.3a"));
        // What is said of the word already need not be said again.
        findings.AddRange(ContactIsRecorded.Check(mode, at ?? clock.Now, feedback, clock.Now).Where(f => f.Field != "mode" || row.Said("mode") is null));
        Long(feedback, "feedback", 2000);
        Long(row.Said("with"), "with", 60);
        Long(row.Said("author"), "author", 60);
        Long(row.Said("nextStep"), "nextStep", 200);
        return new Activity(mode ?? default, at ?? default, row.Said("with")?.Trim(), feedback, result, row.Day("nextOn"), row.Said("nextStep")?.Trim(), row.Said("author")?.Trim(), noted > clock.Now ? null : noted);

        void Long(string? text, string field, int most)
        {
            if (text?.Trim().Length > most) findings.Add(new Finding("followup.too-long", field).With(most));
            // Sound text alone can be kept: half a character or a hidden sign cannot.
            if (text is not null && !Sound(text)) findings.Add(new("followup.import.control", field));
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Keys(object facts, ImportTarget file)
    {
        var a = (Activity)facts;
        return [Key(file.Id, a.At, a.Mode, a.With, a.Feedback)];
    }

    /// <inheritdoc/>
    public async Task<IImportRows> Begin(ImportedBatch batch, CancellationToken ct)
    {
        HashSet<string> there = [];
        if (batch.Rows.Count > 0)
        {
            var ids = batch.Rows.Select(r => r.File.Id).Distinct().ToList();
            var times = batch.Rows.Select(r => ((Activity)r.Facts).At).ToList();
            var (from, until) = (times.Min(), times.Max());
            await foreach (var i in db.Set<Interaction>().AsNoTracking().Where(i => ids.Contains(i.CustomerId) && i.At >= from && i.At <= until)
                .Select(i => new { i.CustomerId, i.At, i.Mode, i.With, i.Feedback }).AsAsyncEnumerable().WithCancellation(ct))
                there.Add(Key(i.CustomerId, i.At, i.Mode, i.With, i.Feedback));
        }
        return new ActivityRows(db, clock, batch, there, await ActivityAuthors.Of(db, batch.UnitId, ct), (a, file) => Key(file, a.At, a.Mode, a.With, a.Feedback));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> TakeBack(Guid importId, DateTime since, IReadOnlyList<MadeThing> things, CancellationToken ct)
    {
        var ids = things.Select(t => t.Id).ToList();
        var files = things.ToDictionary(t => t.Id, t => t.File);
        HashSet<Guid> stay = [];
        List<Interaction> back = [];
        // What was changed since, or went over to another file in a merge, stays.
        foreach (var i in await db.Set<Interaction>().Where(i => ids.Contains(i.Id)).ToListAsync(ct))
            if (i.Version > 1 || i.CustomerId != files[i.Id].Id) stay.Add(i.Id);
            else back.Add(i);
        db.RemoveRange(back);
        var gone = back.Select(i => i.Id).ToList();
        // Where the file's last contact was one of these, it is again the newest of those left.
        var shown = back.GroupBy(i => i.CustomerId).Where(g => g.Any(i => i.At == files[i.Id].LastContactAt)).Select(g => files[g.First().Id]).ToList();
        if (shown.Count == 0) return stay;
        var wanted = shown.Select(f => f.Id).ToList();
        var left = await db.Set<Interaction>().AsNoTracking().Where(i => wanted.Contains(i.CustomerId) && i.Mode != ContactMode.NotReached && !gone.Contains(i.Id))
            .GroupBy(i => i.CustomerId).Select(g => g.OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Select(i => new { i.CustomerId, i.At, i.Feedback }).First()).ToDictionaryAsync(i => i.CustomerId, ct);
        foreach (var file in shown)
            file.LastContactWas(left.GetValueOrDefault(file.Id)?.At, left.GetValueOrDefault(file.Id)?.Feedback);
        return stay;
    }

    // Subject and text are one; what came of it in words of its own is not lost.
    static string Feedback(ImportedCells row, bool withResult) => string.Join('\n', new[]
    {
        row.Said("subject")?.Trim(),
        row.Lines("feedback")?.Trim() is { } text && text != row.Said("subject")?.Trim() ? text : null,
        withResult && row.Said("result")?.Trim() is { } result ? $"{row.Label("result")}：{result}" : null,
    }.OfType<string>()).Replace("\r\n", "\n", StringComparison.Ordinal);

    static string Key(Guid file, DateTime at, ContactMode mode, string? with, string feedback) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file:N} {at.Ticks} {mode} {with} {feedback}");

    static bool Sound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r')) return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    static string Short(string text) => text.Length > 60 ? text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] : text;
}

/// <summary>A contact as a row tells of it.</summary>
/// <param name="Mode">How.</param>
/// <param name="At">When, UTC.</param>
/// <param name="With">With whom.</param>
/// <param name="Feedback">What was said.</param>
/// <param name="Result">What came of it.</param>
/// <param name="NextOn">Day of the next contact as it was planned then.</param>
/// <param name="NextStep">What for.</param>
/// <param name="Author">Who logged it, as the file names him.</param>
/// <param name="NotedAt">When he did, UTC; null where the file does not say.</param>
sealed record Activity(ContactMode Mode, DateTime At, string? With, string Feedback, ContactResult? Result, DateOnly? NextOn, string? NextStep, string? Author, DateTime? NotedAt);
