using System.Globalization;
using Guiju.Approvals.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Access;

/// <summary>Asks for leave to read a file outside one's scope (客户档案查阅申请单): which parts, what for, from when to when, with or without taking it out.</summary>
[Allow(Permission.CustomersRead), Clause("D13-6b")]
public sealed class AskAccess(GuijuContext db, IApprovals approvals, CurrentActor actor, CompanyClock clock)
{
    /// <summary>The clause.</summary>
    public const string Clause = "D13-6b";

    /// <summary>Kind of request.</summary>
    public const string Kind = "fileAccess";

    /// <summary>Longest time, days.</summary>
    const int MostDays = 366;

    /// <summary>What is asked for.</summary>
    public sealed record Input
    {
        /// <summary>File number (客户编号).</summary>
        public string? FileNumber { get; init; }

        /// <summary>Parts, at least one.</summary>
        public IReadOnlyList<FilePart> Parts { get; init; } = [];

        /// <summary>Whether they are to be taken out into a file.</summary>
        public bool Export { get; init; }

        /// <summary>First day; today where left out.</summary>
        public DateOnly? From { get; init; }

        /// <summary>Last day.</summary>
        public DateOnly? Until { get; init; }

        /// <summary>What for (用途).</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Asks for it. Of the file one learns no more than that its number is given.</summary>
    public async Task<Outcome<AskedRequest>> Handle(Input input, CancellationToken ct)
    {
        var (me, today, from) = (actor.Value, clock.Today, input.From ?? clock.Today);
        List<Finding> findings = [];
        var number = input.FileNumber?.Trim().ToUpperInvariant() ?? "";
        var unit = me.UnitId;
        var file = number.Length is 0 or > 40 ? null : await db.Set<Customer>().AsNoTracking().SingleOrDefaultAsync(c => c.UnitId == unit && c.Code == number && c.MergedIntoId == null, ct);
        if (file is null) findings.Add(new("access.file.unknown", "fileNumber", Clause));
        else if (me.Sees(file)) findings.Add(new Finding("access.file.yours", "fileNumber", Clause) { Link = $"/customers/{file.Id}" }.With(file.Code));
        var parts = input.Parts.Distinct().Order().ToList();
        if (parts.Count == 0) findings.Add(new("access.parts.none", "parts", Clause));
        if (from < today) findings.Add(new Finding("access.from.past", "from", Clause).With(Show.Date(today)));
        if (input.Until is not { } until) findings.Add(new("access.until.missing", "until", Clause));
        else if (until < from || until > from.AddDays(MostDays)) findings.Add(new Finding("access.until.range", "until", Clause).With(MostDays));
        if (string.IsNullOrWhiteSpace(input.Reason)) findings.Add(new("approvals.reason.required", "reason", Clause));
        if (findings.Count > 0) return findings;
        return await approvals.Ask(new()
        {
            Kind = Kind,
            Subject = new("customer", file!.Id),
            Title = file.Code,
            UnitId = file.UnitId,
            Bound = Write(parts, input.Export),
            Reason = input.Reason!.Trim(),
            Bounds = new() { From = from, Until = input.Until },
            Facts =
            [
                new("customers.code", file.Code), new("access.parts", string.Join('、', parts.Select(p => $"{{enum.FilePart.{p}}}"))),
                ApprovalFact.Holds("access.export", input.Export), new("access.from", Show.Date(from)), new("access.until", Show.Date(input.Until)),
            ],
        }, ct);
    }

    internal static string Write(IReadOnlyList<FilePart> parts, bool export) => string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', parts)}{(export ? " export" : "")}");

    internal static (IReadOnlyList<FilePart> Parts, bool Export) Read(string bound) =>
        ([.. bound.Split(' ')[0].Split(',').Select(Enum.Parse<FilePart>)], bound.EndsWith(" export", StringComparison.Ordinal));
}

/// <summary>An approved request opens the file's parts for who asked, for its days.</summary>
sealed class GrantAccess(GuijuContext db, CompanyClock clock) : IApprovalOutcome
{
    public string Kind => AskAccess.Kind;

    public async Task<Finding?> Decided(DecidedRequest request, CancellationToken ct)
    {
        if (request.State != ApprovalState.Approved) return null;
        if (request.Bounds.Until < clock.Today) return new Finding("access.over", null, AskAccess.Clause).With(request.Number, Show.Date(request.Bounds.Until));
        var id = request.Subject.Id;
        if (!await db.Set<Customer>().AnyAsync(c => c.Id == id, ct)) return new Finding("access.gone", null, AskAccess.Clause).With(request.Number);
        var (parts, export) = AskAccess.Read(request.Bound!);
        db.Add(new FileGrant(request.UnitId, id, request.AskedById, request.AskedBy, parts, export, request.Bounds.From ?? clock.Today, request.Bounds.Until ?? clock.Today, request.Id, request.Number));
        return null;
    }
}
