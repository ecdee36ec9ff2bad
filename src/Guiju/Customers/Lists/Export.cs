using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Platform.Tables;
using Guiju.Platform;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>Answers with a file: first the audit trail notes it, then the rows flow to the browser as they are read, never all in memory.</summary>
sealed class Export(UseCase<ShowViews> views, UseCase<StartExport> start, UseCase<WriteExport> write, CurrentActor actor, CompanyClock clock, IHttpContextAccessor access)
{
    /// <summary>The list's own file, with the columns its page shows.</summary>
    public async Task<IResult> Send(HttpContext http, IEnumerable<KeyValuePair<string, StringValues>> parameters, CancellationToken ct)
    {
        var shelf = await views.Ask(u => u.Handle(ct), ct);
        if (!shelf.Done) return shelf.ToProblem();
        var opened = shelf.Value.Open(ListAddress.Of(http.Request.Path, parameters));
        if (!opened.Done) return opened.ToProblem();
        var columns = shelf.Value.ColumnsOf(opened.Value, http.Request.Cookies[ViewRoutes.ColumnsCookie]);
        return await Send(opened.Value.Parameters, new(Texts.All["lists.title"], [.. columns.Select(c => (c.Column.Label, c.Column))]), null, ct);
    }

    /// <summary>A file with these columns.</summary>
    public async Task<IResult> Send(IEnumerable<KeyValuePair<string, StringValues>> parameters, ExportColumns columns, string? sort, CancellationToken ct)
    {
        List<KeyValuePair<string, StringValues>> asked = [.. parameters.Where(p => !StringValues.IsNullOrEmpty(p.Value))];
        var format = asked.FirstOrDefault(p => p.Key == "format").Value.ToString() is { Length: > 0 } wanted ? wanted : "xlsx";
        var read = ListParameters.Read(asked.Where(p => p.Key is not ("page" or "size")), clock.Today, actor.Value.PersonId, "format", "cols");
        if (read.Done && format is not ("xlsx" or "csv")) read = new Finding("lists.parameter.unreadable", "format").With("format", "…");
        if (!read.Done)
        {
            var problem = read.ToProblem().ProblemDetails;
            problem.Status = StatusCodes.Status400BadRequest;
            return TypedResults.Problem(problem);
        }
        var list = sort is null ? read.Value : read.Value with { Sort = sort };
        var conditions = new QueryBuilder(asked.Where(p => p.Key is not ("format" or "cols" or "view")).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))).ToString();
        var ticket = await start.Run(u => u.Handle(new(list, columns, format, conditions), ct), ct);
        if (!ticket.Done) return ticket.Refused(access.HttpContext!);
        var name = $"{columns.Name}-{clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{format}";
        var type = format == "csv" ? "text/csv; charset=utf-8" : TableWriter.XlsxType;
        // The language of the headings and words is the request's; the stream is written within it.
        return Results.Stream(to => write.Ask(u => u.Handle(ticket.Value, to, ct), ct), type, name);
    }
}
