using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.Customers.Lists;
using Guiju.FollowUp;
using Guiju.Leads;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Policies;
using Guiju.Reports;
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
        services.AddUi();
        services.AddData(place).AddUseCases().AddSecurity();
        services.AddScoped<IActors, Actors>();
        services.AddStrictJson();
        services.AddFiles();
        services.AddAudit();
        services.AddOrganization();
        services.AddPolicies();
        services.AddFollowUp().AddLeads().AddReports().AddToday();
        services.AddPolicies();
        services.AddCustomerImport();
        services.AddFollowUp().AddLeads().AddReports().AddToday();
        services.AddAudit();
        services.AddStrictJson();
        services.AddFiles();
        services.AddCustomers();
        services.AddCustomerLists();
        services.AddApiContract();
        return builder;
    }

    public static WebApplication UseGuiju(this WebApplication app)
    {
        app.UseUi();
        app.UseBadInput();
        app.UseSameOriginOnly();
        app.UseFirstRun();
        app.UseIdempotency();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapUi();
        // Requests of other sites are refused above, so no form carries a token.
        var pages = app.MapGroup("").DisableAntiforgery();
        pages.MapPolicies();
        pages.MapAudit();
        pages.MapCustomerLists();
        pages.MapApiContract();
        pages.MapSignIn();
        pages.MapCustomerImport();
        pages.MapAccount();
        pages.MapSetUp();
        pages.MapOrganization();
        app.MapOrganizationApi();
        pages.MapFollowUp();
        pages.MapLeads();
        pages.MapReports();
        pages.MapToday();
        pages.MapCustomers();
        return app;
    }
}
