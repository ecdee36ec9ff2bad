using Guiju.Customers.Contracts;
using Guiju.Customers.Papers;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>Attaches files to a customer's file and takes them off.</summary>
[Allow(Permission.CustomersWrite)]
sealed class ChangeAttachments(GuijuContext db, CurrentActor actor, DocumentKinds kinds, PaperFiling filing, IBin bin)
{
    /// <summary>Attaches bytes that lie in the store already: first the file, then the row, so that a crash between leaves no row without its file.</summary>
    [Clause("D02-4.6.3")]
    public async Task<Outcome<Guid>> Add(Guid customerId, string name, string mediaType, StoredFile stored, string? kind, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<Guid>();
        if (kinds.Check(found.Value.UnitId, kind) is { } unknown) return unknown;
        var attachment = new Attachment(found.Value, name, mediaType, stored.Size, stored.Hash, actor.Value.Name);
        attachment.Describe(kind, 1, null);
        db.Add(attachment);
        await filing.Judge(found.Value, false, ct);
        return attachment.Id;
    }

    /// <summary>Says what paper a file is, in how many copies, and where it lies.</summary>
    [Clause("D02-4.6.3")]
    public async Task<Outcome<Guid>> Describe(Guid customerId, Guid attachmentId, string? kind, int? copies, string? location, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<Guid>();
        var attachment = await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == attachmentId && a.CustomerId == customerId, ct);
        if (attachment is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        List<Finding> findings = [.. new[] { kinds.Check(found.Value.UnitId, kind), EntryText.Check(location, "location", 80) }.OfType<Finding>()];
        if (copies is not null and (< 1 or > 999)) findings.Add(new("papers.copies", "copies", "D02-4.6.3"));
        if (findings.Count > 0) return findings;
        attachment.Describe(kind, copies ?? attachment.Copies, location);
        await filing.Judge(found.Value, false, ct);
        return attachmentId;
    }

    /// <summary>Puts a file into the bin; its bytes stay while it lies there, and are swept once nothing names them.</summary>
    /// <returns>Its id in the bin, to take it back by.</returns>
    public async Task<Outcome<Guid>> Remove(Guid customerId, Guid attachmentId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<Guid>();
        var attachment = await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == attachmentId && a.CustomerId == customerId, ct);
        if (attachment is null) return Outcome<Guid>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        db.Remove(attachment);
        await filing.Judge(found.Value, false, ct);
        return bin.Put(BinKind.Attachment, found.Value.Header(), attachment.Name, null, attachment);
    }
}

/// <summary>Reads the files attached to a customer's file.</summary>
[Allow(Permission.CustomersRead)]
sealed class ReadAttachments(GuijuContext db, CurrentActor actor)
{
    /// <summary>An attached file.</summary>
    public sealed record Row(Guid Id, string Name, string MediaType, long Size, string By, DateTime At, string Hash, string? Kind, int Copies, string? Location);

    /// <summary>All of a customer, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> List(Guid customerId, CancellationToken ct) => await db.HasCustomer(actor.Value, customerId, ct)
        ? Outcome<IReadOnlyList<Row>>.Success(await Rows(Of(customerId)).ToListAsync(ct))
        : Outcome<IReadOnlyList<Row>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    /// <summary>One; an id of another customer's file is not there.</summary>
    public async Task<Outcome<Row>> Find(Guid customerId, Guid attachmentId, CancellationToken ct) =>
        await db.HasCustomer(actor.Value, customerId, ct) && await Rows(Of(customerId).Where(a => a.Id == attachmentId)).SingleOrDefaultAsync(ct) is { } row
            ? row : Outcome<Row>.Refused(Refusal.NotFound, new Finding("platform.not-found"));

    IQueryable<Attachment> Of(Guid customerId) => db.Set<Attachment>().AsNoTracking().Where(a => a.CustomerId == customerId);

    static IQueryable<Row> Rows(IQueryable<Attachment> attachments) =>
        attachments.OrderByDescending(a => a.Id).Select(a => new Row(a.Id, a.Name, a.MediaType, a.Size, a.ByName, a.CreatedAt, a.Hash, a.Kind, a.Copies, a.Location));
}

/// <summary>Says which stored files attachments name.</summary>
sealed class AttachmentFiles : IFileReferences
{
    public IQueryable<string> Hashes(GuijuContext db) => db.Set<Attachment>().Select(a => a.Hash);
}
