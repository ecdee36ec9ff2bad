using Guiju.Customers.Contracts;
using Guiju.Customers.Papers;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Regions;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Access;

/// <summary>A fact of a file in words.</summary>
/// <param name="Field">Field, text <c>customers.{field}</c>.</param>
/// <param name="Value">What it says, or null.</param>
public sealed record GrantedFact(string Field, string? Value);

/// <summary>The parts of a file somebody may read by an approved request; what was not granted is not in it.</summary>
/// <param name="Id">The file.</param>
/// <param name="Code">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parts">Parts granted.</param>
/// <param name="Until">Last day.</param>
/// <param name="Number">The request relied on.</param>
/// <param name="Export">Whether it may be taken out.</param>
/// <param name="Basic">Its facts, or null where not granted.</param>
/// <param name="Dealings">What happened, the newest 100, or null.</param>
/// <param name="Account">Bank and account, or null.</param>
/// <param name="Contacts">People there, or null.</param>
public sealed record GrantedFile(Guid Id, string Code, string Name, IReadOnlyList<FilePart> Parts, DateOnly Until, string Number, bool Export,
    IReadOnlyList<GrantedFact>? Basic, IReadOnlyList<TimelineItem>? Dealings, string? Account, IReadOnlyList<ContactView>? Contacts);

/// <summary>Opens a file outside the reader's scope by an approved request, as far as it reaches; each opening, allowed or refused, is kept.</summary>
[Allow(Permission.CustomersRead), Clause("D13-6b"), Clause("D13-6c")]
sealed class ReadGranted(GuijuContext db, CurrentActor actor, CompanyClock clock, AccessLog log, Timeline timeline)
{
    const int Entries = 100;

    /// <summary>Opens it, or one part of it. Without a grant in force the file is not there, and the refusal is kept.</summary>
    /// <param name="id">The file.</param>
    /// <param name="part">Only this part; refused where it was not granted.</param>
    /// <param name="export">Whether it is to be taken out.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<GrantedFile>> Handle(Guid id, FilePart? part, bool export, CancellationToken ct)
    {
        var (me, today) = (actor.Value, clock.Today);
        var c = await db.Set<Customer>().AsNoTracking().Include(x => x.Contacts).SingleOrDefaultAsync(x => x.Id == id && x.MergedIntoId == null, ct);
        if (c is null) return Outcome<GrantedFile>.Refused(Refusal.NotFound, new Finding("platform.not-found", null, AskAccess.Clause));
        var grants = await db.Set<FileGrant>().AsNoTracking().Where(g => g.CustomerId == id && g.PersonId == me.PersonId && g.Last >= today && g.First <= today).OrderByDescending(g => g.Last).ThenBy(g => g.Id).ToListAsync(ct);
        var grant = grants.FirstOrDefault(g => (part is not { } one || g.Parts.Contains(one.ToString())) && (!export || g.Export));
        if (grants.Count == 0) return Outcome<GrantedFile>.Refused(Refusal.NotFound, await Turn(c, new("platform.not-found", null, AskAccess.Clause), ct));
        if (grant is null) return Outcome<GrantedFile>.Refused(Refusal.Forbidden, await Turn(c, new Finding(export ? "access.export.refused" : "access.part.refused", "part", AskAccess.Clause).With(part is { } p ? $"enum.FilePart.{p}" : ""), ct));
        await log.Note(new(c.UnitId, c.Id, c.Code, me, clock.Now, AccessGround.Request) { RequestId = grant.RequestId, Number = grant.Number }, ct);
        var parts = grant.Parts.Select(Enum.Parse<FilePart>).ToList();
        bool Shows(FilePart p) => parts.Contains(p) && (part is null || part == p);
        var people = parts.Contains(FilePart.Contacts);
        return new GrantedFile(c.Id, c.Code, c.Name, parts, grant.Last, grant.Number, grant.Export,
            Shows(FilePart.Basic) ? [.. FactText.Fields.Where(f => f != "registeredCapital" || parts.Contains(FilePart.Finance)).Select(f => new GrantedFact(f, Fact(c, f, people)))] : null,
            // The way to the records themselves stays closed.
            Shows(FilePart.Dealings) ? [.. (await timeline.Newest(id, clock.Now.AddYears(1), Entries, ct)).Select(i => i with { Link = null })] : null,
            Shows(FilePart.Finance) ? await db.Set<InformationSheet>().AsNoTracking().Where(s => s.CustomerId == id).Select(s => s.BankAccount).FirstOrDefaultAsync(ct) ?? "—" : null,
            Shows(FilePart.Contacts) ? [.. c.Contacts.OrderByDescending(p => p.Primary).ThenBy(p => p.Id).Select(p => new ContactView(p.Id, p.Version, p.Name, p.Post, p.Mobile, p.Phone, p.Email, p.WeChat, p.Note, p.Primary))] : null);
    }

    /// <summary>Somebody asked for a file outside his scope and got nothing: that is kept.</summary>
    public async Task<Outcome<int>> Turned(Guid id, CancellationToken ct)
    {
        var c = await db.Set<Customer>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.MergedIntoId == null, ct);
        return c is null ? 0 : Outcome<int>.Refused(Refusal.NotFound, await Turn(c, new("platform.not-found", null, AskAccess.Clause), ct));
    }

    async Task<Finding> Turn(Customer c, Finding finding, CancellationToken ct)
    {
        await log.Note(new(c.UnitId, c.Id, c.Code, actor.Value, clock.Now, AccessGround.None), ct);
        return finding with { Guard = new("customer", c.Id, c.Code, [KeyValuePair.Create("customers.code", c.Code)], clock.Today) };
    }

    static string? Fact(Customer c, string field, bool people) => FactText.Of(c, field) is not { } value ? null
        : field == "regionCode" ? Regions.Display(value) : field == "phone" && !people ? PhoneNumber.Mask(value) : value;
}
