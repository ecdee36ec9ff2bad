using Guiju.Customers.Contracts;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;

namespace Guiju.Leads;

static class LeadsRegistration
{
    public static IServiceCollection AddLeads(this IServiceCollection services)
    {
        services.AddScoped<LeadParameters>().AddScoped<EarlierLeads>();
        services.AddMergesWithCustomer<Lead>().AddBinsWithCustomer<Lead>(l => $"/leads/{l.Id}").AddScoped<IComesBack, LeadBack>();
        services.AddSingleton<ISearchedKind, SearchedLeads>();
        services.AddSingleton(new NavItem("leads.title", "/leads", "target-arrow", 120, Permission.LeadsWrite, Key: 'l'));
        services.AddSingleton(new QuickAction("leads.new", "/leads/new", "target-arrow", 30, Permission.LeadsWrite));
        return services;
    }
}
