using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Contracts;

/// <summary>What a search over everything finds.</summary>
public enum FoundKind
{
    /// <summary>A customer's file (客户).</summary>
    Customer,

    /// <summary>A contact person (联系人).</summary>
    Person,

    /// <summary>An interaction (联系记录).</summary>
    Activity,

    /// <summary>A file attached (附件), by its name.</summary>
    Attachment,

    /// <summary>A registration in the register of leads (线索).</summary>
    Lead,

    /// <summary>A dealing (业务往来).</summary>
    Dealing,
}

/// <summary>A record as it is searched and shown among hits; it hangs on a customer's file and is found by whoever sees that.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="CustomerId">The file.</param>
/// <param name="At">When it was, UTC; the newest are shown first.</param>
/// <param name="Href">Its page.</param>
public sealed record SearchedRecord(Guid Id, Guid CustomerId, DateTime At, string Href)
{
    /// <summary>What it is called; searched as its kind says. Empty where only its text says what it is.</summary>
    public SearchField Title { get; init; }

    /// <summary>Its text, of which the part around the hit is shown.</summary>
    public string? Text { get; init; }

    /// <summary>What else it is found by and shown with.</summary>
    public IReadOnlyList<SearchField> Others { get; init; } = [];

    /// <summary>Phone numbers, shown and found as far as the reader may see them.</summary>
    public IReadOnlyList<string?> Phones { get; init; } = [];

    /// <summary>A word on what it is, in the reader's language.</summary>
    public Func<Texts, string>? Label { get; init; }

    /// <summary>Who made it.</summary>
    public string? By { get; init; }

    /// <summary>The fields the index holds.</summary>
    public IEnumerable<SearchField> Fields => [.. Known, .. Phones.Select(p => new SearchField(FieldKind.Phone, p))];

    /// <summary>The fields as somebody may search them to whom numbers are masked: only the digits he is shown.</summary>
    public IEnumerable<SearchField> MaskedFields => [.. Known, .. Phones.SelectMany(p => PhoneNumber.Mask(p).Split('*')).Select(shown => new SearchField(FieldKind.Phone, shown))];

    IEnumerable<SearchField> Known => [Title, .. Others, new(FieldKind.Text, Text)];
}

/// <summary>
/// A kind of records beside customers that the search over everything finds. A feature registers one a table
/// (<see cref="SearchedKind{T}"/> as a singleton); index, pages, counts and the way to the hits are then the search's own.
/// </summary>
public interface ISearchedKind
{
    /// <summary>Which.</summary>
    FoundKind Kind { get; }

    /// <summary>Needed to find any.</summary>
    string Permission { get; }

    /// <summary>The record as it is searched, or null where it is none of these.</summary>
    SearchedRecord? Of(object record);

    /// <summary>Whether a change of these fields changes what is found.</summary>
    bool Watches(IEnumerable<string> fields);

    /// <summary>These records; those that are gone are left out.</summary>
    Task<IReadOnlyList<SearchedRecord>> Read(GuijuContext db, IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The next records after one, by id: for making the index anew.</summary>
    Task<IReadOnlyList<SearchedRecord>> Walk(GuijuContext db, Guid after, int most, CancellationToken ct);

    /// <summary>How many there are.</summary>
    Task<long> Count(GuijuContext db, CancellationToken ct);

    /// <summary>Ids of records somebody sees by a rule of their own though their file is out of his scope; null where there is no such rule.</summary>
    IQueryable<Guid>? AlsoVisible(GuijuContext db, Actor actor);
}

/// <summary>A table whose records are searched.</summary>
/// <typeparam name="T">A record.</typeparam>
/// <param name="kind">Which kind.</param>
/// <param name="permission">Needed to find any.</param>
/// <param name="watched">Fields whose change changes what is found.</param>
public abstract class SearchedKind<T>(FoundKind kind, string permission, params string[] watched) : ISearchedKind where T : Entity
{
    /// <inheritdoc/>
    public FoundKind Kind => kind;

    /// <inheritdoc/>
    public string Permission => permission;

    /// <summary>A record as it is searched.</summary>
    protected abstract SearchedRecord Describe(T record);

    /// <inheritdoc/>
    public SearchedRecord? Of(object record) => record is T one ? Describe(one) : null;

    /// <inheritdoc/>
    public bool Watches(IEnumerable<string> fields) => fields.Any(watched.Contains);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SearchedRecord>> Read(GuijuContext db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        [.. (await db.Set<T>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct)).Select(Describe)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SearchedRecord>> Walk(GuijuContext db, Guid after, int most, CancellationToken ct) =>
        [.. (await db.Set<T>().AsNoTracking().Where(r => r.Id.CompareTo(after) > 0).OrderBy(r => r.Id).Take(most).ToListAsync(ct)).Select(Describe)];

    /// <inheritdoc/>
    public Task<long> Count(GuijuContext db, CancellationToken ct) => db.Set<T>().LongCountAsync(ct);

    /// <inheritdoc/>
    public virtual IQueryable<Guid>? AlsoVisible(GuijuContext db, Actor actor) => null;
}
