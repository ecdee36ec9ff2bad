using Guiju.Customers.BasicData;
using Guiju.Customers.Contracts;
using Guiju.Customers.Import;
using Guiju.Customers.Papers;
using Guiju.Customers.Review;
using Guiju.Platform.Files;
using Guiju.Platform.Jobs;

namespace Guiju.Customers.Bin;

static class BinRegistration
{
    /// <summary>Registers the bin and what of a file goes into it.</summary>
    public static IServiceCollection AddCustomerBin(this IServiceCollection services)
    {
        services.AddSingleton<BinSettings>();
        services.AddScoped<IBin, CustomerBin>();
        services.AddScoped<IFileReferences, BinFiles>();
        services.AddMergesWithCustomer<BinItem>();
        services.AddBinsWithCustomer<CustomerRole>().AddBinsWithCustomer<ContactPerson>().AddBinsWithCustomer<Attachment>().AddBinsWithCustomer<StageRecord>().AddBinsWithCustomer<Evaluation>()
            .AddBinsWithCustomer<CategoryMove>().AddBinsWithCustomer<MajorChange>().AddBinsWithCustomer<ContactPlan>().AddBinsWithCustomer<ImportedRow>()
            .AddBinsWithCustomer<InformationSheet>().AddBinsWithCustomer<PaperArchive>().AddBinsWithCustomer<DataReceipt>().AddBinsWithCustomer<ReviewLine>();
        services.AddSingleton<BinSweep>().AddSingleton<ISweep>(s => s.GetRequiredService<BinSweep>());
        return services;
    }
}
