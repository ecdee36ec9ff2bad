using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>A file that may be, or is, the entity of another.</summary>
/// <param name="File">The file, with its people.</param>
/// <param name="Match">How alike they are.</param>
sealed record AlikeFile(Customer File, FileMatch Match);

/// <summary>Finds the files alike to given ones by index seeks: three queries, however many files a company has.</summary>
static class Alike
{
    /// <summary>What more files than this have in common, a name or a switchboard, is no sign that two of them are one.</summary>
    public const int Crowd = 30;

    /// <summary>Those alike to what is typed or on file, the surest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Company whose files are looked through.</param>
    /// <param name="keys">What to look by.</param>
    /// <param name="except">The file itself, or null.</param>
    /// <param name="ct">Ends the search.</param>
    public static async Task<IReadOnlyList<AlikeFile>> To(GuijuContext db, Guid unit, FileKeys keys, Guid? except, CancellationToken ct) =>
        [.. (await Candidates(db, unit, [keys], ct)).Where(c => c.Id != except).Select(c => new AlikeFile(c, FileMatch.Of(keys, FileKeys.Of(c))))
            .Where(a => a.Match.Likeness != Likeness.Different).OrderByDescending(a => a.Match.Likeness).ThenBy(a => a.File.Serial)];

    /// <summary>The files that share a key with any of these; with them where they are on file.</summary>
    public static async Task<IReadOnlyList<Customer>> Candidates(GuijuContext db, Guid unit, IReadOnlyCollection<FileKeys> of, CancellationToken ct)
    {
        var names = of.SelectMany(k => new[] { k.Name.Key, k.Name.Former is { } former ? CompanyName.Read(former).Key : "" }).Where(k => k.Length > 0).Distinct().ToList();
        var phones = of.SelectMany(k => k.Phones).Distinct().ToList();
        var codes = of.Select(k => k.CreditCode).OfType<string>().Distinct().ToList();
        if (names.Count + phones.Count + codes.Count == 0) return [];
        var (files, people) = (db.Set<Customer>().Where(c => c.UnitId == unit && c.MergedIntoId == null), db.Set<ContactPerson>().Where(p => p.UnitId == unit));
        var shares = await files.Where(c => EF.Parameter(names).Contains(c.MatchKey)).Select(c => new { c.Id, Key = c.MatchKey })
            .Concat(files.Where(c => EF.Parameter(codes).Contains(c.CreditCode!)).Select(c => new { c.Id, Key = c.CreditCode! }))
            .Concat(files.Where(c => EF.Parameter(phones).Contains(c.PhoneKey!)).Select(c => new { c.Id, Key = c.PhoneKey! }))
            .Concat(people.Where(p => EF.Parameter(phones).Contains(p.MobileKey!)).Select(p => new { Id = p.CustomerId, Key = p.MobileKey! }))
            .Concat(people.Where(p => EF.Parameter(phones).Contains(p.PhoneKey!)).Select(p => new { Id = p.CustomerId, Key = p.PhoneKey! })).ToListAsync(ct);
        var ids = shares.Distinct().GroupBy(s => s.Key).Where(g => g.Count() <= Crowd).SelectMany(g => g.Select(s => s.Id)).Distinct().ToList();
        if (ids.Count == 0) return [];
        return await files.Where(c => ids.Contains(c.Id)).AsNoTracking().Include(c => c.Contacts).Include(c => c.Roles).AsSingleQuery().OrderBy(c => c.Serial).ToListAsync(ct);
    }
}
