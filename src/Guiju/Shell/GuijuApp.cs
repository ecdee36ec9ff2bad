using Guiju.Approvals;
using Guiju.Commerce;
using Guiju.Compliance;
using Guiju.Customers;
using Guiju.Customers.Bulk;
using Guiju.Customers.Import;
using Guiju.Customers.Lists;
using Guiju.Duties;
using Guiju.Grading;
using Guiju.FollowUp;
using Guiju.Leads;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Backup;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.Mail;
using Guiju.Platform.Notices;
using Guiju.Platform.Jobs;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Policies;
using Guiju.Publishing;
using Guiju.Publishing.Access;
using Guiju.Reports;
using Guiju.Shell.Backups;
using Guiju.Shell.Today;

namespace Guiju.Shell;

/// <summary>Puts the program together: what is registered, in which order requests pass, which routes there are.</summary>
static class GuijuApp
{
    public static WebApplicationBuilder AddGuiju(this WebApplicationBuilder builder)
    {
        var place = DataPlace.From(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CompanyClock>();
        services.AddSingleton<RouteTable>();
        services.AddUi();
        services.AddData(place).AddUseCases().AddSecurity();
        services.AddStrictJson();
        services.AddFiles();
        services.AddBackup();
        services.AddHostedService<DailyBackup>();
        services.AddSingleton<ISweep, ForgetAnswers>();
        services.AddJobs();
        services.AddAudit();
        services.AddNotices();
        services.AddMail();
        services.AddProbes();
        services.AddProxy(builder.Configuration);
        // What it runs on is nobody's business.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddApiContract();
        services.AddOrganization();
        services.AddPolicies().AddDuties().AddApprovals().AddPublishing().AddCompliance();
        services.AddCustomers().AddCustomerLists().AddCustomerImport().AddCustomerBulk();
        services.AddFollowUp().AddGrading().AddLeads().AddCommerce().AddReports().AddToday();
        return builder;
    }

    public static WebApplication UseGuiju(this WebApplication app)
    {
        app.UseProxy();
        app.UseUi();
        app.UseStorageProblems();
        app.UseBadInput();
        app.UseSameOriginOnly();
        app.UseFirstRun();
        app.UseIdempotency();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAccessGate();
        app.MapUi();
        app.MapProbes();
        app.MapApiContract();
        app.Services.GetRequiredService<RouteTable>().Give(app, Map);
        return app;
    }

    static void Map(IEndpointRouteBuilder routes)
    {
        // Requests of other sites are refused above, so no form carries a token.
        var pages = routes.MapGroup("").DisableAntiforgery();
        pages.MapSignIn();
        pages.MapSetUp();
        pages.MapAccount();
        pages.MapAudit();
        pages.MapNotices();
        pages.MapMail();
        pages.MapOrganization();
        pages.MapOrganizationApi();
        pages.MapPolicies();
        pages.MapDuties();
        pages.MapApprovals();
        pages.MapPublishing();
        pages.MapCompliance();
        pages.MapCustomers();
        pages.MapCustomerLists();
        pages.MapCustomerImport();
        pages.MapCustomerBulk();
        pages.MapFollowUp();
        pages.MapGrading();
        pages.MapLeads();
        pages.MapCommerce();
        pages.MapReports();
        pages.MapToday();
    }
}
