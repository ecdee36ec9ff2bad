using Guiju.Customers.Lists;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;

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
        services.AddSingleton(Texts.All);
        services.AddData(place).AddUseCases().AddSecurity(place);
        services.AddScoped<IActors, Actors>();
        services.AddCustomerLists();
        return builder;
    }

    public static WebApplication UseGuiju(this WebApplication app)
    {
        app.UseSameOriginOnly();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapCustomerLists();
        return app;
    }
}
