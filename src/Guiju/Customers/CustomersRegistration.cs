using Guiju.Customers.Contracts;
using Guiju.Customers.Pages;
using Guiju.Platform.Files;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;

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
        services.AddScoped<IVisibleRoles, VisibleRoles>();
        services.AddScoped<ICustomerTimeline, FileTimeline>();
        services.AddScoped<Timeline>();
        services.AddScoped<Upload>();
        services.AddScoped<IFileReferences, AttachmentFiles>();
        services.AddScoped<RecordPage>();
        services.AddSingleton(new QuickAction("customers.new", "/customers/new", "user-plus", 20, Permission.CustomersWrite));
        return services;
    }
}
