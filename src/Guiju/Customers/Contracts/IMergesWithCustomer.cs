using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Contracts;

/// <summary>
/// Takes part when two files of one customer become one: moves the rows of a table from the file that goes to the file that stays, and back
/// when the merge is undone. A feature with a table that has a <c>CustomerId</c> registers one a table
/// (<see cref="MergingTables.AddMergesWithCustomer{T}"/>); a test fails where one is missing.
/// </summary>
public interface IMergesWithCustomer
{
    /// <summary>What it moves.</summary>
    Type Entity { get; }

    /// <summary>Moves rows from one file to another, in the transaction of whoever calls.</summary>
    /// <param name="from">File they hang on.</param>
    /// <param name="to">File they hang on afterwards.</param>
    /// <param name="only">Only these rows, as far as they still hang on <paramref name="from"/>; null for all.</param>
    /// <param name="ct">Stops moving; the transaction is then worth nothing.</param>
    /// <returns>Ids of the rows moved.</returns>
    Task<IReadOnlyList<Guid>> Move(Guid from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct);
}

/// <summary>Moves a table's rows by their column <c>CustomerId</c>, without reading them: enough wherever no rule of the table stands in the way.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed class MergesByCustomerId<T>(GuijuContext db) : IMergesWithCustomer where T : Entity
{
    const int Chunk = 1000;

    /// <inheritdoc/>
    public Type Entity => typeof(T);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> Move(Guid from, Guid to, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        var there = db.Set<T>().Where(e => EF.Property<Guid>(e, "CustomerId") == from);
        if (only is null)
        {
            var all = await there.Select(e => e.Id).ToListAsync(ct);
            if (all.Count > 0) await there.ExecuteUpdateAsync(s => s.SetProperty(e => EF.Property<Guid>(e, "CustomerId"), to), ct);
            return all;
        }
        List<Guid> moved = [];
        foreach (var ids in only.Chunk(Chunk))
        {
            var some = await there.Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct);
            await there.Where(e => ids.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => EF.Property<Guid>(e, "CustomerId"), to), ct);
            moved.AddRange(some);
        }
        return moved;
    }
}

/// <summary>Registers tables that move with a customer.</summary>
public static class MergingTables
{
    /// <summary>The rows of this table follow their customer when files are merged.</summary>
    /// <typeparam name="T">A row with a <c>CustomerId</c>.</typeparam>
    public static IServiceCollection AddMergesWithCustomer<T>(this IServiceCollection services) where T : Entity =>
        services.AddScoped<IMergesWithCustomer, MergesByCustomerId<T>>();
}
