using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Publishing.Versions;

/// <summary>What became of a section between two versions.</summary>
public enum SectionChange
{
    /// <summary>未变.</summary>
    Same,

    /// <summary>修改.</summary>
    Changed,

    /// <summary>新增.</summary>
    Added,

    /// <summary>删除.</summary>
    Removed,
}

/// <summary>A paragraph of a section that was changed.</summary>
/// <param name="Change">Same, added or removed.</param>
/// <param name="Text">What it says.</param>
public sealed record ComparedLine(SectionChange Change, string Text);

/// <summary>A section of two versions.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Lines">Its paragraphs, those removed where they stood.</param>
public sealed record ComparedSection(string Heading, SectionChange Change, IReadOnlyList<ComparedLine> Lines);

/// <summary>Two versions side by side.</summary>
/// <param name="Regulation">Number and title.</param>
/// <param name="Old">The earlier version.</param>
/// <param name="New">The later one.</param>
/// <param name="Sections">The text.</param>
/// <param name="Parameters">Parameters that differ: value by the earlier, value by the later.</param>
public sealed record VersionComparison(string Regulation, string Old, string New, IReadOnlyList<ComparedSection> Sections, IReadOnlyList<ChangedParameter> Parameters);

/// <summary>Compares two versions of a regulation: its text section by section, its parameters in words.</summary>
[Allow(Permission.Self)]
sealed class ShowComparison(GuijuContext db, CurrentActor actor)
{
    /// <summary>Longest section that is compared paragraph by paragraph; a longer one is shown as it was and as it is.</summary>
    const int MostLines = 1000;

    /// <summary>Compares them by number.</summary>
    public async Task<Outcome<VersionComparison>> Handle(Guid regulationId, int from, int to, CancellationToken ct)
    {
        var drafts = actor.Value.SeesDrafts();
        var regulation = await db.Set<Regulation>().AsNoTracking().VisibleTo(actor.Value).SingleOrDefaultAsync(r => r.Id == regulationId, ct);
        var versions = regulation is null ? [] : await db.Set<RegulationVersion>().AsNoTracking().Where(v => v.RegulationId == regulationId && v.Number <= Math.Max(from, to) && (drafts || v.State == VersionState.Published)).OrderBy(v => v.Number).ToListAsync(ct);
        if (versions.Find(v => v.Number == Math.Min(from, to)) is not { } old || versions.Find(v => v.Number == Math.Max(from, to)) is not { } now) return Outcome<VersionComparison>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return new VersionComparison($"{regulation!.Number} {regulation.Title}", old.Label, now.Label, Sections(old.Text, now.Text), Parameters(versions, old, now));
    }

    // Each version says what it changes: what it does not mention stands as the version before it left it.
    static List<ChangedParameter> Parameters(List<RegulationVersion> versions, RegulationVersion old, RegulationVersion now)
    {
        Dictionary<(string, string), (string Old, string New)> told = [];
        foreach (var version in versions.Where(v => v.Number > old.Number && (v.State == VersionState.Published || v.Id == now.Id)))
            foreach (var change in version.Content.Changes)
            {
                var parameter = ClauseFacts.Register[change.Clause].Parameters[change.Name];
                var before = change.Was is { } was ? was : versions.Where(v => v.Number < version.Number && v.State == VersionState.Published).SelectMany(v => v.Content.Changes).LastOrDefault(c => c.Clause == change.Clause && c.Name == change.Name)?.Value ?? parameter.Value;
                var key = (change.Clause, change.Name);
                told[key] = (told.TryGetValue(key, out var first) ? first.Old : ClauseFacts.Say(parameter, before), ClauseFacts.Say(parameter, change.Value ?? parameter.Value));
            }
        return [.. told.Where(t => t.Value.Old != t.Value.New).Select(t => new ChangedParameter(t.Key.Item1, t.Key.Item2, t.Value.Old, t.Value.New))];
    }

    internal static IReadOnlyList<ComparedSection> Sections(string old, string now)
    {
        var (before, after) = (RegulationText.Sections(old).ToList(), RegulationText.Sections(now));
        List<ComparedSection> compared = [];
        foreach (var section in after)
        {
            var at = before.FindIndex(b => b.Heading == section.Heading);
            if (at < 0)
            {
                compared.Add(new(section.Heading, SectionChange.Added, Whole(section, SectionChange.Added)));
                continue;
            }
            // What stood before it and is not there any more is told where it stood.
            compared.AddRange(before[..at].Where(b => after.All(a => a.Heading != b.Heading)).Select(Gone));
            var lines = Lines(before[at].Text.Split('\n'), section.Text.Split('\n'));
            before.RemoveRange(0, at + 1);
            compared.Add(new(section.Heading, lines.All(l => l.Change == SectionChange.Same) ? SectionChange.Same : SectionChange.Changed, lines));
        }
        compared.AddRange(before.Where(b => after.All(a => a.Heading != b.Heading)).Select(Gone));
        return compared;

        static ComparedSection Gone(RegulationSection section) => new(section.Heading, SectionChange.Removed, Whole(section, SectionChange.Removed));
    }

    static List<ComparedLine> Whole(RegulationSection section, SectionChange change) => [.. section.Text.Split('\n').Select(l => new ComparedLine(change, l))];

    // The longest common run of paragraphs stays; what is in one alone was removed or added.
    static List<ComparedLine> Lines(string[] old, string[] now)
    {
        if (old.Length > MostLines || now.Length > MostLines)
            return old.SequenceEqual(now) ? [.. now.Select(l => new ComparedLine(SectionChange.Same, l))] : [.. old.Select(l => new ComparedLine(SectionChange.Removed, l)), .. now.Select(l => new ComparedLine(SectionChange.Added, l))];
        var length = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                length[i, j] = old[i] == now[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        List<ComparedLine> lines = [];
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
            if (i < old.Length && j < now.Length && old[i] == now[j]) { lines.Add(new(SectionChange.Same, now[j++])); i++; }
            else if (i < old.Length && (j == now.Length || length[i + 1, j] >= length[i, j + 1])) lines.Add(new(SectionChange.Removed, old[i++]));
            else lines.Add(new(SectionChange.Added, now[j++]));
        return lines;
    }
}
