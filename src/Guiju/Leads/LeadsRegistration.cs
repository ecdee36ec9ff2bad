namespace Guiju.Leads;

static class LeadsRegistration
{
    public static IServiceCollection AddLeads(this IServiceCollection services) => services.AddScoped<LeadParameters>();
}
