using Guiju.Customers;
using Guiju.Customers.Import;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Policies;

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
        services.AddPolicies();
        services.AddFiles();
        services.AddCustomers();
        services.AddCustomerImport();
        return builder;
    }

    public static WebApplication UseGuiju(this WebApplication app)
    {
        app.UseUi();
        app.UseSameOriginOnly();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapUi();
        // Requests of other sites are refused above, so no form carries a token.
        var pages = app.MapGroup("").DisableAntiforgery();
        pages.MapPolicies();
        pages.MapSignIn();
        pages.MapCustomerImport();
        return app;
    }
}
