using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guiju.Duties.Contracts;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Compliance.Packs;

/// <summary>What an audit pack is about, before its duties are read.</summary>
/// <param name="Period">Clause, period and whose duties.</param>
/// <param name="Clauses">The clauses with the history of their parameters.</param>
/// <param name="Company">Company or group it is of.</param>
/// <param name="UnitId">Company whose parameters are in force in it; null for the group's.</param>
public sealed record PackContent(DutyPeriod Period, IReadOnlyList<ClauseRecord> Clauses, string Company, Guid? UnitId)
{
    /// <summary>Value of a parameter on a day: the company's decision before the group's, the latest before earlier ones, else the register's.</summary>
    public JsonElement InForce(ParameterRecord parameter, DateOnly on) => parameter.Decisions.Where(d => d.From <= on && (d.ForGroup || d.UnitId == UnitId))
        .OrderByDescending(d => !d.ForGroup).ThenByDescending(d => d.From).ThenByDescending(d => d.At).FirstOrDefault()?.Value ?? parameter.Register;
}

/// <summary>
/// Puts together what an audit asks for: the clause, its parameters in force with all that was decided about them, the duties due in a period and what
/// shows that they were done. Within the reader's scope; read page by page, so that its length costs no memory.
/// </summary>
[Allow(Permission.ComplianceRead)]
sealed class WritePack(IDutyTallies tallies, IClauseRecords records, Signing signing, GuijuContext db, CurrentActor actor, CompanyClock clock)
{
    static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    /// <summary>What it is about.</summary>
    public async Task<Outcome<PackContent>> About(ComplianceQuery query, CancellationToken ct)
    {
        var period = query.Period(clock.Today);
        if (period.From.Year is < 2000 or >= 2100 || period.To.Year is < 2000 or >= 2100 || period.To < period.From || period.To.DayNumber - period.From.DayNumber >= ShowCompliance.MostDays) return new Finding("compliance.wrong-period", "from").With(ShowCompliance.MostDays);
        if (period.Clause is { Length: > 0 } clause && !tallies.Clauses.Contains(clause)) return new Finding("compliance.unknown-clause", "clause").With(clause.Length > 40 ? clause[..40] : clause);
        var unit = period.UnitId ?? (actor.Value.Scope == DataScope.Group ? null : actor.Value.UnitId);
        if (unit is not null && actor.Value.Scope != DataScope.Group && unit != actor.Value.UnitId) return Outcome<PackContent>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        var company = await db.Set<Unit>().Where(u => unit == null ? u.ParentId == null : u.Id == unit).OrderBy(u => u.Code).Select(u => u.Name).FirstOrDefaultAsync(ct);
        if (company is null) return Outcome<PackContent>.Refused(Refusal.NotFound, new Finding("platform.not-found"));
        return new PackContent(period, await records.Of(period.Clause is { Length: > 0 } one ? [one] : [.. tallies.Clauses.Where(records.Has)], unit, ct), company, unit);
    }

    /// <summary>A page of its duties.</summary>
    public async Task<Outcome<Platform.Http.PageOf<DutyRecord>>> Duties(DutyPeriod period, string? after, CancellationToken ct) =>
        await tallies.List(period, [], after, 200, ct) is { } page ? page : new Finding("compliance.after", "after");

    /// <summary>Public half of the key packs are signed with.</summary>
    public async Task<Outcome<byte[]>> Key(CancellationToken ct) => await signing.Public(ct);

    /// <summary>Writes it as JSON and seals it.</summary>
    /// <param name="content">What it is about, of <see cref="About"/>.</param>
    /// <param name="to">Where to; is written asynchronously only and stays open.</param>
    /// <param name="ct">Stops; what is written then bears no seal.</param>
    public async Task<Outcome<int>> Handle(PackContent content, Stream to, CancellationToken ct)
    {
        using var key = await signing.Open(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        await using var json = new Utf8JsonWriter(buffer, plain);
        json.WriteStartObject();
        json.WriteStartObject("pack");
        Head(json, content);
        json.WriteStartArray("clauses");
        foreach (var clause in content.Clauses) Clause(json, content, clause);
        json.WriteEndArray();
        json.WriteStartArray("duties");
        var (count, total) = (0, default(DutyTally));
        for (string? after = null; ;)
        {
            var page = (await tallies.List(content.Period, [], after, 200, ct))!;
            foreach (var record in page.Items)
            {
                Duty(json, record);
                (count, total) = (count + 1, total + DutyTally.Of(record.Outcome, 1));
            }
            await Send();
            after = page.Next;
            if (after is null) break;
        }
        json.WriteEndArray();
        json.WriteStartObject("total");
        foreach (var (name, number) in new[] { ("due", total.Due), ("inTime", total.InTime), ("late", total.Late), ("excepted", total.Excepted), ("broken", total.Broken), ("open", total.Open) }) json.WriteNumber(name, number);
        json.WriteEndObject();
        json.WriteEndObject();
        await Send();
        await to.WriteAsync(Encoding.UTF8.GetBytes(PackSeal.Write(key.ExportSubjectPublicKeyInfo(), key.SignHash(hash.GetHashAndReset()))), ct);
        return count;

        async Task Send()
        {
            json.Flush();
            hash.AppendData(buffer.WrittenSpan);
            await to.WriteAsync(buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
        }
    }

    void Head(Utf8JsonWriter json, PackContent content)
    {
        json.WriteString("format", "guiju-audit-pack/1");
        json.WriteString("madeAt", Instant(clock.Now));
        json.WriteString("madeBy", actor.Value.Name);
        json.WriteString("company", content.Company);
        json.WriteString("from", Day(content.Period.From));
        json.WriteString("to", Day(content.Period.To));
        if (content.Period.Clause is { Length: > 0 } clause) json.WriteString("clause", clause);
        if (content.Period.DepartmentId is { } department) json.WriteString("departmentId", department);
        if (content.Period.PersonId is { } person) json.WriteString("personId", person);
        json.WriteString("scope", actor.Value.Scope.ToString());
    }

    static void Clause(Utf8JsonWriter json, PackContent content, ClauseRecord clause)
    {
        json.WriteStartObject();
        json.WriteString("id", clause.Id);
        json.WriteString("zh", clause.Zh);
        json.WriteString("en", clause.En);
        json.WriteStartArray("parameters");
        foreach (var parameter in clause.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            Value("register", parameter.Register);
            json.WriteBoolean("statedByRegulation", parameter.Stated);
            if (parameter.Unit is not null) json.WriteString("unit", parameter.Unit);
            Value("inForceAtFirst", content.InForce(parameter, content.Period.From));
            Value("inForceAtLast", content.InForce(parameter, content.Period.To));
            json.WriteStartArray("decisions");
            foreach (var decision in parameter.Decisions)
            {
                json.WriteStartObject();
                if (decision.Value is { } value) Value("value", value);
                else json.WriteNull("value");
                json.WriteString("from", Day(decision.From));
                json.WriteString("reason", decision.Reason);
                json.WriteBoolean("forGroup", decision.ForGroup);
                json.WriteString("at", Instant(decision.At));
                json.WriteString("by", decision.By);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Value(string name, JsonElement value)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    static void Duty(Utf8JsonWriter json, DutyRecord record)
    {
        var d = record.Duty;
        json.WriteStartObject();
        json.WriteString("id", d.Id);
        json.WriteString("clause", d.Clause);
        json.WriteString("kind", d.Kind);
        if (d.SubjectId is { } subject) json.WriteString("subjectId", subject);
        json.WriteString("subject", d.Title);
        json.WriteString("what", d.What);
        json.WriteString("why", d.Why);
        json.WriteString("unitId", d.UnitId);
        json.WriteString("owner", d.Owner);
        json.WriteString("department", record.Department);
        json.WriteString("opened", Instant(d.OpenedAt));
        json.WriteString("due", Instant(d.DueAt));
        json.WriteString("parametersOn", Day(d.ParametersOn));
        json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(record.Outcome.ToString()));
        if (d.EndedAt is { } ended) json.WriteString("ended", Instant(ended));
        if (d.Evidence is not null)
        {
            json.WriteStartObject(d.State == DutyState.Cancelled ? "cancelled" : "evidence");
            if (d.EvidenceKind is not null) json.WriteString("kind", d.EvidenceKind);
            if (d.EvidenceId is { } id) json.WriteString("id", id);
            json.WriteString("title", d.Evidence);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
