using Guiju.Customers.Access;
using Guiju.Customers.BasicData;
using Guiju.Customers.Bin;
using Guiju.Customers.Clauses.Rules;
using Guiju.Customers.Contracts;
using Guiju.Customers.Deadlines;
using Guiju.Customers.Pages;
using Guiju.Customers.Papers;
using Guiju.Customers.Replays;
using Guiju.Customers.Review;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Jobs;
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
        services.AddScoped<Duplicates>().AddScoped<ICustomerDirectory, CustomerDirectory>();
        services.AddScoped<CustomerOpening>();
        services.AddScoped<ClassifiedRegister>();
        services.AddScoped<NextContacts>();
        services.AddScoped<StageSteps>();
        services.AddScoped<Charge>().AddScoped<FactChange>();
        services.AddScoped<ICustomerFiles, CustomerFiles>();
        services.AddScoped<ICustomerRegister, CustomerRegister>();
        services.AddScoped<IVisibleRoles, VisibleRoles>();
        services.AddScoped<ICustomerTimeline, FileTimeline>();
        services.AddScoped<Timeline>();
        services.AddScoped<Upload>();
        services.AddScoped<IFileReferences, AttachmentFiles>();
        services.AddScoped<RecordPage>();
        services.AddFileAccess().AddPapers().AddBasicData().AddReview().AddDeadlines().AddCustomerRules().AddCustomerReplays();
        services.AddMergesWithCustomer<ContactPerson>().AddMergesWithCustomer<Attachment>().AddMergesWithCustomer<StageRecord>().AddMergesWithCustomer<Evaluation>()
            .AddMergesWithCustomer<CategoryMove>().AddMergesWithCustomer<MajorChange>().AddMergesWithCustomer<ContactPlan>();
        services.AddScoped<IMergesWithCustomer, MergesRoles>().AddScoped<IMergesWithCustomer, MergesStubs>();
        services.AddCustomerBin();
        services.AddScoped<ISaveFollower, PairFollower>();
        services.AddSingleton<DuplicateSweep>().AddSingleton<ISweep>(s => s.GetRequiredService<DuplicateSweep>());
        services.AddSingleton(new QuickAction("customers.new", "/customers/new", "user-plus", 20, Permission.CustomersWrite));
        return services;
    }
}
