namespace Guiju.Policies.Contracts;

/// <summary>Where a clause stands in the company's own regulations.</summary>
/// <param name="Path">Page of that version of the regulation.</param>
/// <param name="Number">Number of the regulation.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">The version.</param>
/// <param name="From">First day it is in force.</param>
/// <param name="Notes">What the owner department said it means, the newest first.</param>
public sealed record ClausePlace(string Path, string Number, string Title, string Version, DateOnly From, IReadOnlyList<ClauseNote> Notes);

/// <summary>An official interpretation of a clause.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Author">Who gave it.</param>
/// <param name="Department">For which department.</param>
/// <param name="At">When, UTC.</param>
public sealed record ClauseNote(string Text, string Author, string? Department, DateTime At);

/// <summary>Tells a clause's page in which regulations the clause stands; implemented by whoever publishes them.</summary>
public interface IClausePlaces
{
    /// <summary>The regulations in force today, or soon, that the reader may see.</summary>
    Task<IReadOnlyList<ClausePlace>> Of(string clauseId, CancellationToken ct);
}
