using System.Text.Json;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guiju.Customers.Import;

/// <summary>What a file was before a row changed it: columns with other values, of itself and of its people, and what the row added.</summary>
/// <param name="File">Columns of the file that changed → what stood there.</param>
/// <param name="People">The same of people at the customer, by their ids.</param>
/// <param name="AddedPeople">People the row added.</param>
/// <param name="AddedRoles">Roles the row gave.</param>
public sealed record FileBefore(IReadOnlyDictionary<string, JsonElement> File, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, JsonElement>> People, IReadOnlyList<Guid> AddedPeople, IReadOnlyList<Guid> AddedRoles)
{
    /// <summary>What a tracked file with its parts was when it was read.</summary>
    public static FileBefore Of(GuijuContext db, Customer file)
    {
        var people = file.Contacts.Select(p => (p.Id, Entry: db.Entry(p))).ToList();
        return new(Changed(db.Entry(file)), people.Where(p => p.Entry.State is EntityState.Unchanged or EntityState.Modified).Select(p => (p.Id, Was: Changed(p.Entry))).Where(p => p.Was.Count > 0).ToDictionary(p => p.Id, p => p.Was),
            [.. people.Where(p => p.Entry.State is EntityState.Added or EntityState.Detached).Select(p => p.Id)],
            [.. file.Roles.Where(r => db.Entry(r).State is EntityState.Added or EntityState.Detached).Select(r => r.Id)]);
    }

    /// <summary>Makes a tracked file what it was.</summary>
    public void Restore(GuijuContext db, Customer file)
    {
        Restore(db.Entry(file), File);
        foreach (var person in file.Contacts.ToList())
            if (AddedPeople.Contains(person.Id)) file.Contacts.Remove(person);
            else if (People.TryGetValue(person.Id, out var was)) Restore(db.Entry(person), was);
        foreach (var role in file.Roles.Where(r => AddedRoles.Contains(r.Id)).ToList()) file.Roles.Remove(role);
    }

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, ColumnsBefore.Json);

    /// <summary>From JSON.</summary>
    public static FileBefore Read(string json) => JsonSerializer.Deserialize<FileBefore>(json, ColumnsBefore.Json)!;

    static IReadOnlyDictionary<string, JsonElement> Changed(EntityEntry entry) => ColumnsBefore.Of(entry, _ => true);

    static void Restore(EntityEntry entry, IReadOnlyDictionary<string, JsonElement> was) => ColumnsBefore.Restore(entry, was);
}
