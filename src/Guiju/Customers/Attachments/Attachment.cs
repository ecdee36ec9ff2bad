using Guiju.Platform.Data;

namespace Guiju.Customers;

/// <summary>A file attached to a customer's file; its bytes lie in the file store under their hash.</summary>
public sealed class Attachment : Entity, IAudited
{
    Attachment() { }

    internal Attachment(Customer customer, string name, string mediaType, long size, string hash, string byName) =>
        (CustomerId, UnitId, Title, Name, MediaType, Size, Hash, ByName) = (customer.Id, customer.UnitId, customer.Name, name, mediaType, size, hash, byName);

    /// <summary>The file of the customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Company that keeps it.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the customer.</summary>
    [NotAudited]
    public string Title { get; private set; } = "";

    /// <summary>Name it was given, without path and control characters, up to 120 characters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What its bytes are.</summary>
    public string MediaType { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Who attached it.</summary>
    public string ByName { get; private set; } = "";

    /// <summary>What it is (资料类型): one of the company's kinds of papers, up to 40 characters, or null.</summary>
    public string? Kind { get; private set; }

    /// <summary>How many copies of the paper there are, 1 to 999.</summary>
    public int Copies { get; private set; } = 1;

    /// <summary>Where the paper itself lies, up to 80 characters; null where there is only the file.</summary>
    public string? Location { get; private set; }

    /// <inheritdoc/>
    public Guid AuditUnit => UnitId;

    /// <inheritdoc/>
    public AuditSubject AuditSubject => new("customer", CustomerId, Title);

    /// <summary>Says what paper it is, in how many copies, and where it lies.</summary>
    public void Describe(string? kind, int copies, string? location) => (Kind, Copies, Location) = (Blank(kind), copies, Blank(location));

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
