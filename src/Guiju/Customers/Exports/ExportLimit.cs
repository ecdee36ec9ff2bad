using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guiju.Approvals.Contracts;
using Guiju.Customers.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Exports;

/// <summary>
/// The limit of D05-8.2e: the posts it names take out so many rows a day, all exports together; more needs the supervisor's approval, for these rows and
/// once. The regulation speaks of the development specialist; a company names other posts or roles by the parameter <c>limited_posts</c>.
/// </summary>
[Clause("D05-8.2e")]
sealed class ExportLimit(GuijuContext db, CurrentActor actor, CompanyClock clock, IClauseParameters parameters, IGuards guards) : IExportLimit
{
    /// <summary>The clause.</summary>
    public const string Clause = "D05-8.2e";

    /// <summary>Kind of request.</summary>
    public const string Kind = "bulkExport";

    /// <summary>Conditions that still fit into an address.</summary>
    public const int Longest = 6000;

    public async Task<Finding?> Take(ExportedRows rows, CancellationToken ct)
    {
        if (rows.Rows == 0 || actor.Value.PersonId is not { } me) return null;
        var today = clock.Today;
        // The row of the count is locked until the act is over: two exports at once are counted one after the other, a refused one gives its rows back.
        var before = (int)(await db.Take(string.Create(CultureInfo.InvariantCulture, $"export {me:N} {today:yyyyMMdd}"), rows.Rows, ct)) - 1;
        var most = parameters.Get<int>(Clause, "bulk_export_rows", today);
        if (before + rows.Rows <= most || !await Limited(me, today, ct)) return null;
        List<ApprovalFact> facts = [new("exports.what", rows.Name), new("exports.conditions", Words(rows.Conditions)), new("exports.rows", Show.Count(rows.Rows)), new("exports.before", Show.Count(before)), new("exports.limit", Show.Count(most))];
        return await guards.Pass(new()
        {
            Refusal = new Finding("exports.refused", null, Clause) { Link = LinkOf(rows) }.With(Show.Count(most), Show.Count(before), Show.Count(rows.Rows)),
            Need = new(Kind, new("person", me)) { PersonId = me, Bound = Print(rows.Name, rows.Conditions), Amount = rows.Rows },
            Subject = new("person", me),
            Title = $"{rows.Name} {Show.Count(rows.Rows)}",
            Facts = facts,
            ParametersOn = today,
        }, ct);
    }

    public string? Mark() => parameters.Get<bool>(Clause, "watermark", clock.Today)
        ? string.Create(CultureInfo.InvariantCulture, $"{actor.Value.UnitName} {actor.Value.Name} {clock.Local(clock.Now):yyyy-MM-dd HH:mm}") : null;

    /// <summary>What an approval is bound to: what exactly is taken out.</summary>
    public static string Print(string name, string conditions) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{conditions}")));

    /// <summary>Conditions as people read them.</summary>
    public static string Words(string conditions)
    {
        var text = Uri.UnescapeDataString(conditions.Replace('+', ' ')).TrimStart('?');
        return text.Length == 0 ? "—" : text.Length > 300 ? text[..299] + "…" : text;
    }

    static string? LinkOf(ExportedRows rows) => rows.Conditions.Length > Longest ? null
        : "/exports/ask" + QueryString.Create(new Dictionary<string, string?> { ["name"] = rows.Name, ["rows"] = rows.Rows.ToString(CultureInfo.InvariantCulture), ["conditions"] = rows.Conditions });

    async Task<bool> Limited(Guid me, DateOnly today, CancellationToken ct)
    {
        var posts = parameters.Get<List<string>>(Clause, "limited_posts", today);
        return await db.Set<Person>().AnyAsync(p => p.Id == me && (posts.Contains(p.Post!) || p.Roles.Any(h => db.Set<Role>().Any(r => r.Id == h.RoleId && (posts.Contains(r.Name) || posts.Contains(r.Key))))), ct);
    }
}
