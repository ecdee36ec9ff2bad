using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Import;

/// <summary>Takes the contacts of one batch.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">The company's clock.</param>
/// <param name="batch">The batch.</param>
/// <param name="there">Keys of the contacts on record.</param>
/// <param name="authors">Who can have logged them.</param>
/// <param name="key">Key of a contact of a file.</param>
sealed class ActivityRows(GuijuContext db, CompanyClock clock, ImportedBatch batch, HashSet<string> there, ActivityAuthors authors, Func<Activity, Guid, string> key) : IImportRows
{
    public Taken Take(ImportedFacts row)
    {
        var (a, file) = ((Activity)row.Facts, row.File);
        if (row.Earlier is { } earlier || there.Contains(key(a, file.Id)))
        {
            row.Findings.Add((row.Earlier is { } same ? new Finding("imports.activities.row", "feedback").With(same)
                : new Finding("imports.activities.skipped", "feedback") { Link = $"/customers/{file.Id}" }.With(file.Name)).AsWarning());
            return new(RowFate.Skip);
        }
        var (authorId, author) = Author(a.Author, row.Findings);
        var interaction = Interaction.Imported(batch.UnitId, file.Id, file.Name, authorId, author, a.NotedAt ?? a.At, new(batch.ImportId, batch.Importer, clock.Now));
        var people = a.With is null ? [] : file.People.Where(p => ImportField.Plain(p.Name) == ImportField.Plain(a.With)).ToList();
        interaction.Tell(a.Mode, a.At, people.Count == 1 ? people[0].Id : null, a.With, a.Feedback, a.Result);
        interaction.Plan(a.NextOn, a.NextStep);
        if (batch.Writes) db.AddFresh(interaction);
        if (a.Mode != ContactMode.NotReached) file.Contacted(a.At, interaction.Feedback);
        Plan(a, row);
        return new(RowFate.Create, interaction.Id);
    }

    // What was planned before today is no plan any more; what is due here stays due, whatever was planned elsewhere.
    void Plan(Activity a, ImportedFacts row)
    {
        if (a.NextOn is not { } on || on < clock.Today || on == row.File.NextContactOn) return;
        if (on > clock.Today.AddDays(batch.MaxFutureDays))
            row.Findings.Add(new Finding("imports.activities.far", "nextOn", "D01-2.3b", Weight.Warning).With($"{on:yyyy-MM-dd}", batch.MaxFutureDays));
        else if (!row.File.Plan(on, a.NextStep))
            row.Findings.Add(new Finding("imports.activities.planned", "nextOn", "D01-2.3b", Weight.Warning).With($"{on:yyyy-MM-dd}", $"{row.File.NextContactOn:yyyy-MM-dd}"));
    }

    // Whoever cannot be told from others, or is not known here, is kept by his name: never the importer.
    (Guid Id, string Name) Author(string? word, List<Finding> findings)
    {
        if (word is null) return (Guid.Empty, "");
        var called = authors.Called(word);
        if (called.Count == 1) return called[0];
        if (batch.First($"author {word}"))
            findings.Add(called.Count == 0 ? new Finding("imports.activities.author", "author", Weight: Weight.Warning).With(word)
                : new Finding("imports.activities.authors", "author", Weight: Weight.Warning).With(called.Count, word));
        return (Guid.Empty, word);
    }
}
