using Guiju.Customers.Contracts;
using Guiju.FollowUp.Clauses;
using Guiju.FollowUp.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp;

/// <summary>The contacts in a customer's timeline, read where they are kept.</summary>
[Clause("D01-1.3a")]
sealed class InteractionTimeline(GuijuContext db, Texts texts) : ICustomerTimeline
{
    public async Task<IReadOnlyList<TimelineItem>> Newest(Guid customerId, DateTime before, int count, CancellationToken ct)
    {
        var newest = await db.Set<Interaction>().AsNoTracking().Where(i => i.CustomerId == customerId && i.At < before)
            .OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(count).ToListAsync(ct);
        return [.. newest.Select(i => new TimelineItem(i.At, KindOf(i.Mode), Title(i), Body(i), i.Author.Length > 0 ? i.Author : texts["followup.author.unknown"], "D01-1.3a", $"/follow-up/{i.Id}"))];
    }

    /// <summary>Kind of a timeline entry: the mode in camel case.</summary>
    public static string KindOf(ContactMode mode) => char.ToLowerInvariant(mode.ToString()[0]) + mode.ToString()[1..];

    string Title(Interaction i) => string.Join(" · ", new[] { texts.Of(i.Mode), i.With, i.Result is { } result ? texts.Of(result) : null }.Where(t => t is not null));

    string? Body(Interaction i) => (i.Feedback, i.NextOn) switch
    {
        ("", null) => null,
        (var said, null) => said,
        ("", { } on) => Next(on, i.NextStep),
        (var said, { } on) => $"{said}\n{Next(on, i.NextStep)}",
    };

    string Next(DateOnly on, string? step) => texts["followup.timeline.next", [on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), step ?? ""]].TrimEnd();
}

/// <summary>Answers other features what they may know of the contacts.</summary>
sealed class ContactLog(GuijuContext db) : IContactLog
{
    public Finding ContactFirst => ContactIsRecorded.BeforeClassifying(contacted: false)!;

    public async Task<ContactNote?> Latest(Guid customerId, CancellationToken ct) =>
        await db.Set<Interaction>().AsNoTracking().Where(i => i.CustomerId == customerId && i.Mode != ContactMode.NotReached && i.ImportId == null)
            .OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Select(i => new ContactNote(i.At, i.Mode, i.Feedback)).FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, ContactMode>> LatestModes(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        var newest = await db.Set<Interaction>().AsNoTracking().Where(i => customerIds.Contains(i.CustomerId) && i.Mode != ContactMode.NotReached)
            .GroupBy(i => i.CustomerId).Select(g => new { g.Key, At = g.Max(i => i.At) })
            .Join(db.Set<Interaction>(), g => new { CustomerId = g.Key, g.At }, i => new { i.CustomerId, i.At }, (g, i) => new { i.CustomerId, i.Id, i.Mode })
            .ToListAsync(ct);
        return newest.GroupBy(n => n.CustomerId).ToDictionary(g => g.Key, g => g.MaxBy(n => n.Id)!.Mode);
    }
}
