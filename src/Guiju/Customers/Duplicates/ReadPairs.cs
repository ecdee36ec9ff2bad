using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>One of two files as the work list shows it.</summary>
public sealed record PairFile(Guid Id, int Version, string Code, string Name, string? Owner, DateOnly OpenedOn, FileStatus Status, IReadOnlyList<string> Contacts);

/// <summary>Two files that may be one, with the reasons.</summary>
/// <param name="Id">Id of the pair.</param>
/// <param name="First">The file opened first.</param>
/// <param name="Second">The file opened later.</param>
/// <param name="Likeness">How alike they are now.</param>
/// <param name="Reasons">What matches and what differs now.</param>
/// <param name="State">How the pair stands.</param>
/// <param name="FoundAt">When it was found, UTC.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Note">Why they are two.</param>
public sealed record PairRow(Guid Id, PairFile First, PairFile Second, Likeness Likeness, IReadOnlyList<Finding> Reasons, PairState State, DateTime FoundAt, string? DecidedBy, string? Note);

/// <summary>Two values of a field, side by side.</summary>
/// <param name="Field">Field in camel case.</param>
/// <param name="First">What the first file says, in words, or null.</param>
/// <param name="Second">What the second says.</param>
/// <param name="Chosen">Whether whoever merges chooses between them.</param>
public sealed record FieldPair(string Field, string? First, string? Second, bool Chosen);

/// <summary>A pair side by side.</summary>
public sealed record PairView(PairRow Pair, IReadOnlyList<FieldPair> Fields);

/// <summary>Reads the work list of duplicates (查重): pairs of which the reader sees both files.</summary>
[Allow(Permission.CustomersMerge)]
sealed class ReadPairs(GuijuContext db, CurrentActor actor)
{
    /// <summary>Pairs of a page.</summary>
    public const int PageSize = 20;

    /// <summary>The count goes no further.</summary>
    public const int MostCounted = 100;

    /// <summary>A page of them, the newest first.</summary>
    /// <param name="state">How they stand.</param>
    /// <param name="after">Id of the last pair seen, or null at the start.</param>
    /// <param name="ct">Stops reading.</param>
    [Clause("D13-3.1b")]
    public async Task<Outcome<PageOf<PairRow>>> List(PairState state, Guid? after, CancellationToken ct)
    {
        var pairs = Visible(state);
        if (after is { } last) pairs = pairs.Where(p => p.Id.CompareTo(last) < 0);
        var found = await pairs.OrderByDescending(p => p.Id).Take(PageSize + 1).ToListAsync(ct);
        var rows = await Rows([.. found.Take(PageSize)], ct);
        return new PageOf<PairRow>(rows, found.Count > PageSize ? found[PageSize - 1].Id.ToString() : null);
    }

    /// <summary>How many wait, up to <see cref="MostCounted"/>.</summary>
    public async Task<Outcome<int>> Count(CancellationToken ct) => await Visible(PairState.Open).OrderBy(p => p.Id).Take(MostCounted).CountAsync(ct);

    /// <summary>One, with both files field by field.</summary>
    [Clause("D13-3.1b")]
    public async Task<Outcome<PairView>> Show(Guid id, CancellationToken ct)
    {
        var pair = await Visible(null).SingleOrDefaultAsync(p => p.Id == id, ct);
        if (pair is null || await Rows([pair], ct) is not [var row]) return Outcome<PairView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        Guid[] ids = [pair.FirstId, pair.SecondId];
        var files = await db.Set<Customer>().AsNoTracking().Include(c => c.Roles).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var (a, b) = (files[pair.FirstId], files[pair.SecondId]);
        string? Shown(Customer c, string field) => field is "phone" or "fax" && FactText.Of(c, field) is { } number && !actor.Value.SeesPhones(c.OwnerId, c.SecondOwnerId) ? PhoneNumber.Mask(number) : Words.Fact(field, FactText.Of(c, field));
        List<FieldPair> fields = [.. FactText.Fields.Select(f => new FieldPair(f, Shown(a, f), Shown(b, f), FactText.Of(a, f) != FactText.Of(b, f))).Where(f => f.First is not null || f.Second is not null)];
        fields.Add(new("ownerId", row.First.Owner, row.Second.Owner, a.OwnerId != b.OwnerId));
        string? Roles(Customer c) => c.Roles.Count == 0 ? null : string.Join("、", c.Roles.OrderBy(r => r.Role).Select(r => Platform.Ui.Texts.All[$"enum.RoleKind.{r.Role}"]));
        fields.Add(new("roles", Roles(a), Roles(b), false));
        fields.Add(new("tags", a.Tags.Count == 0 ? null : string.Join("、", a.Tags), b.Tags.Count == 0 ? null : string.Join("、", b.Tags), false));
        return new PairView(row, fields);
    }

    IQueryable<DuplicatePair> Visible(PairState? state)
    {
        var (me, files) = (actor.Value, db.Set<Customer>().VisibleTo(actor.Value));
        var pairs = db.Set<DuplicatePair>().AsNoTracking().Where(p => state == null || p.State == state);
        if (me.Scope != DataScope.Group) pairs = pairs.Where(p => p.UnitId == me.UnitId);
        return pairs.Where(p => files.Any(c => c.Id == p.FirstId) && files.Any(c => c.Id == p.SecondId));
    }

    async Task<List<PairRow>> Rows(IReadOnlyList<DuplicatePair> pairs, CancellationToken ct)
    {
        if (pairs.Count == 0) return [];
        var ids = pairs.SelectMany(p => new[] { p.FirstId, p.SecondId }).Distinct().ToList();
        var files = await db.Set<Customer>().AsNoTracking().Include(c => c.Contacts).AsSingleQuery().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var owners = files.Values.Select(f => f.OwnerId).OfType<Guid>().Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return [.. pairs.Select(p =>
        {
            var match = FileMatch.Of(FileKeys.Of(files[p.FirstId]), FileKeys.Of(files[p.SecondId]));
            return new PairRow(p.Id, File(files[p.FirstId]), File(files[p.SecondId]), match.Likeness, match.Reasons, p.State, p.CreatedAt, p.DecidedByName, p.Note);
        })];

        PairFile File(Customer c) => new(c.Id, c.Version, c.Code, c.Name, c.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, c.OpenedOn, c.Status,
            [.. c.Contacts.OrderByDescending(p => p.Primary).ThenBy(p => p.Id).Select(p => p.Name)]);
    }
}

/// <summary>Decides on a pair without merging it.</summary>
[Allow(Permission.CustomersMerge)]
sealed class DecidePair(GuijuContext db, CurrentActor actor, Platform.CompanyClock clock)
{
    /// <summary>They are two entities; not asked again unless the facts they were compared by change.</summary>
    [Clause("D13-3.1b")]
    public async Task<Outcome<Guid>> AreTwo(Guid id, string? note, CancellationToken ct)
    {
        if (EntryText.Check(note, "note", 200) is { } finding) return finding;
        var pair = await db.Set<DuplicatePair>().SingleOrDefaultAsync(p => p.Id == id, ct);
        Guid[] ids = pair is null ? [] : [pair.FirstId, pair.SecondId];
        var files = await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Include(c => c.Contacts).AsSingleQuery().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        if (pair is null || files.Count < 2) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        pair.AreTwo(FileKeys.Of(files[0]).MarkWith(FileKeys.Of(files[1])), note, actor.Value.PersonId, actor.Value.Name, clock.Now);
        return id;
    }
}
