using Guiju.Platform.Data;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Contracts;

/// <summary>What lies in the recycle bin.</summary>
public enum BinKind
{
    /// <summary>A customer's file with everything that hung on it.</summary>
    Customer,

    /// <summary>A contact person.</summary>
    ContactPerson,

    /// <summary>An attached file.</summary>
    Attachment,

    /// <summary>A contact noted by mistake.</summary>
    Interaction,

    /// <summary>A lead registered by mistake.</summary>
    Lead,
}

/// <summary>The recycle bin (回收站), as a feature uses it within its own use case.</summary>
public interface IBin
{
    /// <summary>Puts a copy of a row into the bin; the caller removes the row itself, in the same transaction.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="of">The file it hangs on.</param>
    /// <param name="name">What it is called in the bin, cut to 200 characters.</param>
    /// <param name="reason">Why it goes, up to 200 characters, or null.</param>
    /// <param name="row">The row.</param>
    /// <returns>Its id in the bin, to take it back by.</returns>
    Guid Put(BinKind kind, CustomerHeader of, string name, string? reason, Entity row);
}

/// <summary>
/// Takes part when a customer's file goes into the bin: the rows of a table that hang on it go with it and come back with it. A feature with
/// a table that has a <c>CustomerId</c> registers one a table (<see cref="BinTables.AddBinsWithCustomer{T}"/>), or an
/// <see cref="IKeepsCustomer"/> where its rows forbid the deletion; a test fails where both are missing.
/// </summary>
public interface IBinsWithCustomer
{
    /// <summary>What goes along.</summary>
    Type Entity { get; }

    /// <summary>Reads the rows of a file and takes them out of the table, in the transaction of whoever calls.</summary>
    Task<IReadOnlyList<object>> Take(Guid customerId, CancellationToken ct);

    /// <summary>Path of a row's own page: messages that lead there go along; null where it has none.</summary>
    string? PlaceOf(object row);
}

/// <summary>Says that a file may not be deleted because of what a feature keeps of it.</summary>
public interface IKeepsCustomer
{
    /// <summary>Table that is looked at.</summary>
    Type Entity { get; }

    /// <summary>Why the file stays, or null where nothing here speaks against its deletion.</summary>
    Task<Finding?> Why(Guid customerId, CancellationToken ct);
}

/// <summary>Does what is to be done beside when a row of its kind comes back alone, such as a contact that is again the newest.</summary>
public interface IComesBack
{
    /// <summary>Kind of row.</summary>
    Type Entity { get; }

    /// <summary>Called before the row, added already, is saved; a refusal undoes everything.</summary>
    Task<IReadOnlyList<Finding>> Back(object row, CustomerHeader of, CancellationToken ct);
}

/// <summary>Takes a table's rows by their column <c>CustomerId</c>.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed class BinsByCustomerId<T>(GuijuContext db, Func<T, string>? place) : IBinsWithCustomer where T : class
{
    /// <inheritdoc/>
    public Type Entity => typeof(T);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<object>> Take(Guid customerId, CancellationToken ct)
    {
        var there = db.Set<T>().Where(e => EF.Property<Guid>(e, "CustomerId") == customerId);
        var rows = await there.AsNoTracking().ToListAsync(ct);
        if (rows.Count > 0) await there.ExecuteDeleteAsync(ct);
        return rows;
    }

    /// <inheritdoc/>
    public string? PlaceOf(object row) => place?.Invoke((T)row);
}

/// <summary>Registers tables that go into the bin with a customer.</summary>
public static class BinTables
{
    /// <summary>The rows of this table go into the bin with their customer and come back with it.</summary>
    /// <typeparam name="T">A row with a <c>CustomerId</c>.</typeparam>
    /// <param name="services">The program's services.</param>
    /// <param name="place">Path of a row's own page, where it has one.</param>
    public static IServiceCollection AddBinsWithCustomer<T>(this IServiceCollection services, Func<T, string>? place = null) where T : class =>
        services.AddScoped<IBinsWithCustomer>(s => new BinsByCustomerId<T>(s.GetRequiredService<GuijuContext>(), place));
}
