using Guiju.Customers.Contracts;
using Guiju.Platform.Search;

namespace Guiju.Customers.Import;

/// <summary>How a row names the customer it hangs on.</summary>
/// <param name="Number">File number.</param>
/// <param name="CreditCode">Credit code in normal form.</param>
/// <param name="Name">Name as written.</param>
/// <param name="NameKey">Key names are matched by.</param>
/// <param name="Phones">Keys of phones that tell files of one name apart.</param>
sealed record CustomerKeys(string? Number, string? CreditCode, string? Name, string NameKey, IReadOnlyList<string> Phones)
{
    /// <summary>Reads it; a row that names no customer is refused.</summary>
    public static CustomerKeys Read(ImportedCells row)
    {
        string? code = null;
        if (row.Id("customer.creditCode") is { } typed)
        {
            var read = Customers.CreditCode.Read(typed, "customer.creditCode");
            if (read.Standing == CreditCodeStanding.Invalid) row.Findings.Add(read.Finding!);
            else code = read.Value;
        }
        var name = row.Said("customer.name")?.Trim();
        var number = row.Id("customer.code")?.Trim();
        if (name is null && number is null && code is null && !row.Findings.Refuse()) row.Findings.Add(new("imports.match.required", "customer.name"));
        return new(number, code, name, Normal.NameKey(name), [.. new[] { row.Id("customer.phone"), row.Id("contact.mobile") }.Select(PersonCells.KeyOf).OfType<string>()]);
    }
}
