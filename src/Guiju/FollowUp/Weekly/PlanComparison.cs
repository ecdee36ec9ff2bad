using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;

namespace Guiju.FollowUp.Weekly;

/// <summary>What became of a row between two plans.</summary>
public enum RowChange
{
    /// <summary>新增: only the later one has it.</summary>
    Added,

    /// <summary>减少: only the earlier one has it.</summary>
    Gone,

    /// <summary>有变动: both have it, and something in it differs.</summary>
    Changed,
}

/// <summary>A cell that differs.</summary>
/// <param name="Column">Heading of its column.</param>
/// <param name="Before">What the earlier plan says.</param>
/// <param name="After">What the later one says.</param>
public sealed record CellChange(string Column, string Before, string After);

/// <summary>A row that differs.</summary>
/// <param name="Name">The customer.</param>
/// <param name="What">What became of it.</param>
/// <param name="Cells">What differs in it; empty where one of the plans lacks the row.</param>
public sealed record RowDifference(string Name, RowChange What, IReadOnlyList<CellChange> Cells);

/// <summary>Two plans of one person that were sent, held beside each other item by item: as they were, whatever became of the customers since (D01-3.1d).</summary>
/// <param name="Before">The earlier one.</param>
/// <param name="After">The later one.</param>
/// <param name="Lines">Contacts planned for the week that differ.</param>
/// <param name="Register">Rows of 销售客户分类登记表 that differ.</param>
/// <param name="Same">Rows of the register that are the same in both.</param>
public sealed record PlanComparison(PlanRow Before, PlanRow After, IReadOnlyList<RowDifference> Lines, IReadOnlyList<RowDifference> Register, int Same)
{
    /// <summary>Holds two documents beside each other.</summary>
    /// <param name="before">The earlier plan.</param>
    /// <param name="earlier">What it said.</param>
    /// <param name="after">The later plan.</param>
    /// <param name="later">What it said.</param>
    /// <param name="texts">Words of the columns of the plan; those of the register are as they were sent.</param>
    [Clause("D01-3.1d")]
    internal static PlanComparison Of(PlanRow before, PlanDocument earlier, PlanRow after, PlanDocument later, Texts texts)
    {
        var (was, now) = (Registered(earlier, texts), Registered(later, texts));
        var register = Differences(was, now);
        return new(before, after, Differences(Planned(earlier, texts), Planned(later, texts)), register, now.Count - register.Count(r => r.What != RowChange.Gone));
    }

    // A customer stands once in the register, by his number, and once in the plan of a week.
    static Dictionary<string, Row> Registered(PlanDocument d, Texts texts) => d.Register
        .SelectMany(p => p.Rows.Select(r => (Key: r[0], Row: new Row(r[1], [texts["weekly.compare.category"], .. d.Columns], [p.Name, .. r])))).DistinctBy(r => r.Key).ToDictionary(r => r.Key, r => r.Row);

    static Dictionary<string, Row> Planned(PlanDocument d, Texts texts) => d.Lines
        .Select(l => (Key: l.CustomerId.ToString(), Row: new Row(l.Customer, [.. PlanForm.Columns.Select(c => texts[c.Key])], [.. PlanForm.Columns.Select(c => c.Text(l, texts))]))).DistinctBy(l => l.Key).ToDictionary(l => l.Key, l => l.Row);

    static List<RowDifference> Differences(Dictionary<string, Row> before, Dictionary<string, Row> after) =>
    [
        .. before.Where(b => !after.ContainsKey(b.Key)).Select(b => new RowDifference(b.Value.Name, RowChange.Gone, [])),
        .. after.Select(a => before.TryGetValue(a.Key, out var was) ? new RowDifference(a.Value.Name, RowChange.Changed, a.Value.Against(was)) : new RowDifference(a.Value.Name, RowChange.Added, [])).Where(r => r.What == RowChange.Added || r.Cells.Count > 0),
    ];

    sealed record Row(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
    {
        public IReadOnlyList<CellChange> Against(Row was) =>
            [.. Enumerable.Range(0, Math.Min(Cells.Count, was.Cells.Count)).Where(i => Cells[i] != was.Cells[i]).Select(i => new CellChange(Columns[i], was.Cells[i], Cells[i]))];
    }
}
