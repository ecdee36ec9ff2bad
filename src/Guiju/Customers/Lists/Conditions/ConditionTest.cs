using System.Linq.Expressions;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform.Data;
using Guiju.Platform.Regions;
using Guiju.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Test = System.Linq.Expressions.Expression<System.Func<Guiju.Customers.Customer, bool>>;

namespace Guiju.Customers.Lists;

/// <summary>Turns conditions into what the database decides. They narrow what one may see already and can never widen it.</summary>
sealed class ConditionTest(GuijuContext db, FileGaps gaps, Guid? reader)
{
    readonly DateOnly today = db.Clock.Today;

    /// <summary>The customers for which one condition of the group holds.</summary>
    public IQueryable<Customer> Narrow(IQueryable<Customer> customers, ConditionGroup group)
    {
        // Alone, a gap is asked of the customers themselves: the way its own index answers.
        if (group.Any is [{ Field.Key: "gap", Operator: Operator.Is, Values: [var gap] }]) return gaps.In(Enum.Parse<FileGap>(gap), customers);
        return customers.Where(group.Any.Select(Of).Aggregate(Or));
    }

    Test Of(Condition c) => (c.Field.Key, c.Operator) switch
    {
        ("name", _) => c.Values.Select(NameHas).Aggregate(Or),
        ("stage", _) => Word(x => x.Stage, c),
        ("status", _) => Word(x => x.Status, c),
        ("leadClass", Operator.Empty) => x => x.LeadClass == null,
        ("leadClass", Operator.Set) => x => x.LeadClass != null,
        ("leadClass", _) => Word(x => x.LeadClass, c),
        ("role", _) => Role(c),
        ("special", _) => Special(c),
        ("owner", _) => Person(x => x.OwnerId, c),
        ("second", _) => Person(x => x.SecondOwnerId, c),
        ("department", _) => Id(x => x.DepartmentId, c, [("mine", Below)]),
        ("category", _) => Id(x => x.CategoryId, c, []),
        ("region", _) => Region(c),
        ("industry", _) => Text(x => x.Industry, c),
        ("source", _) => Text(x => x.Source, c),
        ("tag", _) => Tag(c),
        ("opened", _) => Day(x => x.OpenedOn, c),
        ("next", _) => Day(x => x.NextContactOn, c),
        ("last", _) => Instant(x => x.LastContactAt, c),
        ("changed", _) => Instant(x => x.ChangedAt, c),
        ("completeness", _) => Number(c),
        ("capital", Operator.Empty) => x => x.RegisteredCapital == null,
        ("capital", Operator.Set) => x => x.RegisteredCapital != null,
        ("capital", _) => Yuan(c),
        ("gap", _) => Gap(c),
        _ => throw new ArgumentOutOfRangeException(nameof(c), c.Field.Key, null),
    };

    static Test Word<T>(Expression<Func<Customer, T>> value, Condition c)
    {
        var kind = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        List<T> words = [.. c.Values.Select(v => (T)Enum.Parse(kind, v))];
        return Maybe(words is [var one] ? Same(value, one) : On(value, v => words.Contains(v)), c);
    }

    // Held in an object, so that it becomes a parameter and not a text of its own for every value.
    static Test Same<T>(Expression<Func<Customer, T>> value, T one) =>
        Expression.Lambda<Func<Customer, bool>>(Expression.Equal(value.Body, Expression.Property(Expression.Constant(new Held<T>(one)), nameof(Held<>.Value))), value.Parameters);

    sealed record Held<T>(T Value);

    Test Role(Condition c)
    {
        List<RoleKind> roles = [.. c.Values.Select(Enum.Parse<RoleKind>)];
        Test has = x => db.Set<CustomerRole>().Any(r => r.CustomerId == x.Id && roles.Contains(r.Role));
        return Maybe(has, c);
    }

    Test Special(Condition c)
    {
        List<SpecialKind> kinds = [.. c.Values.Select(Enum.Parse<SpecialKind>)];
        Test any = x => db.Set<CustomerRole>().Any(r => r.CustomerId == x.Id && r.Role == RoleKind.Special);
        Test has = x => db.Set<CustomerRole>().Any(r => r.CustomerId == x.Id && kinds.Contains(r.Special!.Value));
        return c.Operator switch { Operator.Set => any, Operator.Empty => Not(any), _ => Maybe(has, c) };
    }

    Test Person(Expression<Func<Customer, Guid?>> value, Condition c) => Id(value, c, [("team", Team)]);

    Test Id(Expression<Func<Customer, Guid?>> value, Condition c, IReadOnlyList<(string Word, Func<Guid, IQueryable<Guid>> Ids)> words)
    {
        if (c.Operator == Operator.Empty) return On(value, v => v == null);
        if (c.Operator == Operator.Set) return On(value, v => v != null);
        List<Test> any = [];
        List<Guid?> ids = [];
        foreach (var text in c.Values)
            if (words.FirstOrDefault(w => w.Word == text).Ids is { } find)
            {
                var found = find(reader ?? Guid.Empty);
                any.Add(On(value, v => found.Contains(v!.Value)));
            }
            else
            {
                ids.Add(text == "me" ? reader ?? Guid.Empty : Guid.ParseExact(text, "D"));
            }
        if (ids is [var one]) any.Add(On(value, v => v == one));
        else if (ids.Count > 0) any.Add(On(value, v => ids.Contains(v)));
        var test = any.Aggregate(Or);
        return c.Operator == Operator.Not ? Or(On(value, v => v == null), Not(test)) : test;
    }

    // Who reports to somebody, directly or through others; UNION ends a circle in the data.
    IQueryable<Guid> Team(Guid head) => db.Set<Person>().FromSqlRaw(
        "WITH RECURSIVE team(id) AS (SELECT id FROM people WHERE supervisor_id = {0} UNION SELECT p.id FROM people AS p JOIN team AS t ON p.supervisor_id = t.id) SELECT p.* FROM people AS p JOIN team AS t ON t.id = p.id", Kept(head)).Select(p => p.Id);

    // One's department with those below it.
    IQueryable<Guid> Below(Guid person) => db.Set<Department>().FromSqlRaw(
        "WITH RECURSIVE below(id) AS (SELECT department_id FROM people WHERE id = {0} UNION SELECT d.id FROM departments AS d JOIN below AS b ON d.parent_id = b.id) SELECT d.* FROM departments AS d JOIN below AS b ON b.id = d.id", Kept(person)).Select(d => d.Id);

    // As the database keeps ids; a raw query does not convert them.
    object Kept(Guid id) => db.IsSqlite ? id.ToByteArray(true) : id;

    static Test Region(Condition c)
    {
        if (c.Operator == Operator.Empty) return x => x.RegionCode == null;
        if (c.Operator == Operator.Set) return x => x.RegionCode != null;
        var test = c.Values.Select(Within).Aggregate(Or);
        return c.Operator == Operator.Not ? Or(x => x.RegionCode == null, Not(test)) : test;
    }

    /// <summary>Codes of districts begin with those of their city and province: 440000 holds all that begin with 44.</summary>
    public static Test Within(string region)
    {
        if (region.Length == 6 && Regions.ChildrenOf(region).Count > 0)
        {
            var (province, city) = (region[..2], region[..4]);
            if (region.EndsWith("0000", StringComparison.Ordinal)) return x => x.Province == province;
            if (region.EndsWith("00", StringComparison.Ordinal)) return x => x.City == city;
        }
        return x => x.RegionCode == region;
    }

    static Test Text(Expression<Func<Customer, string?>> value, Condition c)
    {
        if (c.Operator == Operator.Empty) return On(value, v => v == null);
        if (c.Operator == Operator.Set) return On(value, v => v != null);
        var texts = c.Values.ToList();
        var test = texts is [var one] ? On(value, v => v == one) : On(value, v => texts.Contains(v!));
        return c.Operator == Operator.Not ? Or(On(value, v => v == null), Not(test)) : test;
    }

    // The index of the search finds the words, whatever field they stand in; of those files only the name is looked at. No file is read that the index does not name.
    Test NameHas(string part)
    {
        var query = SearchQuery.Parse(part);
        if (query.IsBlank || query.FindsNothing || (db.IsSqlite ? SearchSql.Fts5(query) : SearchSql.TsQuery(query)) is not { } match) return _ => false;
        var hits = db.Database.SqlQuery<long>(db.IsSqlite
            ? (FormattableString)$"SELECT rowid AS \"Value\" FROM customer_search WHERE customer_search MATCH {match}"
            : $"SELECT serial AS \"Value\" FROM customer_search WHERE tokens @@ {match}::tsquery");
        // Letters large and small alike: SQLite's LIKE is so for those of ASCII.
        var like = $"%{part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
        return db.IsSqlite ? x => hits.Contains(x.Serial) && EF.Functions.Like(x.Name, like, @"\") : x => hits.Contains(x.Serial) && EF.Functions.ILike(x.Name, like, @"\");
    }

    static Test Tag(Condition c)
    {
        if (c.Operator == Operator.Empty) return x => x.Tags.Count == 0;
        if (c.Operator == Operator.Set) return x => x.Tags.Count > 0;
        return Maybe(c.Values.Select(tag => (Test)(x => x.Tags.Contains(tag))).Aggregate(Or), c);
    }

    Test Day<T>(Expression<Func<Customer, T>> value, Condition c)
    {
        var day = Expression.Lambda<Func<Customer, DateOnly?>>(Expression.Convert(value.Body, typeof(DateOnly?)), value.Parameters);
        if (c.Operator == Operator.Empty) return On(day, v => v == null);
        if (c.Operator == Operator.Set) return On(day, v => v != null);
        var (from, to) = Period.Read(c.Values[0])!.On(today);
        return Between(from is null ? null : On(day, v => v >= from), to is null ? null : On(day, v => v <= to));
    }

    Test Instant<T>(Expression<Func<Customer, T>> value, Condition c)
    {
        var at = Expression.Lambda<Func<Customer, DateTime?>>(Expression.Convert(value.Body, typeof(DateTime?)), value.Parameters);
        if (c.Operator == Operator.Empty) return On(at, v => v == null);
        if (c.Operator == Operator.Set) return On(at, v => v != null);
        var (from, to) = Period.Read(c.Values[0])!.On(today);
        // A day begins and ends by the company's clocks.
        DateTime? first = from is { } f ? db.Clock.Utc(f.ToDateTime(TimeOnly.MinValue)) : null, end = to is { } t ? db.Clock.Utc(t.AddDays(1).ToDateTime(TimeOnly.MinValue)) : null;
        return Between(first is null ? null : On(at, v => v >= first), end is null ? null : On(at, v => v < end));
    }

    static Test Number(Condition c)
    {
        var (from, to) = NumberSpan.Read(c.Values[0], c.Field.Range)!;
        return Between(from is { } least ? x => x.Completeness >= least : null, to is { } most ? x => x.Completeness <= most : null);
    }

    // Asked for in ten thousand yuan, kept in yuan: the last yuan of the span belongs to it.
    static Test Yuan(Condition c)
    {
        var (from, to) = NumberSpan.Read(c.Values[0], c.Field.Range)!;
        long? least = from is { } f ? (long)decimal.Ceiling(f * 10_000m) : null, most = to is { } t ? (long)decimal.Floor(t * 10_000m) : null;
        return Between(least is null ? null : x => x.CapitalYuan >= least, most is null ? null : x => x.CapitalYuan <= most);
    }

    Test Gap(Condition c)
    {
        var test = c.Values.Select(v =>
        {
            var lacking = gaps.In(Enum.Parse<FileGap>(v), db.Set<Customer>());
            return (Test)(x => lacking.Any(s => s.Id == x.Id));
        }).Aggregate(Or);
        return Maybe(test, c);
    }

    static Test Maybe(Test test, Condition c) => c.Operator == Operator.Not ? Not(test) : test;

    static Test Not(Test test) => Expression.Lambda<Func<Customer, bool>>(Expression.Not(test.Body), test.Parameters);

    static Test Or(Test a, Test b) => Join(a, b, Expression.OrElse);

    static Test Between(Test? from, Test? to) => from is null ? to! : to is null ? from : Join(from, to, Expression.AndAlso);

    static Test Join(Test a, Test b, Func<Expression, Expression, BinaryExpression> how) =>
        Expression.Lambda<Func<Customer, bool>>(how(a.Body, new Put(b.Parameters[0], a.Parameters[0]).Visit(b.Body)), a.Parameters);

    // What is said of a value, said of the field that holds it.
    static Test On<T>(Expression<Func<Customer, T>> value, Expression<Func<T, bool>> test) =>
        Expression.Lambda<Func<Customer, bool>>(new Put(test.Parameters[0], value.Body).Visit(test.Body), value.Parameters);

    sealed class Put(ParameterExpression what, Expression instead) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == what ? instead : node;
    }
}
