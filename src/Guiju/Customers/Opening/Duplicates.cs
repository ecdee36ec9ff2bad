using Guiju.Customers.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Search;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>
/// Finds the file an entity has already. What lies outside the caller's scope is said to exist and nothing more: no name
/// but the one he typed, no number, no owner, no way there.
/// </summary>
sealed class Duplicates(GuijuContext db, CurrentActor actor)
{
    /// <summary>Why a second file for a credit code is refused, with the offer to add the roles to the first; null where there is none.</summary>
    [Clause("D13-2.1b")]
    public async Task<Finding?> OfEntity(Guid unit, string? creditCode, IReadOnlyCollection<RoleKind> roles, Guid? except, CancellationToken ct)
    {
        if (creditCode is null) return null;
        var file = await Files(unit, except).Where(c => c.CreditCode == creditCode).FirstOrDefaultAsync(ct);
        if (file is null) return null;
        if (!actor.Value.Sees(file)) return new("customers.duplicate.hidden", "creditCode", "D13-2.1b");
        var more = roles.Where(r => file.Roles.All(has => has.Role != r)).ToList();
        return more.Count == 0
            ? new Finding("customers.duplicate.entity", "creditCode", "D13-2.1b") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)
            : new Finding("customers.duplicate.add-role", "creditCode", "D13-2.1b") { Link = $"/customers/{file.Id}/roles?add={string.Join(',', more)}" }
                .With(file.Code, file.Name, new Clauses.WordList([.. more.Select(r => $"enum.RoleKind.{r}")]));
    }

    /// <summary>Why a second file of the same name and phone is refused, with the way to the first; null where there is none.</summary>
    /// <param name="unit">Company.</param>
    /// <param name="name">Name as typed.</param>
    /// <param name="phones">Keys of the phones given, of the customer and of its first contact.</param>
    /// <param name="except">File that is itself changed.</param>
    /// <param name="ct">Ends the search.</param>
    [Clause("D01-1.2c")]
    public async Task<Finding?> OfNameAndPhone(Guid unit, string name, IReadOnlyCollection<string> phones, Guid? except, CancellationToken ct)
    {
        if (phones.Count == 0 || Normal.NameKey(name) is not { Length: > 0 } key) return null;
        var file = await Files(unit, except).Where(c => c.NameKey == key && (phones.Contains(c.PhoneKey!) || c.Contacts.Any(p => phones.Contains(p.MobileKey!))))
            .OrderBy(c => c.Serial).FirstOrDefaultAsync(ct);
        if (file is null) return null;
        return actor.Value.Sees(file)
            ? new Finding("customers.duplicate.name-phone", "name", "D01-1.2c") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)
            : new("customers.duplicate.hidden", "name", "D01-1.2c");
    }

    /// <summary>Files that may be the same entity, for a word of warning while typing: same name, or the same phone.</summary>
    public async Task<IReadOnlyList<Finding>> Hints(Guid unit, string? name, string? creditCode, string? phone, CancellationToken ct)
    {
        var nameKey = Normal.NameKey(name);
        var code = string.IsNullOrWhiteSpace(creditCode) ? null : CreditCode.Read(creditCode).Value;
        var phoneKey = string.IsNullOrWhiteSpace(phone) ? null : PhoneNumber.Read(phone) is { Done: true } read ? read.Value.Key : null;
        var files = await Files(unit, null)
            .Where(c => (nameKey.Length > 0 && c.NameKey == nameKey) || (code != null && c.CreditCode == code)
                || (phoneKey != null && (c.PhoneKey == phoneKey || c.Contacts.Any(p => p.MobileKey == phoneKey))))
            .OrderBy(c => c.Serial).Take(4).ToListAsync(ct);
        return [.. files.Select(f => actor.Value.Sees(f)
            ? new Finding("customers.duplicate.hint", "name", f.CreditCode == code && code is not null ? "D13-2.1b" : "D01-1.2c", Weight.Warning) { Link = $"/customers/{f.Id}" }.With(f.Code, f.Name)
            : new Finding("customers.duplicate.hint-hidden", "name", "D01-1.2c", Weight.Warning))];
    }

    IQueryable<Customer> Files(Guid unit, Guid? except) =>
        db.Set<Customer>().AsNoTracking().Include(c => c.Roles).Where(c => c.UnitId == unit && (except == null || c.Id != except));
}
