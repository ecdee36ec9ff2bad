using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;
using Guiju.FollowUp.Import;
using Guiju.FollowUp.Pages;
using Guiju.FollowUp.Weekly;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;

namespace Guiju.FollowUp;

static class FollowUpRegistration
{
    public static IServiceCollection AddFollowUp(this IServiceCollection services)
    {
        services.AddScoped<InteractionCheck>();
        services.AddScoped<ICustomerTimeline, InteractionTimeline>();
        services.AddScoped<IContactLog, ContactLog>().AddScoped<IPastPlans, PastPlans>();
        services.AddMergesWithCustomer<Interaction>().AddBinsWithCustomer<Interaction>(i => $"/follow-up/{i.Id}").AddScoped<IComesBack, InteractionBack>();
        services.AddSingleton<ISearchedKind, SearchedInteractions>();
        services.AddScoped<IImportKind, ActivityKind>();
        services.AddSingleton(ActivityFields.Shape);
        services.AddSingleton(new CustomerPanel(typeof(ComposerPanel), PanelZone.Composer, 100));
        services.AddSingleton(new NavItem("followup.title", "/follow-up", "phone-call", 130, Permission.FollowUpWrite, Key: 'f'));
        services.AddSingleton(new QuickAction("followup.new", "/follow-up/new", "phone-call", 10, Permission.FollowUpWrite));
        services.AddWeeklyPlans();
        return services;
    }
}
