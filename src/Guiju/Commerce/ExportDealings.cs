using System.Globalization;
using System.Runtime.CompilerServices;
using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Commerce;

/// <summary>Takes the register of dealings out into an Excel file with the columns of the form 客户业务交往登记.</summary>
[Allow(Permission.ReportsRead)]
sealed class ExportDealings(GuijuContext db, DealingRows rows, CurrentActor actor, CompanyClock clock, Texts texts, IExportLimit limit)
{
    /// <summary>Keeps in the audit trail who takes which dealings out, before a byte is written.</summary>
    public async Task<Outcome<int>> Handle(DealingFilter filter, string address, CancellationToken ct)
    {
        var (id, me) = (Ids.Next(), actor.Value);
        var count = await rows.Of(filter).CountAsync(ct);
        if (await limit.Take(new(texts["commerce.title"], count, address), ct) is { } refusal) return refusal;
        await AuditTrail.Append(db, me, nameof(ExportDealings),
        [
            new(me.UnitId, new("dealingExport", id, texts["commerce.title"]),
            [
                new("dealingExport", id, "conditions", null, address),
                new("dealingExport", id, "rows", null, count.ToString(CultureInfo.InvariantCulture)),
            ]),
        ], ct);
        return count;
    }

    /// <summary>Writes the file row by row as the rows are read; scope and conditions are those of the register.</summary>
    public async Task<Outcome<TableWritten>> Write(DealingFilter filter, Stream to, CancellationToken ct) =>
        await TableWriter.Xlsx(to, new(texts["commerce.title"],
        [
            new(texts["commerce.on"], ColumnKind.Date, 12), new(texts["commerce.number"], Width: 16), new(texts["commerce.customer-code"], Width: 14), new(texts["commerce.customer"], Width: 30),
            new(texts["commerce.kind"], Width: 10), new(texts["commerce.summary"], Width: 40), new(texts["commerce.amount"], ColumnKind.Money, 16), new(texts["commerce.currency"], Width: 8),
            new(texts["commerce.our-person"], Width: 12), new(texts["commerce.their-person"], Width: 12), new(texts["commerce.state"], Width: 10), new(texts["commerce.in-force-on"], ColumnKind.Date, 12),
            new(texts["commerce.cancelled-on"], ColumnKind.Date, 12), new(texts["commerce.cancel-reason"], Width: 24), new(texts["commerce.author"], Width: 12), new(texts["commerce.registered-at"], ColumnKind.Instant, 18),
        ])
        { Mark = limit.Mark() }, Values(filter, ct), ct);

    async IAsyncEnumerable<IReadOnlyList<object?>> Values(DealingFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var d in rows.Of(filter).AsAsyncEnumerable().WithCancellation(ct))
            yield return
            [
                d.On, d.Number, d.CustomerCode, d.Customer, texts.Of(d.Kind), d.Summary, d.Amount, d.Amount is null ? null : d.Currency, d.OurPerson, d.TheirPerson, texts.Of(d.State),
                d.InForceOn, d.CancelledOn, d.CancelReason, d.Author, clock.Local(d.RegisteredAt),
            ];
    }
}
