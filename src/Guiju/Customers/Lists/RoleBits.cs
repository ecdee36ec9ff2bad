using System.Collections.Concurrent;
using System.Linq.Expressions;
using Guiju.Customers.Contracts;

namespace Guiju.Customers.Lists;

/// <summary>
/// The classes of a customer as one number, so that they come with the row itself instead of by a query of their own. A file has each class once:
/// the sum of their numbers tells them apart.
/// </summary>
static class RoleBits
{
    /// <summary>Bits below are for classes, those from here on for the kinds of the special one.</summary>
    const int Kinds = 8;

    static readonly ConcurrentDictionary<int, IReadOnlyList<(RoleKind, SpecialKind?)>> read = new();

    /// <summary>The number of a class.</summary>
    public static readonly Expression<Func<CustomerRole, int>> Of = Make();

    /// <summary>The classes a sum stands for, in their order.</summary>
    public static IReadOnlyList<(RoleKind Role, SpecialKind? Special)> Read(int sum) => read.GetOrAdd(sum, static s =>
    [
        .. Enum.GetValues<RoleKind>().Where(r => (s & 1 << (int)r) != 0)
            .Select(r => (r, r == RoleKind.Special ? Enum.GetValues<SpecialKind>().Where(k => (s & 1 << (Kinds + (int)k)) != 0).Select(k => (SpecialKind?)k).FirstOrDefault() : null)),
    ]);

    // role = Buyer ? 1 : role = Distributor ? 2 : …, and the same of the kind.
    static Expression<Func<CustomerRole, int>> Make()
    {
        var role = Expression.Parameter(typeof(CustomerRole), "r");
        Expression Choose<T>(string property, Type type, int shift) where T : struct, Enum => Enum.GetValues<T>().Aggregate((Expression)Expression.Constant(0), (otherwise, value) =>
            Expression.Condition(Expression.Equal(Expression.Property(role, property), Expression.Constant(value, type)), Expression.Constant(1 << (shift + Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture))), otherwise));
        return Expression.Lambda<Func<CustomerRole, int>>(Expression.Add(Choose<RoleKind>(nameof(CustomerRole.Role), typeof(RoleKind), 0), Choose<SpecialKind>(nameof(CustomerRole.Special), typeof(SpecialKind?), Kinds)), role);
    }
}
