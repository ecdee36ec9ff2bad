using Guiju.Platform.Data;
using Guiju.Platform.Notices;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Says while one types which files may be the same entity (D01-1.2c, D13-3.1b).</summary>
[Allow(Permission.CustomersWrite)]
sealed class HintDuplicates(Duplicates duplicates, CurrentActor actor)
{
    /// <summary>Up to four, each with the way to the file where the reader may see it.</summary>
    [Clause("D01-1.2c"), Clause("D13-3.1b")]
    public async Task<Outcome<IReadOnlyList<AlikeHint>>> Handle(Typed typed, CancellationToken ct) =>
        Outcome<IReadOnlyList<AlikeHint>>.Success(await duplicates.Hints(actor.Value.UnitId, typed.Keys, ct));
}

/// <summary>What somebody has typed of an entity so far.</summary>
/// <param name="Name">Name.</param>
/// <param name="CreditCode">Credit code.</param>
/// <param name="Phones">Phones, of the entity and of its people.</param>
public sealed record Typed(string? Name, string? CreditCode, IReadOnlyList<string?> Phones)
{
    /// <summary>What it is looked up by.</summary>
    internal FileKeys Keys => FileKeys.Of(Name, CreditCode, Phones);
}

/// <summary>Asks who follows an entity to work on it together, in place of a second file.</summary>
[Allow(Permission.CustomersWrite)]
sealed class AskToWorkTogether(GuijuContext db, CurrentActor actor, Tell tell)
{
    const string Key = "customers.notice.together";

    /// <summary>
    /// Leaves the owner a message. Only for a file that what was typed leads to: nobody learns of files by trying ids. Asked twice while the
    /// first message is unread, it says so.
    /// </summary>
    /// <returns>Name of who was asked.</returns>
    [Clause("D13-3.1b")]
    public async Task<Outcome<string>> Handle(Guid fileId, Typed typed, CancellationToken ct)
    {
        var me = actor.Value;
        if ((await Alike.To(db, me.UnitId, typed.Keys, null, ct)).FirstOrDefault(a => a.File.Id == fileId)?.File is not { } file)
            return Outcome<string>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        if (file.OwnerId is not { } owner) return new Finding("customers.together.nobody", null, "D13-3.1b");
        if (owner == me.PersonId) return new Finding("customers.together.yours", null, "D13-3.1b") { Link = $"/customers/{file.Id}" };
        var name = await db.Set<Organization.Person>().Where(p => p.Id == owner).Select(p => p.Name).SingleAsync(ct);
        var link = $"/customers/{file.Id}";
        var waiting = await db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == owner && n.ReadAt == null && n.Key == Key && n.Link == link).Select(n => n.Values).ToListAsync(ct);
        if (waiting.Any(values => values is [var asker, ..] && asker == me.Name)) return new Finding("customers.together.asked", null, "D13-3.1b").With(name);
        tell.Person(owner, Key, link, "D13-3.1b", me.Name, file.Name);
        return name;
    }
}
