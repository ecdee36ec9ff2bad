using System.Reflection;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Import;

/// <summary>Finds out which records others refer to, whatever feature they belong to.</summary>
static class Referring
{
    static readonly MethodInfo naming = typeof(Referring).GetMethod(nameof(Naming), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Those of the ids that stand in a column of this name.</summary>
    /// <param name="db">The database.</param>
    /// <param name="column">Name of the property.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="except">Kinds of records that do not count.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<HashSet<Guid>> To(GuijuContext db, string column, List<Guid> ids, IReadOnlySet<Type> except, CancellationToken ct)
    {
        HashSet<Guid> referred = [];
        foreach (var type in db.Model.GetEntityTypes().Where(t => !except.Contains(t.ClrType) && t.FindProperty(column)?.ClrType is { } of && (of == typeof(Guid) || of == typeof(Guid?)) && t.GetTableName() is not null))
            referred.UnionWith(await (Task<List<Guid>>)naming.MakeGenericMethod(type.ClrType).Invoke(null, [db, column, ids, ct])!);
        return referred;
    }

    static Task<List<Guid>> Naming<T>(GuijuContext db, string column, List<Guid> ids, CancellationToken ct) where T : class =>
        db.Set<T>().AsNoTracking().Select(r => EF.Property<Guid?>(r, column)).Where(c => c != null && ids.Contains(c.Value)).Select(c => c!.Value).Distinct().ToListAsync(ct);
}
