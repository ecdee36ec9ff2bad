using Guiju.Platform.Audit.Pages;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guiju.Platform.Audit;

/// <summary>The page that reads the audit trail; there is no route that writes it.</summary>
static class AuditRoutes
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton(new NavItem("audit.title", "/audit", "history", 940, Permission.AuditRead));

    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", async Task<IResult> (UseCase<ReadAudit> read, Guid? unit, string? kind, Guid? subject, DateOnly? from, DateOnly? to, long? before, CancellationToken ct) =>
        {
            var filter = new ReadAudit.Filter(Unit: unit, Kind: kind, Subject: subject, From: from, To: to, Before: before);
            var outcome = await read.Ask(u => u.Handle(filter, ct), ct);
            return outcome.Done ? new RazorComponentResult<AuditPage>(new { Page = outcome.Value, Filter = filter }) : outcome.ToProblem();
        }).ExcludeFromDescription();
        return routes;
    }
}
