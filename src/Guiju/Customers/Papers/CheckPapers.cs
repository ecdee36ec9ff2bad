using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Papers;

/// <summary>How far the papers of a customer are filed.</summary>
public enum PapersState
{
    /// <summary>未检查: nobody has looked yet.</summary>
    NotChecked,

    /// <summary>不完整: a paper is missing.</summary>
    Incomplete,

    /// <summary>已归档: all of them are there.</summary>
    Filed,
}

/// <summary>A line of 客户档案目录.</summary>
/// <param name="Id">The attached file.</param>
/// <param name="Name">Its name (资料名称).</param>
/// <param name="Kind">What it is (类型), null where nobody said.</param>
/// <param name="Copies">How many there are (份数).</param>
/// <param name="Location">Where the paper lies (存放位置); null for the file store alone.</param>
/// <param name="By">Who put it in (归档人).</param>
/// <param name="At">When (日期), UTC.</param>
public sealed record PaperLine(Guid Id, string Name, string? Kind, int Copies, string? Location, string By, DateTime At);

/// <summary>The papers of a customer.</summary>
/// <param name="CustomerId">The file.</param>
/// <param name="Code">File number.</param>
/// <param name="Customer">Name.</param>
/// <param name="Unit">Company that keeps it.</param>
/// <param name="State">How far they are filed.</param>
/// <param name="Required">Papers that must be there.</param>
/// <param name="Missing">Those that are not.</param>
/// <param name="FiledBy">Archivist, where all are there.</param>
/// <param name="FiledAt">When, UTC.</param>
/// <param name="CheckedBy">Who checked last.</param>
/// <param name="CheckedAt">When, UTC.</param>
/// <param name="Lines">The directory, in the order the papers came.</param>
public sealed record PapersView(Guid CustomerId, string Code, string Customer, string Unit, PapersState State, IReadOnlyList<string> Required, IReadOnlyList<string> Missing,
    string? FiledBy, DateTime? FiledAt, string? CheckedBy, DateTime? CheckedAt, IReadOnlyList<PaperLine> Lines);

/// <summary>Checks whether all papers of a new customer are there (归档检查).</summary>
[Allow(Permission.CustomersWrite)]
sealed class CheckPapers(GuijuContext db, CurrentActor actor, PaperFiling filing)
{
    /// <summary>Checks; from then on the state follows what is attached and taken off.</summary>
    /// <returns>Names of the papers that are missing.</returns>
    [Clause("D02-4.6.3")]
    public async Task<Outcome<IReadOnlyList<string>>> Handle(Guid customerId, CancellationToken ct)
    {
        var found = await db.ToChange(actor.Value, customerId, ct);
        if (!found.Done) return found.Refuse<IReadOnlyList<string>>();
        await filing.Judge(found.Value, true, ct);
        return Outcome<IReadOnlyList<string>>.Success(await filing.Missing(customerId, found.Value.UnitId, ct));
    }
}

/// <summary>Shows which papers a customer has, which are missing, and the form 客户档案目录.</summary>
[Allow(Permission.CustomersRead)]
sealed class ShowPapers(GuijuContext db, CurrentActor actor, DocumentKinds kinds)
{
    /// <summary>The papers, or not found outside the reader's scope.</summary>
    [Clause("D02-4.6.3")]
    public async Task<Outcome<PapersView>> Handle(Guid customerId, CancellationToken ct)
    {
        var file = await db.Set<Customer>().VisibleTo(actor.Value).Where(c => c.Id == customerId)
            .Select(c => new { c.UnitId, c.Code, c.Name, Unit = db.Set<Unit>().Where(u => u.Id == c.UnitId).Select(u => u.Name).First(), Archive = db.Set<PaperArchive>().FirstOrDefault(a => a.CustomerId == c.Id) })
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (file is null) return Outcome<PapersView>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var lines = await db.Set<Attachment>().AsNoTracking().Where(a => a.CustomerId == customerId).OrderBy(a => a.Id)
            .Select(a => new PaperLine(a.Id, a.Name, a.Kind, a.Copies, a.Location, a.ByName, a.CreatedAt)).ToListAsync(ct);
        var required = kinds.Required(file.UnitId);
        IReadOnlyList<string> missing = [.. required.Except(lines.Select(l => l.Kind).OfType<string>())];
        // The list of required papers may have grown since: what is missing now is missing.
        var state = file.Archive is null ? PapersState.NotChecked : missing.Count > 0 || file.Archive.FiledAt is null ? PapersState.Incomplete : PapersState.Filed;
        var filed = state == PapersState.Filed;
        return new PapersView(customerId, file.Code, file.Name, file.Unit, state, required, missing,
            filed ? file.Archive!.FiledBy : null, filed ? file.Archive!.FiledAt : null, file.Archive?.CheckedBy, file.Archive?.CheckedAt, lines);
    }
}
