using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Guiju.FollowUp.Import;

/// <summary>The people of a company as old records may name them: by name, user name or e-mail, whether they still work there or not.</summary>
sealed class ActivityAuthors
{
    readonly ILookup<string, (Guid Id, string Name)> names;

    ActivityAuthors(IEnumerable<(string? Word, Guid Id, string Name)> words) =>
        names = words.Where(w => !string.IsNullOrWhiteSpace(w.Word)).Select(w => (Key: ImportField.Plain(w.Word!), Who: (w.Id, w.Name))).Distinct().ToLookup(w => w.Key, w => w.Who);

    /// <summary>Reads them.</summary>
    public static async Task<ActivityAuthors> Of(GuijuContext db, Guid unit, CancellationToken ct)
    {
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == unit).Select(p => new { p.Id, p.Name, p.Email, UserName = db.Set<Account>().Where(a => a.Id == p.Id).Select(a => a.UserName).FirstOrDefault() }).ToListAsync(ct);
        return new(people.SelectMany(p => new (string?, Guid, string)[] { (p.Name, p.Id, p.Name), (p.UserName, p.Id, p.Name), (p.Email, p.Id, p.Name) }));
    }

    /// <summary>Everybody a word can mean.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Called(string word) => [.. names[ImportField.Plain(word)].Distinct()];
}
