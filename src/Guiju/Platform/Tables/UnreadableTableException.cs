using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables;

/// <summary>
/// A fault of the file that shows only while its rows stream by. It is thrown because a file read halfway must never be
/// taken for a whole one; the use case that reads turns it into a refusal with <see cref="Finding"/>.
/// </summary>
public sealed class UnreadableTableException : Exception
{
    /// <summary>The file cannot be read on.</summary>
    public UnreadableTableException(Finding finding, Exception? cause = null) : base(finding.Key, cause) => Finding = finding;

    /// <summary>What is wrong, where, and what to do.</summary>
    public Finding Finding { get; }

    /// <summary>Faults of the libraries below that mean a damaged file; everything else is a bug of ours.</summary>
    internal static bool MeansDamage(Exception e) => e is System.Xml.XmlException or InvalidDataException
        or EndOfStreamException or FormatException or OverflowException or NotSupportedException;

    /// <summary>The file is damaged at this place.</summary>
    internal static UnreadableTableException Damaged(string place, Exception? cause = null) =>
        new(new Finding("tables.damaged", "file").With(place), cause);
}
