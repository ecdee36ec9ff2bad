using System.Globalization;
using System.Linq.Expressions;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Lists;

/// <summary>
/// An order of customers: by a column, ties by the running number, files without a value last in either direction.
/// Those are asked for apart, because each engine has its own idea where they go, and so that an index gives the order.
/// </summary>
public abstract class CustomerSort
{
    /// <summary>Name of the column.</summary>
    public required string Column { get; init; }

    /// <summary>Whether some files have no value there.</summary>
    public required bool Gaps { get; init; }

    /// <summary>The files that have a value, in order.</summary>
    public abstract IQueryable<Customer> Order(IQueryable<Customer> customers, DbContext db, bool descending);

    /// <summary>The files that have a value behind this one, in order.</summary>
    /// <returns>Null where the value is none of this column.</returns>
    public abstract IQueryable<Customer>? After(IQueryable<Customer> customers, DbContext db, bool descending, string value, long serial);

    /// <summary>The files without a value.</summary>
    public abstract IQueryable<Customer> Rest(IQueryable<Customer> customers, DbContext db);

    /// <summary>The value of a row as kept in a place mark; null where it has none.</summary>
    public required Func<CustomerRow, string?> Mark { get; init; }

    /// <summary>
    /// The columns one can sort by. Each has an index that begins with the company, but for two: stages are five, so they are
    /// filtered rather than sorted by; and owners are sorted by their names, which are not in the file. Both sort what the filter leaves.
    /// </summary>
    public static IReadOnlyDictionary<string, CustomerSort> All { get; } = new CustomerSort[]
    {
        new By<string> { Column = "name", Gaps = false, Key = _ => c => c.SortKey, Mark = r => r.SortKey, Read = s => s },
        new By<string> { Column = "code", Gaps = false, Key = _ => c => c.Code, Mark = r => r.Code, Read = s => s },
        new By<string> { Column = "region", Gaps = true, Key = _ => c => c.RegionCode!, Mark = r => r.RegionCode, Read = s => s },
        new By<DateOnly?> { Column = "next", Gaps = true, Key = _ => c => c.NextContactOn, Mark = r => r.NextContactOn is { } d ? Day(d) : null, Read = s => Day(s) },
        new By<DateTime?> { Column = "last", Gaps = true, Key = _ => c => c.LastContactAt, Mark = r => r.LastContactAt?.Ticks.ToString(CultureInfo.InvariantCulture), Read = s => Instant(s) },
        new By<DateOnly> { Column = "opened", Gaps = false, Key = _ => c => c.OpenedOn, Mark = r => Day(r.OpenedOn), Read = s => Day(s) },
        new By<DateTime> { Column = "changed", Gaps = false, Key = _ => c => c.ChangedAt, Mark = r => r.ChangedAt.Ticks.ToString(CultureInfo.InvariantCulture), Read = s => Instant(s) },
        new By<decimal> { Column = "completeness", Gaps = false, Key = _ => c => c.Completeness, Mark = r => r.Completeness.ToString(CultureInfo.InvariantCulture), Read = s => decimal.Parse(s, CultureInfo.InvariantCulture) },
        new By<int> { Column = "stage", Gaps = false, Key = _ => c => c.Stage == Stage.Collected ? 0 : c.Stage == Stage.Contacted ? 1 : c.Stage == Stage.Intent ? 2 : c.Stage == Stage.Won ? 3 : 4,
            Mark = r => ((int)r.Stage).ToString(CultureInfo.InvariantCulture), Read = s => int.Parse(s, CultureInfo.InvariantCulture) },
        new By<string> { Column = "owner", Gaps = true, Key = db => c => db.Set<Person>().Where(p => p.Id == c.OwnerId).Select(p => p.Name).FirstOrDefault()!, Mark = r => r.OwnerName, Read = s => s },
    }.ToDictionary(s => s.Column);

    static string Day(DateOnly day) => day.DayNumber.ToString(CultureInfo.InvariantCulture);

    static DateOnly Day(string mark) => DateOnly.FromDayNumber(int.Parse(mark, CultureInfo.InvariantCulture));

    static DateTime Instant(string mark) => new(long.Parse(mark, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    sealed class By<T> : CustomerSort
    {
        public required Func<DbContext, Expression<Func<Customer, T>>> Key { get; init; }

        public required Func<string, T> Read { get; init; }

        public override IQueryable<Customer> Order(IQueryable<Customer> customers, DbContext db, bool descending)
        {
            var key = Key(db);
            var present = Gaps ? customers.Where(Test(key, Expression.NotEqual(key.Body, Expression.Constant(null, key.Body.Type)))) : customers;
            return descending ? present.OrderByDescending(key).ThenByDescending(c => c.Serial) : present.OrderBy(key).ThenBy(c => c.Serial);
        }

        public override IQueryable<Customer> Rest(IQueryable<Customer> customers, DbContext db)
        {
            var key = Key(db);
            return customers.Where(Test(key, Expression.Equal(key.Body, Expression.Constant(null, key.Body.Type)))).OrderBy(c => c.Serial);
        }

        public override IQueryable<Customer>? After(IQueryable<Customer> customers, DbContext db, bool descending, string value, long serial)
        {
            var key = Key(db);
            // Held in an object, so that it becomes a parameter and not a text of its own for every page.
            var held = new Held(Read(value), serial);
            var limit = Expression.Property(Expression.Constant(held), nameof(Held.Value));
            var file = Expression.Property(key.Parameters[0], nameof(Customer.Serial));
            var number = Expression.Property(Expression.Constant(held), nameof(Held.Serial));
            // key ≥ value and (key > value or serial > number): the first half alone starts the walk along the index at the right place.
            var behind = Expression.AndAlso(Compare(key.Body, limit, descending, true),
                Expression.OrElse(Compare(key.Body, limit, descending, false), descending ? Expression.LessThan(file, number) : Expression.GreaterThan(file, number)));
            return Order(customers.Where(Test(key, behind)), db, descending);
        }

        static BinaryExpression Compare(Expression left, Expression right, bool descending, bool orEqual)
        {
            if (typeof(T) == typeof(string))
                (left, right) = (Expression.Call(typeof(string), nameof(string.Compare), null, left, right), Expression.Constant(0));
            return (descending, orEqual) switch
            {
                (false, true) => Expression.GreaterThanOrEqual(left, right),
                (false, false) => Expression.GreaterThan(left, right),
                (true, true) => Expression.LessThanOrEqual(left, right),
                (true, false) => Expression.LessThan(left, right),
            };
        }

        static Expression<Func<Customer, bool>> Test(Expression<Func<Customer, T>> key, Expression test) => Expression.Lambda<Func<Customer, bool>>(test, key.Parameters);

        sealed record Held(T Value, long Serial);
    }
}
