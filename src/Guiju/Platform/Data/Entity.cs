namespace Guiju.Platform.Data;

/// <summary>A record of its own: an id, who made and last changed it and when, and a version that grows by one with every change.</summary>
public abstract class Entity
{
    /// <summary>Sequential id, never reused.</summary>
    public Guid Id { get; private set; } = Ids.Next();

    /// <summary>Counts changes; two people who edit the same version conflict. Also the record's ETag.</summary>
    public int Version { get; internal set; } = 1;

    /// <summary>When it was made, UTC; set while saving.</summary>
    public DateTime CreatedAt { get; internal set; }

    /// <summary>Who made it (person), or null for the program itself.</summary>
    public Guid? CreatedBy { get; internal set; }

    /// <summary>When it last changed, UTC; set while saving.</summary>
    public DateTime ChangedAt { get; internal set; }

    /// <summary>Who last changed it (person), or null for the program itself.</summary>
    public Guid? ChangedBy { get; internal set; }
}

/// <summary>A record whose every change goes into the audit trail, under its own name or its parent's.</summary>
public interface IAudited
{
    /// <summary>Company whose audit chain the change belongs to; <see cref="Guid.Empty"/> for the group.</summary>
    Guid AuditUnit { get; }

    /// <summary>The record the reader knows: itself, or the one it is part of.</summary>
    AuditSubject AuditSubject { get; }
}

/// <summary>What an audit entry is about.</summary>
/// <param name="Kind">Singular English noun in camel case, such as <c>customer</c>.</param>
/// <param name="Id">Id of the record.</param>
/// <param name="Title">Its name at that time.</param>
public sealed record AuditSubject(string Kind, Guid Id, string Title);

/// <summary>Keeps a property out of the audit trail: derived, or secret.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;
