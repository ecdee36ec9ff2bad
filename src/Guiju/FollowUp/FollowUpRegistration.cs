using Guiju.Customers.Contracts;
using Guiju.FollowUp.Contracts;

namespace Guiju.FollowUp;

static class FollowUpRegistration
{
    public static IServiceCollection AddFollowUp(this IServiceCollection services)
    {
        services.AddScoped<FollowUpParameters>().AddScoped<InteractionCheck>();
        services.AddScoped<ICustomerTimeline, InteractionTimeline>();
        services.AddScoped<IContactLog, ContactLog>();
        return services;
    }
}
