using Guiju.Customers.Contracts;
using Guiju.Customers.Pages;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Papers;

/// <summary>The form that says what paper an attached file is.</summary>
sealed class PaperEntry(CurrentActor actor, DocumentKinds kinds)
{
    /// <summary>Shows it for a file within the reader's scope, to those who may change it.</summary>
    public async Task<IResult> Show(Guid customerId, Guid attachmentId, UseCase<ReadAttachments> read, IReadOnlyList<Finding> findings, Posted? said, CancellationToken ct)
    {
        if (!actor.Value.May(Permission.CustomersWrite)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var found = await read.Ask(u => u.Find(customerId, attachmentId, ct), ct);
        if (!found.Done) return Results.StatusCode(OutcomeHttp.StatusOf(found.Refusal));
        return CustomerPages.Page<PaperPage>(new { CustomerId = customerId, Row = (object)found.Value, Kinds = kinds.All(actor.Value.UnitId), Findings = findings, Said = (object?)said },
            findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>A paper a customer has one of follows when the file kept has none.</summary>
sealed class MergesOnePaper<T>(GuijuContext db) : IMergesWithCustomer where T : Entity
{
    public Type Entity => typeof(T);

    public async Task<IReadOnlyList<Guid>> Move(Guid from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        var kept = await db.Set<T>().AnyAsync(e => EF.Property<Guid>(e, "CustomerId") == to, ct);
        if (kept) return [];
        var ids = await db.Set<T>().Where(e => EF.Property<Guid>(e, "CustomerId") == from && (only == null || only.Contains(e.Id))).Select(e => e.Id).ToListAsync(ct);
        if (ids.Count > 0) await db.Set<T>().Where(e => ids.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => EF.Property<Guid>(e, "CustomerId"), to), ct);
        return ids;
    }
}
