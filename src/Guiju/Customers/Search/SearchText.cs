using Guiju.Platform.Search;

namespace Guiju.Customers.Search;

/// <summary>What of a customer can be searched: read from the file itself or straight from the database.</summary>
/// <param name="Serial">Running number of the file, row of the index.</param>
/// <param name="Name">Registered name.</param>
/// <param name="ShortName">Name as people say it.</param>
/// <param name="Code">File number.</param>
/// <param name="CreditCode">Unified social credit code.</param>
/// <param name="Phone">Main phone.</param>
/// <param name="People">People at the customer.</param>
/// <param name="Merged">Numbers and names of the files merged into it: whoever searches for them finds this one (D02-4.6.1).</param>
public sealed record SearchText(long Serial, string Name, string? ShortName, string Code, string? CreditCode, string? Phone, IReadOnlyList<SearchPerson> People, IReadOnlyList<SearchMerged> Merged)
{
    /// <summary>What is searched of a file at hand, whose contacts are all loaded.</summary>
    public static SearchText Of(Customer c) =>
        new(c.Serial, c.Name, c.ShortName, c.Code, c.CreditCode, c.Phone, [.. c.Contacts.Select(p => new SearchPerson(p.Name, p.Mobile, p.Phone))], []);

    /// <summary>The fields, names first, since the index of a record is bounded.</summary>
    public IEnumerable<SearchField> Fields => FieldsWith(phone => [new(FieldKind.Phone, phone)]);

    /// <summary>
    /// The fields as somebody sees them to whom numbers are masked: only the digits before and after the stars can be found,
    /// else one could guess a hidden number digit by digit.
    /// </summary>
    public IEnumerable<SearchField> MaskedFields => FieldsWith(phone => PhoneNumber.Mask(phone).Split('*').Select(shown => new SearchField(FieldKind.Phone, shown)));

    IEnumerable<SearchField> FieldsWith(Func<string?, IEnumerable<SearchField>> phone) =>
    [
        new(FieldKind.Name, Name), new(FieldKind.Name, ShortName), new(FieldKind.Code, Code), new(FieldKind.Code, CreditCode),
        .. Merged.SelectMany(m => (SearchField[])[new(FieldKind.Code, m.Code), new(FieldKind.Name, m.Name)]),
        .. phone(Phone), .. People.SelectMany(p => phone(p.Mobile).Prepend(new(FieldKind.Person, p.Name)).Concat(phone(p.Phone))),
    ];
}

/// <summary>A person at the customer, as far as searched.</summary>
public sealed record SearchPerson(string Name, string? Mobile, string? Phone);

/// <summary>A file merged into the customer's, as far as searched.</summary>
public sealed record SearchMerged(string Code, string Name);
