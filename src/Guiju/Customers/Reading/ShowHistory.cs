using System.Text.Json;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers;

/// <summary>One change of one field of a file.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Door">Through which door.</param>
/// <param name="Part">What the field belongs to: <c>customer</c>, <c>contactPerson</c>, <c>customerRole</c>….</param>
/// <param name="Field">Field in camel case; <c>+</c> made, <c>-</c> removed.</param>
/// <param name="Before">What was, in words, or null.</param>
/// <param name="After">What became.</param>
/// <param name="Entry">Number of the entry in the company's trail.</param>
/// <param name="PartId">Id of the part: the file itself or one of its people.</param>
/// <param name="Restorable">Whether the reader may take up again what was before.</param>
public sealed record HistoryRow(DateTime At, string By, Door Door, string Part, string Field, string? Before, string? After, long Entry, Guid PartId, bool Restorable);

/// <summary>Shows every change of a file from the audit trail: who, when, before, after (D13-3.4.1c). Nothing here or elsewhere changes a row.</summary>
[Allow(Permission.CustomersRead)]
sealed class ShowHistory(GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    /// <summary>Changes, the newest first.</summary>
    /// <param name="customerId">The file.</param>
    /// <param name="field">Only this field of the file itself, or null for all.</param>
    /// <param name="before">Only entries with a smaller number, or null for the newest.</param>
    /// <param name="count">How many entries are read, 1 to 200.</param>
    /// <param name="ct">Ends the reading.</param>
    [Clause("D13-3.4.1c")]
    public async Task<Outcome<PageOf<HistoryRow>>> Handle(Guid customerId, string? field, long? before, int count, CancellationToken ct)
    {
        var file = await db.Set<Customer>().AsNoTracking().VisibleTo(actor.Value).Where(c => c.Id == customerId)
            .Select(c => new { c.OwnerId, c.SecondOwnerId, c.ArchivedAt, Merged = db.Set<Customer>().Where(m => m.MergedIntoId == c.Id).Select(m => m.Id).ToList() }).AsSingleQuery().SingleOrDefaultAsync(ct);
        if (file is null) return Outcome<PageOf<HistoryRow>>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        count = Math.Clamp(count, 1, 200);
        // With the histories of the files merged into it, each as it was.
        List<Guid> ids = [customerId, .. file.Merged];
        var of = file.Merged.Count == 0 ? db.Set<AuditEntry>().Where(e => e.SubjectId == customerId) : db.Set<AuditEntry>().Where(e => ids.Contains(e.SubjectId));
        var entries = await of.AsNoTracking().Where(e => before == null || e.Number < before)
            .OrderByDescending(e => e.Number).Take(field is null ? count + 1 : 2000).ToListAsync(ct);
        var masked = !actor.Value.SeesPhones(file.OwnerId, file.SecondOwnerId);
        var writes = actor.Value.May(Permission.CustomersWrite) && file.ArchivedAt is null;
        var shown = entries.Take(field is null ? count : entries.Count)
            .SelectMany(e => ChangesText.Read(e.Changes).Select(change => (Entry: e, Change: change)))
            .Where(x => field is null ? Worth(x.Change) : x.Change.Part == "customer" && Fields(field).Contains(x.Change.Field)).Take(field is null ? int.MaxValue : count).ToList();
        var values = new AuditValues(await AuditValues.NamesIn(db, shown.Select(x => x.Change), ct), clock);
        var rows = shown.Select(x => new HistoryRow(x.Entry.At, x.Entry.ActorName, x.Entry.Door, x.Change.Part, x.Change.Field,
            Text(x.Change, x.Change.Before, masked, values), Text(x.Change, x.Change.After, masked, values), x.Entry.Number, x.Change.PartId, Restorable(x.Entry, x.Change))).ToList();
        bool Restorable(AuditEntry entry, FieldChange change) => writes && entry.SubjectId == customerId && change.Before is not (null or "" or "[]") && change.After != change.Before && RestoreValue.Can(change.Part, change.Field)
            && !(masked && change.Field is "phone" or "mobile") && (change.Field is not ("ownerId" or "secondOwnerId") || actor.Value.May(Permission.CustomersAssign))
            && !entry.Changes.Contains("[\"-\"]", StringComparison.Ordinal);
        return new PageOf<HistoryRow>(rows, field is null && entries.Count > count ? entries[count - 1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    // A fact people know as one may lie in two columns.
    static string[] Fields(string field) => field switch
    {
        "registeredCapital" => ["registeredCapital", "capitalCurrency"],
        "leadClass" => ["leadClass", "leadClassGrounds"],
        _ => [field],
    };

    static bool Worth(FieldChange change) => change.Field is not ("unitId" or "customerId" or "departmentId" or "hash" or "mediaType" or "jobId");

    static string? Text(FieldChange change, string? value, bool masked, AuditValues values)
    {
        if (string.IsNullOrEmpty(value) || value is "[]" or "{}") return null;
        if (masked && (change.Field is "phone" or "mobile")) return PhoneNumber.Mask(value);
        if (Guid.TryParse(value, out var id)) return values.Names.GetValueOrDefault(id, "…");
        if (change.Field == "absent" && JsonSerializer.Deserialize<List<KeyValuePair<string, string>>>(value, AuditTrail.Json) is { } absent)
            return string.Join("；", absent.Select(a => $"{Texts.All[$"customers.{a.Key}"]}：{a.Value}"));
        if (change.Field == "registeredCapital" && decimal.TryParse(value, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var amount)) return Show(amount);
        return values.Say(change.Part, change.Field, value, Texts.All);
    }

    static string Show(decimal amount) => amount.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture);
}
