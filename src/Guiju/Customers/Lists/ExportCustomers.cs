using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Lists;

/// <summary>A file asked for: the list's own filter, order and columns.</summary>
/// <param name="List">Which customers in which order.</param>
/// <param name="Columns">Name of the sheet and its columns.</param>
/// <param name="Format"><c>xlsx</c> or <c>csv</c>.</param>
/// <param name="Address">The conditions as the address bar shows them, for the audit trail.</param>
public sealed record ExportRequest(ListRequest List, ExportColumns Columns, string Format, string Address)
{
    /// <summary>What exactly is taken out: conditions and columns.</summary>
    public string Conditions => $"{Address} [{string.Join(", ", Columns.Columns.Select(c => c.Column.Key))}]";
}

/// <summary>Name and columns of a file.</summary>
/// <param name="Name">Name of the sheet.</param>
/// <param name="Columns">Its columns with their headings.</param>
public sealed record ExportColumns(string Name, IReadOnlyList<(string Label, ListColumn Column)> Columns);

/// <summary>Says that customers are taken out into a file, in the audit trail, before a byte of it is written.</summary>
[Allow(Permission.CustomersExport)]
public sealed class StartExport(GuijuContext db, CurrentActor actor, CustomerRows rows, IExportLimit limit)
{
    /// <summary>Leave to write the file; there is no other way to get one.</summary>
    public sealed class Ticket
    {
        internal Ticket(ExportRequest request, int count, string? mark) => (Request, Count, Mark) = (request, count, mark);

        /// <summary>Who took it out and when, for the file itself.</summary>
        internal string? Mark { get; }

        /// <summary>What may be written.</summary>
        public ExportRequest Request { get; }

        /// <summary>How many rows were counted.</summary>
        public int Count { get; }
    }

    /// <summary>Counts the rows and keeps who took what.</summary>
    public async Task<Outcome<Ticket>> Handle(ExportRequest request, CancellationToken ct)
    {
        var count = await rows.CountAll(request.List.Filter, ct);
        var (id, me) = (Ids.Next(), actor.Value);
        if (await limit.Take(new(request.Columns.Name, count, request.Conditions), ct) is { } refusal) return refusal;
        await AuditTrail.Append(db, me, nameof(StartExport),
        [
            new(me.UnitId, new("customerExport", id, request.Columns.Name),
            [
                new("customerExport", id, "conditions", null, request.Address),
                new("customerExport", id, "columns", null, string.Join(", ", request.Columns.Columns.Select(c => c.Column.Key))),
                new("customerExport", id, "format", null, request.Format),
                new("customerExport", id, "rows", null, count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ]),
        ], ct);
        return new Ticket(request, count, limit.Mark());
    }
}

/// <summary>Writes customers into a file, row by row as they are read: scope, filter, order and masks are those of the list.</summary>
[Allow(Permission.CustomersExport)]
public sealed class WriteExport(CustomerRows rows, CompanyClock clock)
{
    /// <summary>Writes the file; where that fails midway, what is written is no valid file.</summary>
    public async Task<Outcome<TableWritten>> Handle(StartExport.Ticket ticket, Stream to, CancellationToken ct)
    {
        var (list, columns, format, _) = ticket.Request;
        var shape = new TableShape(columns.Name, [.. columns.Columns.Select(c => new TableColumn(c.Label, c.Column.Kind, c.Column.Width))]) { Mark = ticket.Mark };
        return format == "csv" ? await TableWriter.Csv(to, shape, Values(list, columns, ct), ct) : await TableWriter.Xlsx(to, shape, Values(list, columns, ct), ct);
    }

    async IAsyncEnumerable<IReadOnlyList<object?>> Values(ListRequest list, ExportColumns columns, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.All(list, ct))
            yield return [.. columns.Columns.Select(c => c.Column.Value(row, clock))];
    }
}
