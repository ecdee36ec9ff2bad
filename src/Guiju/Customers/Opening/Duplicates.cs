using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>A file that may be the entity somebody is about to file.</summary>
/// <param name="Say">What is said of it: its number and name where the reader may see it, else who follows it and whether it is in use.</param>
/// <param name="FileId">The file.</param>
/// <param name="Hidden">Whether it lies outside the reader's scope.</param>
/// <param name="Followed">Whether somebody is in charge of it, who can be asked to work together.</param>
/// <param name="Likeness">How alike.</param>
/// <param name="Reasons">What matches; of a file out of sight nothing that would tell a fact of it.</param>
public sealed record AlikeHint(Finding Say, Guid FileId, bool Hidden, bool Followed, Likeness Likeness, IReadOnlyList<Finding> Reasons);

/// <summary>
/// Finds the file an entity has already. Of what lies outside the caller's scope he learns that it exists, who follows it and whether it
/// is in use, and nothing more: no name but the one he typed, no number, no way there.
/// </summary>
sealed class Duplicates(GuijuContext db, CurrentActor actor)
{
    const int MostHints = 4;

    /// <summary>Why a second file for a credit code is refused, with the offer to add the roles to the first; null where there is none.</summary>
    [Clause("D13-2.1b")]
    public async Task<Finding?> OfEntity(Guid unit, string? creditCode, IReadOnlyCollection<RoleKind> roles, Guid? except, CancellationToken ct)
    {
        if (creditCode is null) return null;
        var file = await db.Set<Customer>().AsNoTracking().Include(c => c.Roles).Where(c => c.UnitId == unit && (except == null || c.Id != except) && c.CreditCode == creditCode).FirstOrDefaultAsync(ct);
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
        if (phones.Count == 0) return null;
        // Without the credit code: same name and phone under another code is one entity entered twice, and one code wrong.
        var keys = new FileKeys(CompanyName.Read(name), null, phones.ToHashSet(), new HashSet<(string, string)>());
        return Twin(await Alike.To(db, unit, keys, except, ct), keys);
    }

    /// <summary>The same of files found already.</summary>
    [Clause("D01-1.2c")]
    public Finding? Twin(IReadOnlyList<AlikeFile> alike, FileKeys keys) =>
        alike.FirstOrDefault(a => a.Match.Likeness == Likeness.Same && keys.Phones.Overlaps(FileKeys.Of(a.File).Phones))?.File is not { } file ? null
        : actor.Value.Sees(file) ? new Finding("customers.duplicate.name-phone", "name", "D01-1.2c") { Link = $"/customers/{file.Id}" }.With(file.Code, file.Name)
        : new("customers.duplicate.hidden", "name", "D01-1.2c");

    /// <summary>Files that may be the same entity, for a word of warning while typing; the surest first, up to four.</summary>
    [Clause("D13-3.1b"), Clause("D01-1.2c")]
    public async Task<IReadOnlyList<AlikeHint>> Hints(Guid unit, FileKeys keys, CancellationToken ct) => await Hints(await Alike.To(db, unit, keys, null, ct), keys, ct);

    /// <summary>The same of files found already.</summary>
    public async Task<IReadOnlyList<AlikeHint>> Hints(IReadOnlyList<AlikeFile> alike, FileKeys keys, CancellationToken ct)
    {
        var shown = alike.Take(MostHints).ToList();
        var owners = shown.Where(a => !actor.Value.Sees(a.File)).Select(a => a.File.OwnerId).OfType<Guid>().Distinct().ToList();
        var names = owners.Count == 0 ? [] : await db.Set<Person>().AsNoTracking().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return [.. shown.Select(Hint)];

        AlikeHint Hint(AlikeFile a)
        {
            var (f, clause) = (a.File, keys.CreditCode is not null && a.File.CreditCode == keys.CreditCode ? "D13-2.1b" : "D01-1.2c");
            if (actor.Value.Sees(f))
                return new(new Finding("customers.duplicate.hint", "name", clause, Weight.Warning) { Link = $"/customers/{f.Id}" }.With(f.Code, f.Name), f.Id, false, f.OwnerId is not null, a.Match.Likeness, a.Match.Reasons);
            var say = new Finding(f.OwnerId is null ? "customers.duplicate.hint-hidden-free" : "customers.duplicate.hint-hidden", "name", clause, Weight.Warning)
                .With(f.OwnerId is { } owner ? names.GetValueOrDefault(owner, "…") : null, f.ArchivedAt is null ? "customers.duplicate.in-use" : "customers.duplicate.archived");
            return new(say, f.Id, true, f.OwnerId is not null, a.Match.Likeness, [.. a.Match.Reasons.Where(r => r.Key is "customers.match.code" or "customers.match.phone" or "customers.match.name")]);
        }
    }
}
