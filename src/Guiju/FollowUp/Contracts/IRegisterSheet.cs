using Guiju.Rulebook.Findings;

namespace Guiju.FollowUp.Contracts;

/// <summary>The form 销售客户分类登记表 of somebody's customers as it stands now; whoever owns the form makes it.</summary>
public interface IRegisterSheet
{
    /// <summary>The form, within the actor's scope; a refusal where he may take none out.</summary>
    Task<Outcome<RegisterSheet>> Of(Guid ownerId, CancellationToken ct);
}

/// <summary>The form as a workbook and as what stands in it.</summary>
/// <param name="Workbook">The laid-out workbook; never empty.</param>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="Parts">The categories with their rows.</param>
public sealed record RegisterSheet(byte[] Workbook, IReadOnlyList<string> Columns, IReadOnlyList<RegisterPart> Parts)
{
    /// <summary>Rows of all categories.</summary>
    public int Total => Parts.Sum(p => p.Rows.Count);
}

/// <summary>A category of the register.</summary>
/// <param name="Heading">Its heading, with how many there are.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows, each a text a column.</param>
public sealed record RegisterPart(string Heading, string Name, IReadOnlyList<IReadOnlyList<string>> Rows);
