using Guiju.Approvals.Contracts;
using Guiju.Platform;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Clauses;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Exports;

/// <summary>Asks the supervisor for leave to take more rows out than the limit of the day: these rows, once, for some days.</summary>
[Allow(Permission.Self), Clause("D05-8.2e")]
public sealed class AskExport(IApprovals approvals, CurrentActor actor, CompanyClock clock, IClauseParameters parameters)
{
    /// <summary>What is asked for, as the refusal names it.</summary>
    public sealed record Input
    {
        /// <summary>What the rows are of.</summary>
        public string? Name { get; init; }

        /// <summary>How many rows; no more are covered.</summary>
        public int Rows { get; init; }

        /// <summary>Which exactly.</summary>
        public string? Conditions { get; init; }

        /// <summary>What for.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Asks for it.</summary>
    public async Task<Outcome<AskedRequest>> Handle(Input input, CancellationToken ct)
    {
        var (name, conditions) = (input.Name ?? "", input.Conditions ?? "");
        List<Finding> findings = [];
        if (name.Length is 0 or > 100) findings.Add(new("exports.what.missing", "name", ExportLimit.Clause));
        if (input.Rows is < 1 or > 10_000_000) findings.Add(new("exports.rows.missing", "rows", ExportLimit.Clause));
        if (conditions.Length > ExportLimit.Longest) findings.Add(new("exports.conditions.long", "conditions", ExportLimit.Clause));
        if (string.IsNullOrWhiteSpace(input.Reason)) findings.Add(new("approvals.reason.required", "reason", ExportLimit.Clause));
        if (findings.Count > 0) return findings;
        var today = clock.Today;
        return await approvals.Ask(new()
        {
            Kind = ExportLimit.Kind,
            Subject = new("person", actor.Value.PersonId!.Value),
            Title = $"{name} {Show.Count(input.Rows)}",
            UnitId = actor.Value.UnitId,
            Bound = ExportLimit.Print(name, conditions),
            Reason = input.Reason!.Trim(),
            Amount = input.Rows,
            Bounds = new() { Uses = 1, Amount = input.Rows, Until = today.AddDays(parameters.Get<int>(ExportLimit.Clause, "approval_days", today)) },
            Facts = [new("exports.what", name), new("exports.conditions", ExportLimit.Words(conditions)), new("exports.rows", Show.Count(input.Rows)), new("exports.limit", Show.Count(parameters.Get<int>(ExportLimit.Clause, "bulk_export_rows", today)))],
        }, ct);
    }
}
