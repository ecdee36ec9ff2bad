using System.Globalization;
using Guiju.Duties.Contracts;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Tables;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Compliance;

/// <summary>Sends the figures, and the duties behind them, as workbooks.</summary>
static class ComplianceWorkbook
{
    /// <summary>The figures: a row a clause, then a row a company, department or person.</summary>
    public static async Task Figures(HttpContext http, ComplianceQuery query, UseCase<ShowCompliance> show, CancellationToken ct)
    {
        var (found, shares) = (await show.Ask(u => u.Handle(query, ct), ct), await show.Ask(u => u.Shares(query, int.MaxValue, ct), ct));
        if (!found.Done || !shares.Done)
        {
            await (found.Done ? shares.ToProblem() : found.ToProblem()).ExecuteAsync(http);
            return;
        }
        var (texts, answer) = (Texts.All, found.Value);
        http.Attach($"{texts["compliance.title"]} {answer.From:yyyyMMdd}-{answer.To:yyyyMMdd}.xlsx", TableWriter.XlsxType);
        await TableWriter.Xlsx(http.Response.Body, new(texts["compliance.title"],
        [
            new(texts["compliance.column.by"], Width: 12), new(texts["compliance.clause"], Width: 14), new(texts["compliance.what"], Width: 40), new(texts["compliance.due"], ColumnKind.Number, 10),
            .. Enum.GetValues<DutyOutcome>().Select(o => new TableColumn(texts.Of(o), ColumnKind.Number, 10)), new(texts["compliance.rate.percent"], ColumnKind.Number, 12),
        ]), Rows(), ct);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            foreach (var c in answer.Clauses.Where(c => query.Clause is null or "" || c.Clause == query.Clause)) yield return Row(texts["compliance.clause"], c.Clause, c.What, c.Tally);
            foreach (var s in shares.Value) yield return Row(texts.Of(query.By ?? DutyParty.Person), query.Clause, s.Name ?? texts["duties.nobody"], s.Tally);
            await Task.CompletedTask;
        }

        static object?[] Row(string by, string? clause, string what, DutyTally t) => [by, clause, what, t.Due, t.InTime, t.Late, t.Excepted, t.Broken, t.Open, t.Rate is { } rate ? Math.Round(rate * 100, 1) : null];
    }

    /// <summary>The duties, page by page as they are read.</summary>
    public static async Task Duties(HttpContext http, ComplianceQuery query, bool? all, UseCase<ShowCompliance> show, CompanyClock clock, CancellationToken ct)
    {
        var first = await show.Ask(u => u.Duties(query with { After = null }, all ?? false, 200, ct), ct);
        if (!first.Done)
        {
            await first.ToProblem().ExecuteAsync(http);
            return;
        }
        var (texts, period) = (Texts.All, query.Period(clock.Today));
        http.Attach($"{texts["compliance.duties"]} {period.From:yyyyMMdd}-{period.To:yyyyMMdd}.xlsx", TableWriter.XlsxType);
        await TableWriter.Xlsx(http.Response.Body, new(texts["compliance.duties"],
        [
            new(texts["compliance.outcome"], Width: 10), new(texts["compliance.clause"], Width: 14), new(texts["compliance.subject"], Width: 36), new(texts["compliance.what"], Width: 36), new(texts["duties.owner"]), new(texts["compliance.department"]),
            new(texts["duties.due"], ColumnKind.Instant, 19), new(texts["duties.ended"], ColumnKind.Instant, 19), new(texts["duties.evidence"], Width: 24), new(texts["compliance.why"], Width: 60),
        ]), Rows(), ct);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (Outcome<PageOf<DutyRecord>>? page = first; page is { Done: true } now;)
            {
                foreach (var (d, outcome, department) in now.Value.Items)
                    yield return [texts.Of(outcome), d.Clause, d.Title, d.What, d.Owner ?? texts["duties.nobody"], department, clock.Local(d.DueAt), d.EndedAt is { } at ? clock.Local(at) : null, d.Evidence, d.Why];
                page = now.Value.Next is { } next ? await show.Ask(u => u.Duties(query with { After = next }, all ?? false, 200, ct), ct) : null;
            }
        }
    }

    /// <summary>A share in words: 88.9 %.</summary>
    public static string Percent(decimal? rate) => rate is { } r ? (r * 100).ToString("0.0", CultureInfo.InvariantCulture) : Show.None;
}
