using Guiju.Customers.Contracts;
using Guiju.Platform.Files;

namespace Guiju.Customers;

static class CustomersRegistration
{
    /// <summary>Registers what customer files need beside their use cases.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddScoped<IVisibleCustomers, VisibleCustomers>().AddScoped<ICustomerCare, CustomerCare>();
        services.AddScoped<CustomerRuleBook>();
        services.AddScoped<Duplicates>();
        services.AddScoped<CustomerOpening>();
        services.AddScoped<ClassifiedRegister>();
        services.AddScoped<NextContacts>();
        services.AddScoped<StageSteps>();
        services.AddScoped<ICustomerFiles, CustomerFiles>();
        services.AddScoped<ICustomerRegister, CustomerRegister>();
        services.AddScoped<ICustomerTimeline, FileTimeline>();
        services.AddScoped<Timeline>();
        services.AddScoped<Upload>();
        services.AddScoped<IFileReferences, AttachmentFiles>();
        return services;
    }
}
