using System.Xml.Linq;
using Guiju.Platform.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>A key that signs and encrypts cookies, as the framework writes it.</summary>
public sealed class StoredKey
{
    /// <summary>Id of the row.</summary>
    public Guid Id { get; init; } = Ids.Next();

    /// <summary>When it was stored, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The key as XML.</summary>
    public required string Xml { get; init; }
}

/// <summary>Keeps the keys of cookies in the database, so that every node knows the sessions of the others and a restored backup those it held.</summary>
sealed class KeysInDatabase(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<GuijuContext>().Set<StoredKey>().AsNoTracking()
            .OrderBy(k => k.Id).Select(k => k.Xml).ToList().Select(x => XElement.Parse(x))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GuijuContext>();
        var (id, at, xml) = (Ids.Next(), db.Clock.Now, element.ToString(SaveOptions.DisableFormatting));
        // The framework asks without awaiting, and the context only saves asynchronously.
        if (db.IsSqlite)
            db.Database.ExecuteSql($"INSERT INTO data_protection_keys (id, at, xml) VALUES ({id.ToByteArray(true)}, {at}, {xml})");
        else
            db.Database.ExecuteSql($"INSERT INTO data_protection_keys (id, at, xml) VALUES ({id}, {at}, {xml})");
    }
}
